import JSON

/// What the owner of a key says about it beside its numbers (RFC 7517 §4).
package struct KeyAttributes: Sendable, Equatable {
    /// `kid`, as UTF-8.
    package var keyID: [UInt8]?
    /// `use`.
    package var use: KeyUse?
    /// `key_ops`, without duplicates; an empty list allows nothing.
    package var operations: [KeyOperation]?
    /// `alg`, as UTF-8, known or not.
    package var algorithm: [UInt8]?
    /// From when the key may be used, in seconds of NumericDate: a certificate's `notBefore`, or `nbf`.
    package var notBefore: Int64?
    /// Until when the key may be used, in seconds of NumericDate: a certificate's `notAfter`, or `exp`.
    package var notAfter: Int64?
    /// The value of `revoked`, as JSON on one line, unless it denies it (OpenID Federation 1.0 §8.7).
    package var revoked: [UInt8]?
    /// Its certificate and those of the authorities above it, in this order (RFC 7517 §4.7).
    package var certificates: [Certificate] = []
    /// `x5u`, `x5t` and `x5t#S256` as they stand in a JWK (RFC 7517 §4.6, §4.8, §4.9).
    package var certificateNames = CertificateNames()
    /// What people know it by where it is no JWK: the comment of OpenSSH, the friendly name of PKCS #12.
    package var comment: [UInt8]?
    /// The names of further members of a JWK, which mean nothing here and are not kept.
    package var otherMembers: [String] = []

    /// Nothing said.
    package init() {}
}

/// What a JWK says about a certificate that stands elsewhere, as UTF-8.
package struct CertificateNames: Sendable, Equatable {
    /// Where it stands. Nothing is fetched.
    package var url: [UInt8]?
    /// Its SHA-1 digest.
    package var sha1: [UInt8]?
    /// Its SHA-256 digest.
    package var sha256: [UInt8]?
}

/// What a key is for (RFC 7517 §4.2).
package enum KeyUse: Sendable, Equatable {
    /// `sig`.
    case signature
    /// `enc`.
    case encryption
    /// Any other value, as UTF-8.
    case other([UInt8])

    /// The use with this value.
    package init(_ value: [UInt8]) {
        if value.span.equals("sig") {
            self = .signature
        } else if value.span.equals("enc") {
            self = .encryption
        } else {
            self = .other(value)
        }
    }

    /// The value of `use`, as UTF-8.
    package var value: [UInt8] {
        switch self {
        case .signature: Array("sig".utf8)
        case .encryption: Array("enc".utf8)
        case .other(let value): value
        }
    }
}

/// One thing that a key may do (RFC 7517 §4.3).
package enum KeyOperation: Sendable, Hashable {
    case sign, verify, encrypt, decrypt, wrapKey, unwrapKey, deriveKey, deriveBits
    /// Any other value, as UTF-8.
    case other([UInt8])

    // What every operation but `other` is called, and the use that it belongs to.
    private var row: (value: StaticString, use: KeyUse)? {
        switch self {
        case .sign: ("sign", .signature)
        case .verify: ("verify", .signature)
        case .encrypt: ("encrypt", .encryption)
        case .decrypt: ("decrypt", .encryption)
        case .wrapKey: ("wrapKey", .encryption)
        case .unwrapKey: ("unwrapKey", .encryption)
        case .deriveKey: ("deriveKey", .encryption)
        case .deriveBits: ("deriveBits", .encryption)
        case .other: nil
        }
    }

    private static let known: [KeyOperation] = [
        .sign, .verify, .encrypt, .decrypt, .wrapKey, .unwrapKey, .deriveKey, .deriveBits,
    ]

    /// The operation with this value.
    package init(_ value: [UInt8]) {
        let known = Self.known.first { operation in
            operation.row.map { value.span.equals($0.value) } == true
        }
        self = known ?? .other(value)
    }

    /// What the public part may do of a private key that may do this.
    package var counterpart: KeyOperation {
        switch self {
        case .sign: .verify
        case .decrypt: .encrypt
        case .unwrapKey: .wrapKey
        case .verify, .encrypt, .wrapKey, .deriveKey, .deriveBits, .other: self
        }
    }

    /// The value in `key_ops`, as UTF-8.
    package var value: [UInt8] {
        switch self {
        case .other(let value): value
        default: row.map { Array($0.value.description.utf8) } ?? [UInt8]()
        }
    }

    /// The use that it is part of, or nil where its meaning is unknown.
    package var use: KeyUse? { row?.use }
}
