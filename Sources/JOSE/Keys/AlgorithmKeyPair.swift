import JSON
import OpenSSL

/// A key pair of one algorithm, of the type AKP (RFC 9964 §3): known by its name and its lengths. Nothing is computed with it.
package struct AlgorithmKeyPair: Sendable {
    /// The algorithm, which its `alg` names.
    package let algorithm: Algorithm
    let publicKey: [UInt8]
    /// The seed that the private key is made of (RFC 9964 §3).
    let seed: SecretBytes?

    /// An algorithm whose keys are of this type, with the octets of a public key (FIPS 204 table 2).
    package enum Algorithm: String, Sendable, CaseIterable {
        case mlDSA44 = "ML-DSA-44"
        case mlDSA65 = "ML-DSA-65"
        case mlDSA87 = "ML-DSA-87"

        var publicKeyLength: Int {
            switch self {
            case .mlDSA44: 1312
            case .mlDSA65: 1952
            case .mlDSA87: 2592
            }
        }

        static func named(_ name: [UInt8]) -> Algorithm? {
            allCases.first { name == Array($0.rawValue.utf8) }
        }
    }

    /// Octets of a seed.
    static let seedLength = 32

    /// A key of octets whose lengths are the algorithm's. That the seed is that of the public key cannot be told here.
    init(_ algorithm: Algorithm, publicKey: [UInt8], seed: SecretBytes?) throws(KeyFault) {
        guard publicKey.count == algorithm.publicKeyLength else {
            throw KeyFault(.keyLength(expected: algorithm.publicKeyLength, actual: publicKey.count))
        }
        if let seed, seed.count != Self.seedLength {
            throw KeyFault(.keyLength(expected: Self.seedLength, actual: seed.count))
        }
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.seed = seed
    }
}

extension JWKReader {
    /// The key of an AKP JWK, whose `alg` must be there (RFC 9964 §3).
    func algorithmKeyPair() throws(KeyFault) -> AlgorithmKeyPair {
        guard let name = try text("alg") else { throw missing("alg") }
        guard let algorithm = AlgorithmKeyPair.Algorithm.named(name) else {
            throw fault(.unsupported("an AKP key for another algorithm than ML-DSA"), at: "alg")
        }
        guard let publicKey = try octets("pub") else { throw missing("pub") }
        let seed = try secret("priv")
        do throws(KeyFault) {
            return try AlgorithmKeyPair(algorithm, publicKey: publicKey, seed: seed)
        } catch {
            throw fault(error.kind, at: publicKey.count == algorithm.publicKeyLength ? "priv" : "pub")
        }
    }
}

extension AlgorithmKeyPair {
    /// The JSON that a thumbprint hashes: `alg`, `kty` and `pub` (RFC 9964 §6).
    var canonical: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("alg", algorithm.rawValue)
            writer.member("kty", KeyType.akp.name)
            writer.member("pub", base64URL: publicKey.span)
        }
        return writer.bytes
    }
}
