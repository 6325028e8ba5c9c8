import JSON

/// Templates, found by a hash of what makes calls of one kind differ.
///
/// Calls are of one kind where the short pieces around their gaps are the same. A long piece is mostly a key, and tells
/// one call from another.
struct CallTemplateTable {
    private struct Kind {
        let example: CallTemplate
        var templates: [UInt64: CallTemplate]
    }

    /// The kind that was found last stands first.
    private var kinds: [Kind] = []
    /// How many templates there are.
    private(set) var count = 0
    private var bytes = 0

    /// Templates, the bytes that they have in all, and kinds of calls.
    private static let capacity = 512
    private static let byteCapacity = 1 << 19
    private static let kindCapacity = 16

    /// Whether there is no more room for a template.
    func isFull(for template: CallTemplate) -> Bool {
        count >= Self.capacity || bytes + template.size > Self.byteCapacity && count > 0
            || kinds.count >= Self.kindCapacity && !kinds.contains { $0.example.isAlike(template) }
    }

    /// Adds a template.
    mutating func insert(_ template: CallTemplate) {
        let place = kinds.firstIndex { $0.example.isAlike(template) } ?? kinds.count
        if place == kinds.count { kinds.append(Kind(example: template, templates: [:])) }
        if let same = kinds[place].templates.updateValue(template, forKey: template.hash) {
            bytes -= same.size
        } else {
            count += 1
        }
        bytes += template.size
    }

    /// The template that a message has, and where its gaps are, if it has one.
    mutating func find(_ message: Range<Int>, of bytes: Span<UInt8>) -> (CallTemplate, CallTemplate.Gaps)? {
        for index in kinds.indices {
            guard let outline = kinds[index].example.outline(message, of: bytes),
                let template = kinds[index].templates[outline.hash],
                let gaps = template.match(message, of: bytes, outline)
            else { continue }
            if index > 0 { kinds.swapAt(0, index) }
            return (template, gaps)
        }
        return nil
    }

    /// Takes all of them out.
    mutating func removeAll() -> [CallTemplate] {
        let all = kinds.flatMap(\.templates.values)
        self = CallTemplateTable()
        return all
    }
}
