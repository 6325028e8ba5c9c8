import JSON
package import OpenSSL

/// One way to sign: a name that stands in `alg`, how it is done, and which keys do it (RFC 7518 §3.1).
///
/// `all` is the only list of algorithms for signatures; whatever walks over algorithms walks over it.
package final class SigningAlgorithm: Sendable {
    /// The value of `alg`.
    package let name: StaticString
    /// How signatures are made and checked.
    package let scheme: SignatureScheme
    /// Which keys it takes.
    package let requirement: Requirement
    /// Where it is defined.
    package let specification: StaticString
    /// The names that take its place, where a specification deprecated it.
    package let successors: [StaticString]

    private init(
        _ name: StaticString, _ scheme: SignatureScheme, _ requirement: Requirement, _ specification: StaticString,
        successors: [StaticString]
    ) {
        self.name = name
        self.scheme = scheme
        self.requirement = requirement
        self.specification = specification
        self.successors = successors
    }

    /// Which keys an algorithm takes.
    package enum Requirement: Sendable, Hashable {
        /// A secret, which should have at least this many octets (RFC 7518 §3.2).
        case secret(minimumOctets: Int)
        /// An RSA key.
        case rsa
        /// A key on this curve.
        case ec(EllipticCurve)
        /// An octet key pair of one of these subtypes.
        case okp([EdwardsCurve])
        /// A key pair of this algorithm alone.
        case akp(MLDSAParameterSet)

        /// The key type that a JWK for it has.
        package var keyType: KeyType {
            switch self {
            case .secret: .oct
            case .rsa: .rsa
            case .ec: .ec
            case .okp: .okp
            case .akp: .akp
            }
        }
    }

    /// Every algorithm for signatures, in the order of their registration.
    package static let all: [SigningAlgorithm] =
        [
            hmac("HS256", .sha256), hmac("HS384", .sha384), hmac("HS512", .sha512),
            row("RS256", .rsaPKCS1(.sha256), .rsa, "RFC 7518 §3.3"),
            row("RS384", .rsaPKCS1(.sha384), .rsa, "RFC 7518 §3.3"),
            row("RS512", .rsaPKCS1(.sha512), .rsa, "RFC 7518 §3.3"),
            row("PS256", .rsaPSS(.sha256), .rsa, "RFC 7518 §3.5"),
            row("PS384", .rsaPSS(.sha384), .rsa, "RFC 7518 §3.5"),
            row("PS512", .rsaPSS(.sha512), .rsa, "RFC 7518 §3.5"),
            row("ES256", .ecdsa(.sha256), .ec(.p256), "RFC 7518 §3.4"),
            row("ES384", .ecdsa(.sha384), .ec(.p384), "RFC 7518 §3.4"),
            row("ES512", .ecdsa(.sha512), .ec(.p521), "RFC 7518 §3.4"),
            row("ES256K", .ecdsa(.sha256), .ec(.secp256k1), "RFC 8812 §3.2"),
            row("EdDSA", .eddsa, .okp([.ed25519, .ed448]), "RFC 8037 §3.1", successors: ["Ed25519", "Ed448"]),
            row("Ed25519", .eddsa, .okp([.ed25519]), "RFC 9864 §2.2"),
            row("Ed448", .eddsa, .okp([.ed448]), "RFC 9864 §2.2"),
        ] + MLDSAParameterSet.allCases.map { row($0.algorithmName, .mlDSA($0), .akp($0), "RFC 9964") }

    /// The algorithm with exactly this name, byte for byte, or nil.
    package static func named(_ name: Span<UInt8>) -> SigningAlgorithm? {
        guard let short = ShortName(name) else { return longNamed.first { name.equals($0.name) } }
        guard let index = shortNames.firstIndex(of: short) else { return nil }
        return all[index]
    }

    private static let shortNames = all.map { ShortName($0.name) }
    private static let longNamed = all.filter { ShortName($0.name) == nil }

    /// Whether no library here does it, as may be the case with what came late to libcrypto. The others are always there,
    /// and cost no question.
    package var isMissing: Bool {
        guard case .mlDSA(let parameters) = scheme else { return false }
        return parameters.implementation == nil
    }

    /// Whether a specification replaced it by others (RFC 9864 §3.1.1).
    package var isDeprecated: Bool { !successors.isEmpty }

    /// Whether a key is of the type, and on the curve, that this algorithm takes. Restrictions that the key itself
    /// declares are the matter of `Key.refusal(for:to:)`.
    package func fits(_ key: Key) -> Bool {
        switch (requirement, key.material) {
        case (.secret, .secret): true
        case (_, .asymmetric(let asymmetric)): fits(asymmetric.kind)
        default: false
        }
    }

    /// Whether this algorithm takes asymmetric keys of this kind.
    package func fits(_ kind: AsymmetricKey.Kind) -> Bool {
        switch (requirement, kind) {
        case (.rsa, .rsa): true
        case (.ec(let wanted), .ec(let curve)): wanted == curve
        case (.okp(let wanted), .okp(let curve)): wanted.contains(curve)
        case (.akp(let wanted), .mlDSA(let parameters)): wanted == parameters
        default: false
        }
    }

    /// Whether both make the same signatures with a key that fits both: `EdDSA` and the names that succeed it.
    package func isSynonym(of other: SigningAlgorithm) -> Bool {
        guard scheme == other.scheme, self != other else { return false }
        return isSucceeded(by: other) || other.isSucceeded(by: self)
    }

    private func isSucceeded(by other: SigningAlgorithm) -> Bool {
        successors.contains { $0.description == other.description }
    }

    private static func hmac(_ name: StaticString, _ hash: HashFunction) -> SigningAlgorithm {
        row(name, .hmac(hash), .secret(minimumOctets: hash.length), "RFC 7518 §3.2")
    }

    private static func row(
        _ name: StaticString, _ scheme: SignatureScheme, _ requirement: Requirement, _ specification: StaticString,
        successors: [StaticString] = []
    ) -> SigningAlgorithm {
        SigningAlgorithm(name, scheme, requirement, specification, successors: successors)
    }
}

extension SigningAlgorithm: Hashable, CustomStringConvertible {
    /// Whether both are the same row.
    package static func == (first: SigningAlgorithm, second: SigningAlgorithm) -> Bool { first === second }

    /// Hashes the row's identity.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(Swift.ObjectIdentifier(self))
    }

    /// The name.
    package var description: String { name.description }
}
