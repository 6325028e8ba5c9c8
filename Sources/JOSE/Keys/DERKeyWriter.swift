import JSON
import OpenSSL

/// The structures of keys, as they are read in `DERKey`.
extension DERNode {
    // SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    static func spki(_ numbers: PublicNumbers, _ restriction: PSSRestriction?) -> DERNode {
        let type = type(of: numbers, restriction)
        switch numbers {
        case .rsa(let numbers): return .sequence([type, .bitString([.pkcs1Public(numbers)])])
        case .ec(let point): return .sequence([type, .bitString(point.octets)])
        case .okp(_, let x): return .sequence([type, .bitString(x)])
        case .mlDSA(_, let publicKey): return .sequence([type, .bitString(publicKey)])
        }
    }

    // RSAPublicKey (RFC 8017 §A.1.1).
    static func pkcs1Public(_ numbers: RSAPublicNumbers) -> DERNode {
        .sequence([.integer(numbers.n), .integer(numbers.e)])
    }

    // OneAsymmetricKey in its version 0, which everybody reads (RFC 5958 §2).
    static func pkcs8(_ numbers: PrivateNumbers, _ restriction: PSSRestriction?) throws(KeyFault) -> DERNode {
        switch numbers {
        case .rsa(let numbers):
            let type = type(of: .rsa(numbers.publicNumbers), restriction)
            return .sequence([.integer(0), type, .octetString([try .pkcs1Private(numbers)])])
        case .ec(let point, let d):
            let key = sec1(point, d, namesCurve: false)
            return .sequence([.integer(0), type(of: .ec(point), nil), .octetString([key])])
        case .okp(let curve, let x, let d):
            // CurvePrivateKey (RFC 8410 §7).
            return .sequence([.integer(0), type(of: .okp(curve, x: x), nil), .octetString([.octetString(d)])])
        case .mlDSA(let parameters, let publicKey, let seed):
            // The seed alone (RFC 9881 §6): all else is made of it.
            let type = type(of: .mlDSA(parameters, publicKey: publicKey), nil)
            return .sequence([.integer(0), type, .octetString([.secret(.implicit0, seed)])])
        }
    }

    // RSAPrivateKey (RFC 8017 §A.1.2). Keys have their factors, recovered if need be.
    static func pkcs1Private(_ numbers: RSAPrivateNumbers) throws(KeyFault) -> DERNode {
        guard let factors = numbers.factors else { throw KeyFault(.cannotCarry(.pkcs1Private)) }
        return .sequence([
            .integer(0), .integer(numbers.n), .integer(numbers.e), .integer(numbers.d), .integer(factors.p),
            .integer(factors.q), .integer(factors.dp), .integer(factors.dq), .integer(factors.qi),
        ])
    }

    // ECPrivateKey (RFC 5915 §3), with the public point; the curve is named unless it stands outside.
    static func sec1(_ point: EllipticPoint, _ d: SecretBytes, namesCurve: Bool) -> DERNode {
        let curve = DERNode.tagged(.context0, [.objectIdentifier(point.curve.named.identifier)])
        let publicKey = DERNode.tagged(.context1, [.bitString(point.octets)])
        return .sequence([.integer(1), .octetString(d)] + (namesCurve ? [curve] : []) + [publicKey])
    }

    // AlgorithmIdentifier (RFC 3279 §2.3.1, RFC 4055 §3.1, RFC 5480 §2.1.1, RFC 8410 §3,
    // RFC 9881 §2).
    private static func type(of numbers: PublicNumbers, _ restriction: PSSRestriction?) -> DERNode {
        switch numbers {
        case .rsa:
            guard let restriction else { return .sequence([.objectIdentifier(ObjectIdentifier.rsaEncryption), .null]) }
            return .sequence([.objectIdentifier(ObjectIdentifier.rsassaPSS)] + parameters(restriction))
        case .ec(let point):
            return .sequence([
                .objectIdentifier(ObjectIdentifier.ecPublicKey), .objectIdentifier(point.curve.named.identifier),
            ])
        case .okp(let curve, _): return .sequence([.objectIdentifier(curve.named.identifier)])
        case .mlDSA(let parameters, _): return .sequence([.objectIdentifier(parameters.identifier)])
        }
    }

    // RSASSA-PSS-params; a salt of 20 octets is the default and left out (X.690 §11.5).
    static func parameters(_ restriction: PSSRestriction) -> [DERNode] {
        guard let hash = restriction.hash, let identifier = hash.identifier else { return [] }
        let function = DERNode.sequence([.objectIdentifier(identifier), .null])
        let mask = DERNode.sequence([.objectIdentifier(ObjectIdentifier.mgf1), function])
        let octets = magnitude(of: restriction.minimumSaltOctets)
        let salt = restriction.minimumSaltOctets == 20 ? [] : [DERNode.tagged(.context2, [.integer(octets)])]
        return [.sequence([.tagged(.context0, [function]), .tagged(.context1, [mask])] + salt)]
    }

    private static func magnitude(of value: Int) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
