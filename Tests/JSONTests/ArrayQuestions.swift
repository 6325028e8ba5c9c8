import JSON

// A span cannot stand inside `#expect`; an array can.

extension JSONValue {
    func isString(_ content: [UInt8]) -> Bool { isString(content.span) }
    subscript(_ name: [UInt8]) -> JSONValue? { self[name.span] }
}

extension [UInt8] {
    var firstInvalidUTF8: Int? { span.firstInvalidUTF8 }
    func equals(_ text: StaticString) -> Bool { span.equals(text) }
    func firstOffset(of byte: UInt8) -> Int? { span.firstOffset(of: byte, from: 0) }
    func copy(_ range: Range<Int>) -> [UInt8] { span.array(range) }
}
