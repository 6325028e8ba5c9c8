import COpenSSL

extension PasswordEncryption {
    /// The key that a password gives, when its price is within the limits.
    func key(from password: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        if case .pkcs12(let salt, let iterations) = derivation {
            return try PKCS12Derivation(salt: salt, iterations: iterations, hash: .sha1)
                .octets(.encryption, from: password, count: cipher.keyLength)
        }
        try checkPrice()
        return try translating { () throws(CryptoFault) in
            try LibraryStart.ensure()
            return try unsafe SecretBytes(
                count: cipher.keyLength,
                writtenBy: { (key) throws(CryptoFault) in
                    try password.withBytes { (bytes) throws(CryptoFault) in try unsafe derive(bytes, to: key) }
                    return key.count
                })
        }
    }

    private func checkPrice() throws(PKCS8Fault) {
        switch derivation {
        case .pbkdf2(_, _, let iterations):
            guard iterations > 0 else { throw .malformed }
            guard iterations <= PKCS8Limits.iterations else {
                throw .tooManyIterations(iterations, maximum: PKCS8Limits.iterations)
            }
        case .pkcs12: break
        case .scrypt(_, let cost, let blockSize, let parallelization):
            guard cost > 1, cost & (cost - 1) == 0, blockSize > 0, parallelization > 0 else { throw .malformed }
            // N < 2^(128·r/8) (RFC 7914 §2), which only a block size of 1 makes a bound.
            guard blockSize > 1 || cost < 1 << 16 else { throw .malformed }
            // 128·N·r octets (RFC 7914 §2); each factor is bounded before it is multiplied.
            let blocks = PKCS8Limits.scryptMemory / 128
            guard cost <= blocks, blockSize <= blocks / cost else { throw .scryptTooCostly }
            let memory = 128 * cost * blockSize
            guard parallelization <= PKCS8Limits.scryptWork / memory else { throw .scryptTooCostly }
        }
    }

    private func derive(_ password: Span<UInt8>, to key: UnsafeMutableBufferPointer<UInt8>) throws(CryptoFault) {
        try unsafe password.withUnsafeBufferPointer { (octets) throws(CryptoFault) in
            try unsafe octets.withMemoryRebound(to: CChar.self) { (secret) throws(CryptoFault) in
                try check(unsafe derived(from: secret, to: key))
            }
        }
    }

    private func derived(
        from secret: UnsafeBufferPointer<CChar>, to key: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoFault) -> Int32 {
        switch derivation {
        case .pbkdf2(let hash, let salt, let iterations):
            let digest = try hash.fetched()
            return unsafe PKCS5_PBKDF2_HMAC(
                secret.baseAddress, Int32(truncatingIfNeeded: secret.count), salt,
                Int32(truncatingIfNeeded: salt.count), Int32(truncatingIfNeeded: iterations), digest.pointer,
                Int32(truncatingIfNeeded: key.count), key.baseAddress)
        case .pkcs12: return 0
        case .scrypt(let salt, let cost, let blockSize, let parallelization):
            return unsafe EVP_PBE_scrypt(
                secret.baseAddress, secret.count, salt, salt.count, UInt64(cost), UInt64(blockSize),
                UInt64(parallelization), UInt64(2 * PKCS8Limits.scryptWork), key.baseAddress, key.count)
        }
    }
}
