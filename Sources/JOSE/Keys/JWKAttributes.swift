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
    /// Holds the first certificate of `x5c` to the key of the other members, where there is one (RFC 7517 §4.7). That is
    /// all the chain is used for: it does not make the key trusted.
    func compareCertificate(with material: Key.Material) throws(KeyFault) {
        guard let chain = jwk["x5c"] else { return }
        let isEmpty = chain.elements.first { _ in true } == nil
        guard chain.kind == .array, !isEmpty, chain.elements.allSatisfy({ $0.kind == .string }) else {
            throw fault(.memberType(expected: "an array of certificates"), at: "x5c")
        }
        guard let text = chain.elements.first(where: { _ in true })?.utf8 else { return }
        let der: [UInt8]
        do throws(Base64.Fault) {
            der = try Base64.decode(text.span)
        } catch {
            throw fault(.base64(error), at: "x5c")
        }
        do throws(KeyFault) {
            guard case .key(.x509) = try DERStructure(of: der.span) else { throw KeyFault(.structureUnknown) }
            let certified = try DERKey(.x509, der.span)
            guard try certified.numbers.isPublicPart(of: material) else { throw KeyFault(.certificateDiffers) }
        } catch {
            throw fault(error.kind, at: "x5c")
        }
    }
}

extension KeyNumbers {
    /// Whether these are the public numbers of a key.
    func isPublicPart(of material: Key.Material) throws(KeyFault) -> Bool {
        guard case .asymmetric(let key) = material else { return false }
        switch (self, key.publicNumbers) {
        case (.rsaPublic(let numbers), .rsa(let own)): return numbers == own
        case (.okpPublic(let curve, let x), .okp(let ownCurve, let own)): return curve == ownCurve && x == own
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
