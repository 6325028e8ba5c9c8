import JSON
import OpenSSL

/// What protects a content key: a key, or a password. A password is never taken for a key, nor a key for a password.
package enum EncryptionKey: Sendable {
    case key(Key)
    case password(Password)
}

/// What a key is to do for an encrypted token.
package enum EncryptionOperation: Sendable, Equatable, CaseIterable {
    case encrypt, decrypt
}

extension EncryptionKey {
    /// Why it may not be used with an algorithm and a content encryption, or nil where it may. Without an operation: why
    /// it may do neither.
    package func refusal(
        for algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption?, to operation: EncryptionOperation?
    ) -> KeyRefusal? {
        switch self {
        case .key(let key): key.refusal(for: algorithm, encryption, to: operation)
        case .password: algorithm.takesPassword ? nil : .passwordIsNoKey
        }
    }
}

extension Key {
    /// Why this key may not encrypt or decrypt with an algorithm, or nil where it may. Without an operation: why it may do
    /// neither.
    package func refusal(
        for algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption?, to operation: EncryptionOperation?
    ) -> KeyRefusal? {
        if let misfit = misfit(algorithm, encryption) { return misfit }
        if let actual = attributes.algorithm, !isBound(actual, to: algorithm, encryption) {
            return .algorithmDiffers(actual: actual)
        }
        if let use = attributes.use, use != .encryption { return .useDiffers(actual: use) }
        if let operations = attributes.operations {
            let wanted = Self.operations(for: algorithm.scheme, operation)
            guard wanted.contains(where: operations.contains) else { return .noneListed(wanted) }
        }
        return operation == .decrypt && !isSecret ? .decryptionKeyMissing : nil
    }

    // Type, curve and size: what the algorithm cannot do without.
    private func misfit(_ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption?) -> KeyRefusal? {
        switch (algorithm.scheme, material) {
        case (.password, _): return .passwordNeeded
        case (.rsaOAEP, .asymmetric(let key)), (.rsaPKCS1, .asymmetric(let key)):
            guard case .rsa(let bits, _) = key.kind else { return .typeDiffers(needed: .rsa, actual: type) }
            if pssRestriction != nil { return pssRestriction.map(KeyRefusal.pssRestricted) }
            return bits < Self.modulusMinimum ? .modulusShort(bits: bits, minimum: Self.modulusMinimum) : nil
        case (.agreement, .asymmetric(let key)):
            return key.agreesOnKeys ? nil : Self.noAgreement(curve, type)
        case (.keyWrap(let octets), .secret(let secret)), (.gcmWrap(let octets), .secret(let secret)):
            return Self.sizeRefusal(octets, secret)
        case (.direct, .secret(let secret)):
            return encryption.flatMap { Self.sizeRefusal($0.cipher.keyLength, secret) }
        case (.rsaOAEP, _), (.rsaPKCS1, _): return .typeDiffers(needed: .rsa, actual: type)
        case (.agreement, _): return .typeDiffers(needed: .ec, actual: type)
        case (.keyWrap, _), (.gcmWrap, _), (.direct, _): return .typeDiffers(needed: .oct, actual: type)
        }
    }

    // RFC 7518 §4.2, §4.3.
    private static let modulusMinimum = 2048

    private static func sizeRefusal(_ octets: Int, _ secret: SecretBytes) -> KeyRefusal? {
        secret.count == octets ? nil : .sizeDiffers(neededBits: octets * 8, actualBits: secret.count * 8)
    }

    private static func noAgreement(_ curve: NamedCurve?, _ type: KeyType) -> KeyRefusal {
        guard let curve else { return .typeDiffers(needed: .ec, actual: type) }
        return .curveDiffers(actual: curve.name.description)
    }

    // One key, one algorithm (RFC 8725 §3.1). A key for `dir` is often named for the content encryption that it does.
    private func isBound(
        _ name: [UInt8], to algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption?
    ) -> Bool {
        if name.span.equals(algorithm.name) { return true }
        guard algorithm.scheme == .direct, let bound = ContentEncryption.named(name.span) else { return false }
        return encryption == nil || bound == encryption
    }

    // RFC 7517 §4.3: a content key is wrapped or encrypted, an agreed one is derived; peers differ in which word they use.
    private static func operations(
        for scheme: KeyManagementAlgorithm.Scheme, _ operation: EncryptionOperation?
    ) -> [KeyOperation] {
        if case .agreement = scheme { return [.deriveKey, .deriveBits] }
        switch operation {
        case .encrypt: return [.wrapKey, .encrypt]
        case .decrypt: return [.unwrapKey, .decrypt]
        case nil: return [.wrapKey, .encrypt, .unwrapKey, .decrypt]
        }
    }
}

extension AsymmetricKey {
    /// Whether its curve is one that ECDH-ES is defined on (RFC 7518 §4.6, RFC 8037 §3.2).
    var agreesOnKeys: Bool {
        kind.namedCurve?.agreesOnKeys ?? false
    }
}

extension NamedCurve {
    /// Whether ECDH-ES is defined on it.
    package var agreesOnKeys: Bool {
        switch curve {
        case .ec(let curve): curve != .secp256k1
        case .okp(let curve): !curve.isSignature
        }
    }
}

extension KeyManagementAlgorithm {
    /// The algorithm that a key or a password is for: the one that it is bound to, else the usual one of its type; nil
    /// where it encrypts nothing.
    package static func natural(for key: EncryptionKey) -> KeyManagementAlgorithm? {
        guard case .key(let key) = key else { return named("PBES2-HS256+A128KW") }
        if let name = key.algorithm {
            if let algorithm = named(name.span) { return algorithm.isForNewTokens ? algorithm : nil }
            return ContentEncryption.named(name.span) == nil ? nil : named("dir")
        }
        switch key.material {
        case .secret(let secret): return natural(forSecretOf: secret.count)
        case .asymmetric(let asymmetric):
            if case .rsa = asymmetric.kind { return named("RSA-OAEP-256") }
            return asymmetric.agreesOnKeys ? named("ECDH-ES") : nil
        }
    }

    private static func natural(forSecretOf octets: Int) -> KeyManagementAlgorithm? {
        all.first { $0.scheme == .keyWrap(octets: octets) } ?? (octets == 48 || octets == 64 ? named("dir") : nil)
    }

    private static func named(_ name: StaticString) -> KeyManagementAlgorithm? {
        all.first { $0.name.description == name.description }
    }
}
