import OpenSSL

@testable import JOSE

/// Keys made for the tests, one of each kind, made once.
enum GeneratedKeys {
    private static let made = Result { try make() }

    /// One private key or secret of each kind that there is.
    static func all() throws -> [Key] { try made.get() }

    /// Those that an algorithm takes.
    static func fitting(_ algorithm: SigningAlgorithm) throws -> [Key] {
        try all().filter { algorithm.fits($0) }
    }

    private static func make() throws -> [Key] {
        var keys = [try generated(.asymmetric(.generateRSA(bits: 2048)))]
        for curve in EllipticCurve.allCases { keys.append(try generated(.asymmetric(.generate(curve)))) }
        for curve in EdwardsCurve.allCases { keys.append(try generated(.asymmetric(.generate(curve)))) }
        for parameters in MLDSAParameterSet.allCases where parameters.implementation != nil {
            keys.append(try generated(.asymmetric(.generate(parameters))))
        }
        keys.append(try generated(.secret(.random(64))))
        return keys
    }

    private static func generated(_ material: Key.Material) -> Key {
        Key(material, origin: KeyOrigin(.generated, .der))
    }
}
