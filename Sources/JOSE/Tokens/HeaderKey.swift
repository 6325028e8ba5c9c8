import JSON
import OpenSSL

extension JOSEHeader {
    /// The key of the first certificate in the protected `x5c`, with all of them; nil where there is none. That anybody
    /// trusts them is not looked at here (RFC 7515 §4.1.6 to §4.1.8).
    package func certifiedKey(limits: KeyLimits = KeyLimits()) throws(KeyFault) -> Key? {
        guard let array = protected?["x5c"] else { return nil }
        guard array.count <= limits.certificates else {
            throw KeyFault(.tooManyCertificates(limit: limits.certificates))
        }
        guard array.range.count <= limits.certificateOctets else {
            throw KeyFault(.tooLong(limit: limits.certificateOctets))
        }
        let certificates = try Certificate.chain(array)
        guard let first = certificates.first else { return nil }
        let names = CertificateNames(
            url: nil, sha1: protected?["x5t"]?.utf8, sha256: protected?["x5t#S256"]?.utf8)
        guard try first.has(names) else { throw KeyFault(.certificateDiffers) }
        let set = try KeySet(der: first.der.span, password: nil as Password?, limits: limits)
        guard let key = set.keys.first else { return nil }
        var attributes = key.attributes
        attributes.certificates = certificates
        return Key(
            key.material, attributes: attributes, origin: key.origin, pssRestriction: key.pssRestriction,
            findings: key.findings)
    }
}
