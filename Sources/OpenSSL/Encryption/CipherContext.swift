import COpenSSL

/// Owner of one `EVP_CIPHER_CTX`: a message at a time, from `start` to its last octet.
@safe
final class CipherContext: @unchecked Sendable {
    // Sendable because it is used by one thread at a time: the pool hands it to one caller.
    private let pointer: OpaquePointer

    init() throws(CryptoFault) {
        unsafe pointer = try made(EVP_CIPHER_CTX_new())
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }

    /// Begins a message with a key and an initialization vector; without one, with the mode's own.
    func start(
        _ cipher: FetchedCipher, key: Span<UInt8>, vector: Span<UInt8>?, encrypting: Bool
    ) throws(CryptoFault) {
        let result = unsafe key.withUnsafeBufferPointer { key in
            guard let vector else {
                return unsafe EVP_CipherInit_ex2(
                    pointer, cipher.pointer, key.baseAddress, nil, encrypting ? 1 : 0, nil)
            }
            return unsafe vector.withUnsafeBufferPointer { vector in
                unsafe EVP_CipherInit_ex2(
                    pointer, cipher.pointer, key.baseAddress, vector.baseAddress, encrypting ? 1 : 0, nil)
            }
        }
        try check(result)
    }

    /// Takes the message as whole blocks, to which nothing is added.
    func omitPadding() {
        unsafe EVP_CIPHER_CTX_set_padding(pointer, 0)
    }

    /// Takes the tag that a message to decrypt must have.
    func expect(tag: Span<UInt8>) throws(CryptoFault) {
        // libcrypto asks for octets that it could write to.
        var octets = tag.copied
        let result = unsafe octets.withUnsafeMutableBufferPointer { tag in
            unsafe EVP_CIPHER_CTX_ctrl(
                pointer, EVP_CTRL_AEAD_SET_TAG, Int32(truncatingIfNeeded: tag.count), tag.baseAddress)
        }
        try check(result)
    }

    /// The tag of the message that was encrypted.
    func tag(count: Int) throws(CryptoFault) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: count)
        let result = unsafe tag.withUnsafeMutableBufferPointer { tag in
            unsafe EVP_CIPHER_CTX_ctrl(
                pointer, EVP_CTRL_AEAD_GET_TAG, Int32(truncatingIfNeeded: count), tag.baseAddress)
        }
        try check(result)
        return tag
    }

    /// Takes what is authenticated and not encrypted.
    func authenticate(_ data: Span<UInt8>) throws(CryptoFault) {
        guard !data.isEmpty else { return }
        guard let count = Int32(exactly: data.count) else { throw .lengthOutOfRange }
        var written: Int32 = 0
        let result = unsafe data.withUnsafeBufferPointer { octets in
            unsafe EVP_CipherUpdate(pointer, nil, &written, octets.baseAddress, count)
        }
        try check(result)
    }

    /// The ciphertext of a whole content.
    func encrypted(_ plaintext: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        var ciphertext = [UInt8](repeating: 0, count: plaintext.count + Self.blockLength)
        let written = try unsafe ciphertext.withUnsafeMutableBufferPointer { (output) throws(CryptoFault) in
            guard let start = output.baseAddress else { throw .lengthOutOfRange }
            let written = try unsafe update(plaintext, to: start)
            guard let last = unsafe finish(to: start + written) else { throw .drained() }
            return written + last
        }
        ciphertext.removeLast(ciphertext.count - written)
        return ciphertext
    }

    /// The content of a whole ciphertext, or nil where its tag or its padding is wrong. Nothing leaves before that was
    /// checked: what stood in the buffer until then is wiped with it.
    func decrypted(_ ciphertext: Span<UInt8>) throws(CryptoFault) -> SecretBytes? {
        var isGood = false
        let content = try unsafe SecretBytes(
            count: ciphertext.count + Self.blockLength,
            writtenBy: { (output) throws(CryptoFault) in
                guard let start = output.baseAddress else { throw .lengthOutOfRange }
                let written = try unsafe update(ciphertext, to: start)
                guard let last = unsafe finish(to: start + written) else {
                    ERR_clear_error()
                    return written
                }
                isGood = true
                return written + last
            })
        return isGood ? content : nil
    }

    // Writes what an input becomes, and answers how many octets that was. The output has room for the input and a block.
    private func update(_ input: Span<UInt8>, to output: UnsafeMutablePointer<UInt8>) throws(CryptoFault) -> Int {
        guard !input.isEmpty else { return 0 }
        guard let count = Int32(exactly: input.count) else { throw .lengthOutOfRange }
        var written: Int32 = 0
        let result = unsafe input.withUnsafeBufferPointer { octets in
            unsafe EVP_CipherUpdate(pointer, output, &written, octets.baseAddress, count)
        }
        try check(result)
        return Int(written)
    }

    // Writes what is left, and answers how many octets that was; nil where a tag or a padding is wrong.
    private func finish(to output: UnsafeMutablePointer<UInt8>) -> Int? {
        var written: Int32 = 0
        let result = unsafe EVP_CipherFinal_ex(pointer, output, &written)
        guard result == 1 else { return nil }
        return Int(written)
    }

    /// Wipes the key and whatever else is left of a message; false where that failed.
    func reset() -> Bool { unsafe EVP_CIPHER_CTX_reset(pointer) == 1 }

    // Octets of the longest block: what may be written beyond the input.
    private static let blockLength = 16
}
