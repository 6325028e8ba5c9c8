import JSON

extension KnownProfile {
    /// Every profile that is told by claims; the first that matches counts, so whoever says most stands first.
    static let rows: [KnownProfile] = issued + shaped

    /// Tokens of well-known issuers.
    private static let issued: [KnownProfile] = [
        KnownProfile(
            "GitHub Actions OIDC",
            issuers: [
                .exactly("https://token.actions.githubusercontent.com"),
                .begins("https://token.actions.githubusercontent.com/"),
            ],
            "The issuer is GitHub Actions.", "Identifies one run of a workflow to a cloud or a registry."),
        KnownProfile(
            "GitHub Actions OIDC", claims: ["repository", "job_workflow_ref", "run_id"],
            "It has repository, job_workflow_ref and run_id.",
            "Identifies one run of a workflow to a cloud or a registry."),
        KnownProfile(
            "GitLab CI", claims: ["project_path", "pipeline_id", "job_id"],
            "It has project_path, pipeline_id and job_id.", "Identifies one job of a pipeline to a cloud or a vault."),
        KnownProfile(
            "Kubernetes service account", claims: ["kubernetes.io"], "It has kubernetes.io.",
            "Identifies a pod's service account to the cluster and beyond."),
        KnownProfile(
            "Kubernetes service account (legacy)", claims: ["kubernetes.io/serviceaccount/namespace"],
            "It has kubernetes.io/serviceaccount/namespace.",
            "Identifies a service account and never expires; newer clusters no longer make it."),
        KnownProfile(
            "SPIFFE JWT-SVID", claims: ["sub", "aud"], "The subject is a SPIFFE ID.",
            "Identifies a workload across clusters.", where: { $0["sub"]?.begins("spiffe://") == true }),
        KnownProfile(
            "CircleCI OIDC", issuers: [.begins("https://oidc.circleci.com/")], "The issuer is CircleCI.",
            "Identifies one job of a pipeline."),
        KnownProfile(
            "Firebase ID token", issuers: [.begins("https://securetoken.google.com/")], "The issuer is Firebase.",
            "Says who signed in to an app that uses Firebase."),
        KnownProfile(
            "Firebase custom token", claims: ["uid"], "The audience is Firebase's identity toolkit.",
            "Lets a server sign a user in to Firebase.",
            where: { $0["aud"]?.begins("https://identitytoolkit.googleapis.com/") == true }),
        KnownProfile(
            "Google ID token", issuers: [.exactly("https://accounts.google.com"), .exactly("accounts.google.com")],
            "The issuer is Google.", "Says who signed in with Google, or which service account calls."),
        KnownProfile(
            "Microsoft Entra ID (v2.0)", issuers: [.begins("https://login.microsoftonline.com/")],
            "The issuer is Microsoft Entra ID.", "An ID token or access token of a Microsoft tenant."),
        KnownProfile(
            "Microsoft Entra ID (v1.0)", issuers: [.begins("https://sts.windows.net/")],
            "The issuer is Microsoft Entra ID.", "An ID token or access token of a Microsoft tenant."),
        KnownProfile(
            "Azure AD B2C", issuers: [.host(".b2clogin.com")], "The issuer is a tenant of Azure AD B2C.",
            "Says who signed in to a customer application."),
        KnownProfile(
            "Amazon Cognito", issuers: [.begins("https://cognito-idp.")], "The issuer is an Amazon Cognito user pool.",
            "An ID token or access token of a user pool; token_use says which."),
        KnownProfile(
            "Auth0", issuers: [.host(".auth0.com")], "The issuer is an Auth0 tenant.",
            "An ID token or access token of an Auth0 tenant."),
        KnownProfile(
            "Okta", issuers: [.host(".okta.com"), .host(".oktapreview.com"), .host(".okta-emea.com")],
            "The issuer is an Okta organization.", "An ID token or access token of an Okta organization."),
        KnownProfile(
            "Sign in with Apple", issuers: [.exactly("https://appleid.apple.com")], "The issuer is Apple.",
            "Says who signed in with Apple."),
        KnownProfile(
            "Apple client secret", claims: ["iss", "sub"], "The audience is Apple.",
            "Authenticates a developer's server to Sign in with Apple.",
            where: { $0["aud"]?.isString("https://appleid.apple.com") == true }),
        KnownProfile(
            "Keycloak", issuers: [.holds("/realms/")], "The issuer is a Keycloak realm.",
            "An ID token or access token of a Keycloak realm; typ among its claims says which."),
        KnownProfile(
            "Google service account assertion", issuers: [.holds(".gserviceaccount.com")],
            "The issuer is a Google service account.", "Is exchanged for an access token, or calls an API itself."),
    ]

    /// Tokens of no certain issuer, told by the claims that such tokens must have.
    private static let shaped: [KnownProfile] = [
        KnownProfile(
            "logout+jwt", claims: ["events"], "Its events name a back-channel logout.",
            "A message that a session at the issuer has ended.",
            where: { $0["events"]?["http://schemas.openid.net/event/backchannel-logout"] != nil }),
        KnownProfile(
            "secevent+jwt", claims: ["events", "jti"], "It has events.",
            "A message that something happened to a subject.", where: { $0["events"]?.kind == .object }),
        KnownProfile(
            "dpop+jwt", claims: ["htm", "htu", "jti"], "It has htm, htu and jti.",
            "A proof that the sender of a request holds the key of its access token."),
        KnownProfile(
            "token-introspection+jwt", claims: ["token_introspection"], "It has token_introspection.",
            "A signed answer on whether a token is active."),
        KnownProfile(
            "statuslist+jwt", claims: ["status_list"], "It has status_list.",
            "A list that says which of many tokens are revoked or suspended."),
        KnownProfile(
            "entity-statement+jwt", claims: ["iss", "sub", "jwks", "metadata"], "It has jwks and metadata.",
            "What one entity of a federation states of itself or of another."),
        KnownProfile(
            "kb+jwt", claims: ["sd_hash", "nonce", "aud"], "It has sd_hash, nonce and aud.",
            "A proof that the holder of an SD-JWT has its key."),
        KnownProfile(
            "dc+sd-jwt", claims: ["vct"], "It has vct.",
            "A digital credential some of whose claims the holder may keep back."),
        KnownProfile(
            "sd-jwt", "It has _sd or _sd_alg.", "A token some of whose claims the holder may keep back.",
            where: { $0["_sd"] != nil || $0["_sd_alg"] != nil }),
        KnownProfile(
            "verifiable credential", claims: ["vc"], "It has vc.", "A W3C verifiable credential."),
        KnownProfile(
            "oauth-authz-req+jwt", claims: ["client_id", "response_type"], "It has client_id and response_type.",
            "An OAuth authorization request whose parameters are signed (JAR)."),
        KnownProfile(
            "JARM", claims: ["iss", "aud", "exp"], "It has the parameters of an authorization response.",
            "An OAuth authorization response whose parameters are signed.",
            where: { ($0["code"] != nil || $0["error"] != nil) && $0["sub"] == nil }),
        KnownProfile(
            "client assertion", claims: ["iss", "sub", "aud", "exp"],
            "The issuer is the subject, and it is for one audience.",
            "Authenticates an OAuth client (RFC 7523).",
            where: { claims in
                guard let issuer = claims["iss"]?.utf8, let subject = claims["sub"] else { return false }
                return subject.isString(issuer.span) && claims["nonce"] == nil
            }),
        KnownProfile(
            "OpenID Connect ID token", claims: ["iss", "sub", "aud", "exp", "iat"],
            "It has iss, sub, aud, exp and iat, and a claim of a sign-in.", "Says who signed in, and how.",
            where: { claims in
                let signs: [StaticString] = ["nonce", "at_hash", "c_hash", "auth_time", "acr", "amr", "email_verified"]
                return signs.contains { claims[$0] != nil } && claims["scope"] == nil && claims["scp"] == nil
            }),
        KnownProfile(
            "OAuth access token", claims: ["iss"], "It has a scope.",
            "Lets a client call an API; nothing says that it follows RFC 9068.",
            where: { $0["scope"] != nil || $0["scp"] != nil }),
    ]
}

extension JSONValue {
    /// Whether this is a string, or an array whose first element is one, that begins so.
    fileprivate func begins(_ text: StaticString) -> Bool {
        guard let value = kind == .array ? elements.first(where: { _ in true }) : self else { return false }
        return value.withString { $0.starts(with: text) } ?? false
    }
}
