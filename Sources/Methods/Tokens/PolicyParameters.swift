import JOSE
import JSON
import JWT
import RPC

extension Parameter {
    /// The members of a policy, as every method has them that takes one.
    static let policy: [Parameter] =
        [
            Parameter(
                "algorithms", .choices(SigningAlgorithm.all.map(\.name)),
                "Algorithms that are accepted; without it, every one that fits the key."),
            Parameter("issuer", .strings, "Issuers that are accepted, compared byte by byte with iss."),
            Parameter("audience", .strings, "Audiences of which aud must name one."),
            Parameter("audienceMatch", .choice(["any", "all"]), "Whether aud must name any or all of them (any)."),
            Parameter("subject", .strings, "Subjects that are accepted in sub."),
            Parameter("jti", .string, "The identifier that jti must be."),
            Parameter("nonce", .string, "The nonce that the token must carry."),
            Parameter("azp", .strings, "Authorized parties that are accepted in azp."),
            Parameter(
                "typ", .strings, "Types that are accepted in the protected header; application/ and case do not count."),
            Parameter("requiredScopes", .schema(.requirement), "Scopes that scope or scp must hold."),
            Parameter("requiredRoles", .schema(.requirement), "Roles that roles or role must hold."),
            Parameter("requiredGroups", .schema(.requirement), "Groups that groups must hold."),
            Parameter("requiredClaims", .strings, "Claims that must be there."),
            Parameter("forbiddenClaims", .strings, "Claims that must not be there."),
            Parameter(
                "claims", .object,
                "Rules by JSON pointer: required, type, value, oneOf, contains, pattern, minimum, maximum, minLength, maxLength."
            ),
            Parameter("clockTolerance", .schema(.span), "How far clocks may differ (0, at most 600 s)."),
            Parameter("maxTokenAge", .schema(.span), "How long ago iat may be; makes iat required."),
            Parameter("maxLifetime", .schema(.span), "How long the token may live in all; makes exp required."),
            Parameter("requireExpiry", .boolean, "Whether a token without exp is refused (false)."),
            Parameter(
                "expect", .choice(["jwt", "bytes"]), "A JWT, or any content, whose claims are not looked at (jwt)."),
            Parameter(
                "serializations", .choices(["compact", "flattened", "general"]),
                "Serializations that are accepted (all)."),
            Parameter("signaturePolicy", .schema(.signaturePolicy), "How many signatures of several must hold (any)."),
            Parameter(
                "keySelection", .choice(["kid", "all"]),
                "Which of several keys are tried: those of the token's kid, or all that fit (kid)."),
            Parameter("crit", .object, "Extensions that the caller understands: names and true."),
            Parameter(
                "unprotectedAlgorithm", .boolean, "Whether alg may stand in the unprotected header (false)."),
            Parameter(
                "revocation", .choice(["on", "prefer", "off"]),
                "Whether the store is asked about revoked tokens: on, where it must answer, prefer, where it may not; without it, where there is one."
            ),
            Parameter(
                "replay", .object,
                "Makes the token count once: scope, a word for what it counts for, and window, how long at least a use is remembered."
            ),
            Parameter(
                "strength", .choice(["warn", "strict"]),
                "Whether weak or ambiguous keys are told of or refused (warn)."),
        ] + profile + [
            Parameter(
                "maxAuthenticationAge", .schema(.span),
                "How long ago the user may have signed in, for profile id_token."),
            Parameter(
                "keyBinding", .object,
                "What the key binding of an SD-JWT is held against: audience, nonce, algorithms, maxAge (5 m), clockTolerance."
            ),
        ]

    /// What says which kind of token is meant, and what such a token is about.
    static let profile: [Parameter] = [
        Parameter(
            "profile", .choice(Profile.all.map(\.name)),
            "The kind of token, by a specification that says what its type, its claims and their values must be."),
        Parameter("htm", .string, "The method of the request that a proof is for (profile dpop)."),
        Parameter("htu", .string, "The address of the request that a proof is for (profile dpop)."),
        Parameter("accessToken", .string, "The access token that at_hash or ath is of (profiles id_token, dpop)."),
        Parameter("code", .string, "The authorization code that c_hash is of (profile id_token)."),
        Parameter("state", .string, "What state is (profile jarm), or s_hash is of (profile id_token)."),
    ]
}

extension Policy {
    /// The policy that a call's parameters say.
    init(_ call: Call) throws(RPCError) {
        let layers = call.arguments.layers
        // Where nothing is said but the token and its key, every answer is the usual one.
        guard Self.isSaid(in: layers) else {
            self.init()
            return
        }
        do throws(PolicyFault) {
            try self.init(layers)
        } catch {
            throw RPCError(error)
        }
    }

    /// Whether objects have any member of a policy.
    static func isSaid(in layers: JSONLayers) -> Bool {
        layers.objects.contains { object in
            object.members.contains { member in Parameter.policy.contains { member.name.isString($0.name) } }
        }
    }
}
