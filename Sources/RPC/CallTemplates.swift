import JSON

/// The calls that a connection has seen before and that somebody is prepared for; the one that came last is looked at
/// first.
struct CallTemplates {
    private var known: [CallTemplate] = []
    /// Those of the calls that are being answered: they are known when one who answers has adopted them.
    private var candidates: [CallTemplate] = []

    private static let capacity = 16

    /// The message, as a call that came before.
    mutating func repetition(_ message: Range<Int>, of bytes: [UInt8]) -> Repetition? {
        for index in known.indices {
            guard let gaps = known[index].match(message, of: bytes.span) else { continue }
            if index > 0 { known.swapAt(0, index) }
            return Repetition(
                template: known[0], bytes: bytes, subject: gaps.subject, id: gaps.id, message: message)
        }
        return nil
    }

    /// What would recognise this request again, if it is a call that can be recognised.
    mutating func template(
        of request: Request, _ method: MethodDescription, in message: JSONValue, limits: RPCLimits
    ) -> CallTemplate? {
        guard method.subject != nil else { return nil }
        let bytes = message.document.bytes
        if let same = candidates.first(where: { $0.match(message.range, of: bytes.span) != nil }) { return same }
        guard candidates.count < Self.capacity,
            let template = CallTemplate(request, method, in: message, limits: limits)
        else { return nil }
        candidates.append(template)
        return template
    }

    /// The calls are answered: those that were adopted will be recognised.
    mutating func settle() {
        guard !candidates.isEmpty else { return }
        known.insert(contentsOf: candidates.filter(\.isAdopted), at: 0)
        known.removeLast(max(0, known.count - Self.capacity))
        candidates.removeAll(keepingCapacity: true)
    }
}
