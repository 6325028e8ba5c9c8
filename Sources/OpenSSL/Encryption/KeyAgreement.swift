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
        case .rsa, .mlDSA: nil
        case .ec(let curve): curve.coordinateLength
        case .okp(let curve): curve.isSignature ? nil : curve.keyLength
        }
    }
}
