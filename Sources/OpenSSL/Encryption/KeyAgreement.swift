import COpenSSL

extension AsymmetricKey {
    /// The secret that this private key and somebody else's public key on the same curve come to: the x coordinate
    /// (RFC 7518 §4.6.2), or the octets of RFC 7748. Nil where the other key gives none, which one of small order does.
    package func sharedSecret(with other: AsymmetricKey) throws(CryptoFault) -> SecretBytes? {
        guard isPrivate else { throw .privateKeyMissing }
        guard let length = agreementLength, kind == other.kind else { throw .schemeDoesNotFitKey }
        let context = try unsafe KeyContext(taking: EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil))
        try check(unsafe EVP_PKEY_derive_init(context.pointer))
        // The other key passed every check when it was made.
        try check(unsafe EVP_PKEY_derive_set_peer_ex(context.pointer, other.pointer, 0))
        var isGood = false
        let secret = unsafe SecretBytes(
            count: length,
            writtenBy: { output in
                // A buffer that is too short would cut the secret without a word.
                var written = output.count
                isGood =
                    unsafe EVP_PKEY_derive(context.pointer, output.baseAddress, &written) == 1 && written == length
                return isGood ? written : 0
            })
        ERR_clear_error()
        return isGood ? secret : nil
    }

    private var agreementLength: Int? {
        switch kind {
        case .rsa: nil
        case .ec(let curve): curve.coordinateLength
        case .okp(let curve): curve.isSignature ? nil : curve.keyLength
        }
    }
}

/// The one-step derivation of a key from an agreed secret (SP 800-56A §5.8.1, RFC 7518 §4.6.2).
package enum KeyDerivation {
    /// Whether the library that is running can derive keys from agreed secrets.
    package static var isAvailable: Bool { FetchedKDF.isAvailable }

    /// A key of this many octets, from an agreed secret and what it is for. The hash function is always SHA-256.
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

    /// A key of this many octets from a password, by this many rounds of HMAC (RFC 8018 §5.2).
    package static func password(
        _ password: SecretBytes, salt: [UInt8], iterations: Int, hash: HashFunction, count: Int
    ) throws(CryptoFault) -> SecretBytes {
        guard let rounds = Int32(exactly: iterations), rounds > 0, !salt.isEmpty else { throw .lengthOutOfRange }
        guard let length = Int32(exactly: password.count), length > 0 else { throw .emptySecret }
        let digest = try hash.fetched()
        return try unsafe SecretBytes(
            count: count,
            writtenBy: { (output) throws(CryptoFault) in
                let result = password.withBytes { password in
                    unsafe password.withUnsafeBufferPointer { octets in
                        unsafe octets.withMemoryRebound(to: CChar.self) { text in
                            unsafe PKCS5_PBKDF2_HMAC(
                                text.baseAddress, length, salt, Int32(truncatingIfNeeded: salt.count), rounds,
                                digest.pointer, Int32(truncatingIfNeeded: output.count), output.baseAddress)
                        }
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
