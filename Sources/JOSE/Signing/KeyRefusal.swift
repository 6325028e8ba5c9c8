import JSON
package import OpenSSL

/// Why a key may not be used for what was asked, although it is a good key (RFC 8725 §3.1).
package enum KeyRefusal: Error, Sendable, Equatable {
    /// The algorithm takes keys of another type.
    case typeDiffers(needed: KeyType, actual: KeyType)
    /// The algorithm takes keys on another curve.
    case curveDiffers(actual: String)
    /// The key's `alg` names another algorithm, or one that is not known.
    case algorithmDiffers(actual: [UInt8])
    /// The key's `use` says something else.
    case useDiffers(actual: KeyUse)
    /// The key's `key_ops` do not list the operation.
    case operationNotListed(SignatureOperation)
    /// Signing was asked of a public key.
    case privateKeyMissing
    /// The key was issued for RSASSA-PSS, and for nothing else or for another hash function.
    case pssRestricted(PSSRestriction)
    /// The key has another size than the algorithm takes.
    case sizeDiffers(neededBits: Int, actualBits: Int)
    /// The modulus is too short to encrypt with.
    case modulusShort(bits: Int, minimum: Int)
    /// The key's `key_ops` list none of these.
    case noneListed([KeyOperation])
    /// Decryption was asked of a public key.
    case decryptionKeyMissing
    /// The algorithm takes a password, and no key in its place (RFC 8725 §3.1).
    case passwordNeeded
    /// The algorithm takes a key, and no password in its place.
    case passwordIsNoKey

    /// A sentence for people.
    package var explanation: String {
        switch self {
        case .typeDiffers(let needed, let actual):
            "the algorithm takes a key of type \(needed.name), and this one is of type \(actual.name)"
        case .curveDiffers(let actual): "the algorithm takes a key on another curve than \(actual)"
        case .algorithmDiffers: "the key is bound to another algorithm by its \"alg\""
        case .useDiffers: "the key is meant for something else by its \"use\""
        case .operationNotListed(let operation): "the key's \"key_ops\" do not list \"\(operation.name)\""
        case .privateKeyMissing: "signing takes a private key, and this one is public"
        case .pssRestricted(let restriction): "the key was issued for \(restriction.explanation) alone"
        case .sizeDiffers(let needed, let actual):
            "the algorithm takes a key of \(needed) bits, and this one has \(actual)"
        case .modulusShort(let bits, let minimum):
            "the algorithm takes a modulus of at least \(minimum) bits, and this one has \(bits)"
        case .noneListed(let operations):
            "the key's \"key_ops\" list none of \(operations.map(\.text).joined(separator: ", "))"
        case .decryptionKeyMissing: "decrypting takes a private key, and this one is public"
        case .passwordNeeded: "the algorithm takes a password, given as {\"password\": …}"
        case .passwordIsNoKey: "the algorithm takes a key, and a password is none"
        }
    }
}

/// What a key is to do for a signature.
package enum SignatureOperation: Sendable, Equatable, CaseIterable {
    case sign, verify

    /// The value in `key_ops` (RFC 7517 §4.3).
    package var name: StaticString {
        switch self {
        case .sign: "sign"
        case .verify: "verify"
        }
    }

    /// The same as a key lists it.
    package var operation: KeyOperation {
        switch self {
        case .sign: .sign
        case .verify: .verify
        }
    }
}

extension KeyOperation {
    fileprivate var text: String { String(decoding: value, as: UTF8.self) }
}

/// What the identifier id-RSASSA-PSS binds a key to (RFC 4055 §3.1): the `PS` algorithms, and often one of them.
package struct PSSRestriction: Sendable, Equatable {
    /// The only hash function, for message and mask alike, or nil where any will do.
    package let hash: HashFunction?
    /// The shortest salt allowed, in octets; JOSE's salt is as long as the digest (RFC 7518 §3.5).
    package let minimumSaltOctets: Int

    func allows(_ scheme: SignatureScheme) -> Bool {
        guard case .rsaPSS(let wanted) = scheme else { return false }
        return (hash == nil || hash == wanted) && minimumSaltOctets <= wanted.length
    }

    var explanation: String {
        let names = SigningAlgorithm.all.filter { allows($0.scheme) }.map(\.description)
        return names.isEmpty ? "RSASSA-PSS with a longer salt than JOSE uses" : names.joined(separator: ", ")
    }
}

extension Key {
    /// Why this key may not sign or verify with an algorithm, or nil where it may. Without an operation: why it may do
    /// neither.
    package func refusal(for algorithm: SigningAlgorithm, to operation: SignatureOperation?) -> KeyRefusal? {
        guard algorithm.requirement.keyType == type else {
            return .typeDiffers(needed: algorithm.requirement.keyType, actual: type)
        }
        guard algorithm.fits(self) else {
            if case .akp = algorithm.requirement { return .algorithmDiffers(actual: attributes.algorithm ?? []) }
            return .curveDiffers(actual: curve.map(\.name.description) ?? type.name.description)
        }
        if let pssRestriction, !pssRestriction.allows(algorithm.scheme) { return .pssRestricted(pssRestriction) }
        if let actual = attributes.algorithm, !isBound(by: actual, to: algorithm) {
            return .algorithmDiffers(actual: actual)
        }
        if let use = attributes.use, use != .signature { return .useDiffers(actual: use) }
        return refusal(to: operation)
    }

    private func refusal(to operation: SignatureOperation?) -> KeyRefusal? {
        if let operations = attributes.operations {
            let wanted = operation.map { [$0] } ?? SignatureOperation.allCases
            let isListed = wanted.contains { operations.contains($0.operation) }
            guard isListed else { return .operationNotListed(operation ?? .verify) }
        }
        return operation == .sign && !isSecret ? .privateKeyMissing : nil
    }

    // One key, one algorithm (RFC 8725 §3.1); `EdDSA` and its successors are one algorithm under two names.
    private func isBound(by name: [UInt8], to algorithm: SigningAlgorithm) -> Bool {
        if name.span.equals(algorithm.name) { return true }
        guard let bound = SigningAlgorithm.named(name.span) else { return false }
        return bound.isSynonym(of: algorithm) && bound.fits(self)
    }
}
