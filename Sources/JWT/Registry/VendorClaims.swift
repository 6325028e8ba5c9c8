import JOSE

extension RegisteredClaim {
    /// What identity providers put into tokens without having registered it.
    static let vendorClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "tid", "Tenant ID", .string, entra,
            "Microsoft Entra: the tenant in which the subject signed in.", registered: false),
        RegisteredClaim(
            "oid", "Object ID", .string, entra,
            "Microsoft Entra: the subject's name across all applications of the tenant.", registered: false),
        RegisteredClaim(
            "upn", "User Principal Name", .string, entra,
            "Microsoft Entra: the sign-in name, which may change and be given to somebody else.", registered: false),
        RegisteredClaim(
            "unique_name", "Unique Name", .string, entra,
            "Microsoft Entra: a readable name in older tokens; in spite of its name not unique.", registered: false),
        RegisteredClaim(
            "appid", "Application ID", .string, entra,
            "Microsoft Entra: the client that uses the token, in version 1.0 tokens.", registered: false),
        RegisteredClaim(
            "appidacr", "Application Authentication", .string, entra,
            "Microsoft Entra: how the client authenticated, in version 1.0 tokens.", registered: false),
        RegisteredClaim(
            "azpacr", "Authorized Party Authentication", .string, entra,
            "Microsoft Entra: how the client authenticated, in version 2.0 tokens.", registered: false),
        RegisteredClaim(
            "ver", "Version", .any, entra,
            "The version of the token's format; Microsoft Entra writes a string, Okta a number.", registered: false),
        RegisteredClaim(
            "wids", "Directory Roles", .array, entra,
            "Microsoft Entra: the administrative roles of the subject in the tenant.", registered: false),
        RegisteredClaim(
            "idp", "Identity Provider", .string, entra,
            "Who authenticated the subject, where it was not the issuer.", registered: false),
        RegisteredClaim(
            "idtyp", "Identity Type", .string, entra,
            "Microsoft Entra: app where the token is an application's and no user's.", registered: false),
        RegisteredClaim(
            "scp", "Scopes", .any, entra,
            "What the token permits; Microsoft Entra writes a string of words, Okta an array.", registered: false),
        RegisteredClaim(
            "hasgroups", "Has Groups", .boolean, entra,
            "Microsoft Entra: the subject has too many groups to list.", registered: false),
        RegisteredClaim(
            "ipaddr", "IP Address", .string, entra,
            "Microsoft Entra: the address from which the subject signed in.", registered: false),
        RegisteredClaim(
            "login_hint", "Login Hint", .string, entra,
            "Microsoft Entra: a value that tells the sign-in page which account is meant.", registered: false),
        RegisteredClaim(
            "uti", "Unique Token Identifier", .string, entra,
            "Microsoft Entra: the token's name in the provider's logs.", registered: false),
        RegisteredClaim(
            "rh", "Refresh History", .string, entra,
            "Microsoft Entra: for the provider's own use.", registered: false),
        RegisteredClaim(
            "aio", "Opaque Session State", .string, entra,
            "Microsoft Entra: for the provider's own use.", registered: false),
        RegisteredClaim(
            "realm_access", "Realm Access", .object, keycloak,
            "Keycloak: the subject's roles in the whole realm.", registered: false),
        RegisteredClaim(
            "resource_access", "Resource Access", .object, keycloak,
            "Keycloak: the subject's roles, by client.", registered: false),
        RegisteredClaim(
            "allowed-origins", "Allowed Origins", .array, keycloak,
            "Keycloak: the web origins from which the client may call.", registered: false),
        RegisteredClaim(
            "session_state", "Session State", .string, keycloak,
            "Keycloak: the session to which the token belongs.", registered: false),
        RegisteredClaim(
            "cognito:username", "Username", .string, cognito,
            "Amazon Cognito: the user's name in the user pool.", registered: false),
        RegisteredClaim(
            "cognito:groups", "Groups", .array, cognito,
            "Amazon Cognito: the user's groups in the user pool.", registered: false),
        RegisteredClaim(
            "cognito:roles", "Roles", .array, cognito,
            "Amazon Cognito: the IAM roles of the user's groups.", registered: false),
        RegisteredClaim(
            "cognito:preferred_role", "Preferred Role", .string, cognito,
            "Amazon Cognito: the IAM role of the user's foremost group.", registered: false),
        RegisteredClaim(
            "token_use", "Token Use", .string, cognito,
            "Amazon Cognito: id or access, and the other one has to be refused.", registered: false),
        RegisteredClaim(
            "origin_jti", "Origin JWT ID", .string, cognito,
            "Amazon Cognito: the first token of the sign-in, under which all are revoked.", registered: false),
        RegisteredClaim(
            "event_id", "Event ID", .string, cognito,
            "Amazon Cognito: the sign-in from which the token comes.", registered: false),
        RegisteredClaim(
            "identities", "Identities", .array, cognito,
            "The accounts at other providers with which the user signs in.", registered: false),
        RegisteredClaim(
            "permissions", "Permissions", .array, auth0,
            "Auth0: what the user may do with the API.", registered: false),
        RegisteredClaim(
            "gty", "Grant Type", .any, auth0,
            "Auth0: by which grant the token was obtained.", registered: false),
        RegisteredClaim(
            "org_id", "Organization ID", .string, auth0,
            "Auth0: the organization in which the user signed in.", registered: false),
        RegisteredClaim(
            "org_name", "Organization Name", .string, auth0,
            "Auth0: the name of the organization in which the user signed in.", registered: false),
        RegisteredClaim(
            "cid", "Client ID", .string, okta,
            "Okta: the client that asked for the token.", registered: false),
        RegisteredClaim(
            "uid", "User ID", .string, okta,
            "Okta: the user for whom the token was issued.", registered: false),
        RegisteredClaim(
            "hd", "Hosted Domain", .string, google,
            "Google: the Workspace domain of the user; absent for a personal account.", registered: false),
        RegisteredClaim(
            "google", "Google Cloud Instance", .object, googleCloud,
            "Google Cloud: the virtual machine that presents the token.", registered: false),
        RegisteredClaim(
            "firebase", "Firebase", .object, firebase,
            "Firebase: by which provider the user signed in, and the accounts there.", registered: false),
        RegisteredClaim(
            "user_id", "User ID", .any, firebase,
            "Firebase: the same as sub; GitLab: the user who started the job.", registered: false),
        RegisteredClaim(
            "role", "Role", .string, supabase,
            "Supabase: the database role with which the request is carried out.", registered: false),
        RegisteredClaim(
            "aal", "Authenticator Assurance Level", .string, supabase,
            "Supabase: aal1 for one factor, aal2 for two.", registered: false),
        RegisteredClaim(
            "session_id", "Session ID", .string, supabase,
            "Supabase: the session to which the token belongs.", registered: false),
        RegisteredClaim(
            "app_metadata", "Application Metadata", .object, supabase,
            "Supabase: what the service keeps on the user.", registered: false),
        RegisteredClaim(
            "user_metadata", "User Metadata", .object, supabase,
            "Supabase: what the user wrote of themselves; never a ground for access.", registered: false),
        RegisteredClaim(
            "is_anonymous", "Is Anonymous", .boolean, supabase,
            "Supabase: the user has not signed up.", registered: false),
        RegisteredClaim(
            "is_private_email", "Is Private Email", .any, apple,
            "Apple: the email address is a relay that hides the real one.", registered: false),
        RegisteredClaim(
            "nonce_supported", "Nonce Supported", .boolean, apple,
            "Apple: whether the platform sends the nonce back, so that its absence is an error.", registered: false),
        RegisteredClaim(
            "real_user_status", "Real User Status", .integer, apple,
            "Apple: how likely the user is a real person.", registered: false),
        RegisteredClaim(
            "transfer_sub", "Transfer Subject", .string, apple,
            "Apple: the user's name while an application changes hands.", registered: false),
        RegisteredClaim(
            "https://hasura.io/jwt/claims", "Hasura Claims", .object, hasura,
            "Hasura: the roles and session variables of the request.", registered: false),
        RegisteredClaim(
            "s_hash", "State Hash", .string, financialAPI,
            "The first half of the digest of the request's state, which ties the two together, base64url.",
            registered: false),
        RegisteredClaim(
            "vct", "Verifiable Credential Type", .stringOrURI, .draft("draft-ietf-oauth-sd-jwt-vc"),
            "Of which type the credential is.", registered: false),
        RegisteredClaim(
            "vct#integrity", "Verifiable Credential Type Integrity", .string, .draft("draft-ietf-oauth-sd-jwt-vc"),
            "The digest of the document that describes the credential's type.", registered: false),
        RegisteredClaim(
            "tctx", "Transaction Context", .object, .draft("draft-ietf-oauth-transaction-tokens"),
            "What stays the same along the whole chain of calls of a transaction.", registered: false),
        RegisteredClaim(
            "rctx", "Requester Context", .object, .draft("draft-ietf-oauth-transaction-tokens"),
            "Where the request that began a transaction came from.", registered: false),
        RegisteredClaim(
            "req_wl", "Requesting Workload", .string, .draft("draft-ietf-oauth-transaction-tokens"),
            "The service that asked for a transaction token.", registered: false),
    ]

    private static let entra = Specification(
        "Microsoft Entra access token claims",
        page: "https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference")
    private static let keycloak = Specification(
        "Keycloak Server Administration",
        page: "https://www.keycloak.org/docs/latest/server_admin/")
    private static let cognito = Specification(
        "Amazon Cognito ID token",
        page:
            "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html"
    )
    private static let auth0 = Specification(
        "Auth0 access token profiles",
        page: "https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles")
    private static let okta = Specification(
        "Okta OpenID Connect and OAuth 2.0",
        page: "https://developer.okta.com/docs/reference/api/oidc/")
    private static let google = Specification(
        "Google OpenID Connect",
        page: "https://developers.google.com/identity/openid-connect/openid-connect")
    private static let googleCloud = Specification(
        "Google Cloud instance identity",
        page: "https://cloud.google.com/compute/docs/instances/verifying-instance-identity")
    private static let firebase = Specification(
        "Firebase ID tokens",
        page: "https://firebase.google.com/docs/auth/admin/verify-id-tokens")
    private static let supabase = Specification(
        "Supabase JWT claims",
        page: "https://supabase.com/docs/guides/auth/jwt-fields")
    private static let apple = Specification(
        "Sign in with Apple",
        page: "https://developer.apple.com/documentation/signinwithapple/authenticating-users-with-sign-in-with-apple")
    private static let hasura = Specification(
        "Hasura authentication with JWT",
        page: "https://hasura.io/docs/2.0/auth/authentication/jwt/")
    private static let financialAPI = Specification(
        "Financial-grade API 1.0 Part 2",
        page: "https://openid.net/specs/openid-financial-api-part-2-1_0.html")
}
