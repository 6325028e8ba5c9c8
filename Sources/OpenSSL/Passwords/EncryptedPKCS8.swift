import COpenSSL

/// Why an encrypted private key could not be opened or made.
package enum PKCS8Fault: Error, Equatable, Sendable {
    /// No `EncryptedPrivateKeyInfo` in DER (RFC 5958 §3).
    case malformed
    /// Encrypted in another way than PBES2 with PBKDF2 or scrypt and AES-CBC or triple DES.
    case unsupportedEncryption
    /// More PBKDF2 iterations than are ever needed; the file chose them.
    case tooManyIterations(Int, maximum: Int)
    /// More scrypt memory or work, in octets of blocks mixed, than is ever needed; the file chose them.
    case scryptTooCostly
    /// An empty password, or one beyond the limit.
    case passwordLengthOutOfRange
    /// The password is another one, or the data is damaged; nobody can tell which.
    case wrongPasswordOrDamaged
    /// libcrypto failed.
    case operationFailed(CryptoFault)
}

/// What opening one encrypted private key may cost. The file names its own price, which is read before it is paid.
package enum PKCS8Limits {
    /// PBKDF2 iterations; a million are about half a second.
    package static let iterations = 2_000_000
    /// Octets of memory that scrypt may take.
    package static let scryptMemory = 128 << 20
    /// Octets that scrypt may fill in all, one lane after the other.
    package static let scryptWork = 512 << 20
    /// Octets in a password.
    package static let password = 1...1024
    /// Octets in a file.
    package static let size = 1 << 20
}

/// The `PrivateKeyInfo` (RFC 5958 §2) that an `EncryptedPrivateKeyInfo` holds, as DER.
///
/// That it is one DER sequence is part of the password's check; what stands in it is the caller's to read.
package func decryptPKCS8(_ der: Span<UInt8>, password: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
    guard der.count <= PKCS8Limits.size else { throw .malformed }
    guard PKCS8Limits.password ~= password.count else { throw .passwordLengthOutOfRange }
    var (encryption, range) = try PasswordEncryption.read(der)
    let isWhole = !range.isEmpty && range.count.isMultiple(of: encryption.cipher.blockLength)
    guard isWhole else { throw .wrongPasswordOrDamaged }
    let key = try encryption.key(from: password)
    if case .pkcs12(let salt, let iterations) = encryption.derivation {
        let vector = try PKCS12Derivation(salt: salt, iterations: iterations, hash: .sha1)
            .octets(.initializationVector, from: password, count: encryption.cipher.blockLength)
        encryption.initializationVector = vector.withBytes { [UInt8](copying: $0) }
    }
    let plaintext = try encryption.decrypted(der.extracting(range), key: key)
    let isSequence = plaintext.withBytes { bytes in
        var rest = bytes.indices
        return derContent(bytes, tag: DERTag.sequence, in: &rest) != nil && rest.isEmpty
    }
    guard isSequence else { throw .wrongPasswordOrDamaged }
    return plaintext
}

/// An `EncryptedPrivateKeyInfo` of a `PrivateKeyInfo`: PBES2 with PBKDF2, HMAC-SHA-256, a new salt of 16 octets and
/// AES-256-CBC.
package func encryptPKCS8(
    _ privateKeyInfo: SecretBytes, password: SecretBytes, iterations: Int = 600_000
) throws(PKCS8Fault) -> [UInt8] {
    guard PKCS8Limits.password ~= password.count else { throw .passwordLengthOutOfRange }
    guard privateKeyInfo.count <= PKCS8Limits.size / 2 else { throw .malformed }
    let salt = try translating { () throws(CryptoFault) in try randomBytes(16) }
    let vector = try translating { () throws(CryptoFault) in try randomBytes(16) }
    let encryption = PasswordEncryption(
        derivation: .pbkdf2(.sha256, salt: salt, iterations: iterations), cipher: .aes256CBC,
        initializationVector: vector)
    let key = try encryption.key(from: password)
    let ciphertext = try encryption.encrypted(privateKeyInfo, key: key)
    return PasswordEncryption.written(
        salt: salt, iterations: iterations, cipher: encryption.cipher, initializationVector: vector,
        ciphertext: ciphertext)
}

/// Runs something that fails only when libcrypto does, and says so as a fault of PKCS #8.
func translating<R>(_ work: () throws(CryptoFault) -> R) throws(PKCS8Fault) -> R {
    do throws(CryptoFault) {
        return try work()
    } catch {
        throw .operationFailed(error)
    }
}
