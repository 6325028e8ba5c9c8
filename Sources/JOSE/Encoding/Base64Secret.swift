import OpenSSL

/// Base64 of secrets: no table lookups and no branches on what is read, so that neither cache nor clock tells it.
extension Base64Alphabet {
    /// The octets of a text without padding. Only where its white space stands, and that a text is wrong, can be timed.
    func decodeSecret(_ text: Span<UInt8>, skipsWhiteSpace: Bool) throws(Base64URL.Fault) -> SecretBytes {
        var characters = text.count
        if skipsWhiteSpace {
            for offset in text.indices where text[offset].isWhiteSpace { characters -= 1 }
        }
        guard characters % 4 != 1 else { throw faultOfSecret(text, skipsWhiteSpace: skipsWhiteSpace) }
        var wrong: Int32 = 0
        let secret = SecretBytes(count: Self.octets(forCharacters: characters)) { output in
            wrong = decodeSecret(text, skipsWhiteSpace: skipsWhiteSpace, to: &output)
        }
        guard wrong == 0 else { throw faultOfSecret(text, skipsWhiteSpace: skipsWhiteSpace) }
        return secret
    }

    // Zero when every character is of the alphabet and no bits are left over.
    private func decodeSecret(
        _ text: Span<UInt8>, skipsWhiteSpace: Bool, to output: inout OutputSpan<UInt8>
    ) -> Int32 {
        var wrong: Int32 = 0
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for offset in text.indices {
            if skipsWhiteSpace, text[offset].isWhiteSpace { continue }
            let value = value(of: text[offset])
            wrong |= value >> 8
            bits = (bits << 6 | UInt32(truncatingIfNeeded: value & 63)) & 0x3FFF
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            output.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return wrong | Int32(bits & ((1 << count) - 1))
    }

    // 0…63, or -1 for a byte outside the alphabet.
    private func value(of character: UInt8) -> Int32 {
        let byte = Int32(character)
        var value: Int32 = -1
        value += Self.mask(byte, 0x41...0x5A) & (byte - 0x41 + 1)
        value += Self.mask(byte, 0x61...0x7A) & (byte - 0x61 + 26 + 1)
        value += Self.mask(byte, 0x30...0x39) & (byte - 0x30 + 52 + 1)
        value += Self.mask(byte, Int32(last.0)...Int32(last.0)) & (62 + 1)
        value += Self.mask(byte, Int32(last.1)...Int32(last.1)) & (63 + 1)
        return value
    }

    // All ones where the value is in the range, else zero: both differences are negative inside only.
    private static func mask(_ value: Int32, _ range: ClosedRange<Int32>) -> Int32 {
        ((range.lowerBound - 1 - value) & (value - range.upperBound - 1)) >> 31
    }

    // Only for a text that is refused, whose wrong byte is no secret.
    private func faultOfSecret(_ text: Span<UInt8>, skipsWhiteSpace: Bool) -> Base64URL.Fault {
        var characters = 0
        var lastOffset = 0
        for offset in text.indices {
            if skipsWhiteSpace, text[offset].isWhiteSpace { continue }
            guard value(of: text[offset]) >= 0 else { return .character(at: offset) }
            characters += 1
            lastOffset = offset
        }
        return characters % 4 == 1 ? .length(characters) : .trailingBits(at: lastOffset)
    }

    /// Appends the characters of secret octets.
    func encodeSecret(_ octets: Span<UInt8>, to text: inout OutputSpan<UInt8>, padded: Bool) {
        var position = 0
        while position < octets.count {
            let taken = min(3, octets.count - position)
            var group: UInt32 = 0
            for offset in 0..<taken {
                group |= UInt32(octets[position + offset]) << UInt32(16 - 8 * offset)
            }
            for place in 0...taken {
                text.append(character(of: Int32(group >> UInt32(18 - 6 * place) & 63)))
            }
            if padded {
                for _ in taken..<3 { text.append(Base64.padding) }
            }
            position += taken
        }
    }

    private func character(of value: Int32) -> UInt8 {
        let byte =
            (Self.mask(value, 0...25) & (value + 0x41)) | (Self.mask(value, 26...51) & (value - 26 + 0x61))
            | (Self.mask(value, 52...61) & (value - 52 + 0x30)) | (Self.mask(value, 62...62) & Int32(last.0))
            | (Self.mask(value, 63...63) & Int32(last.1))
        return UInt8(truncatingIfNeeded: byte)
    }
}
