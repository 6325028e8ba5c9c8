/// Authenticated encryption of a content (RFC 7518 §5): AES-GCM, or AES-CBC with an HMAC over everything.
package enum ContentCipher: Sendable, Hashable {
    /// AES-GCM with a key of 16, 24 or 32 octets (RFC 7518 §5.3).
    case gcm(keyLength: Int)
    /// AES-CBC and HMAC, each with half of the key (RFC 7518 §5.2).
    case cbcHMAC(HashFunction)

    /// Octets of the key.
    package var keyLength: Int {
        switch self {
        case .gcm(let keyLength): keyLength
        case .cbcHMAC(let hash): hash.length
        }
    }

    /// Octets of the initialization vector.
    package var vectorLength: Int {
        switch self {
        case .gcm: GaloisCounter.vectorLength
        case .cbcHMAC: 16
        }
    }

    /// Octets of the authentication tag.
    package var tagLength: Int {
        switch self {
        case .gcm: GaloisCounter.tagLength
        case .cbcHMAC(let hash): hash.length / 2
        }
    }

    /// What a content was turned into.
    package struct Sealed: Sendable {
        /// The ciphertext.
        package let ciphertext: [UInt8]
        /// The authentication tag.
        package let tag: [UInt8]
    }

    /// Encrypts a content and authenticates it together with the additional data.
    package func encrypt(
        _ plaintext: Span<UInt8>, key: SecretBytes, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> Sealed {
        guard key.count == keyLength, vector.count == vectorLength else { throw .lengthOutOfRange }
        switch self {
        case .gcm: return try GaloisCounter.encrypt(plaintext, key: key, vector: vector, additional: additional)
        case .cbcHMAC(let hash):
            return try EncryptThenMAC(hash: hash, key: key).encrypt(plaintext, vector: vector, additional: additional)
        }
    }

    /// The content, or nil where anything about it is wrong: which of these parts it is, is not said and not shown by the
    /// work that is done.
    package func decrypt(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, key: SecretBytes, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> SecretBytes? {
        guard key.count == keyLength, vector.count == vectorLength, tag.count == tagLength else { return nil }
        switch self {
        case .gcm:
            return try GaloisCounter.decrypt(ciphertext, tag: tag, key: key, vector: vector, additional: additional)
        case .cbcHMAC(let hash):
            return try EncryptThenMAC(hash: hash, key: key).decrypt(
                ciphertext, tag: tag, vector: vector, additional: additional)
        }
    }

    /// Whether the library that is running can do it.
    package var isAvailable: Bool {
        switch self {
        case .gcm(let keyLength): BlockCipher.gcm(keyLength: keyLength)?.isAvailable ?? false
        case .cbcHMAC(let hash):
            hash.isAvailable && FetchedMAC.isAvailable
                && BlockCipher.cbc(keyLength: hash.length / 2)?.isAvailable ?? false
        }
    }
}
