import COpenSSL

/// A key prepared for a scheme that signs the message itself in one call: Ed25519, Ed448 and ML-DSA. All threads may use
/// it.
final class MessageSignaturePreparation: Sendable {
    /// Octets in a signature.
    let length: Int
    private let verifier: DigestContext
    private let signer: DigestContext?
    private let contexts = ContextPool<DigestContext> { () throws(CryptoFault) in try DigestContext() }

    /// Takes a key whose scheme needs no more than the key, and makes signatures of one length.
    init(_ key: AsymmetricKey, length: Int) throws(CryptoFault) {
        try LibraryStart.ensure()
        self.length = length
        verifier = try DigestContext()
        try check(unsafe EVP_DigestVerifyInit_ex(verifier.pointer, nil, nil, nil, nil, key.pointer, nil))
        guard key.isPrivate else {
            signer = nil
            return
        }
        let signer = try DigestContext()
        try check(unsafe EVP_DigestSignInit_ex(signer.pointer, nil, nil, nil, nil, key.pointer, nil))
        self.signer = signer
    }

    /// Whether the signature is this key's for the message; only libcrypto's 1 is true.
    func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(CryptoFault) -> Bool {
        guard signature.count == length else { return false }
        let context = try copy(of: verifier)
        let result = unsafe signature.withUnsafeBufferPointer { octets in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestVerify(
                    context.pointer, octets.baseAddress, octets.count, message.baseAddress, message.count)
            }
        }
        contexts.giveBack(context)
        return try verdict(result)
    }

    /// A signature, verified with the public part before anybody sees it.
    func sign(_ message: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        guard let signer else { throw .privateKeyMissing }
        let context = try copy(of: signer)
        var signature = [UInt8](repeating: 0, count: length)
        var written = length
        let result = unsafe signature.withUnsafeMutableBufferPointer { octets in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestSign(
                    context.pointer, octets.baseAddress, &written, message.baseAddress, message.count)
            }
        }
        try check(result)
        contexts.giveBack(context)
        guard written == length else { throw .signatureWithheld }
        guard try verify(signature.span, of: message) else { throw .signatureWithheld }
        return signature
    }

    /// A template is only ever copied: a context that has finished cannot be used again with every version.
    private func copy(of template: DigestContext) throws(CryptoFault) -> DigestContext {
        let context = try contexts.take()
        ERR_clear_error()
        try check(unsafe EVP_MD_CTX_copy_ex(context.pointer, template.pointer))
        return context
    }
}
