import COpenSSL
import SwiftCrypto

/// A public or private key that passed every check of its type, ready to be prepared for a scheme.
///
/// What is not refused here may still be weak: ask `weaknesses()`.
@safe
package final class AsymmetricKey: @unchecked Sendable {
    // Sendable because an EVP_PKEY is not changed after it is made and libcrypto locks what it caches inside.
    let pointer: OpaquePointer

    /// The type of the key and what a policy asks about it.
    package let kind: Kind
    /// Whether it can sign, or agree on a key, and not only verify.
    package let isPrivate: Bool
    /// The numbers that everybody may see, each in the length that RFC 7518 §6 and RFC 8037 §2 prescribe.
    package let publicNumbers: PublicNumbers

    /// A key type with its size.
    package enum Kind: Sendable, Hashable {
        /// The bits of the modulus, and the public exponent without leading zeros.
        case rsa(bits: Int, exponent: [UInt8])
        /// A curve for ECDSA and ECDH.
        case ec(EllipticCurve)
        /// An octet key pair.
        case okp(EdwardsCurve)
        /// A key of ML-DSA.
        case mlDSA(MLDSAParameterSet)
    }

    // Kept since libcrypto 3.0 leaves a copy in freed memory when it is asked for these octets; for ML-DSA, the seed.
    let octetKeyPairSecret: SecretBytes?
    /// The key of ML-DSA where swift-crypto does the work.
    let inSwiftCrypto: SwiftCryptoKey?

    /// Takes over a key whose numbers were checked or made here.
    init(
        taking pointer: OpaquePointer, kind: Kind, isPrivate: Bool, publicNumbers: PublicNumbers,
        octetKeyPairSecret: SecretBytes? = nil, inSwiftCrypto: SwiftCryptoKey? = nil
    ) {
        unsafe self.pointer = pointer
        self.octetKeyPairSecret = octetKeyPairSecret
        self.inSwiftCrypto = inSwiftCrypto
        self.kind = kind
        self.isPrivate = isPrivate
        self.publicNumbers = publicNumbers
    }

    deinit { unsafe EVP_PKEY_free(pointer) }
}

/// The public part of a key, by type.
package enum PublicNumbers: Sendable, Equatable {
    /// Modulus and exponent without leading zeros.
    case rsa(RSAPublicNumbers)
    /// A point on a curve.
    case ec(EllipticPoint)
    /// `curve.keyLength` octets.
    case okp(EdwardsCurve, x: [UInt8])
    /// `publicKeyLength` octets (FIPS 204 algorithm 22).
    case mlDSA(MLDSAParameterSet, publicKey: [UInt8])
}

/// The private part of a key with its public part, by type.
package enum PrivateNumbers: Sendable {
    /// All numbers, with factors.
    case rsa(RSAPrivateNumbers)
    /// A scalar of `curve.coordinateLength` octets and its point.
    case ec(EllipticPoint, d: SecretBytes)
    /// `curve.keyLength` octets each.
    case okp(EdwardsCurve, x: [UInt8], d: SecretBytes)
    /// A public key and the seed that it is of.
    case mlDSA(MLDSAParameterSet, publicKey: [UInt8], seed: SecretBytes)
}

/// Holds a call that makes a key to having made it.
func madeKey(_ pointer: OpaquePointer?) throws(KeyDefect) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw .operationFailed(.drained()) }
    return unsafe pointer
}
