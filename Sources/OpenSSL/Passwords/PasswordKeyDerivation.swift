extension PasswordEncryption {
    /// The key that a password gives, when its price is within the limits.
    func key(from password: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        try checkPrice()
        switch derivation {
        case .pkcs12(let salt, let iterations):
            return try PKCS12Derivation(salt: salt, iterations: iterations, hash: .sha1)
                .octets(.encryption, from: password, count: cipher.keyLength)
        case .pbkdf2(let hash, let salt, let iterations):
            return try translating { () throws(CryptoFault) in
                try KeyDerivation.password(
                    password, salt: salt, iterations: iterations, hash: hash, count: cipher.keyLength)
            }
        case .scrypt(let salt, let cost, let blockSize, let parallelization):
            return try translating { () throws(CryptoFault) in
                try KeyDerivation.scrypt(
                    password, salt: salt, cost: cost, blockSize: blockSize, parallelization: parallelization,
                    count: cipher.keyLength)
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
}
