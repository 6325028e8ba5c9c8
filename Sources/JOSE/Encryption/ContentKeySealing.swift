import JSON
import OpenSSL

/// A content key on its way to one recipient.
package struct SealedContentKey: Sendable {
    /// The content key, where the algorithm determines it.
    let contentKey: SecretBytes?
    /// What stands in `encrypted_key`; empty where the algorithm has none.
    package let encryptedKey: [UInt8]
    /// What the recipient needs to open it, as members of its header.
    let members: [HeaderMember]
}

/// How the content key is brought to one recipient.
package struct ContentKeySealing: Sendable {
    /// The recipient's key.
    package let key: EncryptionKey
    /// The algorithm.
    package let algorithm: KeyManagementAlgorithm
    /// `apu`, decoded.
    package let producer: [UInt8]?
    /// `apv`, decoded.
    package let recipient: [UInt8]?
    /// The rounds of PBKDF2.
    package let iterations: Int?

    /// A recipient whose key fits the algorithm.
    package init(
        _ key: EncryptionKey, _ algorithm: KeyManagementAlgorithm, producer: [UInt8]? = nil, recipient: [UInt8]? = nil,
        iterations: Int? = nil
    ) {
        self.key = key
        self.algorithm = algorithm
        self.producer = producer
        self.recipient = recipient
        self.iterations = iterations
    }

    /// The content key as only this recipient can read it. `contentKey` is the one that all recipients share, and nil where
    /// the algorithm determines it.
    func seal(
        _ contentKey: SecretBytes?, _ encryption: ContentEncryption, _ fixed: FixedValues
    ) throws(CryptoFault) -> SealedContentKey {
        switch (algorithm.scheme, key) {
        case (.password(let hash, let octets), .password(let password)):
            return try seal(contentKey, password, hash, octets, fixed)
        case (_, .key(let key)):
            switch key.material {
            case .asymmetric(let asymmetric): return try seal(contentKey, asymmetric, encryption, fixed)
            case .secret(let secret): return try seal(contentKey, secret, fixed)
            }
        default: throw .schemeDoesNotFitKey
        }
    }

    private func seal(
        _ contentKey: SecretBytes?, _ key: AsymmetricKey, _ encryption: ContentEncryption, _ fixed: FixedValues
    ) throws(CryptoFault) -> SealedContentKey {
        switch algorithm.scheme {
        case .rsaOAEP(let hash):
            guard let contentKey else { throw .schemeDoesNotFitKey }
            return SealedContentKey(
                contentKey: nil, encryptedKey: try key.encryptOAEP(contentKey, hash: hash), members: [])
        case .agreement: return try agree(contentKey, with: key, encryption, fixed)
        case .rsaPKCS1, .keyWrap, .gcmWrap, .direct, .password: throw .schemeDoesNotFitKey
        }
    }

    private func seal(
        _ contentKey: SecretBytes?, _ secret: SecretBytes, _ fixed: FixedValues
    ) throws(CryptoFault) -> SealedContentKey {
        if algorithm.scheme == .direct {
            return SealedContentKey(contentKey: secret, encryptedKey: [], members: [])
        }
        guard let contentKey else { throw .schemeDoesNotFitKey }
        switch algorithm.scheme {
        case .keyWrap(let octets) where octets == secret.count:
            return SealedContentKey(
                contentKey: nil, encryptedKey: try KeyWrapping.wrap(contentKey, with: secret), members: [])
        case .gcmWrap(let octets) where octets == secret.count:
            let cipher = ContentCipher.gcm(keyLength: octets)
            let vector = try fixed.keyVector(for: cipher)
            let sealed = try contentKey.withBytes { (contentKey) throws(CryptoFault) in
                try cipher.encrypt(contentKey, key: secret, vector: vector.span, additional: [UInt8]().span)
            }
            return SealedContentKey(
                contentKey: nil, encryptedKey: sealed.ciphertext,
                members: [
                    .octets("iv", vector),
                    .octets("tag", sealed.tag),
                ])
        default: throw .schemeDoesNotFitKey
        }
    }

    private func agree(
        _ contentKey: SecretBytes?, with key: AsymmetricKey, _ encryption: ContentEncryption, _ fixed: FixedValues
    ) throws(CryptoFault) -> SealedContentKey {
        let ephemeral = try ephemeralKey(like: key, fixed)
        guard let secret = try ephemeral.sharedSecret(with: key) else { throw .schemeDoesNotFitKey }
        let info = AgreementParties(algorithm, encryption, producer: producer ?? [], recipient: recipient ?? [])
        let derived = try info.key(from: secret)
        var members = [
            HeaderMember("epk") { writer in
                writer.object { writer in
                    writer.member("kty", ephemeral.kind.keyType.name)
                    if let curve = ephemeral.kind.namedCurve { writer.member("crv", curve.name) }
                    writer.members(ephemeral.publicNumbers)
                }
            }
        ]
        if let producer { members.append(.octets("apu", producer)) }
        if let recipient { members.append(.octets("apv", recipient)) }
        guard let contentKey else {
            return SealedContentKey(contentKey: derived, encryptedKey: [], members: members)
        }
        return SealedContentKey(
            contentKey: nil, encryptedKey: try KeyWrapping.wrap(contentKey, with: derived), members: members)
    }

    private func ephemeralKey(like key: AsymmetricKey, _ fixed: FixedValues) throws(CryptoFault) -> AsymmetricKey {
        if case .asymmetric(let given)? = fixed.ephemeralKey?.material {
            guard given.isPrivate, given.kind == key.kind else { throw .schemeDoesNotFitKey }
            return given
        }
        do throws(KeyDefect) {
            switch key.kind {
            case .ec(let curve): return try AsymmetricKey.generate(curve)
            case .okp(let curve): return try AsymmetricKey.generate(curve)
            case .rsa, .mlDSA: throw KeyDefect.unavailable
            }
        } catch {
            if case .operationFailed(let fault) = error { throw fault }
            throw .schemeDoesNotFitKey
        }
    }

    private func seal(
        _ contentKey: SecretBytes?, _ password: Password, _ hash: HashFunction, _ octets: Int, _ fixed: FixedValues
    ) throws(CryptoFault) -> SealedContentKey {
        guard let contentKey, let iterations = iterations ?? algorithm.usualIterations else {
            throw .schemeDoesNotFitKey
        }
        let salt = try fixed.salt(count: PasswordWork.usualSaltOctets)
        let wrapper = try KeyDerivation.password(
            password.octets, salt: passwordSalt(algorithm, salt), iterations: iterations, hash: hash, count: octets)
        return SealedContentKey(
            contentKey: nil, encryptedKey: try KeyWrapping.wrap(contentKey, with: wrapper),
            members: [
                .octets("p2s", salt),
                HeaderMember("p2c") { $0.integer(iterations) },
            ])
    }
}
