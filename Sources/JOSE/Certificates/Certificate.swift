import JSON
import OpenSSL

/// A certificate (RFC 5280 §4.1): its octets, and where in them stands what it says. That anybody signed it is not looked
/// at here, and makes its key no more trusted than any other.
package struct Certificate: Sendable, Equatable {
    /// The DER.
    package let der: [UInt8]
    /// The first instant that it is valid at, in seconds of NumericDate.
    package let notBefore: Int64
    /// The last instant that it is valid at, in seconds of NumericDate.
    package let notAfter: Int64
    // The contents of its elements.
    let serialNumber: Range<Int>
    let signatureAlgorithm: Range<Int>
    let issuer: Range<Int>
    let subject: Range<Int>
    private let subjectPublicKeyInfo: Range<Int>
    let extensions: Range<Int>?

    /// The certificate that these octets are, and nothing behind it.
    package init(_ der: Span<UInt8>) throws(KeyFault) {
        var outside = DERCursor(der.indices)
        var inside = try outside.enter(.sequence, der)
        try outside.finish()
        var tbs = try inside.enter(.sequence, der)
        let algorithm = try inside.next(.sequence, der)
        _ = try inside.bits(der)
        try inside.finish()
        _ = try tbs.optional(.context0, der)
        serialNumber = try tbs.next(.integer, der)
        signatureAlgorithm = try tbs.next(.sequence, der)
        // RFC 5280 §4.1.1.2: what is signed says how.
        guard Self.areEqual(algorithm, signatureAlgorithm, der) else {
            throw KeyFault(.contradiction, offset: algorithm.lowerBound)
        }
        issuer = try tbs.next(.sequence, der)
        var validity = try tbs.enter(.sequence, der)
        notBefore = try validity.time(der)
        notAfter = try validity.time(der)
        try validity.finish()
        subject = try tbs.next(.sequence, der)
        subjectPublicKeyInfo = try tbs.next(.sequence, der)
        _ = try tbs.optional(.implicit1, der)
        _ = try tbs.optional(.implicit2, der)
        var extensions: Range<Int>?
        if tbs.isAt(.context3, der) {
            var tagged = try tbs.enter(.context3, der)
            extensions = try tagged.next(.sequence, der)
            try tagged.finish()
        }
        try tbs.finish()
        self.extensions = extensions
        self.der = der.array
    }

    /// Its key, with the time in which it is valid.
    func key() throws(KeyFault) -> DERKey {
        let octets = der.span
        var inside = DERCursor(subjectPublicKeyInfo)
        var key = try DERKey.spki(&inside, octets)
        try inside.finish()
        key.attributes.notBefore = notBefore
        key.attributes.notAfter = notAfter
        key.attributes.certificates = [self]
        return key
    }

    /// Whether who issued it and who it is for have one name, as in a certificate that signs itself.
    package var namesItsIssuer: Bool {
        Self.areEqual(issuer, subject, der.span)
    }

    /// Whether it is for whom another certificate names as its issuer.
    func isIssuerByName(of other: Certificate) -> Bool {
        der.span.extracting(subject).equals(Array(other.der[other.issuer]))
    }

    /// `x5t` and `x5t#S256`, its SHA-1 and SHA-256 digests (RFC 7515 §4.1.7 and §4.1.8), in base64url.
    package func names() throws(KeyFault) -> (sha1: [UInt8], sha256: [UInt8]) {
        let (sha1, sha256) = (try thumbprint(.sha1), try thumbprint(.sha256))
        return (Base64URL.encode(sha1.span), Base64URL.encode(sha256.span))
    }

    /// Its digest.
    func thumbprint(_ hash: HashFunction) throws(KeyFault) -> [UInt8] {
        do throws(CryptoFault) {
            return try digest(der.span, using: hash)
        } catch {
            throw KeyFault(.failed(error))
        }
    }

    private static func areEqual(_ first: Range<Int>, _ second: Range<Int>, _ der: Span<UInt8>) -> Bool {
        guard first.count == second.count else { return false }
        for step in 0..<first.count where der[first.lowerBound + step] != der[second.lowerBound + step] { return false }
        return true
    }
}
