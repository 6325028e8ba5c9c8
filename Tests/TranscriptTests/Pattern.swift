import JSON

/// The values that a replay remembers, and the comparison of what came with what a transcript shows.
struct Pattern {
    private var remembered: [String: String] = [:]
    private let fixtures: JSONValue

    init(fixtures: JSONValue) {
        self.fixtures = fixtures
    }

    /// A name that stands for nothing.
    struct Unknown: Error { let name: String }

    /// The value as JSON, every name in it replaced by what it stands for, with `"jsonrpc"` in front.
    func message(_ value: JSONValue) throws -> [UInt8] {
        var writer = JSONWriter()
        try writer.object { writer in
            writer.member("jsonrpc", "2.0" as StaticString)
            for member in value.members {
                writer.name(member.name)
                try write(member.value, to: &writer)
            }
        }
        return writer.bytes
    }

    private func write(_ value: JSONValue, to writer: inout JSONWriter) throws {
        switch value.kind {
        case .object:
            try writer.object { writer in
                for member in value.members {
                    writer.name(member.name)
                    try write(member.value, to: &writer)
                }
            }
        case .array:
            try writer.array { writer in
                for element in value.elements { try write(element, to: &writer) }
            }
        default:
            if let named = try named(value) { writer.copy(named) } else { writer.copy(value) }
        }
    }

    private func named(_ value: JSONValue) throws -> JSONValue? {
        guard let word = Placeholder(value) else { return nil }
        if word.kind == "get" {
            guard let text = remembered[word.name] else { throw Unknown(name: word.name) }
            return try JSONDocument(Array(text.utf8)).root
        }
        guard word.kind == "fixture" else { return nil }
        guard let fixture = fixtures[Array(word.name.utf8).span] else { throw Unknown(name: word.name) }
        return fixture
    }

    /// Where and how what came differs from what was expected, or nil. Remembers what the transcript says to.
    mutating func mismatch(_ value: JSONValue, _ expected: JSONValue, at place: String = "") throws -> String? {
        if let word = Placeholder(expected) {
            switch word.kind {
            case "any": return nil
            case "set":
                remembered[word.name] = value.lexeme
                return nil
            case "get", "fixture":
                guard let named = try named(expected) else { return nil }
                return try mismatch(value, named, at: place)
            default: return value.isKind(word.kind) ? nil : "\(place): no \(word.kind)"
            }
        }
        guard value.kind == expected.kind else { return "\(place): \(value.excerpt())" }
        switch value.kind {
        case .object: return try memberMismatch(value, expected, at: place)
        case .array: return try elementMismatch(value, expected, at: place)
        case .string: return value.utf8 == expected.utf8 ? nil : "\(place): \(value.lexeme)"
        default: return value.lexeme == expected.lexeme ? nil : "\(place): \(value.lexeme)"
        }
    }

    private mutating func memberMismatch(_ value: JSONValue, _ expected: JSONValue, at place: String) throws -> String?
    {
        let hasMore = expected["..."] != nil
        for member in expected.members where !member.name.isString("...") {
            let name = member.name.string ?? ""
            guard let found = value[Array(name.utf8).span] else { return "\(place)/\(name) is missing" }
            if let mismatch = try mismatch(found, member.value, at: "\(place)/\(name)") { return mismatch }
        }
        if hasMore || value.count == expected.count { return nil }
        let more = value.members.first { expected[Array(($0.name.string ?? "").utf8).span] == nil }
        return "\(place)/\(more?.name.string ?? "?") is not expected: \(more?.value.excerpt() ?? "")"
    }

    private mutating func elementMismatch(_ value: JSONValue, _ expected: JSONValue, at place: String) throws -> String?
    {
        let wanted = Array(expected.elements)
        let hasMore = wanted.last?.isString("...") == true
        let count = hasMore ? wanted.count - 1 : wanted.count
        guard hasMore ? value.count >= count : value.count == count else {
            return "\(place): \(value.count) elements: \(value.excerpt(200))"
        }
        for (index, (found, expected)) in zip(value.elements, wanted.prefix(count)).enumerated() {
            if let mismatch = try mismatch(found, expected, at: "\(place)/\(index)") { return mismatch }
        }
        return nil
    }
}

/// A string of a transcript that stands for something: `<any>`, `<set NAME>`.
private struct Placeholder {
    let kind: String
    let name: String

    private static let kinds = ["any", "string", "integer", "number", "boolean", "object", "array"]
    private static let naming = ["set", "get", "fixture"]

    init?(_ value: JSONValue) {
        guard let text = value.string, text.hasPrefix("<"), text.hasSuffix(">") else { return nil }
        let words = text.dropFirst().dropLast().split(separator: " ").map(String.init)
        let isKind = words.count == 1 && Self.kinds.contains(words[0])
        guard isKind || words.count == 2 && Self.naming.contains(words[0]) else { return nil }
        kind = words[0]
        name = words.last ?? ""
    }
}

extension JSONValue {
    fileprivate func isKind(_ name: String) -> Bool {
        switch name {
        case "string": kind == .string
        case "integer": integer != nil
        case "number": kind == .number
        case "boolean": boolean != nil
        case "object": kind == .object
        case "array": kind == .array
        default: false
        }
    }
}
