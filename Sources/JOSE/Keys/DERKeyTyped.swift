import JSON
import OpenSSL

/// The structures that name the type of the key they hold: public keys and private keys.
extension DERKey {
    // SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    static func spki(_ inside: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> DERKey {
        let type = try KeyIdentifier.next(&inside, der)
        let bits = try inside.bits(der)
        switch type {
        case .rsa, .rsaPSS:
            var structure = DERCursor(bits)
            var numbers = try structure.enter(.sequence, der)
            var key = try pkcs1Public(&numbers, der)
            try numbers.finish()
            try structure.finish()
            key.pssRestriction = type.pssRestriction
            return key
        case .ec(let curve): return DERKey(.ecPublic(curve, try encodedPoint(der, bits)))
        case .okp(let curve): return DERKey(.okpPublic(curve, x: der.array(bits)))
        case .mlDSA(let parameters): return DERKey(.mlDSAPublic(parameters, der.array(bits)))
        }
    }

    // OneAsymmetricKey, of which PrivateKeyInfo is version 0 (RFC 5958 §2).
    static func pkcs8(_ inside: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> DERKey {
        let start = inside.position
        let version = try inside.smallInteger(der)
        guard version <= 1 else { throw KeyFault(.der(.value), offset: start) }
        let type = try KeyIdentifier.next(&inside, der)
        let content = try inside.next(.octetString, der)
        // Attributes say nothing that we know.
        _ = try inside.optional(.context0, der)
        var publicBits: Range<Int>?
        if version == 1, let bits = try inside.optional(.implicit1, der) {
            publicBits = try DERCursor.octets(ofBits: bits, der)
        }
        return try privateKey(type, content, publicBits, der)
    }

    private static func privateKey(
        _ type: KeyIdentifier, _ content: Range<Int>, _ publicBits: Range<Int>?, _ der: Span<UInt8>
    ) throws(KeyFault) -> DERKey {
        var structure = DERCursor(content)
        var key: DERKey
        switch type {
        case .rsa, .rsaPSS:
            var inside = try structure.enter(.sequence, der)
            key = try pkcs1Private(&inside, der)
            try inside.finish()
            key.pssRestriction = type.pssRestriction
        case .ec(let curve):
            var inside = try structure.enter(.sequence, der)
            key = try sec1(&inside, der, curve: curve)
            try inside.finish()
        case .okp(let curve):
            // CurvePrivateKey is an OCTET STRING inside the OCTET STRING (RFC 8410 §7).
            let d = SecretBytes(copying: der.extracting(try structure.next(.octetString, der)))
            key = DERKey(.okpPrivate(curve, d: d, x: publicBits.map { der.array($0) }))
        case .mlDSA(let parameters):
            key = try mlDSA(parameters, &structure, publicBits.map { der.array($0) }, der)
        }
        try structure.finish()
        return key
    }

    // ML-DSA-44-PrivateKey and its like: the seed, the expanded key, or both (RFC 9881 §6). A seed cannot be had from an
    // expanded key, and is what a JWK carries.
    private static func mlDSA(
        _ parameters: MLDSAParameterSet, _ structure: inout DERCursor, _ publicKey: [UInt8]?, _ der: Span<UInt8>
    ) throws(KeyFault) -> DERKey {
        if let seed = try structure.optional(.implicit0, der) {
            return DERKey(
                .mlDSAPrivate(parameters, seed: SecretBytes(copying: der.extracting(seed)), publicKey))
        }
        guard !structure.isAt(.octetString, der) else {
            throw KeyFault(.unsupported("a private key of ML-DSA without its seed"), offset: structure.position)
        }
        var both = try structure.enter(.sequence, der)
        let seed = SecretBytes(copying: der.extracting(try both.next(.octetString, der)))
        let range = try both.next(.octetString, der)
        guard range.count == parameters.expandedKeyLength else {
            throw KeyFault(.der(.value), offset: range.lowerBound)
        }
        let expanded = SecretBytes(copying: der.extracting(range))
        try both.finish()
        return DERKey(.mlDSAPrivate(parameters, seed: seed, publicKey, expanded: expanded))
    }
}
