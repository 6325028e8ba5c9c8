import JSON
package import OpenSSL

/// One way to encrypt a content: a name that stands in `enc`, and how it is done (RFC 7518 §5.1).
///
/// `all` is the only list of them; whatever walks over content encryptions walks over it.
package final class ContentEncryption: Sendable {
    /// The value of `enc`.
    package let name: StaticString
    /// How a content is encrypted and authenticated.
    package let cipher: ContentCipher
    /// Where it is defined.
    package let specification: StaticString

    /// Octets of the initialization vector.
    package var vectorLength: Int { cipher.vectorLength }
    /// Octets of the authentication tag.
    package var tagLength: Int { cipher.tagLength }

    private init(_ name: StaticString, _ cipher: ContentCipher, _ specification: StaticString) {
        self.name = name
        self.cipher = cipher
        self.specification = specification
    }

    /// Every content encryption, in the order of their registration.
    package static let all: [ContentEncryption] = [
        ContentEncryption("A128CBC-HS256", .cbcHMAC(.sha256), "RFC 7518 §5.2.3"),
        ContentEncryption("A192CBC-HS384", .cbcHMAC(.sha384), "RFC 7518 §5.2.4"),
        ContentEncryption("A256CBC-HS512", .cbcHMAC(.sha512), "RFC 7518 §5.2.5"),
        ContentEncryption("A128GCM", .gcm(keyLength: 16), "RFC 7518 §5.3"),
        ContentEncryption("A192GCM", .gcm(keyLength: 24), "RFC 7518 §5.3"),
        ContentEncryption("A256GCM", .gcm(keyLength: 32), "RFC 7518 §5.3"),
    ]

    /// The content encryption with exactly this name, byte for byte, or nil.
    package static func named(_ name: Span<UInt8>) -> ContentEncryption? {
        for encryption in all where name.equals(encryption.name) { return encryption }
        return nil
    }

    /// What new tokens get unless somebody asks for another: AES-256-GCM, or what the one key is for where it is to be
    /// the content key itself.
    package static func natural(for keys: [EncryptionKey], isDirect: Bool) -> ContentEncryption {
        let usual = all.last ?? all[0]
        guard keys.count == 1, case .key(let key)? = keys.first else { return usual }
        if let bound = key.algorithm.flatMap({ named($0.span) }) { return bound }
        guard case .secret(let secret) = key.material else { return usual }
        let isOnlyDirect = KeyManagementAlgorithm.natural(for: .key(key))?.scheme == .direct
        guard isDirect || isOnlyDirect else { return usual }
        return all.last { $0.cipher.keyLength == secret.count } ?? usual
    }

    /// Those that the library running now can do.
    package static var available: [ContentEncryption] { all.filter(\.cipher.isAvailable) }
}

extension ContentEncryption: Hashable, CustomStringConvertible {
    /// Whether both are the same row.
    package static func == (first: ContentEncryption, second: ContentEncryption) -> Bool { first === second }

    /// Hashes the row's identity.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(Swift.ObjectIdentifier(self))
    }

    /// The name.
    package var description: String { name.description }
}
