import COpenSSL

/// Encryption of a content key with RSA (RFC 7518 §4.2, §4.3).
extension AsymmetricKey {
    /// What somebody with the private key can read, with OAEP: one hash function for label and mask (RFC 8017 §7.1).
    package func encryptOAEP(_ secret: SecretBytes, hash: HashFunction) throws(CryptoFault) -> [UInt8] {
        let context = try oaepContext(hash, encrypting: true)
        var output = [UInt8](repeating: 0, count: modulusLength)
        var written = output.count
        let result = secret.withBytes { secret in
            unsafe secret.withUnsafeBufferPointer { input in
                unsafe output.withUnsafeMutableBufferPointer { output in
                    unsafe EVP_PKEY_encrypt(
                        context.pointer, output.baseAddress, &written, input.baseAddress, input.count)
                }
            }
        }
        try check(result)
        guard written == output.count else { throw .lengthOutOfRange }
        return output
    }

    /// The secret of this many octets that was encrypted with OAEP, or nil where anything about it is wrong.
    package func decryptOAEP(
        _ ciphertext: Span<UInt8>, hash: HashFunction, count: Int
    ) throws(CryptoFault) -> SecretBytes? {
        guard isPrivate else { throw .privateKeyMissing }
        guard ciphertext.count == modulusLength else { return nil }
        let context = try oaepContext(hash, encrypting: false)
        var isGood = false
        let secret = unsafe SecretBytes(
            count: modulusLength,
            writtenBy: { output in
                let (result, written) = unsafe Self.decrypt(ciphertext, context, to: output)
                isGood = result == 1 && written == count
                return isGood ? written : 0
            })
        return isGood ? secret : nil
    }

    /// The secret of this many octets that was encrypted with PKCS #1 v1.5, or a random one where it was not: which of
    /// the two it is, neither a branch nor the answer tells (RFC 7516 §11.5).
    package func decryptPKCS1(_ ciphertext: Span<UInt8>, count: Int) throws(CryptoFault) -> SecretBytes {
        guard isPrivate else { throw .privateKeyMissing }
        let substitute = try SecretBytes.random(count)
        guard ciphertext.count == modulusLength, count <= modulusLength else { return substitute }
        let context = try encryptionContext(encrypting: false)
        try checkSetting(unsafe EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING))
        var outcome: (result: Int32, written: Int) = (0, 0)
        let decrypted = unsafe SecretBytes(
            count: modulusLength,
            writtenBy: { output in
                outcome = unsafe Self.decrypt(ciphertext, context, to: output)
                return output.count
            })
        return unsafe SecretBytes(
            count: count,
            writtenBy: { output in
                decrypted.withBytes { decrypted in
                    substitute.withBytes { substitute in
                        unsafe decrypted.withUnsafeBufferPointer { decrypted in
                            unsafe substitute.withUnsafeBufferPointer { substitute in
                                unsafe copenssl_select(
                                    output.baseAddress, decrypted.baseAddress, substitute.baseAddress, count,
                                    outcome.result, outcome.written)
                            }
                        }
                    }
                }
                return count
            })
    }

    // The output has room for a whole modulus, which libcrypto asks for whatever the content.
    private static func decrypt(
        _ ciphertext: Span<UInt8>, _ context: KeyContext, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> (result: Int32, written: Int) {
        var written = output.count
        ERR_set_mark()
        let result = unsafe ciphertext.withUnsafeBufferPointer { input in
            unsafe EVP_PKEY_decrypt(context.pointer, output.baseAddress, &written, input.baseAddress, input.count)
        }
        ERR_pop_to_mark()
        return (result, written)
    }

    private func oaepContext(_ hash: HashFunction, encrypting: Bool) throws(CryptoFault) -> KeyContext {
        let context = try encryptionContext(encrypting: encrypting)
        try checkSetting(unsafe EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_OAEP_PADDING))
        try checkSetting(unsafe EVP_PKEY_CTX_set_rsa_oaep_md_name(context.pointer, hash.name, nil))
        try checkSetting(unsafe EVP_PKEY_CTX_set_rsa_mgf1_md_name(context.pointer, hash.name, nil))
        return context
    }

    private func encryptionContext(encrypting: Bool) throws(CryptoFault) -> KeyContext {
        guard case .rsa = kind else { throw .schemeDoesNotFitKey }
        let context = try unsafe KeyContext(taking: EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil))
        try check(
            unsafe encrypting ? EVP_PKEY_encrypt_init(context.pointer) : EVP_PKEY_decrypt_init(context.pointer))
        return context
    }

    private var modulusLength: Int {
        guard case .rsa(let bits, _) = kind else { return 0 }
        return (bits + 7) / 8
    }
}

/// Holds a call that sets something to having set it: any positive number says so.
private func checkSetting(_ result: Int32) throws(CryptoFault) {
    guard result > 0 else { throw .drained() }
}
