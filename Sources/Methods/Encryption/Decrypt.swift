import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// Opens an encrypted token and holds what is inside against a policy.
    static let decrypt = Method(
        MethodDescription(
            "decrypt",
            "Opens an encrypted token with the keys given, and checks the claims inside or the signed token inside.",
            parameters: [
                Parameter("token", .schema(.token), "The token, spelled exactly as it must be.", required: true),
                Parameter("key", .schema(.key), "The private key, the shared secret or the password."),
                Parameter(
                    "verify", .object,
                    "Asks for a signed token inside and says what it is held against: key, and a policy as verify has it."
                ),
                Parameter.namedPolicy,
            ] + Parameter.decrypting + Parameter.policy.filter { !signatureOnly.contains("\($0.name)") } + [
                Parameter("now", .schema(.time), "The instant to look at the claims (now)."),
                Parameter("checks", .choice(["all", "failed", "none"]), "Which checks the answer lists (all)."),
            ],
            result: Schema(
                "Decrypted", [.object],
                """
                {"type": "object", "required": ["valid"],
                 "description": "The claims, or the payload, are there only where valid is true. A failed decryption has one code for every cause.",
                 "properties": {"valid": {"type": "boolean"}, "claims": {"type": "object"}, "payload": {"type": "string"},
                  "text": {"type": "string"}, "failures": {"type": "array"}, "header": {"type": "object"},
                  "unprotectedHeader": {"type": "object"}, "recipientHeader": {"type": "object"}, "encryption": {"type": "object"},
                  "nested": {"type": "object", "description": "The next token inside: header, and encryption or signature."},
                  "revocation": {"type": "object"}, "replay": {"type": "object"},
                  "sdJwt": {"type": "object", "description": "What an SD-JWT inside disclosed, as verify says it."},
                  "expiresInSeconds": {"type": "integer"}, "checks": {"type": "array"}, "findings": {"type": "array"}}}
                """),
            errors: [.keyUnusable, .keyPassword, .keyLimit, .fileRefused, .fileUnreadable, .filePermissions]
                + ErrorCode.policyFaults,
            example: """
                {"token":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIiwidHlwIjoiSldUIn0..zKzoBg2LPaL5y7Mf.x9q-IIG2RgKd6Zqk7LGf.I1vzBszuC6Lns0ZgS6EcMA","key":{"secret":"9b1f4c07d25e83a6610c97ee38b4d5f2","encoding":"hex"}}
                """,
            subject: "token", isSelfChecking: true),
        again: { (call, bench, writer) in
            guard let prepared = bench.decryptions.prepared(for: call, bench.surroundings) else { return false }
            prepared.answer(.text(TokenText(call.bytes, call.subject)), bench, to: &writer)
            return true
        }
    ) { (call, bench, writer) throws(RPCError) in
        let prepared = try bench.decryptions.prepared(for: call, bench.surroundings) { (call) throws(RPCError) in
            try PreparedDecryption(call, bench.surroundings)
        }
        guard let token = call.arguments.token else { return }
        prepared.answer(token, bench, to: &writer)
    }

    // What a policy says about signatures alone.
    private static let signatureOnly = ["algorithms", "signaturePolicy", "unprotectedAlgorithm"]
}
