import COpenSSL

/// Keys from agreed secrets and from passwords.
package enum KeyDerivation {
    /// Whether the library that is running can derive keys from agreed secrets.
    package static var isAvailable: Bool { FetchedKDF.isAvailable }

    /// A key of this many octets, from an agreed secret and what it is for: the one-step derivation (SP 800-56A §5.8.1,
    /// RFC 7518 §4.6.2). The hash function is always SHA-256.
    package static func concat(
        _ secret: SecretBytes, info: [UInt8], count: Int
    ) throws(CryptoFault) -> SecretBytes {
        let kdf = try FetchedKDF.oneStep()
        return try unsafe SecretBytes(
            count: count,
            writtenBy: { (output) throws(CryptoFault) in
                let result = secret.withBytes { secret in
                    unsafe secret.withUnsafeBufferPointer { secret in
                        unsafe info.withUnsafeBufferPointer { info in
                            unsafe copenssl_one_step_kdf(
                                kdf.pointer, secret.baseAddress, secret.count, info.baseAddress, info.count,
                                output.baseAddress, output.count)
                        }
                    }
                }
                try check(result)
                return output.count
            })
    }

    /// A key of this many octets from a password, by this many rounds of HMAC (PBKDF2, RFC 8018 §5.2).
    package static func password(
        _ password: SecretBytes, salt: [UInt8], iterations: Int, hash: HashFunction, count: Int
    ) throws(CryptoFault) -> SecretBytes {
        guard let rounds = Int32(exactly: iterations), rounds > 0 else { throw .lengthOutOfRange }
        guard let length = Int32(exactly: password.count), length > 0 else { throw .emptySecret }
        let digest = try hash.fetched()
        return try unsafe stretched(password, count: count) { text, output in
            unsafe PKCS5_PBKDF2_HMAC(
                text.baseAddress, length, salt, Int32(truncatingIfNeeded: salt.count), rounds, digest.pointer,
                Int32(truncatingIfNeeded: output.count), output.baseAddress)
        }
    }

    /// A key of this many octets from a password, by scrypt (RFC 7914 §2). `cost` is N; what it all takes is the caller's to
    /// bound.
    static func scrypt(
        _ password: SecretBytes, salt: [UInt8], cost: Int, blockSize: Int, parallelization: Int, count: Int
    ) throws(CryptoFault) -> SecretBytes {
        guard let cost = UInt64(exactly: cost), let blockSize = UInt64(exactly: blockSize),
            let parallelization = UInt64(exactly: parallelization)
        else { throw .lengthOutOfRange }
        try LibraryStart.ensure()
        return try unsafe stretched(password, count: count) { text, output in
            unsafe EVP_PBE_scrypt(
                text.baseAddress, text.count, salt, salt.count, cost, blockSize, parallelization,
                UInt64(2 * PKCS8Limits.scryptWork), output.baseAddress, output.count)
        }
    }

    private static func stretched(
        _ password: SecretBytes, count: Int,
        by stretch: (UnsafeBufferPointer<CChar>, UnsafeMutableBufferPointer<UInt8>) -> Int32
    ) throws(CryptoFault) -> SecretBytes {
        try unsafe SecretBytes(
            count: count,
            writtenBy: { (output) throws(CryptoFault) in
                let result = password.withBytes { password in
                    unsafe password.withUnsafeBufferPointer { octets in
                        unsafe octets.withMemoryRebound(to: CChar.self) { text in unsafe stretch(text, output) }
                    }
                }
                try check(result)
                return output.count
            })
    }
}

/// The derivation of the provider, looked up once for the life of the process.
@safe
private final class FetchedKDF: @unchecked Sendable {
    // An EVP_KDF is immutable and may be used by all threads at once.
    let pointer: OpaquePointer

    private init() throws(CryptoFault) {
        try LibraryStart.ensure()
        unsafe pointer = try made(EVP_KDF_fetch(nil, "SSKDF", nil))
    }

    deinit { unsafe EVP_KDF_free(pointer) }

    private static let lookup = Result(catching: { () throws(CryptoFault) in try FetchedKDF() })

    static var isAvailable: Bool {
        guard case .success = lookup else { return false }
        return true
    }

    static func oneStep() throws(CryptoFault) -> FetchedKDF { try lookup.get() }
}
