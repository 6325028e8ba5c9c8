import JOSE

extension RegisteredClaim {
    /// What OpenID Connect says of a person and of how the person signed in.
    static let identityClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "name", "Full Name", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's full name, ready to be shown."),
        RegisteredClaim(
            "given_name", "Given Name", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's first or given names."),
        RegisteredClaim(
            "family_name", "Family Name", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's last or family names."),
        RegisteredClaim(
            "middle_name", "Middle Name", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's middle names."),
        RegisteredClaim(
            "nickname", "Nickname", .string, .openIDConnect("5.1", "StandardClaims"),
            "What the person is casually called."),
        RegisteredClaim(
            "preferred_username", "Preferred Username", .string, .openIDConnect("5.1", "StandardClaims"),
            "The short name the person likes to go by; neither unique nor fit to identify anybody."),
        RegisteredClaim(
            "profile", "Profile Page", .stringOrURI, .openIDConnect("5.1", "StandardClaims"),
            "The address of a page about the person."),
        RegisteredClaim(
            "picture", "Picture", .stringOrURI, .openIDConnect("5.1", "StandardClaims"),
            "The address of a picture of the person."),
        RegisteredClaim(
            "website", "Website", .stringOrURI, .openIDConnect("5.1", "StandardClaims"),
            "The address of the person's own site or blog."),
        RegisteredClaim(
            "email", "Email Address", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's preferred email address; see email_verified."),
        RegisteredClaim(
            "email_verified", "Email Verified", .boolean, .openIDConnect("5.1", "StandardClaims"),
            "Whether the issuer made sure that the email address is the person's."),
        RegisteredClaim(
            "gender", "Gender", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's gender."),
        RegisteredClaim(
            "birthdate", "Birthdate", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's birthday as year-month-day; the year may be left out as 0000."),
        RegisteredClaim(
            "zoneinfo", "Time Zone", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's time zone, for example Europe/Paris."),
        RegisteredClaim(
            "locale", "Locale", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's language and region, for example en-US."),
        RegisteredClaim(
            "phone_number", "Phone Number", .string, .openIDConnect("5.1", "StandardClaims"),
            "The person's preferred telephone number; see phone_number_verified."),
        RegisteredClaim(
            "phone_number_verified", "Phone Number Verified", .boolean, .openIDConnect("5.1", "StandardClaims"),
            "Whether the issuer made sure that the telephone number is the person's."),
        RegisteredClaim(
            "address", "Postal Address", .object, .openIDConnect("5.1", "StandardClaims"),
            "The person's postal address in its parts."),
        RegisteredClaim(
            "updated_at", "Updated At", .numericDate, .openIDConnect("5.1", "StandardClaims"),
            "When what is said of the person last changed."),
        RegisteredClaim(
            "azp", "Authorized Party", .stringOrURI, .openIDConnect("2", "IDToken"),
            "The client to which the ID token was issued."),
        RegisteredClaim(
            "nonce", "Nonce", .string, .openIDConnect("2", "IDToken"),
            "The value the client sent with its request, which ties the token to that request."),
        RegisteredClaim(
            "auth_time", "Authentication Time", .numericDate, .openIDConnect("2", "IDToken"),
            "When the person last proved who they are."),
        RegisteredClaim(
            "at_hash", "Access Token Hash", .string, .openIDConnect("2", "IDToken"),
            "The first half of the access token's digest, which ties the two together, base64url."),
        RegisteredClaim(
            "c_hash", "Code Hash", .string, .openIDConnect("3.3.2.11", "HybridIDToken"),
            "The first half of the authorization code's digest, which ties the two together, base64url."),
        RegisteredClaim(
            "acr", "Authentication Context Class Reference", .string, .openIDConnect("2", "IDToken"),
            "How strong the authentication was, as a class that the parties agreed on."),
        RegisteredClaim(
            "amr", "Authentication Methods References", .array, .openIDConnect("2", "IDToken"),
            "By which means the person authenticated, for example pwd, otp or hwk."),
        RegisteredClaim(
            "sub_jwk", "Subject Public Key", .object, .openIDConnect("7.4", "SelfIssuedResponse"),
            "The public key that checks the signature of a self-issued ID token."),
        RegisteredClaim(
            "_claim_names", "Claim Names", .object, .openIDConnect("5.6.2", "AggregatedDistributedClaims"),
            "Which further claims are elsewhere, and from which of the sources each comes."),
        RegisteredClaim(
            "_claim_sources", "Claim Sources", .object, .openIDConnect("5.6.2", "AggregatedDistributedClaims"),
            "The tokens or endpoints that hold the claims listed in _claim_names."),
        RegisteredClaim(
            "sid", "Session ID", .string, frontChannelLogout,
            "The session at the issuer to which the token belongs, and which a logout ends."),
        RegisteredClaim(
            "verified_claims", "Verified Claims", .any, assuranceSchema,
            "Claims that were checked, together with how they were checked."),
        RegisteredClaim(
            "place_of_birth", "Place of Birth", .object, assuranceClaims,
            "Where the person was born."),
        RegisteredClaim(
            "nationalities", "Nationalities", .array, assuranceClaims,
            "The person's nationalities as country codes."),
        RegisteredClaim(
            "birth_family_name", "Birth Family Name", .string, assuranceClaims,
            "The person's family names at birth."),
        RegisteredClaim(
            "birth_given_name", "Birth Given Name", .string, assuranceClaims,
            "The person's given names at birth."),
        RegisteredClaim(
            "birth_middle_name", "Birth Middle Name", .string, assuranceClaims,
            "The person's middle names at birth."),
        RegisteredClaim(
            "salutation", "Salutation", .string, assuranceClaims,
            "How the person is addressed, for example Mr."),
        RegisteredClaim(
            "title", "Title", .string, assuranceClaims,
            "The person's title, for example Dr."),
        RegisteredClaim(
            "msisdn", "Mobile Number", .string, assuranceClaims,
            "The person's mobile telephone number in the form of ITU-T E.164."),
        RegisteredClaim(
            "also_known_as", "Also Known As", .string, assuranceClaims,
            "A stage name, religious name or other alias of the person."),
    ]

    private static let frontChannelLogout = Specification(
        "OpenID Connect Front-Channel Logout 1.0",
        page: "https://openid.net/specs/openid-connect-frontchannel-1_0.html")
    private static let assuranceSchema = Specification(
        "OpenID Identity Assurance Schema Definition 1.0", "5",
        page: "https://openid.net/specs/openid-ida-verified-claims-1_0.html", anchor: "section-5")
    private static let assuranceClaims = Specification(
        "OpenID Connect for Identity Assurance Claims Registration 1.0", "4",
        page: "https://openid.net/specs/openid-connect-4-ida-claims-1_0.html", anchor: "section-4")
}
