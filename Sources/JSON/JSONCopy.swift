extension JSONWriter {
    /// Writes a value as its own document has it: order, number text and escapes stay; white space between values goes,
    /// and characters that could mislead a reader are escaped.
    package mutating func copy(_ value: JSONValue) {
        let bytes = value.document.bytes
        let text = bytes.span.extracting(value.range)
        if value.document.isPlain || text.isPlainString { return verbatim(text) }
        var copy: [UInt8] = []
        copy.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "\"") {
                position = Self.copyString(text, from: position, to: &copy)
            } else {
                if !text[position].isSpace { copy.append(text[position]) }
                position += 1
            }
        }
        verbatim(copy.span)
    }

    // The escapes of a string stay as they are; only what stands unescaped is looked at. The answer is the offset behind
    // the closing quote.
    private static func copyString(_ text: Span<UInt8>, from start: Int, to copy: inout [UInt8]) -> Int {
        copy.append(text[start])
        var position = start + 1
        while position < text.count {
            let plain = text.skipPlain(from: position)
            copy.append(addingCapacity: plain - position) { $0.append(text.extracting(position..<plain)) }
            guard plain < text.count else { return plain }
            let byte = text[plain]
            if byte >= 0x7F {
                position = JSONEscape.appendCharacter(text, at: plain, to: &copy)
                continue
            }
            copy.append(byte)
            if byte == UInt8(ascii: "\"") { return plain + 1 }
            // What stands behind a backslash is not the end, even if it is a quote.
            copy.append(text[plain + 1])
            position = plain + 2
        }
        return position
    }
}

extension Span where Element == UInt8 {
    /// Whether this value is a string of printable ASCII without escapes.
    fileprivate var isPlainString: Bool {
        count >= 2 && self[0] == UInt8(ascii: "\"") && skipPlain(from: 1) == count - 1
    }
}
