/// Tokens of OpenID Connect.
extension Profile {
    static let openID: [Profile] = [
        Profile(
            "id_token", "An OpenID Connect ID token.", "OpenID Connect Core 1.0 §3.1.3.7", types: ["JWT"],
            needs: ["issuer", "audience"], takes: ["accessToken", "code", "state", "maxAuthenticationAge"],
            required: ["iss", "sub", "aud", "exp", "iat"],
            claimTypes: [
                ("nonce", .string), ("azp", .string), ("auth_time", .number), ("acr", .string), ("amr", .array),
                ("at_hash", .string), ("c_hash", .string), ("s_hash", .string),
            ],
            rules: [
                { checks, _ in checks.checkSubjectLength() },
                { checks, _ in checks.checkAuthorizedParty() },
                { $0.checkAuthenticationTime($1.authenticationAge) },
                { $0.checkHalfHash("at_hash", of: $1.accessToken) },
                { $0.checkHalfHash("c_hash", of: $1.code) },
                { $0.checkHalfHash("s_hash", of: $1.state) },
            ]),
        Profile(
            "logout", "A message that a session at the issuer has ended.",
            "OpenID Connect Back-Channel Logout 1.0 §2.6",
            types: ["logout+jwt", "JWT"], needs: ["issuer", "audience"],
            required: ["iss", "aud", "iat", "exp", "jti", "events"], forbidden: ["nonce"],
            claimTypes: [("sid", .string)], event: "http://schemas.openid.net/event/backchannel-logout",
            rules: [
                { checks, _ in checks.checkSession() }
            ]),
    ]
}
