import JSON
import JWT
import RPC

extension Methods {
    /// Makes a token.
    static let sign = Method(
        MethodDescription(
            "sign", "Makes a signed token of claims, or of any other content, with the keys given.",
            parameters: [
                Parameter(
                    "key", .schema(.key), "The private key or the secret; several make a general JSON token.",
                    required: true)
            ] + Parameter.signing + [
                .signingPolicy,
                Parameter(
                    "encrypt", .object,
                    "Encrypts the signed token in the same call: key, and what else encrypt takes but content."),
            ],
            result: .signed,
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .keyNotFound, .keyRefused, .algorithmUnsupported,
                .signingRefused, .fileRefused, .fileUnreadable, .filePermissions,
            ] + ErrorCode.policyFaults,
            example: """
                {"key":{"secret":"correct horse battery staple, twice","encoding":"utf8"},"claims":{"sub":"alice"},"expiresIn":"15m"}
                """,
            isSelfChecking: true)
    ) { (call, bench, writer) throws(RPCError) in
        let (order, prepared) = try bench.signings.order(for: call, bench.surroundings)
        let encryption = try call.arguments["encrypt"].map { (value) throws(RPCError) in
            try EncryptionOrder(around: order.type, value, for: call, now: order.now, bench.surroundings)
        }
        let signatures = try order.sign()
        try order.answer(signatures, encryption: encryption, knowing: &prepared.notes, bench, for: call, to: &writer)
    }
}

extension Schema {
    /// What `sign` and `sign/complete` answer.
    static let signed = Schema(
        "Signed", [.object],
        """
        {"type": "object", "required": ["token", "serialization", "alg"],
         "properties": {"token": {"oneOf": [{"type": "string"}, {"type": "object"}]}, "serialization": {"type": "string"},
          "alg": {"type": "string"}, "enc": {"type": "string"}, "nested": {"type": "object"}, "kid": {"type": "string"}, "jti": {"type": "string"}, "issuedAt": {"type": "integer"},
          "expires": {"type": "integer"}, "expiresInSeconds": {"type": "integer"}, "bytes": {"type": "integer"},
          "disclosures": {"type": "array", "items": {"type": "object", "required": ["pointer", "digest", "disclosure"]}},
          "findings": {"type": "array"}}}
        """)
}

extension Parameter {
    /// What a token that is made must be accepted under.
    static let signingPolicy = Parameter(
        "policy", .schema(.policy),
        "What the token must be accepted under: a policy by its name, or its members. What it leaves no choice about is set."
    )

    /// What a token that is made can hold.
    static let content: [Parameter] = [
        Parameter("claims", .object, "The claims, in their order, numbers as they are written."),
        Parameter("payload", .string, "Other content than claims, base64url."),
        Parameter("text", .string, "Other content than claims, as text."),
        Parameter("expiresIn", .schema(.span), "How long the token lives: sets exp."),
        Parameter("notBefore", .schema(.time), "From when the token is valid: sets nbf."),
        Parameter("issuedAt", .any, "When the token was issued: sets iat (now); false leaves it out."),
        Parameter("jti", .schema(.nameOrNot), "The token's identifier: a string, or true for a random one."),
        Parameter("issuer", .string, "Sets iss."),
        Parameter("subject", .string, "Sets sub."),
        Parameter("audience", .strings, "Sets aud."),
        Parameter("now", .schema(.time), "The instant to make the token at (now)."),
    ]

    /// What a token that is signed can be asked to be.
    static let signing: [Parameter] =
        content + [
            Parameter(
                "alg", .choice(Methods.signingNames),
                "The algorithm, one that server/info lists; without it, the key's own."),
            Parameter("typ", .schema(.nameOrNot), "typ of the header: a string, or false for none (JWT for claims)."),
            Parameter("kid", .schema(.nameOrNot), "kid of the header: a string, or false for none (the key's own)."),
            Parameter("thumbprintKid", .boolean, "Whether a key without a kid is named by its thumbprint (false)."),
            Parameter("header", .object, "Further members of the protected header."),
            Parameter(
                "unprotectedHeader", .object,
                "Members of the header that no signature covers; JSON serializations only."),
            Parameter(
                "serialization", .choice(["compact", "flattened", "general"]), "How the token is written (compact)."),
            Parameter("detached", .boolean, "Whether the content stays out of the token (false)."),
            Parameter("b64", .boolean, "Whether the content is signed as base64url (true)."),
            Parameter(
                "embed", .choice(["jwk", "x5c", "x5t#S256"]),
                "What the header says of the key itself: its public part, its certificates, or the digest of the first."
            ),
            Parameter(
                "statuses", .object,
                "The list of profile statuslist: size, or list (an earlier one), bits (1), and set: numbers and what has become of them."
            ),
            Parameter(
                "disclosable", .strings,
                "Claims, by JSON pointer, that the holder can disclose one by one: makes an SD-JWT."),
            Parameter(
                "decoys", .integer(0...DisclosureDraft.decoyLimit),
                "Digests of nothing in each place that has digests, which hide how many there are (0)."),
            Parameter(
                "disclosureHash", .choice(["sha-256", "sha-384", "sha-512"]), "What digests are made by (sha-256)."),
            Parameter("holderKey", .schema(.key), "The holder's key, of which the public part goes into cnf."),
        ] + profile
}
