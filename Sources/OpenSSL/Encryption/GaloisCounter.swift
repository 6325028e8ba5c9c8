import COpenSSL

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
        var ciphertext = [UInt8](repeating: 0, count: plaintext.count + blockLength)
        let written = try unsafe ciphertext.withUnsafeMutableBufferPointer { (output) throws(CryptoFault) in
            guard let start = output.baseAddress else { throw .lengthOutOfRange }
            let written = try unsafe context.update(plaintext, to: start)
            guard unsafe context.finish(to: start + written) == 0 else { throw .drained() }
            return written
        }
        guard written == plaintext.count else { throw .lengthOutOfRange }
        ciphertext.removeLast(ciphertext.count - written)
        var tag = [UInt8](repeating: 0, count: tagLength)
        let result = unsafe tag.withUnsafeMutableBufferPointer { tag in
            unsafe EVP_CIPHER_CTX_ctrl(
                context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(truncatingIfNeeded: tagLength), tag.baseAddress)
        }
        try check(result)
        cipher.giveBack(context)
        return ContentCipher.Sealed(ciphertext: ciphertext, tag: tag)
    }

    /// The content, or nil where the tag is not its own. Nothing leaves before the tag was checked: what stood in the
    /// buffer until then is wiped with it.
    static func decrypt(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, key: SecretBytes, vector: Span<UInt8>, additional: Span<UInt8>
    ) throws(CryptoFault) -> SecretBytes? {
        guard tag.count == tagLength else { return nil }
        let cipher = try cipher(key, vector)
        let context = try key.withBytes { (key) throws(CryptoFault) in
            try cipher.context(key: key, vector: vector, encrypting: false)
        }
        var expected = tag.copied
        let result = unsafe expected.withUnsafeMutableBufferPointer { tag in
            unsafe EVP_CIPHER_CTX_ctrl(
                context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(truncatingIfNeeded: tagLength), tag.baseAddress)
        }
        try check(result)
        try context.authenticate(additional)
        var isAuthentic = false
        let content = try unsafe SecretBytes(
            count: ciphertext.count + blockLength,
            writtenBy: { (output) throws(CryptoFault) in
                guard let start = output.baseAddress else { throw .lengthOutOfRange }
                let written = try unsafe context.update(ciphertext, to: start)
                isAuthentic = unsafe context.finish(to: start + written) == 0
                return written
            })
        cipher.giveBack(context)
        return isAuthentic ? content : nil
    }

    private static func cipher(_ key: SecretBytes, _ vector: Span<UInt8>) throws(CryptoFault) -> FetchedCipher {
        guard vector.count == vectorLength, let cipher = BlockCipher.gcm(keyLength: key.count) else {
            throw .lengthOutOfRange
        }
        return try cipher.fetched()
    }

    // Room that libcrypto may ask for beyond what it writes.
    private static let blockLength = 16
}

extension Span where Element == UInt8 {
    /// A copy of these octets.
    var copied: [UInt8] { [UInt8](copying: self) }
}
