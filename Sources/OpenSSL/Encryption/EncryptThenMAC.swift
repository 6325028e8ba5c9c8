/// AES-CBC under an HMAC of everything that is known before decryption (RFC 7518 §5.2.2): the first half of the key
/// authenticates, the second encrypts, and the tag is the first half of the hash.
struct EncryptThenMAC: ~Copyable {
    private let macKey: SecretBytes
    private let encryptionKey: SecretBytes
    private let hash: HashFunction
    private let tagLength: Int

    init(hash: HashFunction, key: SecretBytes) throws(CryptoFault) {
        guard key.count == hash.length else { throw .lengthOutOfRange }
        self.hash = hash
        tagLength = hash.length / 2
        let half = tagLength
        (macKey, encryptionKey) = key.withBytes { octets in
            (
                SecretBytes(copying: octets.extracting(first: half)),
                SecretBytes(copying: octets.extracting(droppingFirst: half))
            )
        }
    }

    func encrypt(
        _ plaintext: Span<UInt8>, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> ContentCipher.Sealed {
        let cipher = try cipher()
        let context = try encryptionKey.withBytes { (key) throws(CryptoFault) in
            try cipher.context(key: key, vector: vector, encrypting: true)
        }
        let ciphertext = try context.encrypted(plaintext)
        cipher.giveBack(context)
        let tag = try tag(of: ciphertext.span, vector: vector, additional: additional)
        return ContentCipher.Sealed(ciphertext: ciphertext, tag: tag)
    }

    /// The content, or nil where the tag or the padding is wrong. Both are looked at in every case, and the padding here:
    /// libcrypto makes an error of a wrong one, which takes longer than none.
    func decrypt(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> SecretBytes? {
        guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: Self.blockLength) else { return nil }
        let expected = try self.tag(of: ciphertext, vector: vector, additional: additional)
        let isAuthentic = equalInConstantTime(expected.span, tag)
        let cipher = try cipher()
        let context = try encryptionKey.withBytes { (key) throws(CryptoFault) in
            try cipher.context(key: key, vector: vector, encrypting: false)
        }
        context.omitPadding()
        let padded = try context.decrypted(ciphertext)
        cipher.giveBack(context)
        guard let padded, padded.count == ciphertext.count else { throw .lengthOutOfRange }
        let padding = padded.withBytes { Self.padding(of: $0) }
        guard isAuthentic, padding > 0 else { return nil }
        return padded.withBytes { SecretBytes(copying: $0.extracting(droppingLast: padding)) }
    }

    // How many octets of a content of whole blocks are padding (RFC 8018 §6.1.1), or 0 where it is none, after the same
    // steps whatever they are.
    private static func padding(of content: Span<UInt8>) -> Int {
        guard content.count >= blockLength else { return 0 }
        let count = Int32(content[content.count - 1])
        // Negative where a count is less than 1 or more than 16.
        var wrong = (count - 1) | (Int32(blockLength) - count)
        for place in 0..<blockLength {
            let isInside = (Int32(place) - count) >> 31
            wrong |= -(isInside & (Int32(content[content.count - 1 - place]) ^ count))
        }
        return Int(count & ~(wrong >> 31))
    }

    // HMAC(additional ‖ vector ‖ ciphertext ‖ bits of the additional data in 8 octets).
    private func tag(
        of ciphertext: Span<UInt8>, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> [UInt8] {
        let (bits, isTooLong) = UInt64(additional.count).multipliedReportingOverflow(by: 8)
        guard !isTooLong else { throw .lengthOutOfRange }
        var message: [UInt8] = []
        message.reserveCapacity(additional.count + vector.count + ciphertext.count + 8)
        for part in [0, 1, 2] {
            let part = part == 0 ? additional : part == 1 ? vector : ciphertext
            for index in part.indices { message.append(part[index]) }
        }
        for shift in stride(from: 56, through: 0, by: -8) { message.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        let whole = try HMACPreparation(secret: macKey, hash: hash).tag(of: message.span)
        return Array(whole.prefix(tagLength))
    }

    private func cipher() throws(CryptoFault) -> FetchedCipher {
        guard let cipher = BlockCipher.cbc(keyLength: encryptionKey.count) else { throw .lengthOutOfRange }
        return try cipher.fetched()
    }

    private static let blockLength = 16
}
