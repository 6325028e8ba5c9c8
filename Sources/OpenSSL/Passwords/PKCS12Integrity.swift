import COpenSSL

/// The code by which a PKCS #12 file is held to its password: HMAC with a key of its own derivation (RFC 7292 §4 and
/// appendix B). The file names its price, which is read before it is paid.
package func pkcs12Code(
    of content: Span<UInt8>, password: SecretBytes, hash: HashFunction, salt: [UInt8], iterations: Int
) throws(PKCS8Fault) -> [UInt8] {
    let key = try PKCS12Derivation(salt: salt, iterations: iterations, hash: hash)
        .octets(.authentication, from: password, count: hash.length)
    return try code(of: content, key: key, hash: hash)
}

/// The same by PBMAC1 (RFC 9579); nil where an algorithm, the content of its `AlgorithmIdentifier`, is another one.
package func pkcs12Code(
    of content: Span<UInt8>, password: SecretBytes, algorithm: Span<UInt8>
) throws(PKCS8Fault) -> [UInt8]? {
    guard let row = try PasswordEncryption.readCode(algorithm) else { return nil }
    guard PKCS8Limits.password ~= password.count else { throw .passwordLengthOutOfRange }
    guard row.iterations > 0, !row.salt.isEmpty else { throw .malformed }
    guard row.iterations <= PKCS8Limits.iterations else {
        throw .tooManyIterations(row.iterations, maximum: PKCS8Limits.iterations)
    }
    let key = try translating { () throws(CryptoFault) in
        try KeyDerivation.password(
            password, salt: row.salt, iterations: row.iterations, hash: row.derivation, count: row.keyLength)
    }
    return try code(of: content, key: key, hash: row.hash)
}

/// What PBMAC1 asks for.
struct PasswordCode {
    let salt: [UInt8]
    let iterations: Int
    /// The hash function that the key is derived with.
    let derivation: HashFunction
    let keyLength: Int
    /// The hash function of the code.
    let hash: HashFunction

    /// Shorter keys are guessed without the password (RFC 9579 §5); longer ones are nobody's.
    static let keyLengths = 20...128
}

private func code(of content: Span<UInt8>, key: SecretBytes, hash: HashFunction) throws(PKCS8Fault) -> [UInt8] {
    try translating { () throws(CryptoFault) in
        // Also with SHA-1, with which nothing else is signed here.
        let digest = try hash.fetched()
        var code = [UInt8](repeating: 0, count: hash.length)
        let made = key.withBytes { key in
            unsafe key.withUnsafeBufferPointer { key in
                unsafe content.withUnsafeBufferPointer { content in
                    unsafe code.withUnsafeMutableBufferPointer { code in
                        unsafe HMAC(
                            digest.pointer, key.baseAddress, Int32(truncatingIfNeeded: key.count), content.baseAddress,
                            content.count, code.baseAddress, nil) != nil
                    }
                }
            }
        }
        guard made else { throw .drained() }
        return code
    }
}

/// Octets of a password by the derivation of RFC 7292 appendix B.
struct PKCS12Derivation {
    let salt: [UInt8]
    let iterations: Int
    let hash: HashFunction

    /// What the octets are for.
    enum Purpose: Int32 {
        case encryption = 1
        case initializationVector = 2
        case authentication = 3
    }

    func octets(_ purpose: Purpose, from password: SecretBytes, count: Int) throws(PKCS8Fault) -> SecretBytes {
        guard PKCS8Limits.password ~= password.count else { throw .passwordLengthOutOfRange }
        guard iterations > 0, !salt.isEmpty, salt.count <= 1024 else { throw .malformed }
        guard iterations <= PKCS8Limits.iterations else {
            throw .tooManyIterations(iterations, maximum: PKCS8Limits.iterations)
        }
        return try translating { () throws(CryptoFault) in
            let digest = try hash.fetched()
            return try unsafe SecretBytes(
                count: count,
                writtenBy: { (buffer) throws(CryptoFault) in
                    try check(unsafe derive(purpose, from: password, digest, to: buffer))
                    return count
                })
        }
    }

    private func derive(
        _ purpose: Purpose, from password: SecretBytes, _ digest: FetchedDigest,
        to buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int32 {
        var salt = salt
        return password.withBytes { bytes in
            unsafe bytes.withUnsafeBufferPointer { octets in
                unsafe octets.withMemoryRebound(to: CChar.self) { secret in
                    unsafe salt.withUnsafeMutableBufferPointer { salt in
                        unsafe PKCS12_key_gen_utf8_ex(
                            secret.baseAddress, Int32(truncatingIfNeeded: secret.count), salt.baseAddress,
                            Int32(truncatingIfNeeded: salt.count), purpose.rawValue,
                            Int32(truncatingIfNeeded: iterations), Int32(truncatingIfNeeded: buffer.count),
                            buffer.baseAddress, digest.pointer, nil, nil)
                    }
                }
            }
        }
    }
}
