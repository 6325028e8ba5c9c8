/// The bytes between the quotes of a JSON string (RFC 8259 §7): checked once, decoded only when somebody asks.
enum JSONString {
    /// What a string was found to be.
    struct Scan {
        /// The offset of the closing quote.
        var end: Int
        var hasEscapes: Bool
        /// Whether it can be shown as it is written: no character in it hides or misleads.
        var isPlain: Bool
    }

    /// Finds the closing quote, refusing control characters, unknown escapes, lone surrogates and bytes that are not
    /// UTF-8. `start` is the byte behind the opening quote.
    @inline(__always)
    static func scan(_ text: Span<UInt8>, from start: Int) throws(JSONFault) -> Scan {
        let end = text.skipPlain(from: start)
        if end < text.count, text[end] == UInt8(ascii: "\"") { return Scan(end: end, hasEscapes: false, isPlain: true) }
        return try scanSpecial(text, from: end)
    }

    private static func scanSpecial(_ text: Span<UInt8>, from start: Int) throws(JSONFault) -> Scan {
        var scan = Scan(end: start, hasEscapes: false, isPlain: true)
        while true {
            guard scan.end < text.count else { throw JSONFault(.unexpectedEnd, at: text.count) }
            let byte = text[scan.end]
            if byte == UInt8(ascii: "\"") { return scan }
            if byte == UInt8(ascii: "\\") {
                scan.hasEscapes = true
                scan.end = try skipEscape(text, scan.end)
            } else if byte < 0x20 {
                throw JSONFault(.controlCharacter, at: scan.end)
            } else {
                // Table 3-7 of the Unicode standard: nothing overlong, no surrogates.
                guard let length = text.utf8Length(at: scan.end) else { throw JSONFault(.utf8, at: scan.end) }
                if JSONEscape.isUnsafeToShow(text.scalar(at: scan.end, length: length)) { scan.isPlain = false }
                scan.end += length
            }
            scan.end = text.skipPlain(from: scan.end)
        }
    }

    /// The content of a string that `scan` has accepted and that stands, with its quotes, at this range: its escapes
    /// replaced, as UTF-8.
    static func decode(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        let quoted = text.extracting(range)
        var content: [UInt8] = []
        content.reserveCapacity(quoted.count)
        var position = 1
        while position < quoted.count - 1 {
            let byte = quoted[position]
            if byte == UInt8(ascii: "\\") {
                position = decodeEscape(quoted, position, into: &content)
            } else {
                content.append(byte)
                position += 1
            }
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
        var scalar = UInt32(unit(text, position))
        var next = position + 6
        if 0xD800...0xDBFF ~= scalar {
            scalar = 0x10000 + ((scalar & 0x3FF) << 10) + UInt32(unit(text, next) & 0x3FF)
            next += 6
        }
        if let character = Unicode.Scalar(scalar), let encoded = UTF8.encode(character) {
            content.append(contentsOf: encoded)
        }
        return next
    }

    // The number that an escape which was found to be good has behind its `\u`.
    private static func unit(_ text: Span<UInt8>, _ position: Int) -> UInt16 {
        var unit: UInt16 = 0
        for index in (position + 2)..<(position + 6) {
            unit = unit << 4 | UInt16(text[index].hexadecimalDigit ?? 0)
        }
        return unit
    }

    private static func skipEscape(_ text: Span<UInt8>, _ position: Int) throws(JSONFault) -> Int {
        guard position + 1 < text.count else { throw JSONFault(.unexpectedEnd, at: text.count) }
        switch text[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return position + 2
        case UInt8(ascii: "u"): return try skipUnicodeEscape(text, position)
        default: throw JSONFault(.escape, at: position)
        }
    }

    // A character beyond U+FFFF is two escapes, one half each; half a character is none (RFC 7493 §2.1).
    private static func skipUnicodeEscape(_ text: Span<UInt8>, _ position: Int) throws(JSONFault) -> Int {
        let high = try checkedUnit(text, position)
        guard 0xD800...0xDFFF ~= high else { return position + 6 }
        let next = position + 6
        guard high < 0xDC00 else { throw JSONFault(.loneSurrogate, at: position) }
        for (offset, expected) in [(next, UInt8(ascii: "\\")), (next + 1, UInt8(ascii: "u"))] {
            guard offset < text.count else { throw JSONFault(.unexpectedEnd, at: text.count) }
            guard text[offset] == expected else { throw JSONFault(.loneSurrogate, at: position) }
        }
        let low = try checkedUnit(text, next)
        guard 0xDC00...0xDFFF ~= low else { throw JSONFault(.loneSurrogate, at: position) }
        return next + 6
    }

    private static func checkedUnit(_ text: Span<UInt8>, _ position: Int) throws(JSONFault) -> UInt16 {
        for index in (position + 2)..<(position + 6) {
            guard index < text.count else { throw JSONFault(.unexpectedEnd, at: text.count) }
            guard text[index].hexadecimalDigit != nil else { throw JSONFault(.escape, at: position) }
        }
        return unit(text, position)
    }
}
