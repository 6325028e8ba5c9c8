/// How text that came from outside is written inside a JSON string.
///
/// Beyond what RFC 8259 §7 asks, everything that could change how a terminal, a log or a page shows the text is written
/// as an escape: control characters, line separators, bidirectional controls, and what cannot be seen, like tags.
package enum JSONEscape {
    /// Appends the content, escaped; bytes that are not UTF-8 become U+FFFD.
    static func append(_ content: Span<UInt8>, to bytes: inout ByteBuffer) {
        var position = 0
        while position < content.count {
            let plain = content.skipPlain(from: position)
            if plain > position {
                bytes.append(content.extracting(position..<plain))
                position = plain
            }
            guard position < content.count else { return }
            position = appendSpecial(content, at: position, to: &bytes)
        }
    }

    private static func appendSpecial(_ content: Span<UInt8>, at position: Int, to bytes: inout ByteBuffer) -> Int {
        switch content[position] {
        case UInt8(ascii: "\""): bytes.append("\\\"")
        case UInt8(ascii: "\\"): bytes.append("\\\\")
        case 0x0A: bytes.append("\\n")
        case 0x0D: bytes.append("\\r")
        case 0x09: bytes.append("\\t")
        case 0..<0x20: appendUnit(UInt16(content[position]), to: &bytes)
        default: return appendCharacter(content, at: position, to: &bytes)
        }
        return position + 1
    }

    /// Appends the character at this offset, escaped if it has to be; the answer is the offset behind it.
    static func appendCharacter(_ content: Span<UInt8>, at position: Int, to bytes: inout ByteBuffer) -> Int {
        guard let length = content.utf8Length(at: position) else {
            bytes.append("\u{FFFD}")
            return position + 1
        }
        let scalar = content.scalar(at: position, length: length)
        if isUnsafeToShow(scalar) {
            appendScalar(scalar, to: &bytes)
        } else {
            bytes.append(content.extracting(position..<(position + length)))
        }
        return position + length
    }

    /// Whether showing this character as it is could change how the text around it reads: it is a control, a separator of
    /// lines, a bidirectional control, or not to be seen at all (Default_Ignorable_Code_Point).
    package static func isUnsafeToShow(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20, 0x7F...0x9F, 0xAD: true
        case ..<0x34F: false
        case 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3,
            0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// Appends one character as one `\u` escape, or two where it needs a surrogate pair.
    static func appendScalar(_ scalar: UInt32, to bytes: inout ByteBuffer) {
        guard scalar > 0xFFFF else { return appendUnit(UInt16(truncatingIfNeeded: scalar), to: &bytes) }
        let offset = scalar - 0x10000
        appendUnit(UInt16(truncatingIfNeeded: 0xD800 + (offset >> 10)), to: &bytes)
        appendUnit(UInt16(truncatingIfNeeded: 0xDC00 + (offset & 0x3FF)), to: &bytes)
    }

    private static func appendUnit(_ unit: UInt16, to bytes: inout ByteBuffer) {
        bytes.append(0x5C)
        bytes.append(UInt8(ascii: "u"))
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift)) & 0xF
            bytes.append(digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "a"))
        }
    }
}

extension Span where Element == UInt8 {
    /// The character that a well-formed sequence of this length encodes.
    func scalar(at position: Int, length: Int) -> UInt32 {
        let first = UInt32(self[position])
        guard length > 1 else { return first }
        var scalar = first & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            scalar = scalar << 6 | UInt32(self[position + offset] & 0x3F)
        }
        return scalar
    }
}
