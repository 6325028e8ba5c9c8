import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// Makes an encrypted token.
    static let encrypt = Method(
        MethodDescription(
            "encrypt",
            "Encrypts claims, or any other content, so that only the holders of the keys given can read it.",
            parameters: [
                Parameter(
                    "key", .schema(.key),
                    "The recipient's public key, a shared secret or a password; several make a general JSON token.")
            ] + Parameter.content + Parameter.encrypting + [
                Parameter(
                    "typ", .schema(.nameOrNot), "typ of the header: a string, or false for none (JWT for claims)."),
                Parameter(
                    "serialization", .choice(["compact", "flattened", "general"]), "How the token is written (compact)."
                ),
                .signingPolicy,
            ],
            result: .encrypted,
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .keyNotFound, .keyRefused, .algorithmUnsupported,
                .signingRefused, .fileRefused, .fileUnreadable, .filePermissions,
            ] + ErrorCode.policyFaults,
            example: """
                {"key":{"jwk":{"kty":"OKP","crv":"X25519","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"}},"claims":{"sub":"alice"},"expiresIn":"15m"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        let now = SigningPlan.now(try call.arguments.instant(), bench.surroundings)
        let isClaims = SigningContent.isClaims(call.arguments)
        let policy = try SigningContent.policy(try call.policy(bench.surroundings), isClaims: isClaims)
        let content = try SigningContent(call.arguments, at: now, under: policy, bench.surroundings)
        let type = try SigningHeader.type(call.arguments, isClaims: content.isClaims)
        let order = try EncryptionOrder(
            call.arguments, for: call, at: "", type: type, contentType: nil, now: now, bench.surroundings)
        let objections = try content.objections(under: policy, at: now, bench)
        try writer.object { (writer) throws(RPCError) in
            try order.answer(content.bytes, to: &writer)
            content.writeTimes(objections.expires, at: now, to: &writer)
            writer.findings("findings", objections.findings + order.findings)
        }
    }
}

extension Schema {
    /// What `encrypt` answers.
    static let encrypted = Schema(
        "Encrypted", [.object],
        """
        {"type": "object", "required": ["token", "serialization", "enc"],
         "properties": {"token": {"oneOf": [{"type": "string"}, {"type": "object"}]}, "serialization": {"type": "string"},
          "alg": {"type": "string"}, "enc": {"type": "string"}, "recipients": {"type": "array"}, "jti": {"type": "string"},
          "issuedAt": {"type": "integer"}, "expires": {"type": "integer"}, "expiresInSeconds": {"type": "integer"},
          "bytes": {"type": "integer"}, "findings": {"type": "array"}}}
        """)
}
