/// Tokens of a profile that are not what its specification asks for.
extension Attack {
    private static let missing = "claim.missing"
    private static let other = #""other""#

    /// A change to one claim of a good token, and the failure that it must be.
    private typealias Change = (id: String, name: String, value: String?, code: String)

    private static func table(
        _ profile: String, _ type: String, _ claims: ProfileClaims, _ policy: Parameters, _ changes: [Change]
    ) -> [Attack] {
        let policy = (["profile": quoted(profile)] as Parameters).with(policy)
        let header = type.isEmpty ? #"{"alg":"HS256"}"# : #"{"alg":"HS256","typ":"\#(type)"}"#
        return [Attack("\(profile) as it must be, typ \(type)", .valid, policy) { try forged(header, claims.json) }]
            + changes.map { change in
                Attack(
                    "\(change.id) \(profile): \(change.name) \(change.value ?? "left out")", .refused(change.code),
                    policy
                ) {
                    try forged(header, claims.with(change.name, change.value).json)
                }
            }
    }

    private static let server: Parameters = ["issuer": #""https://as.example""#, "audience": #""app""#]

    static let accessTokens: [Attack] =
        table(
            "at+jwt", "at+jwt", .accessToken, server,
            [
                ("TYP-01", "iss", nil, missing), ("TYP-01", "iss", other, "claim.iss_mismatch"),
                ("TYP-01", "aud", nil, missing), ("TYP-01", "aud", other, "claim.aud_mismatch"),
                ("TYP-01", "exp", nil, missing), ("TYP-01", "exp", "1", "claim.exp_expired"),
                ("TYP-01", "sub", nil, missing), ("TYP-01", "client_id", nil, missing),
                ("TYP-01", "client_id", "1", "claim.wrong_type"), ("TYP-01", "iat", nil, missing),
                ("TYP-01", "jti", nil, missing), ("TYP-01", "scope", "[]", "claim.wrong_type"),
            ])
        + ["", "JWT", "dpop+jwt", "logout+jwt"].map { type in
            Attack(
                "TYP-01 profile at+jwt: typ \(type)", .refused("header.typ_mismatch"),
                server.with(["profile": #""at+jwt""#])
            ) {
                try forged(
                    type.isEmpty ? #"{"alg":"HS256"}"# : #"{"alg":"HS256","typ":"\#(type)"}"#,
                    ProfileClaims.accessToken.json)
            }
        }

    static let signIns: [Attack] =
        table(
            "id_token", "JWT", .idToken,
            server.with([
                "nonce": #""n-1""#, "maxAuthenticationAge": #""1h""#, "accessToken": #""token""#, "code": #""code""#,
            ]), []
        )
        .dropFirst()
        + table(
            "id_token", "", .idToken, server.with(["nonce": #""n-1""#]),
            [
                ("TYP-11", "nonce", nil, missing), ("TYP-11", "nonce", other, "claim.nonce_mismatch"),
                ("TYP-11", "azp", other, "claim.azp_mismatch"), ("TYP-11", "azp", "1", "claim.wrong_type"),
                ("TYP-11", "aud", #"["app","web"]"#, missing), ("TYP-11", "sub", nil, missing),
                ("TYP-11", "iat", nil, missing),
                ("TYP-11", "sub", quoted(String(repeating: "a", count: 256)), "claim.wrong_type"),
                ("TYP-11", "sub", #""é""#, "claim.wrong_type"),
            ])
        + table(
            "id_token", "JWT", ProfileClaims.idToken.with("at_hash", #""PEaenWxYddN6Q_NT1PiOYQ""#),
            server.with(["accessToken": #""token""#]),
            [
                ("TYP-11", "at_hash", nil, missing),
                ("TYP-11", "at_hash", #""PEaenWxYddN6Q_NT1PiOYR""#, "claim.hash_mismatch"),
                ("TYP-11", "at_hash", "1", "claim.wrong_type"),
            ])
        + table(
            "id_token", "jwt", ProfileClaims.idToken.with("auth_time", "\(Service.now - 3600)"),
            server.with(["maxAuthenticationAge": #""1h""#]),
            [
                ("TYP-11", "auth_time", nil, missing),
                ("TYP-11", "auth_time", "\(Service.now - 3601)", "claim.auth_time_too_old"),
                ("TYP-11", "auth_time", "\(Service.now + 1)", "claim.auth_time_too_old"),
            ])
        + [
            Attack(
                "TYP-01 profile id_token: an access token", .refused("header.typ_mismatch"),
                server.with(["profile": #""id_token""#])
            ) { try forged(#"{"alg":"HS256","typ":"at+jwt"}"#, ProfileClaims.idToken.json) }
        ]

    static let messages: [Attack] =
        table(
            "logout", "logout+jwt", .logout, server,
            [
                ("TYP-12", "nonce", #""n""#, "claim.forbidden"), ("TYP-12", "events", nil, missing),
                ("TYP-12", "events", #"{"urn:other":{}}"#, "claim.event_missing"),
                ("TYP-12", "events", "[]", "claim.wrong_type"), ("TYP-12", "events", "{}", "claim.wrong_type"),
                (
                    "TYP-12", "events", #"{"http://schemas.openid.net/event/backchannel-logout":1}"#,
                    "claim.wrong_type"
                ),
                ("TYP-12", "sub", nil, missing), ("TYP-12", "jti", nil, missing), ("TYP-12", "exp", nil, missing),
            ])
        + table("logout", "", ProfileClaims.logout.with("sub", nil).with("sid", #""s""#), server, [])
        + table(
            "client-assertion", "JWT", .assertion, ["audience": #""app""#],
            [
                ("TYP-13", "sub", other, "claim.client_mismatch"), ("TYP-13", "sub", nil, missing),
                ("TYP-13", "aud", #""https://as.example/other""#, "claim.aud_mismatch"),
                ("TYP-13", "exp", nil, missing),
                ("TYP-13", "iss", nil, missing),
            ])
        + table(
            "jar", "oauth-authz-req+jwt", .request, ["audience": #""app""#],
            [
                ("TYP-01", "client_id", nil, missing), ("TYP-01", "client_id", other, "claim.client_mismatch"),
                ("TYP-01", "response_type", nil, missing), ("TYP-01", "request", other, "claim.forbidden"),
                ("TYP-01", "request_uri", other, "claim.forbidden"),
                ("TYP-01", "sub", #""web""#, "claim.client_mismatch"),
                ("TYP-01", "redirect_uri", "1", "claim.wrong_type"),
            ])
        + table(
            "jarm", "", .response, server.with(["state": #""s-1""#]),
            [
                ("TYP-01", "state", nil, missing), ("TYP-01", "state", other, "claim.state_mismatch"),
                ("TYP-01", "exp", nil, missing), ("TYP-01", "iss", other, "claim.iss_mismatch"),
            ])
        + table(
            "secevent", "secevent+jwt", .event, ["issuer": #""https://as.example""#],
            [
                ("TYP-01", "events", nil, missing), ("TYP-01", "events", "{}", "claim.wrong_type"),
                ("TYP-01", "jti", nil, missing), ("TYP-01", "iat", nil, missing),
                ("TYP-01", "toe", other, "claim.wrong_type"),
            ])
        + table(
            "statuslist", "statuslist+jwt", .statusList, [:],
            [
                ("TYP-15", "sub", nil, missing), ("TYP-15", "status_list", nil, missing),
                ("TYP-15", "status_list", #"{"bits":3,"lst":"eNo76fITAAPfAgc"}"#, "status.list_malformed"),
                ("TYP-15", "status_list", #"{"bits":2,"lst":"eNo76fITAAPfAgd"}"#, "status.list_malformed"),
                ("TYP-15", "status_list", #"{"bits":2}"#, "status.list_malformed"),
                ("TYP-15", "status_list", quoted("x"), "status.list_malformed"),
                ("TYP-15", "ttl", "-1", "claim.wrong_type"), ("TYP-15", "ttl", quoted("1h"), "claim.wrong_type"),
            ])
}
