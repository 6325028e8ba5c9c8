import JSON
import OpenSSL

/// What a JWK says beside its numbers (RFC 7517 §4.2 to §4.9).
extension JWKReader {
    /// The members about the key, each of which may be missing and none of which may be of another type.
    func attributes() throws(KeyFault) -> KeyAttributes {
        var attributes = KeyAttributes()
        attributes.keyID = try text("kid")
        attributes.use = try text("use").map(KeyUse.init)
        attributes.operations = try operations()
        attributes.algorithm = try text("alg")
        attributes.notBefore = try instant("nbf")
        attributes.notAfter = try instant("exp")
        attributes.certificateNames = try certificateNames()
        if let revoked = jwk["revoked"], revoked.kind != .false, revoked.kind != .null {
            var writer = JSONWriter()
            writer.copy(revoked)
            attributes.revoked = writer.bytes
        }
        return attributes
    }

    private func operations() throws(KeyFault) -> [KeyOperation]? {
        guard let value = jwk["key_ops"] else { return nil }
        guard value.kind == .array else { throw fault(.memberType(expected: "an array of strings"), at: "key_ops") }
        var seen: Set<KeyOperation> = []
        var operations: [KeyOperation] = []
        for element in value.elements {
            guard let name = element.utf8 else {
                throw fault(.memberType(expected: "an array of strings"), at: "key_ops")
            }
            let operation = KeyOperation(name)
            guard seen.insert(operation).inserted else { throw fault(.operationRepeated, at: "key_ops") }
            operations.append(operation)
        }
        return operations
    }

    private func instant(_ name: StaticString) throws(KeyFault) -> Int64? {
        guard let value = jwk[name] else { return nil }
        guard let seconds = value.integer else { throw fault(.memberType(expected: "an integer"), at: name) }
        return seconds
    }
}

extension JWKReader {
    /// The certificates of `x5c`, the first of which must be for the key of the other members (RFC 7517 §4.7) and have the
    /// digests that `x5t` and `x5t#S256` say. That is all the chain is used for: it does not make the key trusted.
    func certificates(of material: Key.Material, _ names: CertificateNames) throws(KeyFault) -> [Certificate] {
        guard let chain = jwk["x5c"] else { return [] }
        let isEmpty = chain.elements.first { _ in true } == nil
        guard chain.kind == .array, !isEmpty, chain.elements.allSatisfy({ $0.kind == .string }) else {
            throw fault(.memberType(expected: "an array of certificates"), at: "x5c")
        }
        guard chain.count <= limits.certificates else {
            throw fault(.tooManyCertificates(limit: limits.certificates), at: "x5c")
        }
        guard chain.range.count <= limits.certificateOctets / 3 * 4 else {
            throw fault(.tooLong(limit: limits.certificateOctets), at: "x5c")
        }
        do throws(KeyFault) {
            let certificates = try Certificate.chain(chain)
            guard let first = certificates.first, try first.key().numbers.isPublicPart(of: material),
                try first.has(names)
            else { throw KeyFault(.certificateDiffers) }
            return certificates
        } catch {
            throw fault(error.kind, at: "x5c")
        }
    }

    /// What the JWK says about a certificate that stands elsewhere.
    func certificateNames() throws(KeyFault) -> CertificateNames {
        CertificateNames(url: try text("x5u"), sha1: try text("x5t"), sha256: try text("x5t#S256"))
    }
}

extension Certificate {
    /// The certificates in an array of strings, each of which is base64 (RFC 7515 §4.1.6).
    static func chain(_ array: JSONValue) throws(KeyFault) -> [Certificate] {
        var certificates: [Certificate] = []
        for element in array.elements {
            guard let text = element.utf8 else { throw KeyFault(.memberType(expected: "an array of certificates")) }
            let der: [UInt8]
            do throws(Base64.Fault) {
                der = try Base64.decode(text.span)
            } catch {
                throw KeyFault(.base64(error))
            }
            guard case .key(.x509) = try DERStructure(of: der.span) else { throw KeyFault(.structureUnknown) }
            certificates.append(try Certificate(der.span))
        }
        return certificates
    }

    /// Whether it has the digests that somebody gave, as far as there are any.
    func has(_ names: CertificateNames) throws(KeyFault) -> Bool {
        for (name, hash) in [(names.sha1, HashFunction.sha1), (names.sha256, .sha256)] {
            guard let name else { continue }
            let octets = try thumbprint(hash)
            guard name == Base64URL.encode(octets.span) else { return false }
        }
        return true
    }
}

extension KeyNumbers {
    /// Whether these are the public numbers of a key.
    func isPublicPart(of material: Key.Material) throws(KeyFault) -> Bool {
        guard case .asymmetric(let key) = material else { return false }
        switch (self, key.publicNumbers) {
        case (.rsaPublic(let numbers), .rsa(let own)): return numbers == own
        case (.okpPublic(let curve, let x), .okp(let ownCurve, let own)): return curve == ownCurve && x == own
        case (.mlDSAPublic(let parameters, let octets), .mlDSA(let ownParameters, let own)):
            return parameters == ownParameters && octets == own
        case (.ecPublic(let curve, let point), .ec(let own)):
            do throws(KeyDefect) {
                return try point.decoded(on: curve) == own
            } catch {
                throw KeyFault(error)
            }
        default: return false
        }
    }
}
