import COpenSSL
import SwiftCrypto

/// A parameter set of ML-DSA, the signatures of modules over lattices (FIPS 204 §4): what a key and its one algorithm are
/// called, and how long everything is.
package enum MLDSAParameterSet: Sendable, Hashable, CaseIterable {
    /// Security category 2.
    case mlDSA44
    /// Security category 3.
    case mlDSA65
    /// Security category 5.
    case mlDSA87

    /// Octets in a public key (FIPS 204 table 2).
    package var publicKeyLength: Int { row.publicKey }

    /// Octets in a signature (FIPS 204 table 2).
    package var signatureLength: Int { row.signature }

    /// Octets in a private key in its expanded form (FIPS 204 table 2), which is made of the seed.
    package var expandedKeyLength: Int { row.expandedKey }

    /// Octets in the seed that a key pair is made of (FIPS 204 algorithm 1).
    package static var seedLength: Int { 32 }

    /// The key type that libcrypto knows it by, from 3.5 on.
    var typeName: String { row.name }

    private var row: (name: String, publicKey: Int, signature: Int, expandedKey: Int) {
        switch self {
        case .mlDSA44: ("ML-DSA-44", 1312, 2420, 2560)
        case .mlDSA65: ("ML-DSA-65", 1952, 3309, 4032)
        case .mlDSA87: ("ML-DSA-87", 2592, 4627, 4896)
        }
    }
}

extension MLDSAParameterSet {
    /// Who does the work, since libcrypto has it only from 3.5 on.
    package enum Implementation: Sendable {
        /// The libcrypto that is running.
        case libcrypto
        /// swift-crypto, which is there where the package was built with the trait `PostQuantum`.
        case swiftCrypto
    }

    /// Who signs and verifies with these parameters here; nil where nobody does. libcrypto is preferred: a distribution's
    /// updates reach it.
    package var implementation: Implementation? {
        switch self {
        case .mlDSA44: Self.implementation44
        case .mlDSA65: Self.implementation65
        case .mlDSA87: Self.implementation87
        }
    }

    // Looked up when the first key or question comes, and never for who has none.
    private static let implementation44 = found(.mlDSA44)
    private static let implementation65 = found(.mlDSA65)
    private static let implementation87 = found(.mlDSA87)

    private static func found(_ parameters: MLDSAParameterSet) -> Implementation? {
        if OpenSSLLibrary.provides(keyType: parameters.typeName) { return .libcrypto }
        return SwiftCryptoKey.isBuiltIn && parameters.inSwiftCrypto != nil ? .swiftCrypto : nil
    }

    /// The same in swift-crypto, which has no ML-DSA-44.
    var inSwiftCrypto: SwiftCryptoKey.ParameterSet? {
        switch self {
        case .mlDSA44: nil
        case .mlDSA65: .mlDSA65
        case .mlDSA87: .mlDSA87
        }
    }
}
