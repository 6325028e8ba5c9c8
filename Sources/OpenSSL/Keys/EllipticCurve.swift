import COpenSSL

/// A named curve for ECDSA (RFC 7518 §6.2.1.1, RFC 8812 §3.1).
package enum EllipticCurve: Sendable, Hashable, CaseIterable {
    /// NIST P-256, also secp256r1 and prime256v1.
    case p256
    /// NIST P-384, also secp384r1.
    case p384
    /// NIST P-521, also secp521r1.
    case p521
    /// SEC 2's Koblitz curve.
    case secp256k1

    /// Octets in a coordinate, in a private scalar, and in each half of a signature.
    package var coordinateLength: Int { row.length }

    /// The one hash function that JOSE signs with on this curve (RFC 7518 §3.4, RFC 8812 §3.2).
    package var hash: HashFunction { row.hash }

    /// The name that libcrypto knows it by.
    var groupName: String { row.name }

    private var row: (name: String, identifier: Int32, length: Int, hash: HashFunction) {
        switch self {
        case .p256: ("P-256", NID_X9_62_prime256v1, 32, .sha256)
        case .p384: ("P-384", NID_secp384r1, 48, .sha384)
        case .p521: ("P-521", NID_secp521r1, 66, .sha512)
        case .secp256k1: ("secp256k1", NID_secp256k1, 32, .sha256)
        }
    }
}

/// A curve's arithmetic, made once for the life of the process.
@safe
final class EllipticGroup: @unchecked Sendable {
    // An EC_GROUP is only read after it is made.
    let pointer: OpaquePointer

    fileprivate init(_ identifier: Int32) throws(KeyDefect) {
        try operating { () throws(CryptoFault) in try LibraryStart.ensure() }
        guard let pointer = unsafe EC_GROUP_new_by_curve_name(identifier) else {
            ERR_clear_error()
            throw .unavailable
        }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EC_GROUP_free(pointer) }
}

extension EllipticCurve {
    private static let p256Group = Result(catching: { () throws(KeyDefect) in try group(.p256) })
    private static let p384Group = Result(catching: { () throws(KeyDefect) in try group(.p384) })
    private static let p521Group = Result(catching: { () throws(KeyDefect) in try group(.p521) })
    private static let secp256k1Group = Result(catching: { () throws(KeyDefect) in try group(.secp256k1) })

    private static func group(_ curve: EllipticCurve) throws(KeyDefect) -> EllipticGroup {
        try EllipticGroup(curve.row.identifier)
    }

    private var lookup: Result<EllipticGroup, KeyDefect> {
        switch self {
        case .p256: Self.p256Group
        case .p384: Self.p384Group
        case .p521: Self.p521Group
        case .secp256k1: Self.secp256k1Group
        }
    }

    func group() throws(KeyDefect) -> EllipticGroup {
        try lookup.get()
    }

    var isAvailable: Bool {
        guard case .success = lookup else { return false }
        return true
    }
}
