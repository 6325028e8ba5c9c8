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
}
