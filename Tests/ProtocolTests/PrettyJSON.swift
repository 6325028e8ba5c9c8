import JSON

/// JSON over several lines, for people: what fits into one line stays in one.
struct PrettyJSON {
    private static let width = 120
    private(set) var text = ""

    /// The value with a line end behind it.
    init(_ value: JSONValue) {
        write(value, indentation: 0, column: 0)
        text += "\n"
    }

    private mutating func write(_ value: JSONValue, indentation: Int, column: Int) {
        let line = Self.line(value)
        guard value.count > 0, column + line.utf8.count > Self.width else { return text += line }
        let isObject = value.kind == .object
        text += isObject ? "{" : "["
        var isFirst = true
        for (name, value) in Self.parts(of: value) {
            text += isFirst ? "\n" : ",\n"
            isFirst = false
            text += String(repeating: " ", count: indentation + 2)
            let label = name.map { Self.line($0) + ": " } ?? ""
            text += label
            write(value, indentation: indentation + 2, column: indentation + 2 + label.utf8.count + 1)
        }
        text += "\n" + String(repeating: " ", count: indentation) + (isObject ? "}" : "]")
    }

    private static func parts(of value: JSONValue) -> [(name: JSONValue?, value: JSONValue)] {
        value.kind == .object ? value.members.map { ($0.name, $0.value) } : value.elements.map { (nil, $0) }
    }

    private static func line(_ value: JSONValue) -> String {
        let parts = parts(of: value).map { part in (part.name.map { line($0) + ": " } ?? "") + line(part.value) }
        switch value.kind {
        case .object: return "{" + parts.joined(separator: ", ") + "}"
        case .array: return "[" + parts.joined(separator: ", ") + "]"
        default:
            var writer = JSONWriter()
            writer.copy(value)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}
