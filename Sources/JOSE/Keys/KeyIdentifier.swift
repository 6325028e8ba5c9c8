import JSON
import OpenSSL

/// The type of a key as DER names it: an object identifier and what its parameters say (RFC 5280 §4.1.1.2).
enum KeyIdentifier: Equatable {
    /// rsaEncryption (RFC 8017 §A.1).
    case rsa
    /// id-RSASSA-PSS (RFC 4055 §3.1).
    case rsaPSS(PSSRestriction)
    /// id-ecPublicKey with a named curve (RFC 5480 §2.1.1).
    case ec(EllipticCurve)
    /// RFC 8410 §3.
    case okp(EdwardsCurve)
    /// RFC 9881 §2.
    case mlDSA(MLDSAParameterSet)

    /// What the next element, an `AlgorithmIdentifier` for keys, says.
    static func next(_ cursor: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> KeyIdentifier {
        var inside = try cursor.enter(.sequence, der)
        let range = try inside.next(.objectIdentifier, der)
        let identifier = der.extracting(range)
        let type = try type(identifier, &inside, der, at: range.lowerBound)
        try inside.finish()
        return type
    }

    private static func type(
        _ identifier: Span<UInt8>, _ parameters: inout DERCursor, _ der: Span<UInt8>, at offset: Int
    ) throws(KeyFault) -> KeyIdentifier {
        if identifier.equals(ObjectIdentifier.rsaEncryption) {
            try null(&parameters, der)
            return .rsa
        }
        if identifier.equals(ObjectIdentifier.rsassaPSS) {
            return .rsaPSS(try PSSRestriction.next(&parameters, der))
        }
        if identifier.equals(ObjectIdentifier.ecPublicKey) { return .ec(try curve(&parameters, der)) }
        if let parameters = MLDSAParameterSet.identified(by: identifier) { return .mlDSA(parameters) }
        guard case .okp(let curve) = NamedCurve.identified(by: identifier)?.curve else {
            throw KeyFault(.unsupported(ObjectIdentifier.name(of: identifier)), offset: offset)
        }
        return .okp(curve)
    }

    // RFC 3279 §2.3.1 asks for NULL; some leave it out.
    private static func null(_ parameters: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) {
        guard let content = try parameters.optional(.null, der) else { return }
        guard content.isEmpty else { throw KeyFault(.der(.value), offset: content.lowerBound) }
    }

    /// The named curve that the next element, `ECParameters`, says (RFC 5480 §2.1.1).
    static func curve(_ cursor: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> EllipticCurve {
        let offset = cursor.position
        guard !cursor.isAt(.sequence, der) else { throw KeyFault(.curveParametersExplicit, offset: offset) }
        guard !cursor.isAt(.null, der) else { throw KeyFault(.unsupported("an implicit curve"), offset: offset) }
        let identifier = der.extracting(try cursor.next(.objectIdentifier, der))
        guard case .ec(let curve) = NamedCurve.identified(by: identifier)?.curve else {
            throw KeyFault(.unsupported(ObjectIdentifier.name(of: identifier)), offset: offset)
        }
        return curve
    }

    /// What binds the key to RSASSA-PSS, if anything does.
    var pssRestriction: PSSRestriction? {
        guard case .rsaPSS(let restriction) = self else { return nil }
        return restriction
    }
}

extension PSSRestriction {
    /// Any `PS` algorithm: an identifier without parameters.
    static let none = PSSRestriction(hash: nil, minimumSaltOctets: 0)

    /// What the next element, `RSASSA-PSS-params` (RFC 4055 §3.1) if there is one, allows. Defaults mean SHA-1.
    fileprivate static func next(_ cursor: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> PSSRestriction {
        guard !cursor.isAtEnd else { return .none }
        var inside = try cursor.enter(.sequence, der)
        let unsupported = KeyFault(.pssParameters, offset: inside.position)
        guard inside.isAt(.context0, der) else { throw unsupported }
        var hashElement = try inside.enter(.context0, der)
        let hash = try Self.hash(&hashElement, der)
        try hashElement.finish()
        guard inside.isAt(.context1, der) else { throw unsupported }
        var maskElement = try inside.enter(.context1, der)
        let maskHash = try Self.maskHash(&maskElement, der)
        try maskElement.finish()
        guard hash == maskHash else { throw unsupported }
        // X.690 §11.5 leaves out what has its default, here 20 octets.
        var salt = 20
        if inside.isAt(.context2, der) {
            var saltElement = try inside.enter(.context2, der)
            salt = try saltElement.smallInteger(der)
            try saltElement.finish()
        }
        guard inside.isAtEnd else { throw unsupported }
        return PSSRestriction(hash: hash, minimumSaltOctets: salt)
    }

    private static func maskHash(_ cursor: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> HashFunction {
        var inside = try cursor.enter(.sequence, der)
        let offset = inside.position
        let identifier = der.extracting(try inside.next(.objectIdentifier, der))
        guard identifier.equals(ObjectIdentifier.mgf1) else { throw KeyFault(.pssParameters, offset: offset) }
        let hash = try hash(&inside, der)
        try inside.finish()
        return hash
    }

    private static func hash(_ cursor: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> HashFunction {
        var inside = try cursor.enter(.sequence, der)
        let offset = inside.position
        let identifier = der.extracting(try inside.next(.objectIdentifier, der))
        if let content = try inside.optional(.null, der), !content.isEmpty {
            throw KeyFault(.der(.value), offset: content.lowerBound)
        }
        try inside.finish()
        for hash in HashFunction.allCases where hash.identifier.map({ identifier.equals($0) }) == true { return hash }
        throw KeyFault(.pssParameters, offset: offset)
    }
}

extension HashFunction {
    /// The content of the object identifier; nil for SHA-1, which signs nothing.
    var identifier: [UInt8]? {
        switch self {
        case .sha1: nil
        case .sha256: ObjectIdentifier.sha256
        case .sha384: ObjectIdentifier.sha384
        case .sha512: ObjectIdentifier.sha512
        }
    }
}
