import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// Makes keys.
    static let keygen = Method(
        MethodDescription(
            "keygen", "Makes keys, private and public part, named by their thumbprints.",
            parameters: [
                Parameter(
                    "alg", .choice(signingNames + KeyOrder.encryptionNames),
                    "The algorithm the key is for, one that server/info lists: it says kty, crv and size."),
                Parameter("kty", .choice(KeyRecipe.keyTypes.map(\.name)), "The type, where there is no alg."),
                Parameter("crv", .choice(NamedCurve.all.map(\.name)), "The curve, where neither alg nor kty says it."),
                Parameter(
                    "size", .integer(KeyRecipe.secretBits),
                    "Bits of an RSA modulus (\(KeyRecipe.usualModulusBits)) or of a secret (what alg asks for, else \(KeyRecipe.usualSecretBits))."
                ),
                Parameter(
                    "use", .choice(["sig", "enc"]), "What the key is for (sig, or enc where the curve does not sign)."),
                Parameter(
                    "kid", .schema(.keyName),
                    "\"thumbprint\", another text, or false for none (the thumbprint; for a secret, a random text)."),
                Parameter("count", .integer(KeyOrder.counts), "How many keys (1)."),
                Parameter(
                    "format", .choice(["jwk", "pem", "der"]),
                    "JWK, or PKCS #8 and SPKI in PEM or base64 of DER (jwk; pem where there is a password)."),
                Parameter(
                    "password", .secret,
                    "Encrypts the private key: PKCS #8, or with format jwk an encrypted JWK, with 600 000 rounds of PBKDF2."
                ),
            ] + CertificateOrder.parameters + [WorkProgress.parameter],
            result: Schema(
                "NewKeys", [.object],
                """
                {"type": "object", "required": ["keys"],
                 "properties": {"keys": {"type": "array", "items": {"type": "object", "required": ["kty", "bits", "private"],
                  "properties": {"kid": {"type": "string"}, "thumbprint": {"type": "string"}, "alg": {"type": "string"},
                   "use": {"type": "string"}, "kty": {"type": "string"}, "crv": {"type": "string"}, "bits": {"type": "integer"},
                   "private": {"$ref": "#/components/schemas/Key"}, "public": {"$ref": "#/components/schemas/Key"},
                   "certificate": {"$ref": "#/components/schemas/Key"}}}},
                  "jwks": {"type": "object", "description": "The public keys; not there for secrets, which have none."},
                  "findings": {"type": "array"}}}
                """),
            errors: [.algorithmUnsupported],
            example: #"{"alg":"ES256"}"#)
    ) { (call, bench, writer) throws(RPCError) in
        let order = try KeyOrder(call)
        let progress = try WorkProgress(call)
        if order.isLong { try call.takesLong() }
        try writer.object { (writer) throws(RPCError) in
            let title = "Making \(order.count) \(order.count == 1 ? "key" : "keys")"
            let keys = try progress.during(title, steps: order.count) { (report) throws(RPCError) in
                try order.make(call, bench.surroundings, to: &writer, report)
            }
            writer.findings("findings", order.findings(keys))
        }
    }
}

extension KeyOrder {
    /// Makes the keys and writes them, a key at a time.
    fileprivate func make(
        _ call: Call, _ surroundings: Surroundings, to writer: inout JSONWriter, _ report: (Int) -> Void
    ) throws(RPCError) -> [Key] {
        var keys: [Key] = []
        writer.name("keys")
        try writer.array { (writer) throws(RPCError) in
            for done in 1...count {
                try call.cancellation.check()
                let key = try make(call, surroundings)
                try write(key, to: &writer)
                keys.append(key)
                report(done)
            }
        }
        guard recipe.keyType != .oct else { return keys }
        try writer.keySet(keys, isPublic: true)
        return keys
    }

    private func make(_ call: Call, _ surroundings: Surroundings) throws(RPCError) -> Key {
        let cancellation = call.cancellation
        let key: Key
        do throws(KeyFault) {
            key = try Key.make(recipe) { cancellation.isCancelled }
        } catch {
            try cancellation.check()
            throw RPCError(writing: error)
        }
        var attributes = attributes
        attributes.keyID = try name.keyID(of: key, surroundings)
        let named = key.with(attributes)
        return try certificate?.certify(named, surroundings) ?? named
    }

    private func write(_ key: Key, to writer: inout JSONWriter) throws(RPCError) {
        try writer.object { (writer) throws(RPCError) in
            writer.identity(of: key)
            try writer.object("private") { (writer) throws(RPCError) in
                _ = try privateForm.write(key, isPublic: false, to: &writer)
            }
            guard key.type != .oct else { return }
            try writer.object("public") { (writer) throws(RPCError) in
                _ = try publicForm.write(key, isPublic: true, to: &writer)
            }
            guard certificate != nil else { return }
            try writer.object("certificate") { (writer) throws(RPCError) in
                _ = try KeyForm.structure(.x509, publicForm.encoding, password: nil)
                    .write(key, isPublic: true, to: &writer)
            }
        }
    }

    /// What there is to say about new keys, once for all of them.
    fileprivate func findings(_ keys: [Key]) -> [Finding] {
        var findings: [Finding] = []
        for key in keys {
            for finding in key.allFindings.map({ Finding($0, of: nil) })
            where !findings.contains(where: { $0.message == finding.message }) {
                findings.append(finding)
            }
        }
        return findings + nameFindings(keys.first)
    }

    private func nameFindings(_ key: Key?) -> [Finding] {
        guard let name = key?.algorithm, let algorithm = SigningAlgorithm.named(name.span) else { return [] }
        if algorithm.isDeprecated, let successor = recipe.onlyAlgorithm {
            let message = "\(algorithm.name) is deprecated; for this curve its name is \(successor.name) now."
            return [Finding(.keyAlgorithmTwoNames, message)]
        }
        guard let other = algorithm.otherName else { return [] }
        let message = "Peers that do not know the name \(algorithm.name) know the algorithm as \(other)."
        return [Finding(.keyAlgorithmTwoNames, message, hint: "For them, ask for alg \(other).")]
    }
}
