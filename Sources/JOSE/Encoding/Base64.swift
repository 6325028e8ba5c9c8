package import OpenSSL

/// The encoding of `x5c`, of DER in JSON and of PEM bodies: base64 with padding, one spelling a value (RFC 4648 §4).
package enum Base64 {
    /// Why a text is not base64, and the offset of its first wrong byte.
    package enum Fault: Error, Equatable {
        /// A byte outside `A–Z a–z 0–9 + /` stands at this offset.
        case character(at: Int)
        /// There are not a multiple of four characters, or the padding is not what the length asks for.
        case padding(at: Int)
        /// The last character carries bits that belong to no octet.
        case trailingBits(at: Int)

        fileprivate init(_ fault: Base64URL.Fault, length: Int) {
            switch fault {
            case .character(let offset): self = .character(at: offset)
            case .length: self = .padding(at: length)
            case .trailingBits(let offset): self = .trailingBits(at: offset)
            }
        }
    }

    /// The octets that a text stands for; no white space, padding as it must be.
    package static func decode(_ text: Span<UInt8>) throws(Fault) -> [UInt8] {
        let content = text.extracting(..<(try contentLength(text, skipsWhiteSpace: false)))
        var octets: [UInt8] = []
        do throws(Base64URL.Fault) {
            try Base64Alphabet.standard.decode(content, appendingTo: &octets)
        } catch {
            throw Fault(error, length: content.count)
        }
        return octets
    }

    /// The secret octets that a text stands for, read in a time that depends on the text's layout alone. White space
    /// between the characters is left out where the caller says so, as in the body of a PEM block.
    package static func decodeSecret(_ text: Span<UInt8>, skipsWhiteSpace: Bool) throws(Fault) -> SecretBytes {
        let content = text.extracting(..<(try contentLength(text, skipsWhiteSpace: skipsWhiteSpace)))
        do throws(Base64URL.Fault) {
            return try Base64Alphabet.standard.decodeSecret(content, skipsWhiteSpace: skipsWhiteSpace)
        } catch {
            throw Fault(error, length: content.count)
        }
    }

    /// The text of octets, with padding.
    package static func encode(_ octets: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        Base64Alphabet.standard.append(octets, to: &text)
        while text.count % 4 != 0 { text.append(padding) }
        return text
    }

    static let padding = UInt8(ascii: "=")

    // How many bytes stand before the padding, which must fill the last group of four.
    private static func contentLength(_ text: Span<UInt8>, skipsWhiteSpace: Bool) throws(Fault) -> Int {
        var characters = 0
        var paddings = 0
        var end = 0
        for offset in text.indices {
            let byte = text[offset]
            if skipsWhiteSpace, byte.isWhiteSpace { continue }
            if byte == padding {
                paddings += 1
                continue
            }
            guard paddings == 0 else { throw .padding(at: offset) }
            characters += 1
            end = offset + 1
        }
        guard paddings <= 2, (characters + paddings) % 4 == 0 else { throw .padding(at: end) }
        return end
    }
}

extension UInt8 {
    /// Whether this is a space, a tab, a carriage return or a line feed.
    var isWhiteSpace: Bool {
        self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A
    }
}
