import JOSE

extension RegisteredClaim {
    /// What a token says of itself, its parties and what it permits.
    static let tokenClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "iss", "Issuer", .stringOrURI, .rfc(7519, "4.1.1"),
            "Who made the token."),
        RegisteredClaim(
            "sub", "Subject", .stringOrURI, .rfc(7519, "4.1.2"),
            "Whom or what the token speaks of, unique at least within its issuer."),
        RegisteredClaim(
            "aud", "Audience", .stringOrStringArray, .rfc(7519, "4.1.3"),
            "For whom the token is meant; anybody else has to refuse it."),
        RegisteredClaim(
            "exp", "Expiration Time", .numericDate, .rfc(7519, "4.1.4"),
            "From this instant on the token is not accepted."),
        RegisteredClaim(
            "nbf", "Not Before", .numericDate, .rfc(7519, "4.1.5"),
            "Before this instant the token is not accepted."),
        RegisteredClaim(
            "iat", "Issued At", .numericDate, .rfc(7519, "4.1.6"),
            "When the token was made."),
        RegisteredClaim(
            "jti", "JWT ID", .string, .rfc(7519, "4.1.7"),
            "A name that no other token of the issuer has, with which a replay is noticed."),
        RegisteredClaim(
            "cnf", "Confirmation", .object, .rfc(7800, "3.1"),
            "The key that the presenter has to prove possession of, so that a stolen token is useless."),
        RegisteredClaim(
            "act", "Actor", .object, .rfc(8693, "4.1"),
            "Who is acting on behalf of the subject, with earlier actors nested inside."),
        RegisteredClaim(
            "scope", "Scope", .string, .rfc(8693, "4.2"),
            "What the token permits, as words with a space between."),
        RegisteredClaim(
            "client_id", "Client Identifier", .string, .rfc(8693, "4.3"),
            "The OAuth client that asked for the token."),
        RegisteredClaim(
            "may_act", "Authorized Actor", .object, .rfc(8693, "4.4"),
            "Who is allowed to become the actor on behalf of the subject."),
        RegisteredClaim(
            "roles", "Roles", .array, .rfc(9068, "2.2.3.1"),
            "The roles that the subject has."),
        RegisteredClaim(
            "groups", "Groups", .array, .rfc(9068, "2.2.3.1"),
            "The groups to which the subject belongs."),
        RegisteredClaim(
            "entitlements", "Entitlements", .array, .rfc(9068, "2.2.3.1"),
            "The single rights that the subject was given."),
        RegisteredClaim(
            "authorization_details", "Authorization Details", .array, .rfc(9396, "9.1"),
            "What the token permits, one structured object for each right."),
        RegisteredClaim(
            "token_introspection", "Token Introspection Response", .object, .rfc(9701, "5"),
            "What the authorization server knows of the token that was asked about."),
        RegisteredClaim(
            "htm", "HTTP Method", .string, .rfc(9449, "4.2"),
            "The HTTP method of the request that this proof belongs to."),
        RegisteredClaim(
            "htu", "HTTP URI", .stringOrURI, .rfc(9449, "4.2"),
            "The address of the request that this proof belongs to, without query and fragment."),
        RegisteredClaim(
            "ath", "Access Token Hash", .string, .rfc(9449, "4.2"),
            "The SHA-256 digest of the access token sent with this proof, base64url."),
        RegisteredClaim(
            "events", "Security Events", .object, .rfc(8417, "2.2"),
            "What happened, one member for each kind of event."),
        RegisteredClaim(
            "toe", "Time of Event", .numericDate, .rfc(8417, "2.2"),
            "When the event happened, which may be long before the token was made."),
        RegisteredClaim(
            "txn", "Transaction Identifier", .string, .rfc(8417, "2.2"),
            "A name shared by all tokens that come from one transaction."),
        RegisteredClaim(
            "sub_id", "Subject Identifier", .object, .rfc(9493, "4.1"),
            "The subject as a structured identifier that says of which format it is."),
        RegisteredClaim(
            "vot", "Vector of Trust", .string, .rfc(8485),
            "How far the identity and its authentication can be trusted, as a vector of components."),
        RegisteredClaim(
            "vtm", "Vector of Trust Trustmark", .stringOrURI, .rfc(8485),
            "The address that says what the components of the vector of trust mean."),
        RegisteredClaim(
            "rdap_allowed_purposes", "RDAP Allowed Purposes", .array, .rfc(9560, "3.1.5.1"),
            "For which purposes the subject may query registration data."),
        RegisteredClaim(
            "rdap_dnt_allowed", "RDAP Do Not Track", .boolean, .rfc(9560, "3.1.5.2"),
            "Whether the subject may ask that its queries are not logged."),
        RegisteredClaim(
            "sig_val_claims", "Signature Validation Claims", .object, .rfc(9321, "3.2.3"),
            "The outcome of a signature validation that this token vouches for."),
        RegisteredClaim(
            "at_use_nbr", "Access Token Use Number", .integer, nfvSecurity,
            "For how many API requests the access token is good."),
        RegisteredClaim(
            "geohash", "Geohash", .stringOrStringArray, geohash,
            "A place on the map as one or more geohash strings."),
    ]

    private static let nfvSecurity = Specification(
        "ETSI GS NFV-SEC 022", page: "https://www.etsi.org/deliver/etsi_gs/NFV-SEC/001_099/022/")
    private static let geohash = Specification(
        "CTA-5009", page: "https://shop.cta.tech/products/fast-and-readable-geographical-hashing-cta-5009")
}
