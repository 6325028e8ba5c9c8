import COpenSSL

/// A key prepared for a scheme that signs a digest: RSASSA-PKCS1-v1_5, RSASSA-PSS and ECDSA. All threads may use it.
final class DigestSignaturePreparation: Sendable {
    private let hash: HashFunction
    /// The curve of an ECDSA key; nil for RSA.
    private let curve: EllipticCurve?
    /// Octets in a signature as JOSE writes it.
    let length: Int
    private let verifying: ContextPool<KeyContext>
    private let signing: ContextPool<KeyContext>

    init(_ key: AsymmetricKey, _ padding: Padding, _ hash: HashFunction) throws(CryptoFault) {
        guard hash != .sha1 else { throw .unavailable }
        self.hash = hash
        switch (key.kind, padding) {
        case (.rsa(let bits, _), .pkcs1), (.rsa(let bits, _), .pss):
            curve = nil
            length = (bits + 7) / 8
        case (.ec(let curve), .none) where curve.hash == hash:
            self.curve = curve
            length = 2 * curve.coordinateLength
        default: throw .schemeDoesNotFitKey
        }
        let digest = try hash.fetched()
        verifying = ContextPool { () throws(CryptoFault) in
            let context = try unsafe KeyContext(taking: EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil))
            try check(unsafe EVP_PKEY_verify_init(context.pointer))
            try padding.apply(to: context, digest)
            return context
        }
        signing = ContextPool { () throws(CryptoFault) in
            guard key.isPrivate else { throw .privateKeyMissing }
            let context = try unsafe KeyContext(taking: EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil))
            try check(unsafe EVP_PKEY_sign_init(context.pointer))
            try padding.apply(to: context, digest)
            return context
        }
        verifying.giveBack(try verifying.take())
    }

    /// How a digest is padded.
    enum Padding {
        case pkcs1
        case pss
        case none

        fileprivate func apply(to context: KeyContext, _ digest: FetchedDigest) throws(CryptoFault) {
            switch self {
            case .none:
                try check(unsafe EVP_PKEY_CTX_set_signature_md(context.pointer, digest.pointer))
            case .pkcs1:
                try check(unsafe EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING))
                try check(unsafe EVP_PKEY_CTX_set_signature_md(context.pointer, digest.pointer))
            case .pss:
                try check(unsafe EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PSS_PADDING))
                try check(unsafe EVP_PKEY_CTX_set_signature_md(context.pointer, digest.pointer))
                // Unset, any salt verifies, the empty one too, and the longest one is signed with.
                try check(unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(context.pointer, RSA_PSS_SALTLEN_DIGEST))
                try check(unsafe EVP_PKEY_CTX_set_rsa_mgf1_md(context.pointer, digest.pointer))
            }
        }
    }

    /// Whether the signature is this key's for the message; only libcrypto's 1 is true.
    func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(CryptoFault) -> Bool {
        guard signature.count == length else { return false }
        var digestBuffer = DigestBuffer(repeating: 0)
        try digest(message, using: hash, into: &digestBuffer)
        return try verify(signature, ofDigest: digestBuffer)
    }

    private func verify(_ signature: Span<UInt8>, ofDigest digest: DigestBuffer) throws(CryptoFault) -> Bool {
        guard curve != nil else { return try verifyEncoded(signature, ofDigest: digest) }
        var encoded = ECDSADERBuffer(repeating: 0)
        let count = writeECDSADER(ofRaw: signature, to: &encoded)
        return try verifyEncoded(encoded.span.extracting(first: count), ofDigest: digest)
    }

    private func verifyEncoded(_ signature: Span<UInt8>, ofDigest digest: DigestBuffer) throws(CryptoFault) -> Bool {
        let context = try verifying.take()
        ERR_clear_error()
        let digestSpan = digest.span
        let result = unsafe signature.withUnsafeBufferPointer { octets in
            unsafe digestSpan.withUnsafeBufferPointer { digest in
                unsafe EVP_PKEY_verify(
                    context.pointer, octets.baseAddress, octets.count, digest.baseAddress, hash.length)
            }
        }
        verifying.giveBack(context)
        return try verdict(result)
    }

    /// A signature as JOSE writes it, verified with the public part before anybody sees it: one made by a faulty machine
    /// or from numbers that do not fit can give the private key away.
    func sign(_ message: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        let context = try signing.take()
        ERR_clear_error()
        var digestBuffer = DigestBuffer(repeating: 0)
        try digest(message, using: hash, into: &digestBuffer)
        var signature = [UInt8](repeating: 0, count: curve == nil ? length : ECDSADERBuffer.count)
        var written = signature.count
        let digestSpan = digestBuffer.span
        let result = unsafe signature.withUnsafeMutableBufferPointer { octets in
            unsafe digestSpan.withUnsafeBufferPointer { digest in
                unsafe EVP_PKEY_sign(context.pointer, octets.baseAddress, &written, digest.baseAddress, hash.length)
            }
        }
        try check(result)
        signing.giveBack(context)
        guard written <= signature.count else { throw .lengthOutOfRange }
        signature.removeLast(signature.count - written)
        if let curve {
            guard let raw = ecdsaRawFromDER(signature.span, curve: curve) else { throw .signatureWithheld }
            signature = raw
        }
        guard try verify(signature.span, ofDigest: digestBuffer) else { throw .signatureWithheld }
        return signature
    }
}

/// What a verification's return value says: 1 is true; 0 and below are false, but for memory that ran out, which says
/// nothing about the signature.
func verdict(_ result: Int32) throws(CryptoFault) -> Bool {
    if result == 1 { return true }
    let fault = CryptoFault.drained()
    if fault.isAllocationFailure { throw fault }
    return false
}
