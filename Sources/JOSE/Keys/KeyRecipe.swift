package import OpenSSL

/// Which key is to be made: a type, and how large.
package enum KeyRecipe: Sendable {
    /// An RSA key with a modulus of this many bits.
    case rsa(bits: Int)
    /// A key on this curve.
    case curve(NamedCurve)
    /// A secret of this many octets.
    case secret(octets: Int)
    /// A key of ML-DSA.
    case mlDSA(MLDSAParameterSet)

    /// The types that keys can be made of.
    package static let keyTypes: [KeyType] = [.rsa, .ec, .okp, .oct, .akp]

    /// The bits that the modulus of a new RSA key may have.
    package static let modulusBits = 2048...8192
    /// The bits that it has when nobody says otherwise: what 128 bits of security take (NIST SP 800-57 part 1 §5.6.1).
    package static let usualModulusBits = 3072
    /// The bits that a new secret may have.
    package static let secretBits = 8...(8 * KeyLimits().secretOctets)
    /// The bits that it has when nobody says otherwise.
    package static let usualSecretBits = 256

    /// The type of the key.
    package var keyType: KeyType {
        switch self {
        case .rsa: .rsa
        case .curve(let curve): curve.keyType
        case .secret: .oct
        case .mlDSA: .akp
        }
    }

    /// The one algorithm for signatures that its keys are for, by the name that is not deprecated; nil where there are
    /// several, or none.
    package var onlyAlgorithm: SigningAlgorithm? {
        if case .mlDSA(let parameters) = self { return parameters.algorithm }
        guard case .curve(let curve) = self else { return nil }
        let fitting = SigningAlgorithm.all.filter { !$0.isDeprecated && $0.takes(curve) }
        return fitting.count == 1 ? fitting[0] : nil
    }

    /// Whether its keys sign; those that do not agree on other keys.
    package var isForSignatures: Bool {
        guard case .curve(let curve) = self else { return true }
        return SigningAlgorithm.all.contains { $0.takes(curve) }
    }
}

extension SigningAlgorithm {
    /// Whether its keys may be on this curve.
    package func takes(_ curve: NamedCurve) -> Bool {
        switch (requirement, curve.curve) {
        case (.ec(let wanted), .ec(let curve)): wanted == curve
        case (.okp(let wanted), .okp(let curve)): wanted.contains(curve)
        default: false
        }
    }

    /// The bits that a secret for it should have at least, or nil where it takes none (RFC 7518 §3.2).
    package var minimumSecretBits: Int? {
        guard case .secret(let minimum) = requirement else { return nil }
        return 8 * minimum
    }

    /// The name that its signatures with keys on one curve go by too, since one of both is deprecated: `EdDSA` for
    /// `Ed25519`; nil for all others.
    package var otherName: StaticString? {
        Self.all.first { $0.isSynonym(of: self) }?.name
    }
}

extension Key {
    /// A new key. An RSA key takes from a tenth of a second to many seconds, during which `cancelled` is asked every few
    /// milliseconds; every other key takes less than one.
    package static func make(
        _ recipe: KeyRecipe, cancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(KeyFault) -> Key {
        do throws(KeyDefect) {
            return Key(try material(recipe, cancelled), origin: KeyOrigin(.generated, .text))
        } catch {
            throw KeyFault(error)
        }
    }

    private static func material(
        _ recipe: KeyRecipe, _ cancelled: @escaping @Sendable () -> Bool
    ) throws(KeyDefect) -> Material {
        switch recipe {
        case .rsa(let bits): return .asymmetric(try .generateRSA(bits: bits, cancelled: cancelled))
        case .curve(let named):
            switch named.curve {
            case .ec(let curve): return .asymmetric(try .generate(curve))
            case .okp(let curve): return .asymmetric(try .generate(curve))
            }
        case .mlDSA(let parameters): return .asymmetric(try .generate(parameters))
        case .secret(let octets):
            do throws(CryptoFault) {
                return .secret(try .random(octets))
            } catch {
                throw .operationFailed(error)
            }
        }
    }

    /// The same key, which was in another wrapping.
    func from(_ origin: KeyOrigin) -> Key {
        Key(material, attributes: attributes, origin: origin, pssRestriction: pssRestriction)
    }

    /// The same key, of which its owner says something else.
    package func with(_ attributes: KeyAttributes) -> Key {
        Key(material, attributes: attributes, origin: origin, pssRestriction: pssRestriction)
    }
}
