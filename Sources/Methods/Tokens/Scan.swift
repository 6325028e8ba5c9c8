import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// Finds tokens and keys in a text and judges them.
    static let scan = Method(
        MethodDescription(
            "scan",
            "Finds tokens and keys in any text and says what each is, whether it is still good, and what should not stand there. It repeats none of them.",
            parameters: [
                Parameter("text", .schema(.text), "The text.", required: true),
                Parameter("name", .string, "A name for the text, which the answer repeats."),
                Parameter(
                    "key", .schema(.key), "Keys to verify the tokens with; without them signatures are not looked at."),
                Parameter.namedPolicy,
            ] + Parameter.policy + [Parameter("now", .schema(.time), "The instant to judge at (now).")],
            result: Schema(
                "Scan", [.object],
                """
                {"type": "object", "required": ["found", "tokens", "keys", "exposed", "complete"],
                 "properties": {"name": {"type": "string"},
                  "found": {"type": "array", "items": {"type": "object", "required": ["kind", "range", "line", "column"],
                   "properties": {"kind": {"enum": ["jws", "jwe", "unsecured", "sd-jwt", "sd-jwt+kb", "unknown", "key"]},
                    "range": {"type": "array", "items": {"type": "integer"}, "description": "Bytes of the text."},
                    "line": {"type": "integer"}, "column": {"type": "integer"}, "serialization": {"enum": ["flattened", "general"], "description": "Of a token that is no compact one."}, "alg": {"type": "string"}, "enc": {"type": "string"}, "typ": {"type": "string"},
                    "profile": {"type": "string"}, "times": {"type": "object"}, "digest": {"type": "string", "description": "SHA-256 of the token, base64url."},
                    "valid": {"type": "boolean", "description": "Under the keys and the policy that were given."},
                    "conforms": {"type": "boolean", "description": "To the policy that was given without keys."},
                    "failures": {"type": "array"},
                    "format": {"type": "string"}, "kty": {"type": "string"}, "crv": {"type": "string"}, "bits": {"type": "integer"},
                    "private": {"type": "boolean"}, "kid": {"type": "string"}, "thumbprint": {"type": "string"},
                    "allowed": {"type": "boolean", "description": "Somebody wrote beside it that it may stand there."},
                    "findings": {"type": "array"}}}},
                  "tokens": {"type": "integer"}, "keys": {"type": "integer"}, "exposed": {"type": "integer"},
                  "complete": {"type": "boolean"}}}
                """),
            errors: [.keyUnusable, .keyPassword, .keyLimit, .fileRefused, .fileUnreadable, .filePermissions]
                + ErrorCode.policyFaults,
            example: """
                {"text":"TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.wFfZrUEAzfOTkCXXY7n5M_3zY3S0KNkQzQpFHOvTz5c"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        guard let text = call.arguments["text"]?.utf8 else { return }
        // A text may be long, and hold thousands of tokens.
        if text.count > quickScan { try call.takesLong() }
        let judge = try call.withPolicy(bench.surroundings) { (call, _) throws(RPCError) in
            try ScanJudge(call, bench.surroundings)
        }
        var report = ScanReport(text, judge: judge, now: try call.arguments.now(bench.surroundings.clock()))
        try report.write(
            name: call.arguments["name"]?.utf8, cancellation: call.cancellation, using: &bench.desk, to: &writer)
    }

    private static let quickScan = 64 << 10

    /// Takes tokens and secret keys out of a text.
    static let redact = Method(
        MethodDescription(
            "redact",
            "Gives a text back without the tokens, private keys and shared secrets in it.",
            parameters: [
                Parameter("text", .schema(.text), "The text.", required: true),
                Parameter(
                    "keep", .choice(["header", "none"]),
                    "What stays of a token: its header, which says what it was, or nothing (none)."),
            ],
            result: Schema(
                "Redacted", [.object],
                #"{"type": "object", "required": ["text", "replaced"], "properties": {"text": {"type": "string"}, "replaced": {"type": "integer"}}}"#
            ),
            example: """
                {"text":"TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.YfuA_3Qg5xyr1p8wXvDLged87HCQxohQj1aLmwl-mpc"}
                """)
    ) { (call, _, writer) throws(RPCError) in
        guard let text = call.arguments["text"]?.utf8 else { return }
        if text.count > quickScan { try call.takesLong() }
        let redacted = RedactedText(text, keepsHeaders: call.arguments.string("keep") == "header")
        writer.object { writer in
            writer.name("text")
            writer.string(redacted.text.span)
            writer.member("replaced", redacted.replaced)
        }
    }
}
