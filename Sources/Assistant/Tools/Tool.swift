import RPC

/// Something that an assistant can have done: a method, with those of its parameters that are an assistant's to choose.
///
/// What a tool takes and answers is said by the method; a tool is a line in `Tool.all` and a file or a row here.
struct Tool: Sendable {
    /// Its name, of letters and underscores: many who offer tools to a model take nothing else.
    let name: StaticString
    /// What people read of it.
    let title: String
    /// The method that it stands for.
    let method: StaticString
    /// What a model reads of it: when to use it, and what not to conclude from it.
    let summary: String
    /// The method's parameters that it has, by name.
    let offered: [StaticString]
    /// Parameters that are narrower than the method's of the same names.
    var narrowed: [Parameter] = []
    /// Members that every call has, as JSON.
    var fixed: [(name: StaticString, value: StaticString)] = []
    /// Whether its answer holds claims: it can then be asked to leave some out.
    var showsClaims = false
    /// What it is allowed by, where it does more than look.
    var permission: ToolPermission?

    /// Whether its answer repeats what somebody wrote into a token or a key: claims, names, comments.
    var quotesOthers: Bool { permission == nil }

    /// Every tool, in the order in which they are listed.
    static let all: [Tool] = [decode, verify, scan, inspectKey, thumbprint, sign, generateKey]
}

extension Tool {
    static let decode = Tool(
        name: "jwt_decode", title: "Decode a token", method: "decode",
        summary:
            "Shows what a JSON Web Token says, also of one that is damaged, with every claim explained. It checks no signature: what it shows may be forged.",
        offered: ["token", "describe", "now"], fixed: [("redact", "\"signature\"")], showsClaims: true)

    static let verify = Tool(
        name: "jwt_verify", title: "Verify a token", method: "verify",
        summary:
            "Verifies a signed JSON Web Token under the keys and expectations given, or under a policy by its name, and says why it is refused. It uses no token up and changes nothing.",
        offered: [
            "token", "key", "policy", "profile", "algorithms", "issuer", "audience", "subject", "typ", "nonce",
            "requiredScopes", "requiredRoles", "requiredClaims", "clockTolerance", "maxTokenAge", "requireExpiry",
            "htm",
            "htu", "accessToken", "checks", "now",
        ], narrowed: [.policyName], showsClaims: true)

    static let scan = Tool(
        name: "jwt_scan", title: "Find tokens and keys in a text", method: "scan",
        summary:
            "Finds tokens and keys in any text and says what each is, whether it is still good, and what should not stand there. It repeats none of them.",
        offered: ["text", "name", "key", "policy", "now"], narrowed: [.policyName])

    static let inspectKey = Tool(
        name: "jwk_inspect", title: "Inspect keys", method: "key/inspect",
        summary:
            "Says what keys are: type, size, what they may be used with, thumbprints, and what is weak or odd about them. It repeats nothing of a private key.",
        offered: ["key", "now"])

    static let thumbprint = Tool(
        name: "jwk_thumbprint", title: "Thumbprint of a key", method: "key/thumbprint",
        summary: "Gives the thumbprint of a key (RFC 7638) and its URI (RFC 9278).", offered: ["key", "hash", "form"])

    static let sign = Tool(
        name: "jwt_sign", title: "Sign a token", method: "sign",
        summary: "Makes a signed token with a key that the store keeps, named by its set.",
        offered: [
            "key", "policy", "profile", "claims", "issuer", "subject", "audience", "expiresIn", "notBefore", "jti",
            "typ",
        ],
        narrowed: [
            Parameter("key", .schema(.keptKey), "The key of the store that signs.", required: true), .policyName,
        ],
        permission: .sign)

    static let generateKey = Tool(
        name: "jwk_generate", title: "Make a key that is kept", method: "keys/put",
        summary:
            "Makes a key in a set of the store: the first of a set signs, another one comes next. Nothing of its private part is shown.",
        offered: ["set", "generate", "kid"],
        narrowed: [
            Parameter(
                "generate", .object, "How the key is made: alg, or kty with crv or size, and use.", required: true)
        ],
        permission: .keygen)
}

extension Schema {
    /// A key that an assistant may have used: by name alone.
    static let keptKey = Schema(
        "KeptKey", [.object],
        """
        {"type": "object", "required": ["ref"], "additionalProperties": false,
         "description": "A key of the store: the name of its set, or set/kid.", "properties": {"ref": {"type": "string"}}}
        """)
}

extension Parameter {
    /// What is expected of a token, for those who need not know it.
    fileprivate static let policyName = Parameter(
        "policy", .string, "A policy by its name; what is given beside it counts in its place.")

    /// What a tool leaves out that shows claims.
    static let withheldClaims = Parameter(
        "redact", .strings, "Claims, by name, whose values are left out of the answer.")
}
