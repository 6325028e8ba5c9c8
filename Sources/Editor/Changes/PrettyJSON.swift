import JSON
import JWT

/// JSON over several lines, for people: a member a line, numbers and escapes as they are written.
struct PrettyJSON {
    private(set) var text: String = ""
    private let hidden: Set<Int>

    /// A value; what only the owner of a key may see is left out.
    init(_ value: JSONValue) {
        hidden = Set(SecretMembers.ranges(in: value).map(\.lowerBound))
        write(value, indentation: 0)
    }

    private mutating func write(_ value: JSONValue, indentation: Int) {
        guard !hidden.contains(value.range.lowerBound) else { return text += "\"[redacted]\"" }
        guard value.count > 0, value.kind == .object || value.kind == .array else {
            return text += Self.line(value)
        }
        let margin = "\n" + String(repeating: "  ", count: indentation + 1)
        text += value.kind == .object ? "{" : "["
        var isFirst = true
        for (name, value) in Self.parts(of: value) {
            text += (isFirst ? "" : ",") + margin + (name.map { Self.line($0) + ": " } ?? "")
            isFirst = false
            write(value, indentation: indentation + 1)
        }
        text += "\n" + String(repeating: "  ", count: indentation) + (value.kind == .object ? "}" : "]")
    }

    private static func parts(of value: JSONValue) -> [(name: JSONValue?, value: JSONValue)] {
        value.kind == .object ? value.members.map { ($0.name, $0.value) } : value.elements.map { (nil, $0) }
    }

    private static func line(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.copy(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
