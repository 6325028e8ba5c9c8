/// How the private part of an OpenSSH key file is encrypted (OpenSSH's PROTOCOL.key).
package struct OpenSSHEncryption: Sendable {
    private let cipher: Cipher
    private let salt: [UInt8]
    private let rounds: Int

    /// Rounds of bcrypt that a file may ask for; a hundred are about a second.
    package static let rounds = 500
    /// Octets of a salt that a file may have.
    package static let salt = 1...64
    // What ssh-keygen takes.
    private static let usualRounds = 24
    private static let usualSalt = 16

    private struct Cipher: Sendable {
        let name: String
        let fetched: String
        let keyLength: Int
        let vectorLength: Int
        let blockLength: Int
        var tagLength = 0
        var isChaCha = false
    }

    private static let ciphers = [
        Cipher(name: "aes256-ctr", fetched: "AES-256-CTR", keyLength: 32, vectorLength: 16, blockLength: 16),
        Cipher(name: "aes192-ctr", fetched: "AES-192-CTR", keyLength: 24, vectorLength: 16, blockLength: 16),
        Cipher(name: "aes128-ctr", fetched: "AES-128-CTR", keyLength: 16, vectorLength: 16, blockLength: 16),
        Cipher(name: "aes256-cbc", fetched: "AES-256-CBC", keyLength: 32, vectorLength: 16, blockLength: 16),
        Cipher(name: "aes192-cbc", fetched: "AES-192-CBC", keyLength: 24, vectorLength: 16, blockLength: 16),
        Cipher(name: "aes128-cbc", fetched: "AES-128-CBC", keyLength: 16, vectorLength: 16, blockLength: 16),
        Cipher(
            name: "aes256-gcm@openssh.com", fetched: "AES-256-GCM", keyLength: 32, vectorLength: 12, blockLength: 16,
            tagLength: 16),
        Cipher(
            name: "aes128-gcm@openssh.com", fetched: "AES-128-GCM", keyLength: 16, vectorLength: 12, blockLength: 16,
            tagLength: 16),
        Cipher(
            name: "chacha20-poly1305@openssh.com", fetched: "ChaCha20", keyLength: 64, vectorLength: 0, blockLength: 8,
            tagLength: 16, isChaCha: true),
        Cipher(name: "3des-cbc", fetched: "DES-EDE3-CBC", keyLength: 24, vectorLength: 8, blockLength: 8),
    ]

    /// The encryption that a file names, with the salt and the rounds that it asks for.
    package init(cipher name: [UInt8], salt: [UInt8], rounds: Int) throws(PKCS8Fault) {
        guard let cipher = Self.ciphers.first(where: { name == Array($0.name.utf8) }) else {
            throw .unsupportedEncryption
        }
        guard Self.salt.contains(salt.count), rounds > 0 else { throw .malformed }
        guard rounds <= Self.rounds else { throw .tooManyIterations(rounds, maximum: Self.rounds) }
        self.cipher = cipher
        self.salt = salt
        self.rounds = rounds
    }

    /// The encryption of new files: AES-256 in counter mode, with a new salt.
    package static func new() throws(PKCS8Fault) -> OpenSSHEncryption {
        let salt = try translating { () throws(CryptoFault) in try randomBytes(usualSalt) }
        return try OpenSSHEncryption(cipher: Array("aes256-ctr".utf8), salt: salt, rounds: usualRounds)
    }

    /// What a file calls it, and the salt and the rounds that it says.
    package var written: (cipher: [UInt8], salt: [UInt8], rounds: Int) { (Array(cipher.name.utf8), salt, rounds) }

    /// Octets of which the plaintext is a multiple.
    package var blockLength: Int { cipher.blockLength }

    /// Octets that follow the ciphertext and hold it to the password.
    package var tagLength: Int { cipher.tagLength }

    /// The plaintext, as long as the ciphertext. Only a tag tells that the password was right.
    package func decrypted(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, password: SecretBytes
    ) throws(PKCS8Fault) -> SecretBytes {
        let isWhole = !ciphertext.isEmpty && ciphertext.count.isMultiple(of: cipher.blockLength)
        guard isWhole, tag.count == cipher.tagLength else { throw .malformed }
        let plaintext =
            cipher.isChaCha
            ? try stream(ciphertext, tag: tag, password) : try blocks(ciphertext, tag: tag, password)
        guard let plaintext, plaintext.count == ciphertext.count else { throw .wrongPasswordOrDamaged }
        return plaintext
    }

    private func blocks(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, _ password: SecretBytes
    ) throws(PKCS8Fault) -> SecretBytes? {
        let context = try context(password, encrypting: false)
        return try translating { () throws(CryptoFault) in
            if !tag.isEmpty { try context.expect(tag: tag) }
            return try context.decrypted(ciphertext)
        }
    }

    private func stream(
        _ ciphertext: Span<UInt8>, tag: Span<UInt8>, _ password: SecretBytes
    ) throws(PKCS8Fault) -> SecretBytes? {
        let key = try octets(password)
        return try translating { () throws(CryptoFault) in
            try key.withBytes { (key) throws(CryptoFault) in
                try ChaChaPoly1305.decrypted(ciphertext, tag: tag, key: key)
            }
        }
    }

    /// The ciphertext of a plaintext of whole blocks, by a cipher that has no tag.
    package func encrypted(_ plaintext: SecretBytes, password: SecretBytes) throws(PKCS8Fault) -> [UInt8] {
        guard plaintext.count.isMultiple(of: cipher.blockLength), cipher.tagLength == 0 else { throw .malformed }
        let context = try context(password, encrypting: true)
        return try translating { () throws(CryptoFault) in
            try plaintext.withBytes { (octets) throws(CryptoFault) in try context.encrypted(octets) }
        }
    }

    // The key and the initialization vector both come from the password.
    private func context(_ password: SecretBytes, encrypting: Bool) throws(PKCS8Fault) -> CipherContext {
        let octets = try octets(password)
        return try translating { () throws(CryptoFault) in
            let fetched = try FetchedCipher(cipher.fetched)
            let context = try octets.withBytes { (octets) throws(CryptoFault) in
                try fetched.context(
                    key: octets.extracting(first: cipher.keyLength),
                    vector: octets.extracting(droppingFirst: cipher.keyLength), encrypting: encrypting)
            }
            context.omitPadding()
            return context
        }
    }

    private func octets(_ password: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        guard PKCS8Limits.password ~= password.count else { throw .passwordLengthOutOfRange }
        return try BcryptDerivation.key(
            password, salt: salt, rounds: rounds, length: cipher.keyLength + cipher.vectorLength)
    }
}
