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
        if let revoked = jwk["revoked"] { attributes.isRevoked = revoked.kind != .false && revoked.kind != .null }
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
    /// Holds the first certificate of `x5c` to the key of the other members, where there is one (RFC 7517 §4.7).
    func compareCertificate(with material: Key.Material) throws(KeyFault) {}
}
