/// Copies JSON that a reader has accepted, and that is not plain, into a buffer.
enum JSONCopy {
    /// Appends a value: its escapes stay, white space between values goes, and characters that could mislead a reader
    /// are escaped.
    static func append(_ text: Span<UInt8>, to copy: inout ByteBuffer) {
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "\"") {
                position = appendString(text, from: position, to: &copy)
            } else {
                if !text[position].isSpace { copy.append(text[position]) }
                position += 1
            }
        }
    }

    // The escapes of a string stay as they are; only what stands unescaped is looked at. The answer is the offset behind
    // the closing quote.
    private static func appendString(_ text: Span<UInt8>, from start: Int, to copy: inout ByteBuffer) -> Int {
        copy.append(text[start])
        var position = start + 1
        while position < text.count {
            let plain = text.skipPlain(from: position)
            copy.append(text.extracting(position..<plain))
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
