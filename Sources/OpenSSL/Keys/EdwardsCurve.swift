/// A subtype of octet key pairs (RFC 8037 §2): the Edwards curves that sign and their Montgomery forms that agree on keys.
package enum EdwardsCurve: Sendable, Hashable, CaseIterable {
    /// Signatures of 64 octets.
    case ed25519
    /// Signatures of 114 octets.
    case ed448
    /// Key agreement, 32 octets.
    case x25519
    /// Key agreement, 56 octets.
    case x448

    /// Octets in a public key and in a private key.
    package var keyLength: Int { row.length }

    /// Whether keys of this subtype sign; the others agree on keys.
    package var isSignature: Bool { row.signatureLength != nil }

    /// Octets in a signature, where there are signatures.
    package var signatureLength: Int? { row.signatureLength }

    /// The key type that libcrypto knows it by.
    var typeName: String { row.name }

    private var row: (name: String, length: Int, signatureLength: Int?) {
        switch self {
        case .ed25519: ("ED25519", 32, 64)
        case .ed448: ("ED448", 57, 114)
        case .x25519: ("X25519", 32, nil)
        case .x448: ("X448", 56, nil)
        }
    }
}
