/// The bytes between the quotes of a JSON string (RFC 8259 §7): checked once, decoded only when somebody asks.
enum JSONString {
    /// What a string was found to be.
    struct Scan {
        /// The offset of the closing quote.
        var end: Int
        var hasEscapes: Bool
        var isASCII: Bool
    }

    /// Finds the closing quote, refusing control characters, unknown escapes, lone surrogates and bytes that are not
    /// UTF-8. `start` is the byte behind the opening quote.
    static func scan(_ text: Span<UInt8>, from start: Int, to end: Int) throws(JSONFault) -> Scan {
        var position = start
        var result = Scan(end: start, hasEscapes: false, isASCII: true)
        while true {
            position = text.skipPlain(from: position, to: end)
            guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
            switch text[position] {
            case UInt8(ascii: "\""):
                result.end = position
                return result
            case UInt8(ascii: "\\"):
                result.hasEscapes = true
                position = try skipEscape(text, position, end)
            case 0x80...:
                result.isASCII = false
                position = try skipCharacter(text, position, end)
            default:
                throw JSONFault(.controlCharacter, at: position)
            }
        }
    }

    /// The content of a string that `scan` has accepted, escapes replaced, as UTF-8.
    static func decode(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(end - start)
        var position = start
        while position < end {
            let byte = text[position]
            guard byte == UInt8(ascii: "\\"), position + 1 < end else {
                content.append(byte)
                position += 1
                continue
            }
            position = decodeEscape(text, position, into: &content)
        }
        return content
    }

    private static func decodeEscape(_ text: Span<UInt8>, _ position: Int, into content: inout [UInt8]) -> Int {
        switch text[position + 1] {
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "u"): return decodeUnicodeEscape(text, position, into: &content)
        default: content.append(text[position + 1])
        }
        return position + 2
    }

    private static func decodeUnicodeEscape(_ text: Span<UInt8>, _ position: Int, into content: inout [UInt8]) -> Int {
        guard let unit = hexadecimal(text, position + 2, text.count) else { return position + 2 }
        var scalar = UInt32(unit)
        var next = position + 6
        if 0xD800...0xDBFF ~= unit, let low = hexadecimal(text, position + 8, text.count) {
            scalar = 0x10000 + ((scalar & 0x3FF) << 10) + UInt32(low & 0x3FF)
            next = position + 12
        }
        if let character = Unicode.Scalar(scalar), let encoded = UTF8.encode(character) {
            content.append(contentsOf: encoded)
        }
        return next
    }

    private static func skipEscape(_ text: Span<UInt8>, _ position: Int, _ end: Int) throws(JSONFault) -> Int {
        guard position + 1 < end else { throw JSONFault(.unexpectedEnd, at: end) }
        switch text[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return position + 2
        case UInt8(ascii: "u"): return try skipUnicodeEscape(text, position, end)
        default: throw JSONFault(.escape, at: position)
        }
    }

    private static func skipUnicodeEscape(_ text: Span<UInt8>, _ position: Int, _ end: Int) throws(JSONFault) -> Int {
        guard let unit = hexadecimal(text, position + 2, end) else { throw JSONFault(.escape, at: position) }
        guard 0xD800...0xDFFF ~= unit else { return position + 6 }
        let isPair =
            unit < 0xDC00 && position + 8 <= end && text[position + 6] == UInt8(ascii: "\\")
            && text[position + 7] == UInt8(ascii: "u")
        guard isPair, let low = hexadecimal(text, position + 8, end), 0xDC00...0xDFFF ~= low else {
            throw JSONFault(.loneSurrogate, at: position)
        }
        return position + 12
    }

    private static func hexadecimal(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt16? {
        guard start + 4 <= end else { return nil }
        var unit: UInt16 = 0
        for index in start..<(start + 4) {
            guard let digit = text[index].hexadecimalDigit else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    // The well-formed byte sequences of the Unicode standard, table 3-7: nothing overlong, no surrogates.
    private static func skipCharacter(_ text: Span<UInt8>, _ position: Int, _ end: Int) throws(JSONFault) -> Int {
        guard let length = text.utf8Length(at: position, to: end) else { throw JSONFault(.utf8, at: position) }
        return position + length
    }
}
