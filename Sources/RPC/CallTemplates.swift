import JSON

/// The calls that a connection has seen before and that somebody is prepared for.
struct CallTemplates {
    /// The call that came last.
    private var last: CallTemplate?
    private var known = CallTemplateTable()
    /// What was known when there was no more room, until that happens again.
    private var older = CallTemplateTable()
    /// Those of the calls that are being answered: they are known when one who answers has adopted them.
    private var candidates = CallTemplateTable()

    /// Calls that are learnt at once: where each is another one, little is lost.
    private static let candidates = 64

    /// The message, as a call that came before.
    mutating func repetition(_ message: Range<Int>, of bytes: [UInt8]) -> Repetition? {
        if let last, let gaps = last.match(message, of: bytes.span) {
            return Repetition(template: last, bytes: bytes, subject: gaps.subject, id: gaps.id, message: message)
        }
        guard let (template, gaps) = template(of: message, bytes) else { return nil }
        last = template
        return Repetition(template: template, bytes: bytes, subject: gaps.subject, id: gaps.id, message: message)
    }

    /// What would recognise this request again, if it is a call that can be recognised.
    mutating func template(
        of request: Request, _ method: MethodDescription, in message: JSONValue, limits: RPCLimits
    ) -> CallTemplate? {
        guard method.subject != nil else { return nil }
        let bytes = message.document.bytes
        if let same = candidates.find(message.range, of: bytes.span) { return same.0 }
        guard candidates.count < Self.candidates,
            let template = CallTemplate(request, method, in: message, limits: limits), !candidates.isFull(for: template)
        else { return nil }
        candidates.insert(template)
        return template
    }

    /// The calls are answered: those that were adopted will be recognised.
    mutating func settle() {
        guard candidates.count > 0 else { return }
        for template in candidates.removeAll() where template.isAdopted { learn(template) }
    }

    private mutating func template(
        of message: Range<Int>, _ bytes: [UInt8]
    ) -> (CallTemplate, CallTemplate.Gaps)? {
        if let found = known.find(message, of: bytes.span) { return found }
        guard let found = older.find(message, of: bytes.span) else { return nil }
        learn(found.0)
        return found
    }

    private mutating func learn(_ template: CallTemplate) {
        if known.isFull(for: template) {
            older = known
            known = CallTemplateTable()
            // A key may stand in it: it stays no longer than the others.
            last = nil
        }
        known.insert(template)
    }
}
