import JOSE
import JSON
import JWT
import RPC

extension JSONWriter {
    /// Writes what a key is called and is for, as members of the object that is open.
    mutating func identity(of key: Key) {
        member("kty", key.type.name)
        if let curve = key.curve { member("crv", curve.name) }
        member("bits", key.bits)
        member("kid", text: key.keyID)
        if let thumbprint = key.publicThumbprint {
            name("thumbprint")
            plainString(thumbprint.span)
        }
        member("use", text: key.attributes.use?.value)
        if let operations = key.attributes.operations {
            array("key_ops") { writer in
                for operation in operations { writer.string(operation.value.span) }
            }
        }
        member("alg", text: key.algorithm)
    }

    /// Writes keys as the member `jwks`, a JWK Set (RFC 7517 §5).
    mutating func keySet(_ keys: [Key], isPublic: Bool) throws(RPCError) {
        name("jwks")
        try keySetValue(keys, isPublic: isPublic)
    }

    /// Writes keys as a JWK Set.
    mutating func keySetValue(_ keys: [Key], isPublic: Bool) throws(RPCError) {
        try object { (writer) throws(RPCError) in
            try writer.array("keys") { (writer) throws(RPCError) in
                for key in keys {
                    do throws(KeyFault) {
                        try key.writeJWK(isPublic: isPublic, to: &writer)
                    } catch {
                        throw RPCError(writing: error)
                    }
                }
            }
        }
    }

    private mutating func member(_ name: StaticString, text: [UInt8]?) {
        guard let text else { return }
        self.name(name)
        string(text.span)
    }
}

extension Key {
    /// What is weak or odd about the key by itself, and about using it with the algorithm that it is for.
    var allFindings: [KeyFinding] {
        guard let algorithm = SigningAlgorithm.natural(for: self), refusal(for: algorithm, to: nil) == nil else {
            return findings
        }
        return findings + findings(for: algorithm)
    }
}

extension Schema {
    /// What `kid` may be for a key that is made or converted.
    static let keyName = Schema(
        "KeyName", [.string, .boolean],
        """
        {"description": "\\"thumbprint\\" for the key's SHA-256 thumbprint (RFC 7638), another text as it is, or false for no kid.",
         "oneOf": [{"type": "string", "minLength": 1}, {"const": false}]}
        """)
}
