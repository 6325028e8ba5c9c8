import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// What a token says, for people: no key, no verdict, no failure.
    static let decode = Method(
        MethodDescription(
            "decode",
            "Shows what a token says, without a key and without trusting it, also of one that is damaged or wrapped.",
            parameters: [
                Parameter(
                    "token", .schema(.token),
                    "The token: a string in compact or JSON serialization, or an object in JSON serialization.",
                    required: true),
                Parameter(
                    "now", .schema(.time), "The instant that times are measured from; the clock's by default."),
                Parameter(
                    "brief", .boolean,
                    "Whether only the header, the payload and faults of the text are told; false by default."),
                Parameter("describe", .boolean, "Whether claims and header parameters are explained; true by default."),
                Parameter(
                    "redact", .choice(Redaction.allCases.map(\.name)),
                    "What the answer leaves out: none (nothing, the default), signature, claims, or all."),
            ],
            result: decodedSchema,
            example: """
                {"token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTcwMDAwMDAwMH0.", "now": 1699999000}
                """,
            subject: "token"),
        again: { (call, bench, writer) in
            guard bench.briefTemplate === call.template else { return false }
            bench.brief.write(TokenText(call.bytes, call.subject), now: bench.surroundings.clock(), to: &writer)
            return true
        }
    ) { (call, bench, writer) throws(RPCError) in
        guard let token = call.arguments["token"].map(TokenText.init) else { return }
        let now = try call.arguments.now(bench.surroundings.clock())
        let redaction = Redaction.allCases.first { call.arguments["redact"]?.isString($0.name) == true } ?? .none
        if call.arguments.boolean("brief") == true {
            return try brief(token, call, redaction, now: now, bench, &writer)
        }
        // An object is read as text too: so the places in it that findings name can be found.
        let decoded = DecodedToken(Array(token.bytes[token.range]), now: now)
        decoded.write(
            to: &writer, now: now, describes: call.arguments.boolean("describe") ?? true, redaction: redaction)
    }

    // What a brief answer leaves out is not what is secret.
    private static func brief(
        _ token: TokenText, _ call: Call, _ redaction: Redaction, now: NumericDate, _ bench: Bench,
        _ writer: inout JSONWriter
    ) throws(RPCError) {
        guard redaction < .claims else {
            throw RPCError(
                .invalidParameters, "brief shows the payload, which redact leaves out.", parameter: "/redact")
        }
        if let template = call.template {
            bench.briefTemplate = template
            template.adopt()
        }
        bench.brief.write(token, now: now, to: &writer)
    }

    private static let decodedSchema = Schema(
        "DecodedToken", [.object],
        """
        {"type": "object",
         "required": ["verified", "kind", "serialization", "complete", "payloadType", "findings"],
         "properties": {
          "verified": {"const": false},
          "kind": {"enum": ["jws", "jwe", "unsecured", "sd-jwt", "sd-jwt+kb", "unknown"]},
          "serialization": {"enum": ["compact", "flattened", "general"]},
          "complete": {"type": "boolean"},
          "profile": {"type": "object", "required": ["name", "reason"]},
          "segments": {"type": "array", "items": {"type": "object", "required": ["name", "range", "length"]}},
          "header": {"type": "object"},
          "headerText": {"type": "string"},
          "unprotectedHeader": {"type": "object"},
          "parameters": {"type": "array"},
          "payloadType": {"enum": ["json", "text", "binary", "jwt", "encrypted", "detached", "absent"]},
          "payload": true,
          "payloadText": {"type": "string"},
          "payloadBase64url": {"type": "string"},
          "claims": {"type": "array", "items": {"type": "object", "required": ["name", "value", "pointer", "range"]}},
          "times": {"type": "object", "required": ["state"]},
          "signature": {"type": "object", "required": ["length", "encoding"]},
          "signatures": {"type": "array"},
          "recipients": {"type": "array"},
          "keyHints": {"type": "object"},
          "sdJwt": {"type": "object", "properties": {"hashAlg": {"type": "string"}, "disclosures": {"type": "array"},
           "undisclosed": {"type": "integer"}, "digests": {"type": "array"}, "claims": {"type": "object"},
           "keyBinding": {"$ref": "#/components/schemas/DecodedToken"}}},
          "nested": {"$ref": "#/components/schemas/DecodedToken"},
          "findings": {"type": "array"}}}
        """)
}
