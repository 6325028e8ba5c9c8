import COpenSSL

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
        return try run(ciphertext, tag: [UInt8](copying: tag), password: password)
    }

    /// The ciphertext of a plaintext of whole blocks, by a cipher that has no tag.
    package func encrypted(_ plaintext: SecretBytes, password: SecretBytes) throws(PKCS8Fault) -> [UInt8] {
        guard plaintext.count.isMultiple(of: cipher.blockLength), cipher.tagLength == 0 else { throw .malformed }
        let ciphertext = try plaintext.withBytes { (octets) throws(PKCS8Fault) in
            try run(octets, tag: nil, password: password)
        }
        return ciphertext.withBytes { [UInt8](copying: $0) }
    }

    // Decrypts where there is a tag, of any length; encrypts where there is none.
    private func run(_ input: Span<UInt8>, tag: [UInt8]?, password: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        guard PKCS8Limits.password ~= password.count else { throw .passwordLengthOutOfRange }
        guard let count = Int32(exactly: input.count) else { throw .malformed }
        let length = cipher.keyLength + cipher.vectorLength
        let key = try BcryptDerivation.key(password, salt: salt, rounds: rounds, length: length)
        let context = try translating { () throws(CryptoFault) in
            try StreamContext(cipher.fetched, key, keyLength: cipher.keyLength, isEncrypting: tag == nil)
        }
        return try unsafe SecretBytes(
            count: input.count,
            writtenBy: { (buffer) throws(PKCS8Fault) in
                guard unsafe context.run(input, count, tag: tag ?? [], to: buffer) else {
                    ERR_clear_error()
                    throw .wrongPasswordOrDamaged
                }
                return input.count
            })
    }
}

/// Owner of one `EVP_CIPHER_CTX` without padding, for one message.
@safe
private final class StreamContext {
    private let pointer: OpaquePointer

    /// The key stands before the initialization vector.
    init(_ name: String, _ key: SecretBytes, keyLength: Int, isEncrypting: Bool) throws(CryptoFault) {
        try LibraryStart.ensure()
        unsafe pointer = try made(EVP_CIPHER_CTX_new())
        let fetched = try unsafe made(EVP_CIPHER_fetch(nil, name, nil))
        defer { unsafe EVP_CIPHER_free(fetched) }
        let result = key.withBytes { bytes in
            unsafe bytes.withUnsafeBufferPointer { octets in
                unsafe EVP_CipherInit_ex2(
                    pointer, fetched, octets.baseAddress, octets.baseAddress?.advanced(by: keyLength),
                    isEncrypting ? 1 : 0, nil)
            }
        }
        try check(result)
        unsafe EVP_CIPHER_CTX_set_padding(pointer, 0)
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }

    /// Whether an output as long as the input was written, and the tag, where there is one, is the message's.
    func run(
        _ input: Span<UInt8>, _ count: Int32, tag: [UInt8], to output: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        var (updated, finished): (Int32, Int32) = (0, 0)
        guard let start = output.baseAddress else { return false }
        var tag = tag
        let isTagged =
            unsafe tag.isEmpty
            || tag.withUnsafeMutableBytes { octets in
                unsafe EVP_CIPHER_CTX_ctrl(
                    pointer, EVP_CTRL_AEAD_SET_TAG, Int32(truncatingIfNeeded: octets.count), octets.baseAddress) == 1
            }
        guard isTagged else { return false }
        let result = unsafe input.withUnsafeBufferPointer { octets in
            unsafe EVP_CipherUpdate(pointer, start, &updated, octets.baseAddress, count)
        }
        guard result == 1, updated == count else { return false }
        return unsafe EVP_CipherFinal_ex(pointer, start + Int(updated), &finished) == 1 && finished == 0
    }
}
