import JSON
package import OpenSSL

/// What is weak or odd about a key that can be used all the same.
package enum KeyFinding: Sendable, Equatable {
    /// An RSA modulus below 2048 bits (RFC 7518 §3.3).
    case modulusShort(bits: Int)
    /// An RSA public exponent below 65537 (FIPS 186-5 §A.1.1).
    case exponentSmall
    /// An RSA modulus that a prime below 2¹⁶ divides.
    case modulusDivisible
    /// RSA primes so close to each other that the modulus is factored at once (CVE-2022-26320).
    case primesClose
    /// An RSA modulus as a broken smart card library made them (CVE-2017-15361, "ROCA").
    case primesStructured
    /// A secret shorter than the digest of its algorithm, in bits (RFC 7518 §3.2).
    case secretShort(bits: Int, needed: Int)
    /// A secret that stands in examples, or is made of few different octets.
    case secretGuessable
    /// A secret whose octets count up or down, as test data does. A warning and no more: published tests sign with such.
    case secretCounts
    /// A member that belongs to another key type and was ignored.
    case foreignMember(String)
    /// An integer with leading zero octets (RFC 7518 §2, Base64urlUInt).
    case integerNotMinimal(String)
    /// A `use` that no specification gives a meaning to.
    case useUnknown
    /// An operation that no specification gives a meaning to.
    case operationUnknown
    /// `use` and `key_ops` say different things (RFC 7517 §4.3).
    case useContradictsOperations
    /// An `alg` for signatures that takes other keys than this one; it can be used for nothing.
    case algorithmDoesNotFit
    /// A key of an algorithm that is known, and that no library here does.
    case algorithmNotDone
    /// A `revoked` member.
    case revoked
    /// The token and the key name one algorithm by two names, `EdDSA` and its successor (RFC 9864 §2.2).
    case algorithmHasOtherName

    /// A sentence for people, without key material.
    package var explanation: String {
        switch self {
        case .modulusShort(let bits): "the RSA modulus has \(bits) bits, and 2048 are the least that is safe"
        case .exponentSmall: "the RSA public exponent is below 65537"
        case .modulusDivisible: "the RSA modulus is divisible by a small prime, so that everybody can factor it"
        case .primesClose: "the primes of the RSA modulus are so close to each other that everybody can factor it"
        case .primesStructured:
            "the RSA modulus was made by a library whose keys can be factored (ROCA, CVE-2017-15361)"
        case .secretShort(let bits, let needed): "the secret has \(bits) bits, and the algorithm asks for \(needed)"
        case .secretGuessable: "the secret can be guessed"
        case .secretCounts: "the octets of the secret count up or down, as those of an example do"
        case .foreignMember(let name): "the member \"\(name)\" belongs to another key type and was ignored"
        case .integerNotMinimal(let name): "\"\(name)\" is written with leading zeros"
        case .useUnknown: "the meaning of \"use\" is unknown"
        case .operationUnknown: "the meaning of one of \"key_ops\" is unknown"
        case .useContradictsOperations: "\"use\" and \"key_ops\" contradict each other"
        case .algorithmDoesNotFit: "\"alg\" names an algorithm for other keys than this one"
        case .algorithmNotDone:
            "keys for this algorithm are recognised, and the cryptographic library that is running cannot use them"
        case .revoked: "the key is marked as revoked"
        case .algorithmHasOtherName: "token and key call the same algorithm by different names"
        }
    }
}

extension Key {
    /// What is weak or odd about using this key with an algorithm that it is not refused for, beyond `findings`.
    package func findings(for algorithm: SigningAlgorithm) -> [KeyFinding] {
        var findings: [KeyFinding] = []
        if case .secret(let minimum) = algorithm.requirement, case .secret(let secret) = material,
            secret.count < minimum
        {
            findings.append(.secretShort(bits: 8 * secret.count, needed: 8 * minimum))
        }
        if let name = attributes.algorithm, !name.span.equals(algorithm.name) {
            findings.append(.algorithmHasOtherName)
        }
        return findings.filter { !self.findings.contains($0) }
    }
}

extension Key {
    /// What is weak about the numbers and takes milliseconds to find, so that reading a key does not look for it: factors
    /// of an RSA modulus that everybody can find.
    package func weaknesses() throws(KeyDefect) -> [KeyFinding] {
        guard case .asymmetric(let key) = material else { return [] }
        return try key.weaknesses().compactMap { weakness in
            switch weakness {
            case .smallFactor: .modulusDivisible
            case .closePrimes: .primesClose
            case .rocaFingerprint: .primesStructured
            // Seen when the key was read.
            case .modulusBelow2048, .smallExponent: nil
            }
        }
    }
}

extension KeyFinding {
    /// What the material of a key, used as its attributes say, gives rise to.
    static func about(_ material: Key.Material, _ attributes: KeyAttributes) -> [KeyFinding] {
        let bound = attributes.algorithm.flatMap { SigningAlgorithm.named($0.span) }
        switch material {
        case .secret(let secret): return about(secret, bound)
        case .asymmetric(let key):
            if case .mlDSA(let parameters) = key.kind {
                return parameters.implementation == nil ? [.algorithmNotDone] : []
            }
            if let bound, !bound.fits(key.kind) { return about(key) + [.algorithmDoesNotFit] }
            return about(key)
        }
    }

    private static func about(_ key: AsymmetricKey) -> [KeyFinding] {
        guard case .rsa(let bits, let exponent) = key.kind else { return [] }
        var findings: [KeyFinding] = []
        if bits < 2048 { findings.append(.modulusShort(bits: bits)) }
        // Without leading zeros, three octets say at least 65536, and the exponent is odd.
        if exponent.count < 3 { findings.append(.exponentSmall) }
        return findings
    }

    private static func about(_ secret: SecretBytes, _ bound: SigningAlgorithm?) -> [KeyFinding] {
        var findings: [KeyFinding] = []
        switch bound?.requirement {
        case .secret(let minimum):
            if secret.count < minimum {
                findings.append(.secretShort(bits: 8 * secret.count, needed: 8 * minimum))
            }
        case .rsa, .ec, .okp, .akp: findings.append(.algorithmDoesNotFit)
        case nil: break
        }
        if secret.withBytes({ GuessableSecret.covers($0) }) { findings.append(.secretGuessable) }
        if secret.withBytes({ GuessableSecret.isCount($0) }) { findings.append(.secretCounts) }
        return findings
    }

    /// What the attributes of a key give rise to.
    static func about(_ attributes: KeyAttributes) -> [KeyFinding] {
        var findings: [KeyFinding] = []
        if case .other = attributes.use { findings.append(.useUnknown) }
        let operations = attributes.operations
        let uses = operations.map { $0.map(\.use) }
        if let uses, uses.contains(nil) { findings.append(.operationUnknown) }
        if let uses, let use = attributes.use, uses.contains(where: { $0 != nil && $0 != use }) {
            findings.append(.useContradictsOperations)
        }
        if attributes.revoked != nil { findings.append(.revoked) }
        return findings
    }
}
