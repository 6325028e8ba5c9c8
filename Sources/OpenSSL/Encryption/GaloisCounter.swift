/// AES in Galois/Counter Mode with a vector of 12 octets and a tag of 16: libcrypto would take others (SP 800-38D §5.2.1).
enum GaloisCounter {
    static let vectorLength = 12
    static let tagLength = 16

    static func encrypt(
        _ plaintext: Span<UInt8>, key: SecretBytes, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> ContentCipher.Sealed {
        let cipher = try cipher(key, vector)
        let context = try key.withBytes { (key) throws(CryptoFault) in
            try cipher.context(key: key, vector: vector, encrypting: true)
        }
        try context.authenticate(additional)
        let ciphertext = try context.encrypted(plaintext)
        guard ciphertext.count == plaintext.count else { throw .lengthOutOfRange }
        let tag = try context.tag(count: tagLength)
        cipher.giveBack(context)
        return ContentCipher.Sealed(ciphertext: ciphertext, tag: tag)
    }

    /// The content, or nil where the tag is not its own.
    static func decrypt(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, key: SecretBytes, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> SecretBytes? {
        guard tag.count == tagLength else { return nil }
        let cipher = try cipher(key, vector)
        let context = try key.withBytes { (key) throws(CryptoFault) in
            try cipher.context(key: key, vector: vector, encrypting: false)
        }
        try context.expect(tag: tag)
        try context.authenticate(additional)
        let content = try context.decrypted(ciphertext)
        cipher.giveBack(context)
        return content
    }

    private static func cipher(_ key: SecretBytes, _ vector: Span<UInt8>) throws(CryptoFault) -> FetchedCipher {
        guard vector.count == vectorLength, let cipher = BlockCipher.gcm(keyLength: key.count) else {
            throw .lengthOutOfRange
        }
        return try cipher.fetched()
    }
}

extension Span where Element == UInt8 {
    /// A copy of these octets.
    var copied: [UInt8] { [UInt8](copying: self) }
}
