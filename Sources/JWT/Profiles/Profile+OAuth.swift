/// Tokens of OAuth 2.0.
extension Profile {
    /// A proof of possession, which brings the key that it shows.
    package static let proof = Profile(
        "dpop", "A proof that the sender of a request holds a key.", "RFC 9449 §4.3", types: ["dpop+jwt"],
        isTyped: true, needs: ["htm", "htu"], takes: ["htm", "htu", "accessToken"],
        required: ["jti", "htm", "htu", "iat"],
        claimTypes: [("ath", .string), ("nonce", .string)],
        isTimeless: true, usualAge: TimeSpan(seconds: 60), bringsKey: true,
        rules: [
            { $0.checkMethod($1.method) },
            { $0.checkAddress($1.address) },
            { $0.checkAccessTokenDigest($1.accessToken) },
            { $0.checkProofNonce($1.proofNonce) },
        ])

    static let oauth: [Profile] = [
        Profile(
            "at+jwt", "An OAuth access token.", "RFC 9068 §4", types: ["at+jwt"], isTyped: true,
            needs: ["issuer", "audience"],
            required: ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"],
            claimTypes: [
                ("client_id", .string), ("scope", .string), ("auth_time", .number), ("acr", .string), ("amr", .array),
            ]),
        proof,
        Profile(
            "client-assertion", "An assertion with which an OAuth client authenticates.", "RFC 7523 §3",
            types: ["client-authentication+jwt", "JWT"], needs: ["audience"],
            required: ["iss", "sub", "aud", "exp"],
            rules: [{ checks, _ in checks.checkEqual("sub", "iss", "The client states nothing about anybody else.") }]),
        Profile(
            "jar", "An OAuth authorization request whose parameters are signed.", "RFC 9101 §6.3",
            types: ["oauth-authz-req+jwt", "JWT"], needs: ["audience"],
            required: ["client_id", "response_type", "aud"], forbidden: ["request", "request_uri"],
            claimTypes: [
                ("client_id", .string), ("response_type", .string), ("redirect_uri", .string), ("scope", .string),
                ("state", .string), ("nonce", .string),
            ],
            isTimeless: true,
            rules: [
                { checks, _ in checks.checkEqual("iss", "client_id", "A request comes from its client.") },
                { checks, _ in checks.checkNoAssertion() },
            ]),
        Profile(
            "jarm", "An OAuth authorization response whose parameters are signed.", "JARM §2.4", types: ["JWT"],
            needs: ["issuer", "audience"], takes: ["state"], required: ["iss", "aud", "exp"],
            claimTypes: [("code", .string), ("state", .string), ("error", .string)],
            rules: [{ $0.checkState($1.state) }]),
    ]
}
