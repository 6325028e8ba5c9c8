import JOSE

extension RegisteredClaim {
    /// What verifiable credentials, status lists and federations of issuers say.
    static let credentialClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "_sd", "Disclosure Digests", .array, .rfc(9901, "4.2.4.1"),
            "Digests of claims that the holder may disclose or keep back."),
        RegisteredClaim(
            "...", "Array Element Digest", .string, .rfc(9901, "4.2.4.2"),
            "The digest of an array element that the holder may disclose or keep back."),
        RegisteredClaim(
            "_sd_alg", "Disclosure Digest Algorithm", .string, .rfc(9901, "4.1.1"),
            "The hash with which disclosures are digested; sha-256 where it is absent."),
        RegisteredClaim(
            "sd_hash", "SD-JWT Hash", .string, .rfc(9901, "4.3"),
            "The digest of the SD-JWT to which a key binding token belongs, base64url."),
        RegisteredClaim(
            "status", "Status", .object, .draft("draft-ietf-oauth-status-list", "6.1"),
            "Where to look up whether the token has been revoked or suspended."),
        RegisteredClaim(
            "status_list", "Status List", .object, .draft("draft-ietf-oauth-status-list", "5.1"),
            "The statuses of many tokens, a few bits each, compressed."),
        RegisteredClaim(
            "ttl", "Time to Live", .integer, .draft("draft-ietf-oauth-status-list", "5.1"),
            "For how many seconds a status list may be used before it is fetched again."),
        RegisteredClaim(
            "vc", "Verifiable Credential", .object, credentialsDataModel,
            "A verifiable credential in the older form, as an object inside the token."),
        RegisteredClaim(
            "vp", "Verifiable Presentation", .object, credentialsDataModel,
            "A verifiable presentation in the older form, as an object inside the token."),
        RegisteredClaim(
            "jwks", "JSON Web Key Set", .object, .openIDFederation("13.1"),
            "The public keys of the entity that the statement is about."),
        RegisteredClaim(
            "metadata", "Metadata", .object, .openIDFederation("13.2"),
            "What the entity says of itself, one object for each part it plays."),
        RegisteredClaim(
            "constraints", "Constraints", .object, .openIDFederation("13.3"),
            "What a chain of statements through this one has to keep to."),
        RegisteredClaim(
            "crit", "Critical Claims", .array, .openIDFederation("13.4"),
            "The claims that a reader has to understand or else refuse the statement."),
        RegisteredClaim(
            "ref", "Reference", .string, .openIDFederation("13.5"),
            "The address of further information; in a token of GitHub or GitLab, the Git ref of the run."),
        RegisteredClaim(
            "delegation", "Delegation", .string, .openIDFederation("13.6"),
            "The token by which the owner of a trust mark let somebody else issue it."),
        RegisteredClaim(
            "logo_uri", "Logo URI", .stringOrURI, .openIDFederation("13.7"),
            "The address of a logo."),
        RegisteredClaim(
            "authority_hints", "Authority Hints", .array, .openIDFederation("3.1.2"),
            "The entities directly above this one in the federation."),
        RegisteredClaim(
            "trust_anchor_hints", "Trust Anchor Hints", .array, .openIDFederation("3.1.2"),
            "The trust anchors that this entity can be traced to."),
        RegisteredClaim(
            "trust_marks", "Trust Marks", .array, .openIDFederation("3.1.2"),
            "Signed marks that say what the entity complies with."),
        RegisteredClaim(
            "trust_mark_issuers", "Trust Mark Issuers", .object, .openIDFederation("3.1.2"),
            "Who may issue each type of trust mark in the federation."),
        RegisteredClaim(
            "trust_mark_owners", "Trust Mark Owners", .object, .openIDFederation("3.1.2"),
            "Who owns each type of trust mark that others issue."),
        RegisteredClaim(
            "metadata_policy", "Metadata Policy", .object, .openIDFederation("3.1.3"),
            "The rules that a superior applies to the metadata of those below it."),
        RegisteredClaim(
            "metadata_policy_crit", "Critical Metadata Policy Operators", .array, .openIDFederation("3.1.3"),
            "The policy operators that a reader has to understand or else refuse the statement."),
        RegisteredClaim(
            "source_endpoint", "Source Endpoint", .stringOrURI, .openIDFederation("3.1.3"),
            "The address from which a fresh copy of the statement is fetched."),
        RegisteredClaim(
            "keys", "Keys", .array, .openIDFederation("5.2.1"),
            "The keys of a signed key set."),
        RegisteredClaim(
            "trust_mark_type", "Trust Mark Type", .stringOrURI, .openIDFederation("7.1"),
            "Which trust mark this is."),
        RegisteredClaim(
            "trust_chain", "Trust Chain", .array, .openIDFederation("8.3.2"),
            "The statements that lead from the entity to the trust anchor."),
        RegisteredClaim(
            "trust_anchor", "Trust Anchor", .stringOrURI, .openIDFederation("3.1.5"),
            "The trust anchor that was chosen for a registration."),
    ]

    private static let credentialsDataModel = Specification(
        "Verifiable Credentials Data Model 1.0", "6.3.1",
        page: "https://www.w3.org/TR/2019/REC-vc-data-model-20191119/", anchor: "json-web-token")
}
