import JSON
import OpenSSL

/// Values that are random in every token but one that repeats a published example. Whoever chooses them breaks the token.
package struct FixedValues: Sendable {
    /// The content key.
    private(set) var contentKey: SecretBytes?
    /// The content's initialization vector.
    package var vector: [UInt8]?
    /// The private key of the moment.
    package var ephemeralKey: Key?
    /// The octets of `p2s`.
    package var salt: [UInt8]?
    /// The initialization vector of the content key's own encryption.
    package var keyVector: [UInt8]?
    /// The protected header's JSON, byte for byte; empty for none.
    package var protected: [UInt8]?

    /// Nothing fixed.
    package init() {}

    /// Fixes the content key, and leaves the array empty.
    package mutating func setContentKey(wiping octets: inout [UInt8]) {
        contentKey = SecretBytes(wiping: &octets)
    }

    /// The content key for a content encryption: fixed or random.
    func contentKey(for encryption: ContentEncryption) throws(CryptoFault) -> SecretBytes {
        if let contentKey { return contentKey }
        return try SecretBytes.random(encryption.cipher.keyLength)
    }

    /// The content's initialization vector: fixed or random.
    func vector(for encryption: ContentEncryption) throws(CryptoFault) -> [UInt8] {
        if let vector { return vector }
        return try randomBytes(encryption.cipher.vectorLength)
    }

    /// The initialization vector of a content key's encryption: fixed or random.
    func keyVector(for cipher: ContentCipher) throws(CryptoFault) -> [UInt8] {
        if let keyVector { return keyVector }
        return try randomBytes(cipher.vectorLength)
    }

    /// The octets of `p2s`: fixed or random.
    func salt(count: Int) throws(CryptoFault) -> [UInt8] {
        if let salt { return salt }
        return try randomBytes(count)
    }
}
