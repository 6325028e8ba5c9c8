import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// Holds a token against keys and a policy.
    static let verify = Method(
        MethodDescription(
            "verify",
            "Verifies a signed token: its signature with the keys given, its claims and times under the policy given.",
            parameters: [
                Parameter("token", .schema(.token), "The token, spelled exactly as it must be.", required: true),
                Parameter("key", .schema(.key), "The keys to verify with, unless the token's own are believed."),
                Parameter.namedPolicy,
            ] + Parameter.policy + Parameter.trust + [
                Parameter("now", .schema(.time), "The instant to verify at (now)."),
                Parameter("detachedPayload", .string, "The payload, base64url, where it is not in the token."),
                Parameter("detachedText", .string, "The payload, as text, where it is not in the token."),
                Parameter(
                    "checks", .choice(["all", "failed", "none"]), "Which checks the answer lists (all)."),
                Parameter(
                    "diagnose", .boolean, "Whether a signature that does not hold is explained (true)."),
            ],
            result: Schema(
                "Verdict", [.object],
                """
                {"type": "object", "required": ["valid"],
                 "description": "The claims, or the payload, are there only where valid is true.",
                 "properties": {"valid": {"type": "boolean"}, "claims": {"type": "object"}, "payload": {"type": "string"},
                  "text": {"type": "string"}, "header": {"type": "object"}, "failures": {"type": "array"},
                  "error": {"enum": ["invalid_token", "insufficient_scope"], "description": "The error of RFC 6750 that a refused token is."},
                  "scope": {"type": "string", "description": "The scopes that are needed, where they are what is missing."},
                  "signature": {"type": "object"}, "profile": {"type": "string"},
                  "status": {"type": "object", "description": "What a status list says of the token: value and name."},
                  "sdJwt": {"type": "object", "description": "What an SD-JWT disclosed, and whether it is bound to its holder's key: hashAlg, disclosed, undisclosed, keyBound, keyBinding."},
                  "revocation": {"type": "object", "description": "Where the token was revoked, or nobody can say: status, since, kind, reason."},
                  "replay": {"type": "object", "description": "Where a token that counts once was used before: firstSeen."},
                  "dpop": {"type": "object", "description": "What the proof says that came with the token: valid, jkt, jti, failures."}, "signatures": {"type": "array"}, "expiresInSeconds": {"type": "integer"},
                  "checks": {"type": "array"}, "findings": {"type": "array"}, "diagnosis": {"type": "array"}}}
                """),
            errors: [.keyUnusable, .keyPassword, .keyLimit, .fileRefused, .fileUnreadable, .filePermissions]
                + ErrorCode.policyFaults,
            example: """
                {"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.YfuA_3Qg5xyr1p8wXvDLged87HCQxohQj1aLmwl-mpc","key":{"secret":"correct horse battery staple, twice","encoding":"utf8"}}
                """,
            subject: "token", isSelfChecking: true),
        again: { (call, bench, writer) in
            guard let prepared = bench.verifications.prepared(for: call, bench.surroundings) else { return false }
            verify(.text(TokenText(call.bytes, call.subject)), prepared, bench, isTrial: false, &writer)
            return true
        }
    ) { (call, bench, writer) throws(RPCError) in
        let prepared = try bench.verifications.prepared(for: call, bench.surroundings) { (call) throws(RPCError) in
            try call.withPolicy(bench.surroundings) { (call, named) throws(RPCError) in
                try PreparedVerification(call, under: named, bench.surroundings)
            }
        }
        guard let token = call.arguments.token else { return }
        verify(token, prepared, bench, isTrial: call.isTrial, &writer)
    }

    private static func verify(
        _ input: Verifier.Input, _ prepared: PreparedVerification, _ bench: Bench, isTrial: Bool,
        _ writer: inout JSONWriter
    ) {
        let now = prepared.now(bench.surroundings.clock())
        let lookup = RevocationLookup(bench.surroundings, prepared.revocation, at: now)
        if case .text(let text) = input,
            prepared.answerQuickly(text, lookup, at: now, using: &bench.desk, to: &writer)
        {
            return
        }
        let state = StateCheck(bench.surroundings, prepared.verifier.policy, at: now, isTrial: isTrial)
        var verdict = prepared.verdict(on: input, state, at: now, using: &bench.desk)
        prepared.answer(at: now).write(verdict, to: &writer)
        if case .text(let text) = input { prepared.learn(from: verdict, about: text, using: &bench.desk) }
        bench.desk.reuse(&verdict)
    }
}
