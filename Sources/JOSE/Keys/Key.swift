package import OpenSSL
import Synchronization

/// A key that passed every check and can be used: its material, what its owner says about it, and where it came from.
///
/// What makes a key weak but not unusable stands in `findings`. Whether it may do a given thing is answered by
/// `refusal(for:to:)`; what then does it comes from `prepared(for:)` and is kept.
package final class Key: Sendable {
    /// What it is made of.
    package let material: Material
    /// What its owner says about it: key identifier, use, operations, algorithm, validity.
    package let attributes: KeyAttributes
    /// Where it came from.
    package let origin: KeyOrigin
    /// What an RSASSA-PSS object identifier binds it to (RFC 4055 §3.1), if that is how it was written.
    package let pssRestriction: PSSRestriction?
    /// What is weak or odd about it, found while it was read.
    package let findings: [KeyFinding]

    private let cache = Mutex(Cache())

    /// What a key is made of.
    package enum Material: Sendable {
        /// An asymmetric key, public or private.
        case asymmetric(AsymmetricKey)
        /// A secret that signer and verifier share.
        case secret(SecretBytes)
    }

    /// A key of material that was checked where it was read or made.
    package init(
        _ material: Material, attributes: KeyAttributes = KeyAttributes(), origin: KeyOrigin,
        pssRestriction: PSSRestriction? = nil, findings: [KeyFinding] = []
    ) {
        self.material = material
        var attributes = attributes
        // A key of the type AKP is for one algorithm, and says so (RFC 9964 §3).
        if let parameters = material.mlDSA { attributes.algorithm = Array(parameters.algorithmName.description.utf8) }
        self.attributes = attributes
        self.origin = origin
        self.pssRestriction = pssRestriction
        self.findings =
            findings + KeyFinding.about(material, attributes) + KeyFinding.about(attributes)
    }

    /// `kid`, as UTF-8.
    package var keyID: [UInt8]? { attributes.keyID }
    /// `alg`, as UTF-8.
    package var algorithm: [UInt8]? { attributes.algorithm }

    /// The family of the key.
    package var type: KeyType {
        switch material {
        case .secret: .oct
        case .asymmetric(let key): key.kind.keyType
        }
    }

    /// The curve, for a key that has one.
    package var curve: NamedCurve? {
        guard case .asymmetric(let key) = material else { return nil }
        return key.kind.namedCurve
    }

    /// Whether it must be kept secret: a private key or a shared secret.
    package var isSecret: Bool {
        switch material {
        case .secret: true
        case .asymmetric(let key): key.isPrivate
        }
    }

    /// The algorithms for signatures that this key may be used with, to verify at least.
    package var compatibleAlgorithms: [SigningAlgorithm] {
        SigningAlgorithm.all.filter { !$0.isMissing && refusal(for: $0, to: nil) == nil }
    }

    /// The key made ready for an algorithm that fits it; made once and kept.
    package func prepared(for algorithm: SigningAlgorithm) throws(CryptoFault) -> PreparedKey {
        // ES256 and ES256K share a scheme: what fits is asked first.
        guard algorithm.fits(self) else { throw .schemeDoesNotFitKey }
        let kept = cache.withLock { cache in
            cache.prepared.first { $0.scheme == algorithm.scheme }
        }
        if let kept { return kept }
        let made = try prepare(algorithm)
        cache.withLock { cache in
            guard !cache.prepared.contains(where: { $0.scheme == made.scheme }) else { return }
            cache.prepared.append(made)
        }
        return made
    }

    private func prepare(_ algorithm: SigningAlgorithm) throws(CryptoFault) -> PreparedKey {
        switch (material, algorithm.scheme) {
        case (.asymmetric(let key), let scheme): return try PreparedKey(key, scheme)
        case (.secret(let secret), .hmac(let hash)): return try PreparedKey(secret: secret, hash: hash)
        default: throw .schemeDoesNotFitKey
        }
    }

    /// The thumbprint for a hash function, computed once (RFC 7638).
    package func thumbprint(_ hash: HashFunction = .sha256) throws(CryptoFault) -> [UInt8] {
        if let kept = cache.withLock({ $0.thumbprints[hash] }) { return kept }
        let made = try Thumbprint.of(self, hash)
        cache.withLock { $0.thumbprints[hash] = made }
        return made
    }

    // A key has one curve, so that the scheme alone says what was prepared.
    private struct Cache {
        var prepared: [PreparedKey] = []
        var thumbprints: [HashFunction: [UInt8]] = [:]
    }
}
