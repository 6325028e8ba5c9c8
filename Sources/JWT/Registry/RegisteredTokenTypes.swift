import JOSE

extension RegisteredTokenType {
    static let rows: [RegisteredTokenType] = [
        RegisteredTokenType(
            "JWT", .rfc(7519, "5.1"),
            "A JSON Web Token, with no word on what it is for."),
        RegisteredTokenType(
            "JOSE", .rfc(7515, "4.1.9"),
            "A JWS or JWE in compact form, with no word on its content."),
        RegisteredTokenType(
            "JOSE+JSON", .rfc(7515, "4.1.9"),
            "A JWS or JWE in JSON form, with no word on its content."),
        RegisteredTokenType(
            "at+jwt", .rfc(9068, "2.1"),
            "An OAuth access token."),
        RegisteredTokenType(
            "dpop+jwt", .rfc(9449, "4.2"),
            "A proof that the sender of a request holds the key of its access token."),
        RegisteredTokenType(
            "oauth-authz-req+jwt", .rfc(9101),
            "An OAuth authorization request whose parameters are signed."),
        RegisteredTokenType(
            "token-introspection+jwt", .rfc(9701, "5"),
            "A signed answer on whether a token is active."),
        RegisteredTokenType(
            "client-authentication+jwt", .draft("draft-ietf-oauth-rfc7523bis"),
            "An assertion with which an OAuth client authenticates."),
        RegisteredTokenType(
            "authorization-grant+jwt", .draft("draft-ietf-oauth-rfc7523bis"),
            "An assertion that is exchanged for an access token."),
        RegisteredTokenType(
            "oauth-client-attestation+jwt", .draft("draft-ietf-oauth-attestation-based-client-auth"),
            "An attestation by which a client's maker vouches for one installation of it."),
        RegisteredTokenType(
            "oauth-client-attestation-pop+jwt", .draft("draft-ietf-oauth-attestation-based-client-auth"),
            "A proof that the client holds the key named in its attestation."),
        RegisteredTokenType(
            "oauth-id-jag+jwt", .draft("draft-ietf-oauth-identity-assertion-authz-grant"),
            "An identity assertion that is exchanged for an access token in another domain."),
        RegisteredTokenType(
            "txntoken+jwt", .draft("draft-ietf-oauth-transaction-tokens"),
            "A token that accompanies one transaction from service to service."),
        RegisteredTokenType(
            "logout+jwt", backChannelLogout,
            "A message that a session at the issuer has ended."),
        RegisteredTokenType(
            "secevent+jwt", .rfc(8417, "2.3"),
            "A message that something happened to a subject, for example a password change."),
        RegisteredTokenType(
            "passport", .rfc(8225, "4.1"),
            "A token that says who is placing a telephone call."),
        RegisteredTokenType(
            "eat+jwt", .rfc(9782),
            "An attestation of the state of a device."),
        RegisteredTokenType(
            "sd-jwt", .rfc(9901),
            "A token some of whose claims the holder may keep back."),
        RegisteredTokenType(
            "sd-jwt+json", .rfc(9901),
            "A token in JSON form some of whose claims the holder may keep back."),
        RegisteredTokenType(
            "kb+jwt", .rfc(9901, "4.3"),
            "A proof that the holder of an SD-JWT has its key, made for one verifier."),
        RegisteredTokenType(
            "dc+sd-jwt", .draft("draft-ietf-oauth-sd-jwt-vc"),
            "A digital credential some of whose claims the holder may keep back."),
        RegisteredTokenType(
            "vc+sd-jwt", securedCredentials,
            "A W3C verifiable credential some of whose claims the holder may keep back."),
        RegisteredTokenType(
            "vp+sd-jwt", securedCredentials,
            "A W3C verifiable presentation some of whose claims the holder may keep back."),
        RegisteredTokenType(
            "vc+jwt", securedCredentials,
            "A W3C verifiable credential."),
        RegisteredTokenType(
            "vp+jwt", securedCredentials,
            "A W3C verifiable presentation."),
        RegisteredTokenType(
            "statuslist+jwt", .draft("draft-ietf-oauth-status-list", "5.1"),
            "A list that says which of many tokens are revoked or suspended."),
        RegisteredTokenType(
            "openid4vci-proof+jwt", credentialIssuance,
            "A proof that a wallet holds the key to which a credential shall be bound."),
        RegisteredTokenType(
            "key-attestation+jwt", credentialIssuance,
            "An attestation of where a wallet keeps its keys."),
        RegisteredTokenType(
            "verifier-attestation+jwt", verifiablePresentations,
            "An attestation that vouches for the one who asks for a presentation."),
        RegisteredTokenType(
            "entity-statement+jwt", .openIDFederation("15.1"),
            "What one entity of a federation states of itself or of another."),
        RegisteredTokenType(
            "trust-mark+jwt", .openIDFederation("15.2"),
            "A mark that says what an entity of a federation complies with."),
        RegisteredTokenType(
            "resolve-response+jwt", .openIDFederation("15.3"),
            "The outcome of following an entity up to a trust anchor."),
        RegisteredTokenType(
            "trust-mark-delegation+jwt", .openIDFederation("15.5"),
            "The leave that the owner of a trust mark gives somebody to issue it."),
        RegisteredTokenType(
            "jwk-set+jwt", .openIDFederation("15.6"),
            "A signed set of keys."),
        RegisteredTokenType(
            "trust-mark-status-response+jwt", .openIDFederation("15.7"),
            "A signed answer on whether a trust mark is still good."),
        RegisteredTokenType(
            "explicit-registration-response+jwt", .openIDFederation("15.8"),
            "A signed answer to a client that registered through a federation."),
    ]

    private static let backChannelLogout = Specification(
        "OpenID Connect Back-Channel Logout 1.0",
        page: "https://openid.net/specs/openid-connect-backchannel-1_0.html")
    private static let securedCredentials = Specification(
        "Securing Verifiable Credentials using JOSE and COSE", page: "https://www.w3.org/TR/vc-jose-cose/")
    private static let credentialIssuance = Specification(
        "OpenID for Verifiable Credential Issuance 1.0",
        page: "https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html")
    private static let verifiablePresentations = Specification(
        "OpenID for Verifiable Presentations 1.0", "12",
        page: "https://openid.net/specs/openid-4-verifiable-presentations-1_0.html", anchor: "section-12")
}
