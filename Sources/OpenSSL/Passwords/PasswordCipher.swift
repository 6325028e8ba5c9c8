import COpenSSL

extension PasswordEncryption {
    /// The plaintext; wrong padding is a wrong password.
    func decrypted(_ ciphertext: Span<UInt8>, key: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        let context = try translating { () throws(CryptoFault) in
            try CipherContext(cipher, key: key, initializationVector: initializationVector, encrypting: false)
        }
        let room = ciphertext.count + cipher.blockLength
        return try unsafe SecretBytes(
            count: room,
            writtenBy: { (buffer) throws(PKCS8Fault) in
                if let written = unsafe context.run(ciphertext, to: buffer) { return written }
                ERR_clear_error()
                throw .wrongPasswordOrDamaged
            })
    }

    func encrypted(_ plaintext: SecretBytes, key: SecretBytes) throws(PKCS8Fault) -> [UInt8] {
        try translating { () throws(CryptoFault) in
            let context = try CipherContext(
                cipher, key: key, initializationVector: initializationVector, encrypting: true)
            var ciphertext = [UInt8](repeating: 0, count: plaintext.count + cipher.blockLength)
            let written = unsafe ciphertext.withUnsafeMutableBufferPointer { buffer in
                plaintext.withBytes { bytes in unsafe context.run(bytes, to: buffer) }
            }
            guard let written else { throw .drained() }
            ciphertext.removeLast(ciphertext.count - written)
            return ciphertext
        }
    }
}

/// Owner of one `EVP_CIPHER_CTX` in CBC mode with PKCS #7 padding, for one message.
@safe
private final class CipherContext {
    private let pointer: OpaquePointer

    init(
        _ cipher: PasswordEncryption.Cipher, key: SecretBytes, initializationVector: [UInt8], encrypting: Bool
    ) throws(CryptoFault) {
        unsafe pointer = try made(EVP_CIPHER_CTX_new())
        let fetched = try unsafe made(EVP_CIPHER_fetch(nil, cipher.name, nil))
        defer { unsafe EVP_CIPHER_free(fetched) }
        let result = key.withBytes { bytes in
            unsafe bytes.withUnsafeBufferPointer { key in
                unsafe EVP_CipherInit_ex2(
                    pointer, fetched, key.baseAddress, initializationVector, encrypting ? 1 : 0, nil)
            }
        }
        try check(result)
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }

    /// How many octets were written to an output that has room for the input and a block; nil when it failed.
    func run(_ input: Span<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        var updated: Int32 = 0
        var finished: Int32 = 0
        guard let count = Int32(exactly: input.count), let start = output.baseAddress else { return nil }
        let result = unsafe input.withUnsafeBufferPointer { octets in
            unsafe EVP_CipherUpdate(pointer, start, &updated, octets.baseAddress, count)
        }
        guard result == 1 else { return nil }
        guard unsafe EVP_CipherFinal_ex(pointer, start + Int(updated), &finished) == 1 else { return nil }
        return Int(updated) + Int(finished)
    }
}
