import OpenSSL

extension EncryptedToken.Recipient {
    /// The content key that this recipient's key gives. Where it gives none, for whatever reason, the answer is a random
    /// key, so that what follows is the same work with the same outcome: the content does not open (RFC 7516 §11.5).
    func contentKey(
        with key: EncryptionKey, _ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption
    ) throws(CryptoFault) -> SecretBytes {
        let count = encryption.cipher.keyLength
        let found = try opened(with: key, algorithm, encryption)
        // Whether a key is the content key itself the token shows to everybody: there is nothing to hide.
        if case .direct = algorithm.scheme, let found, found.count == count { return found }
        let substitute = try SecretBytes.random(count)
        guard let found, found.count == count else { return substitute }
        return found
    }

    private func opened(
        with key: EncryptionKey, _ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption
    ) throws(CryptoFault) -> SecretBytes? {
        switch key {
        case .password(let password): return try unwrapped(with: password, algorithm)
        case .key(let key):
            switch key.material {
            case .asymmetric(let asymmetric): return try opened(with: asymmetric, algorithm, encryption)
            case .secret(let secret): return try opened(with: secret, algorithm)
            }
        }
    }

    private func opened(
        with key: AsymmetricKey, _ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption
    ) throws(CryptoFault) -> SecretBytes? {
        let count = encryption.cipher.keyLength
        switch algorithm.scheme {
        case .rsaOAEP(let hash): return try key.decryptOAEP(encryptedKey.span, hash: hash, count: count)
        case .rsaPKCS1: return try key.decryptPKCS1(encryptedKey.span, count: count)
        case .agreement(let wrapOctets): return try agreed(with: key, algorithm, encryption, wrapOctets != nil)
        case .keyWrap, .gcmWrap, .direct, .password: return nil
        }
    }

    private func opened(
        with secret: SecretBytes, _ algorithm: KeyManagementAlgorithm
    ) throws(CryptoFault) -> SecretBytes? {
        switch algorithm.scheme {
        // RFC 7516 §5.2 step 10: there is no encrypted key beside a key that is used directly.
        case .direct: return encryptedKey.isEmpty ? secret : nil
        case .keyWrap(let octets) where secret.count == octets:
            return try KeyWrapping.unwrap(encryptedKey.span, with: secret)
        case .gcmWrap(let octets) where secret.count == octets:
            guard let vector = header.vector, let tag = header.tag else { return nil }
            return try ContentCipher.gcm(keyLength: octets).decrypt(
                encryptedKey.span, tag: tag.span, key: secret, vector: vector.span, additional: [UInt8]().span)
        default: return nil
        }
    }

    private func agreed(
        with key: AsymmetricKey, _ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption, _ wraps: Bool
    ) throws(CryptoFault) -> SecretBytes? {
        guard let other = header.ephemeralKey, other.kind == key.kind, wraps != encryptedKey.isEmpty else { return nil }
        guard let secret = try key.sharedSecret(with: other) else { return nil }
        let info = AgreementParties(
            algorithm, encryption, producer: header.producer ?? [], recipient: header.recipient ?? [])
        let derived = try info.key(from: secret)
        return wraps ? try KeyWrapping.unwrap(encryptedKey.span, with: derived) : derived
    }

    private func unwrapped(
        with password: Password, _ algorithm: KeyManagementAlgorithm
    ) throws(CryptoFault) -> SecretBytes? {
        guard case .password(let hash, let octets) = algorithm.scheme, let salt = header.salt,
            let iterations = header.iterations
        else { return nil }
        let wrapper = try KeyDerivation.password(
            password.octets, salt: passwordSalt(algorithm, salt), iterations: iterations, hash: hash, count: octets)
        return try KeyWrapping.unwrap(encryptedKey.span, with: wrapper)
    }
}
