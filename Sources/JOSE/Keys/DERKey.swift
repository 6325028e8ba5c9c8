import JSON
import OpenSSL

/// A key as a DER structure carries it: numbers, and what else the structure says.
struct DERKey {
    var numbers: KeyNumbers
    var pssRestriction: PSSRestriction?
    var attributes = KeyAttributes()

    init(_ numbers: KeyNumbers, pssRestriction: PSSRestriction? = nil) {
        self.numbers = numbers
        self.pssRestriction = pssRestriction
    }

    /// The key in a structure that is not encrypted. The bytes are one SEQUENCE, which `DERStructure` has seen.
    init(_ container: KeyOrigin.Container, _ der: Span<UInt8>) throws(KeyFault) {
        guard container != .x509 else {
            self = try Certificate(der).key()
            return
        }
        var outside = DERCursor(der.indices)
        var inside = try outside.enter(.sequence, der)
        switch container {
        case .spki: self = try .spki(&inside, der)
        case .pkcs8: self = try .pkcs8(&inside, der)
        case .pkcs1Public: self = try .pkcs1Public(&inside, der)
        case .pkcs1Private: self = try .pkcs1Private(&inside, der)
        case .sec1: self = try .sec1(&inside, der, curve: nil)
        case .encryptedPKCS8: throw KeyFault(.passwordNeeded)
        case .jwk, .encryptedJWK, .x509, .opensshPublic, .opensshPrivate, .encryptedOpenSSH, .pkcs12, .secret,
            .generated:
            throw KeyFault(.structureUnknown)
        }
        try inside.finish()
        try outside.finish()
    }

    // RSAPublicKey (RFC 8017 §A.1.1).
    static func pkcs1Public(_ inside: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> DERKey {
        let n = der.array(try inside.integer(der))
        let e = der.array(try inside.integer(der))
        return DERKey(.rsaPublic(RSAPublicNumbers(n: n, e: e)))
    }

    // RSAPrivateKey (RFC 8017 §A.1.2); its version 1 has more primes.
    static func pkcs1Private(_ inside: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> DERKey {
        let start = inside.position
        let version = try inside.smallInteger(der)
        guard version <= 1 else { throw KeyFault(.der(.value), offset: start) }
        let n = der.array(try inside.integer(der))
        let e = der.array(try inside.integer(der))
        let d = try inside.secretInteger(der)
        let factors = RSAFactors(
            p: try inside.secretInteger(der), q: try inside.secretInteger(der), dp: try inside.secretInteger(der),
            dq: try inside.secretInteger(der), qi: try inside.secretInteger(der))
        if version == 1 { _ = try inside.next(.sequence, der) }
        return DERKey(
            .rsaPrivate(RSAPrivateNumbers(n: n, e: e, d: d, factors: factors, hasOtherPrimes: version == 1)))
    }

    // ECPrivateKey (RFC 5915 §3). Inside PKCS #8 the curve stands outside, and may stand here too.
    static func sec1(
        _ inside: inout DERCursor, _ der: Span<UInt8>, curve outer: EllipticCurve?
    ) throws(KeyFault) -> DERKey {
        let start = inside.position
        guard try inside.smallInteger(der) == 1 else { throw KeyFault(.der(.value), offset: start) }
        let d = SecretBytes(copying: der.extracting(try inside.next(.octetString, der)))
        var curve = outer
        if inside.isAt(.context0, der) {
            var parameters = try inside.enter(.context0, der)
            let inner = try KeyIdentifier.curve(&parameters, der)
            try parameters.finish()
            guard outer == nil || outer == inner else { throw KeyFault(.contradiction, offset: start) }
            curve = inner
        }
        guard let curve else {
            throw KeyFault(.der(.unexpected(expected: "the name of a curve")), offset: inside.position)
        }
        guard inside.isAt(.context1, der) else { return DERKey(.ecPrivate(curve, d: d, nil)) }
        var point = try inside.enter(.context1, der)
        let octets = try point.bits(der)
        try point.finish()
        return DERKey(.ecPrivate(curve, d: d, try encodedPoint(der, octets)))
    }

    /// A point in the form of SEC 1 §2.3.3, of which the hybrid one is refused.
    static func encodedPoint(_ der: Span<UInt8>, _ range: Range<Int>) throws(KeyFault) -> KeyNumbers.ECPoint {
        if let first = range.first, der[first] == 0x06 || der[first] == 0x07 {
            throw KeyFault(.pointHybrid, offset: first)
        }
        return .encoded(der.array(range))
    }
}

extension DERCursor {
    /// A copy of the next element, an integer that nobody may see.
    mutating func secretInteger(_ der: Span<UInt8>) throws(KeyFault) -> SecretBytes {
        SecretBytes(copying: der.extracting(try integer(der)))
    }
}
