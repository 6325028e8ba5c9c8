import JSON

/// Any result as people read it.
extension Page {
    /// Writes an object's plain members as a table, and what is in the others below their names.
    mutating func tree(_ value: JSONValue, indent: Int = 0) {
        guard value.kind == .object, indent < 12 else { return line((.plain, value.shown), indent: indent) }
        rows(
            value.members.filter { !$0.value.isLarge }.map { Row(name: $0.name.content, value: $0.value.shown) },
            indent: indent)
        for (name, value) in value.members where value.isLarge {
            line((.heading, name.content), indent: indent)
            if value.kind == .object { tree(value, indent: indent + 2) }
            for element in value.elements { tree(element, indent: indent + 2) }
        }
    }

    /// Writes findings: a sign for how much they matter, the sentence, the code and the place.
    mutating func findings(_ value: JSONValue?, title: String) {
        guard let value, value.count > 0 else { return }
        if !title.isEmpty { line((.heading, title)) }
        for finding in value.elements {
            let (sign, ink) = Self.sign(of: finding)
            let range = finding["range"].map { range in
                "bytes \(range.elements.map(\.lexeme).joined(separator: "–"))"
            }
            let place = [finding["code"]?.content, range].compactMap { $0 }.joined(separator: ", ")
            line((ink, sign), (.plain, finding["message"]?.content ?? ""), (.quiet, "(\(place))"), indent: 2)
            if let hint = finding["hint"]?.content { line((.quiet, hint), indent: 4) }
        }
    }

    private static func sign(of finding: JSONValue) -> (sign: String, ink: Ink) {
        switch finding["severity"]?.content {
        case "error": ("✗", .bad)
        case "warning": ("!", .doubtful)
        case "information": ("i", .name)
        default: ("·", .quiet)
        }
    }
}

extension JSONValue {
    /// A value of ours on one line: a string's content, anything else as JSON.
    var shown: String {
        guard kind == .array, elements.allSatisfy({ $0.kind == .string }) else { return content }
        return elements.map(\.content).joined(separator: ", ")
    }

    /// A string's content, and any other value as JSON.
    var content: String { string ?? lexeme }

    fileprivate var isLarge: Bool {
        kind == .object && count > 0 || kind == .array && elements.contains { $0.kind == .object || $0.kind == .array }
    }
}
