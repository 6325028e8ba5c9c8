import COpenSSL

/// ChaCha20 with Poly1305 in OpenSSH's own way (OpenSSH's PROTOCOL.chacha20poly1305), for the one packet that a key file
/// is: its number is zero, nothing is authenticated beside it, and the second half of the key, which is for lengths, is
/// not used.
enum ChaChaPoly1305 {
    private static let keyLength = 32
    private static let tagLength = 16

    /// The plaintext, or nil where the tag is another one.
    static func decrypted(_ ciphertext: Span<UInt8>, tag: Span<UInt8>, key: Span<UInt8>) throws(CryptoFault)
        -> SecretBytes?
    {
        guard key.count >= keyLength else { throw .lengthOutOfRange }
        let cipher = try FetchedCipher("ChaCha20")
        let key = key.extracting(first: keyLength)
        let zeros = [UInt8](repeating: 0, count: keyLength)
        guard let once = try block(0, cipher, key).decrypted(zeros.span) else { throw .drained() }
        let own = try once.withBytes { (once) throws(CryptoFault) in try code(of: ciphertext, key: once) }
        guard equalInConstantTime(own.span, tag) else { return nil }
        return try block(1, cipher, key).decrypted(ciphertext)
    }

    // The stream from this block on: libcrypto takes the number of the block in front of the nonce.
    private static func block(
        _ number: UInt8, _ cipher: FetchedCipher, _ key: Span<UInt8>
    ) throws(CryptoFault) -> CipherContext {
        let start = [number] + [UInt8](repeating: 0, count: 15)
        return try cipher.context(key: key, vector: start.span, encrypting: false)
    }

    private static func code(of message: Span<UInt8>, key: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: tagLength)
        var written = 0
        let result = unsafe key.withUnsafeBufferPointer { key in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe code.withUnsafeMutableBufferPointer { code in
                    unsafe EVP_Q_mac(
                        nil, "POLY1305", nil, nil, nil, key.baseAddress, key.count, message.baseAddress, message.count,
                        code.baseAddress, code.count, &written) != nil
                }
            }
        }
        guard result, written == tagLength else { throw .drained() }
        return code
    }
}
