import JSON

/// A member of a JWK or a JWK Set that is registered, described for people.
package struct RegisteredKeyMember: RegisteredName, Hashable {
    /// The member name; case matters.
    package let name: String
    /// A few words for the name, for example `Key Type`.
    package let title: String
    /// One sentence on what it says.
    package let summary: String
    /// The section that defines it.
    package let specification: Specification
    /// The kind of JSON value the specification asks for.
    package let type: ExpectedType

    init(
        _ name: String, _ title: String, _ type: ExpectedType, _ specification: Specification, _ summary: String
    ) {
        self.name = name
        self.title = title
        self.type = type
        self.specification = specification
        self.summary = summary
    }
}

/// A value that a member of a JWK may have, described for people.
package struct RegisteredKeyValue: RegisteredName, Hashable {
    /// The member.
    package let member: String
    /// The value; case matters.
    package let name: String
    /// One sentence on what it says.
    package let summary: String
    /// The section that defines it.
    package let specification: Specification

    init(_ member: String, _ name: String, _ specification: Specification, _ summary: String) {
        self.member = member
        self.name = name
        self.specification = specification
        self.summary = summary
    }
}

/// IANA's "JSON Web Key Parameters", "JSON Web Key Set Parameters", "JSON Web Key Use", "Key Operations" and "Elliptic Curve", as
/// of 2026-05-22.
package enum KeyMemberRegistry {
    /// Every member, those that every key may have first.
    package static var all: [RegisteredKeyMember] { table.rows }

    /// Answers what is known of a member whose name is exactly these UTF-8 bytes.
    package static func member(named name: Span<UInt8>) -> RegisteredKeyMember? { table.row(named: name) }

    /// Answers what is known of a member whose name has exactly the UTF-8 bytes of `name`.
    package static func member(named name: String) -> RegisteredKeyMember? { table.row(named: name) }

    /// The values that a member may have, where the registries list them.
    package static func values(of member: String) -> [RegisteredKeyValue] {
        RegisteredKeyValue.rows.filter { $0.member == member }
    }

    /// Answers what is known of a value of a member.
    package static func value(_ value: [UInt8], of member: String) -> RegisteredKeyValue? {
        RegisteredKeyValue.rows.first { $0.member == member && $0.name.utf8.elementsEqual(value) }
    }

    private static let table = NameTable(RegisteredKeyMember.rows)
}

extension RegisteredKeyMember {
    static let rows: [RegisteredKeyMember] = [
        RegisteredKeyMember(
            "kty", "Key Type", .string, .rfc(7517, "4.1"),
            "The family of the key, which says what other members it has."),
        RegisteredKeyMember(
            "kid", "Key ID", .string, .rfc(7517, "4.5"), "The name by which tokens say which key of a set was used."),
        RegisteredKeyMember(
            "use", "Public Key Use", .string, .rfc(7517, "4.2"), "Whether the key is for signatures or for encryption."),
        RegisteredKeyMember(
            "alg", "Algorithm", .string, .rfc(7517, "4.4"), "The one algorithm that the key is meant for."),
        RegisteredKeyMember(
            "key_ops", "Key Operations", .array, .rfc(7517, "4.3"), "The operations that the key may be used for."),
        RegisteredKeyMember(
            "crv", "Curve", .string, .rfc(7518, "6.2.1.1"), "The curve of the key."),
        RegisteredKeyMember(
            "x", "X Coordinate", .string, .rfc(7518, "6.2.1.2"),
            "The public key, or its first coordinate, base64url."),
        RegisteredKeyMember(
            "y", "Y Coordinate", .string, .rfc(7518, "6.2.1.3"), "The second coordinate of the public key, base64url."),
        RegisteredKeyMember("n", "Modulus", .string, .rfc(7518, "6.3.1.1"), "The modulus of an RSA key, base64url."),
        RegisteredKeyMember(
            "e", "Exponent", .string, .rfc(7518, "6.3.1.2"),
            "The public exponent of an RSA key, base64url; mostly AQAB."),
        RegisteredKeyMember(
            "d", "Private Key", .string, .rfc(7518, "6.2.2.1"), "The private key: nobody else may see it."),
        RegisteredKeyMember(
            "p", "First Prime Factor", .string, .rfc(7518, "6.3.2.2"), "Part of a private RSA key."),
        RegisteredKeyMember(
            "q", "Second Prime Factor", .string, .rfc(7518, "6.3.2.3"), "Part of a private RSA key."),
        RegisteredKeyMember(
            "dp", "First Factor CRT Exponent", .string, .rfc(7518, "6.3.2.4"), "Part of a private RSA key."),
        RegisteredKeyMember(
            "dq", "Second Factor CRT Exponent", .string, .rfc(7518, "6.3.2.5"), "Part of a private RSA key."),
        RegisteredKeyMember(
            "qi", "First CRT Coefficient", .string, .rfc(7518, "6.3.2.6"), "Part of a private RSA key."),
        RegisteredKeyMember(
            "oth", "Other Primes", .array, .rfc(7518, "6.3.2.7"),
            "More prime factors of a private RSA key; hardly anybody has them."),
        RegisteredKeyMember(
            "k", "Key Value", .string, .rfc(7518, "6.4.1"), "The shared secret, base64url: nobody else may see it."),
        RegisteredKeyMember(
            "pub", "Public Key", .string, .rfc(9964, "3"), "The public key of an algorithm key pair, base64url."),
        RegisteredKeyMember(
            "priv", "Private Key", .string, .rfc(9964, "3"),
            "The private key of an algorithm key pair: nobody else may see it."),
        RegisteredKeyMember(
            "x5c", "X.509 Certificate Chain", .array, .rfc(7517, "4.7"),
            "The certificate of the key and its issuers, each as base64 of DER."),
        RegisteredKeyMember(
            "x5t", "X.509 Certificate SHA-1 Thumbprint", .string, .rfc(7517, "4.8"),
            "The SHA-1 digest of the key's certificate, base64url."),
        RegisteredKeyMember(
            "x5t#S256", "X.509 Certificate SHA-256 Thumbprint", .string, .rfc(7517, "4.9"),
            "The SHA-256 digest of the key's certificate, base64url."),
        RegisteredKeyMember(
            "x5u", "X.509 URL", .stringOrURI, .rfc(7517, "4.6"), "An address of the key's certificate or chain."),
        RegisteredKeyMember(
            "iat", "Issued At", .numericDate,
            .openIDFederation("8.7.2"), "When the key was made."),
        RegisteredKeyMember(
            "nbf", "Not Before", .numericDate, .openIDFederation("8.7.2"), "From when on the key is used."),
        RegisteredKeyMember(
            "exp", "Expiration Time", .numericDate, .openIDFederation("8.7.2"), "Until when the key is used."),
        RegisteredKeyMember(
            "revoked", "Revoked Key Properties", .object, .openIDFederation("8.7.2"),
            "When the key was revoked, and why."),
        RegisteredKeyMember(
            "keys", "Keys", .array, .rfc(7517, "5.1"), "The keys of a set."),
    ]
}

extension RegisteredKeyValue {
    static let rows: [RegisteredKeyValue] =
        [
            RegisteredKeyValue("kty", "EC", .rfc(7518, "6.2"), "An elliptic curve key, for ECDSA and ECDH."),
            RegisteredKeyValue("kty", "RSA", .rfc(7518, "6.3"), "An RSA key."),
            RegisteredKeyValue("kty", "oct", .rfc(7518, "6.4"), "A shared secret: who verifies with it can also sign."),
            RegisteredKeyValue("kty", "OKP", .rfc(8037, "2"), "An Ed25519, Ed448, X25519 or X448 key."),
            RegisteredKeyValue("kty", "AKP", .rfc(9964, "3"), "A key of one algorithm alone, as ML-DSA has them."),
            RegisteredKeyValue("use", "sig", .rfc(7517, "4.2"), "For signatures."),
            RegisteredKeyValue("use", "enc", .rfc(7517, "4.2"), "For encryption."),
        ] + operations + curves

    private static let operations: [RegisteredKeyValue] = [
        ("sign", "Makes signatures or MACs."),
        ("verify", "Verifies signatures or MACs."),
        ("encrypt", "Encrypts content."),
        ("decrypt", "Decrypts content, and looks at what it says where that can be done."),
        ("wrapKey", "Encrypts a key."),
        ("unwrapKey", "Decrypts a key, and looks at what it is where that can be done."),
        ("deriveKey", "Derives a key."),
        ("deriveBits", "Derives octets that are not used as a key."),
    ].map { RegisteredKeyValue("key_ops", $0, .rfc(7517, "4.3"), $1) }

    private static let curves: [RegisteredKeyValue] = [
        RegisteredKeyValue("crv", "P-256", .rfc(7518, "6.2.1.1"), "NIST's curve of 256 bits, for ES256 and ECDH."),
        RegisteredKeyValue("crv", "P-384", .rfc(7518, "6.2.1.1"), "NIST's curve of 384 bits, for ES384 and ECDH."),
        RegisteredKeyValue("crv", "P-521", .rfc(7518, "6.2.1.1"), "NIST's curve of 521 bits, for ES512 and ECDH."),
        RegisteredKeyValue("crv", "secp256k1", .rfc(8812, "3.1"), "The curve of many ledgers, for ES256K."),
        RegisteredKeyValue("crv", "Ed25519", .rfc(8037, "2"), "For signatures by EdDSA."),
        RegisteredKeyValue("crv", "Ed448", .rfc(8037, "2"), "For signatures by EdDSA, with more bits."),
        RegisteredKeyValue("crv", "X25519", .rfc(8037, "2"), "For agreements on keys by ECDH."),
        RegisteredKeyValue("crv", "X448", .rfc(8037, "2"), "For agreements on keys by ECDH, with more bits."),
    ]
}
