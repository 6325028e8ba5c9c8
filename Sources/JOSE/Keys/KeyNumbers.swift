import JSON
import OpenSSL

/// The numbers of a key on their way from any container: all of them pass the same checks here.
enum KeyNumbers {
    case rsaPublic(RSAPublicNumbers)
    case rsaPrivate(RSAPrivateNumbers)
    case ecPublic(EllipticCurve, ECPoint)
    case ecPrivate(EllipticCurve, d: SecretBytes, ECPoint?)
    case okpPublic(EdwardsCurve, x: [UInt8])
    case okpPrivate(EdwardsCurve, d: SecretBytes, x: [UInt8]?)
    case secret(SecretBytes)
    case mlDSAPublic(MLDSAParameterSet, [UInt8])
    case mlDSAPrivate(MLDSAParameterSet, seed: SecretBytes, [UInt8]?, expanded: SecretBytes? = nil)

    /// A point as a container writes it.
    enum ECPoint {
        /// RFC 7518 §6.2.1.
        case coordinates(x: [UInt8], y: [UInt8])
        /// SEC 1 §2.3.3.
        case encoded([UInt8])
    }

    /// The material that the numbers are, once every check is passed.
    func material(_ limits: KeyLimits) throws(KeyFault) -> Key.Material {
        if case .secret(let secret) = self { return .secret(try Self.checked(secret, limits)) }
        do throws(KeyDefect) {
            return .asymmetric(try asymmetricKey())
        } catch {
            throw KeyFault(error)
        }
    }

    private func asymmetricKey() throws(KeyDefect) -> AsymmetricKey {
        switch self {
        case .rsaPublic(let numbers): return try AsymmetricKey(numbers)
        case .rsaPrivate(let numbers): return try AsymmetricKey(numbers)
        case .ecPublic(let curve, let point): return try AsymmetricKey(point.decoded(on: curve))
        case .ecPrivate(let curve, let d, let point):
            return try AsymmetricKey(curve: curve, privateScalar: d, publicPoint: point?.decoded(on: curve))
        case .okpPublic(let curve, let x): return try AsymmetricKey(curve: curve, x: x.span)
        case .okpPrivate(let curve, let d, let x):
            return try AsymmetricKey(curve: curve, privateKey: d, publicKey: x)
        case .mlDSAPublic(let parameters, let publicKey):
            return try AsymmetricKey(parameters, publicKey: publicKey)
        case .mlDSAPrivate(let parameters, let seed, let publicKey, let expanded):
            return try AsymmetricKey(parameters, seed: seed, publicKey: publicKey, expanded: expanded)
        case .secret: throw .unavailable
        }
    }

    private static func checked(_ secret: SecretBytes, _ limits: KeyLimits) throws(KeyFault) -> SecretBytes {
        guard secret.count > 0 else { throw KeyFault(.secretEmpty) }
        guard secret.count <= limits.secretOctets else { throw KeyFault(.tooLong(limit: limits.secretOctets)) }
        if let shape = secret.withBytes({ SecretShape(of: $0) }) { throw KeyFault(.secretIsKey(shape)) }
        return secret
    }
}

extension KeyNumbers.ECPoint {
    func decoded(on curve: EllipticCurve) throws(KeyDefect) -> EllipticPoint {
        switch self {
        case .coordinates(let x, let y): return try EllipticPoint(curve: curve, x: x.span, y: y.span)
        case .encoded(let octets): return try EllipticPoint(curve: curve, encoded: octets.span)
        }
    }
}

extension KeyFault {
    /// What a defect of numbers is to somebody who gave a key.
    init(_ defect: KeyDefect) {
        if case .operationFailed(let fault) = defect {
            self.init(.failed(fault))
        } else {
            self.init(.defect(defect))
        }
    }
}

extension KeyDefect {
    /// The member of a JWK that shows the defect.
    var member: KeyMember? {
        switch self {
        case .empty(let member), .wrongLength(let member, _, _), .factorsInconsistent(let member): member
        case .modulusTooSmall, .modulusTooLarge, .modulusEven: .n
        case .exponentOne, .exponentEven, .exponentTooLarge: .e
        case .pointNotOnCurve, .pointFormUnsupported, .smallOrderPoint, .nonCanonicalPoint: .x
        case .scalarOutOfRange, .privateDoesNotMatchPublic: .d
        case .seedDoesNotMatchPublic: .priv
        case .moreThanTwoPrimes, .unavailable, .cancelled, .operationFailed: nil
        }
    }
}
