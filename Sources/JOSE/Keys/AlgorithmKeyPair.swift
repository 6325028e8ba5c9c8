package import OpenSSL

// Keys of the type AKP are for one algorithm, which their `alg` names (RFC 9964 §3). All of them are of ML-DSA.

extension MLDSAParameterSet {
    /// The algorithm that keys with these parameters are for.
    package var algorithm: SigningAlgorithm? {
        SigningAlgorithm.all.first { $0.requirement == .akp(self) }
    }

    /// Its name, the value of `alg`.
    var algorithmName: StaticString { row.name }

    /// The content of the object identifier of keys, and of the signatures in certificates (RFC 9881 §2, §3).
    var identifier: [UInt8] { row.identifier }

    /// The parameters with this object identifier, or nil.
    static func identified(by identifier: Span<UInt8>) -> MLDSAParameterSet? {
        for parameters in allCases where identifier.equals(parameters.identifier) { return parameters }
        return nil
    }

    private var row: (name: StaticString, identifier: [UInt8]) {
        switch self {
        case .mlDSA44: ("ML-DSA-44", ObjectIdentifier.mlDSA44)
        case .mlDSA65: ("ML-DSA-65", ObjectIdentifier.mlDSA65)
        case .mlDSA87: ("ML-DSA-87", ObjectIdentifier.mlDSA87)
        }
    }
}

extension Key.Material {
    /// The parameters of a key of ML-DSA; nil for all others.
    var mlDSA: MLDSAParameterSet? {
        guard case .asymmetric(let key) = self, case .mlDSA(let parameters) = key.kind else { return nil }
        return parameters
    }
}
