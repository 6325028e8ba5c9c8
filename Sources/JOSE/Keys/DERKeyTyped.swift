import JSON
import OpenSSL

/// The structures that name the type of the key they hold: public keys, private keys and certificates.
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
        }
        try structure.finish()
        return key
    }

    // Certificate (RFC 5280 §4.1): its key and when it is valid. That anybody signed it is not looked at.
    static func x509(_ inside: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> DERKey {
        var tbs = try inside.enter(.sequence, der)
        _ = try inside.next(.sequence, der)
        _ = try inside.bits(der)
        _ = try tbs.optional(.context0, der)
        _ = try tbs.next(.integer, der)
        _ = try tbs.next(.sequence, der)
        _ = try tbs.next(.sequence, der)
        var validity = try tbs.enter(.sequence, der)
        let notBefore = try validity.time(der)
        let notAfter = try validity.time(der)
        try validity.finish()
        _ = try tbs.next(.sequence, der)
        var keyInside = try tbs.enter(.sequence, der)
        var key = try spki(&keyInside, der)
        try keyInside.finish()
        while !tbs.isAtEnd { _ = try tbs.next(der) }
        key.attributes.notBefore = notBefore
        key.attributes.notAfter = notAfter
        return key
    }
}

extension DERCursor {
    /// The instant that the next element, a time in the form of RFC 5280 §4.1.2.5, says, in seconds of NumericDate.
    mutating func time(_ der: Span<UInt8>) throws(KeyFault) -> Int64 {
        let isShort = isAt(.utcTime, der)
        let content = try next(isShort ? .utcTime : .generalizedTime, der)
        let digits = content.dropLast()
        let wrong = KeyFault(.der(.value), offset: content.lowerBound)
        guard digits.count == (isShort ? 12 : 14), der[digits.upperBound] == UInt8(ascii: "Z"),
            digits.allSatisfy({ der[$0].isDigit })
        else { throw wrong }
        var numbers = stride(from: digits.lowerBound, to: digits.upperBound, by: 2).map {
            Int64(der[$0] - UInt8(ascii: "0")) * 10 + Int64(der[$0 + 1] - UInt8(ascii: "0"))
        }
        if isShort {
            // Two digits mean 1950 to 2049.
            numbers.insert(numbers[0] < 50 ? 20 : 19, at: 0)
        }
        guard let seconds = Self.seconds(numbers) else { throw wrong }
        return seconds
    }

    // Century, year, month, day, hour, minute, second.
    private static func seconds(_ numbers: [Int64]) -> Int64? {
        let year = numbers[0] * 100 + numbers[1]
        let (month, day) = (numbers[2], numbers[3])
        guard (1...12).contains(month), (1...31).contains(day), numbers[4] < 24, numbers[5] < 60, numbers[6] < 60
        else { return nil }
        // Days since 1970 in the Gregorian calendar, with years that begin in March so that leap days come last.
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return days * 86_400 + numbers[4] * 3_600 + numbers[5] * 60 + numbers[6]
    }
}
