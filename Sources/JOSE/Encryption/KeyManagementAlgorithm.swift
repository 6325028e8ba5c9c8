import JSON
package import OpenSSL

/// One way to bring a content key to its recipient: a name that stands in `alg` of an encrypted token (RFC 7518 §4.1).
///
/// `all` is the only list of them; whatever walks over key management walks over it.
package final class KeyManagementAlgorithm: Sendable {
    /// The value of `alg`.
    package let name: StaticString
    /// How the content key is made known.
    package let scheme: Scheme
    /// Where it is defined.
    package let specification: StaticString

    private init(_ name: StaticString, _ scheme: Scheme, _ specification: StaticString) {
        self.name = name
        self.scheme = scheme
        self.specification = specification
    }

    /// How a content key is made known.
    package enum Scheme: Sendable, Hashable {
        /// Encrypted with RSA and OAEP.
        case rsaOAEP(HashFunction)
        /// Encrypted with RSA and PKCS #1 v1.5: only read, and only where it is asked for by name.
        case rsaPKCS1
        /// Wrapped by a shared key of so many octets.
        case keyWrap(octets: Int)
        /// Encrypted with AES-GCM by a shared key of so many octets.
        case gcmWrap(octets: Int)
        /// The shared key is the content key.
        case direct
        /// Agreed upon with a key of the moment: the content key itself, or one of so many octets that wraps it.
        case agreement(wrapOctets: Int?)
        /// Wrapped by a key of so many octets that a password gives.
        case password(HashFunction, octets: Int)
    }

    /// Every key management algorithm, in the order of their registration.
    package static let all: [KeyManagementAlgorithm] = [
        row("RSA1_5", .rsaPKCS1, "RFC 7518 §4.2"),
        row("RSA-OAEP", .rsaOAEP(.sha1), "RFC 7518 §4.3"),
        row("RSA-OAEP-256", .rsaOAEP(.sha256), "RFC 7518 §4.3"),
        row("RSA-OAEP-384", .rsaOAEP(.sha384), "W3C Web Cryptography API §22.3"),
        row("RSA-OAEP-512", .rsaOAEP(.sha512), "W3C Web Cryptography API §22.3"),
        row("A128KW", .keyWrap(octets: 16), "RFC 7518 §4.4"),
        row("A192KW", .keyWrap(octets: 24), "RFC 7518 §4.4"),
        row("A256KW", .keyWrap(octets: 32), "RFC 7518 §4.4"),
        row("dir", .direct, "RFC 7518 §4.5"),
        row("ECDH-ES", .agreement(wrapOctets: nil), "RFC 7518 §4.6"),
        row("ECDH-ES+A128KW", .agreement(wrapOctets: 16), "RFC 7518 §4.6"),
        row("ECDH-ES+A192KW", .agreement(wrapOctets: 24), "RFC 7518 §4.6"),
        row("ECDH-ES+A256KW", .agreement(wrapOctets: 32), "RFC 7518 §4.6"),
        row("A128GCMKW", .gcmWrap(octets: 16), "RFC 7518 §4.7"),
        row("A192GCMKW", .gcmWrap(octets: 24), "RFC 7518 §4.7"),
        row("A256GCMKW", .gcmWrap(octets: 32), "RFC 7518 §4.7"),
        row("PBES2-HS256+A128KW", .password(.sha256, octets: 16), "RFC 7518 §4.8"),
        row("PBES2-HS384+A192KW", .password(.sha384, octets: 24), "RFC 7518 §4.8"),
        row("PBES2-HS512+A256KW", .password(.sha512, octets: 32), "RFC 7518 §4.8"),
    ]

    private static func row(
        _ name: StaticString, _ scheme: Scheme, _ specification: StaticString
    ) -> KeyManagementAlgorithm {
        KeyManagementAlgorithm(name, scheme, specification)
    }

    /// The algorithm with exactly this name, byte for byte, or nil.
    package static func named(_ name: Span<UInt8>) -> KeyManagementAlgorithm? {
        for algorithm in all where name.equals(algorithm.name) { return algorithm }
        return nil
    }

    /// Whether new tokens may be made with it: PKCS #1 v1.5 is only read (RFC 8725 §3.2).
    package var isForNewTokens: Bool { scheme != .rsaPKCS1 }

    /// Whether it takes a password, and so is slow on purpose.
    package var takesPassword: Bool {
        if case .password = scheme { return true }
        return false
    }

    /// Whether a token with it can have one recipient only: the content key is not chosen (RFC 7518 §4.5, §4.6).
    package var determinesContentKey: Bool { scheme == .direct || scheme == .agreement(wrapOctets: nil) }

    /// The rounds of PBKDF2 that new tokens get.
    package var usualIterations: Int? {
        guard case .password(let hash, _) = scheme else { return nil }
        return hash == .sha256 ? 600_000 : 210_000
    }
}

extension KeyManagementAlgorithm: Hashable, CustomStringConvertible {
    /// Whether both are the same row.
    package static func == (first: KeyManagementAlgorithm, second: KeyManagementAlgorithm) -> Bool {
        first === second
    }

    /// Hashes the row's identity.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(Swift.ObjectIdentifier(self))
    }

    /// The name.
    package var description: String { name.description }
}
