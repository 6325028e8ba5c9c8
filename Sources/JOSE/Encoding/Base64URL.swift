package import OpenSSL

/// The encoding of every JOSE part: base64url without padding, one spelling a value (RFC 7515 §2, RFC 4648 §5).
package enum Base64URL {
    /// Why a text is not base64url, and the offset of its first wrong byte.
    package enum Fault: Error, Equatable {
        /// A byte outside `A–Z a–z 0–9 - _` stands at this offset.
        case character(at: Int)
        /// No number of octets encodes to this many characters.
        case length(Int)
        /// The last character carries bits that belong to no octet.
        case trailingBits(at: Int)
    }

    /// The octets that a text stands for. Offsets in a fault count from the first byte of the text.
    package static func decode(_ text: Span<UInt8>) throws(Fault) -> [UInt8] {
        var octets: [UInt8] = []
        try decode(text, appendingTo: &octets)
        return octets
    }

    /// Appends the octets that a text stands for; after a fault the buffer is as it was.
    package static func decode(_ text: Span<UInt8>, appendingTo octets: inout [UInt8]) throws(Fault) {
        try Base64Alphabet.url.decode(text, appendingTo: &octets)
    }

    /// Appends the octets that the text at this range stands for. Offsets in a fault count from the range's first byte.
    package static func decode(
        _ text: Span<UInt8>, _ range: Range<Int>, appendingTo octets: inout [UInt8]
    ) throws(Fault) {
        try decode(text.extracting(range), appendingTo: &octets)
    }

    /// The secret octets that a text stands for, read in a time that depends on the length alone.
    package static func decodeSecret(_ text: Span<UInt8>) throws(Fault) -> SecretBytes {
        try Base64Alphabet.url.decodeSecret(text, skipsWhiteSpace: false)
    }

    /// The text of octets.
    package static func encode(_ octets: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        append(octets, to: &text)
        return text
    }

    /// Appends the text of octets.
    package static func append(_ octets: Span<UInt8>, to text: inout [UInt8]) {
        Base64Alphabet.url.append(octets, to: &text)
    }

    /// The text of secret octets, written in a time that depends on the length alone.
    package static func encodeSecret(_ octets: Span<UInt8>) -> SecretBytes {
        SecretBytes(count: Base64Alphabet.characters(forOctets: octets.count)) { text in
            Base64Alphabet.url.encodeSecret(octets, to: &text, padded: false)
        }
    }
}
