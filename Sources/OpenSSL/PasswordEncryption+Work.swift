import COpenSSL

extension PasswordEncryption {
    /// The key that a password gives, when its price is within the limits.
    func key(from password: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        try checkPrice()
        return try translating { () throws(CryptoFault) in
            try LibraryStart.ensure()
            return try SecretBytes(count: cipher.keyLength) { (output) throws(CryptoFault) in
                try unsafe output.withUnsafeMutableBufferPointer { (key, initialized) throws(CryptoFault) in
                    try unsafe derive(password, to: key)
                    initialized = key.count
                }
            }
        }
    }

    private func checkPrice() throws(PKCS8Fault) {
        switch derivation {
        case .pbkdf2(_, _, let iterations):
            guard iterations > 0 else { throw .malformed }
            guard iterations <= PKCS8Limits.iterations else {
                throw .tooManyIterations(iterations, maximum: PKCS8Limits.iterations)
            }
        case .scrypt(_, let cost, let blockSize, let parallelization):
            guard cost > 1, cost & (cost - 1) == 0, blockSize > 0, parallelization > 0 else { throw .malformed }
            // 128·N·r octets (RFC 7914 §2); each factor is bounded before it is multiplied.
            let blocks = PKCS8Limits.scryptMemory / 128
            guard cost <= blocks, blockSize <= blocks / cost else { throw .scryptTooCostly }
            let memory = 128 * cost * blockSize
            guard parallelization <= PKCS8Limits.scryptWork / memory else { throw .scryptTooCostly }
        }
    }

    private func derive(
        _ password: SecretBytes, to key: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoFault) {
        guard let length = Int32(exactly: password.count), let keyLength = Int32(exactly: key.count) else {
            throw .lengthOutOfRange
        }
        try password.withBytes { (bytes) throws(CryptoFault) in
            try unsafe bytes.withUnsafeBufferPointer { (secret) throws(CryptoFault) in
                try unsafe secret.withMemoryRebound(to: CChar.self) { (secret) throws(CryptoFault) in
                    switch derivation {
                    case .pbkdf2(let hash, let salt, let iterations):
                        let digest = try hash.fetched()
                        try check(
                            unsafe PKCS5_PBKDF2_HMAC(
                                secret.baseAddress, length, salt, Int32(truncatingIfNeeded: salt.count),
                                Int32(truncatingIfNeeded: iterations), digest.pointer, keyLength, key.baseAddress))
                    case .scrypt(let salt, let cost, let blockSize, let parallelization):
                        try check(
                            unsafe EVP_PBE_scrypt(
                                secret.baseAddress, secret.count, salt, salt.count, UInt64(cost), UInt64(blockSize),
                                UInt64(parallelization), UInt64(2 * PKCS8Limits.scryptWork), key.baseAddress, key.count)
                        )
                    }
                }
            }
        }
    }

    /// The plaintext; wrong padding is a wrong password.
    func decrypted(_ ciphertext: Span<UInt8>, key: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        let context = try translating { () throws(CryptoFault) in
            try CipherContext(cipher, key: key, initializationVector: initializationVector, encrypting: false)
        }
        return try SecretBytes(count: ciphertext.count + cipher.blockLength) { (output) throws(PKCS8Fault) in
            try unsafe output.withUnsafeMutableBufferPointer { (buffer, initialized) throws(PKCS8Fault) in
                guard let written = unsafe context.run(ciphertext, to: buffer) else {
                    ERR_clear_error()
                    throw .wrongPasswordOrDamaged
                }
                initialized = written
            }
        }
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
