extension RegisteredHeader {
    /// The registry as of 2026-05-22, a name that JWS and JWE share in one row, then names often seen without being in it.
    static let rows: [RegisteredHeader] = registered + others

    private static let registered: [RegisteredHeader] = [
        RegisteredHeader(
            "alg", "Algorithm", .string, jws: .rfc(7515, "4.1.1"), jwe: .rfc(7516, "4.1.1"),
            "The algorithm that signs the token, or that delivers its content key."),
        RegisteredHeader(
            "enc", "Encryption Algorithm", .string, jwe: .rfc(7516, "4.1.2"),
            "The algorithm that encrypts and authenticates the content."),
        RegisteredHeader(
            "zip", "Compression Algorithm", .string, jwe: .rfc(7516, "4.1.3"),
            "How the content was compressed before encryption; DEF is DEFLATE."),
        RegisteredHeader(
            "jku", "JWK Set URL", .stringOrURI, jws: .rfc(7515, "4.1.2"), jwe: .rfc(7516, "4.1.4"),
            "An address where the key is published; the token's author chose it."),
        RegisteredHeader(
            "jwk", "JSON Web Key", .object, jws: .rfc(7515, "4.1.3"), jwe: .rfc(7516, "4.1.5"),
            "A public key carried in the token itself; it proves nothing about who made the token."),
        RegisteredHeader(
            "kid", "Key ID", .string, jws: .rfc(7515, "4.1.4"), jwe: .rfc(7516, "4.1.6"),
            "A hint at which key was used."),
        RegisteredHeader(
            "x5u", "X.509 URL", .stringOrURI, jws: .rfc(7515, "4.1.5"), jwe: .rfc(7516, "4.1.7"),
            "An address of the certificate, or chain, of the key; the token's author chose it."),
        RegisteredHeader(
            "x5c", "X.509 Certificate Chain", .array, jws: .rfc(7515, "4.1.6"), jwe: .rfc(7516, "4.1.8"),
            "The certificate of the key and its issuers, each as base64 of DER."),
        RegisteredHeader(
            "x5t", "X.509 Certificate SHA-1 Thumbprint", .string, jws: .rfc(7515, "4.1.7"), jwe: .rfc(7516, "4.1.9"),
            "The SHA-1 digest of the key's certificate, base64url."),
        RegisteredHeader(
            "x5t#S256", "X.509 Certificate SHA-256 Thumbprint", .string, jws: .rfc(7515, "4.1.8"),
            jwe: .rfc(7516, "4.1.10"),
            "The SHA-256 digest of the key's certificate, base64url."),
        RegisteredHeader(
            "typ", "Type", .string, jws: .rfc(7515, "4.1.9"), jwe: .rfc(7516, "4.1.11"),
            "The media type of the whole token; application/ in front is left out."),
        RegisteredHeader(
            "cty", "Content Type", .string, jws: .rfc(7515, "4.1.10"), jwe: .rfc(7516, "4.1.12"),
            "The media type of the content; JWT says that another token is inside."),
        RegisteredHeader(
            "crit", "Critical", .array, jws: .rfc(7515, "4.1.11"), jwe: .rfc(7516, "4.1.13"),
            "The names of extensions that a recipient has to understand or else refuse the token."),
        RegisteredHeader(
            "epk", "Ephemeral Public Key", .object, jwe: .rfc(7518, "4.6.1.1"),
            "The sender's one-time public key for the key agreement."),
        RegisteredHeader(
            "apu", "Agreement PartyUInfo", .string, jwe: .rfc(7518, "4.6.1.2"),
            "What the key agreement knows of the sender, base64url."),
        RegisteredHeader(
            "apv", "Agreement PartyVInfo", .string, jwe: .rfc(7518, "4.6.1.3"),
            "What the key agreement knows of the recipient, base64url."),
        RegisteredHeader(
            "iv", "Initialization Vector", .string, jwe: .rfc(7518, "4.7.1.1"),
            "The initialization vector with which the content key was encrypted by AES-GCM, base64url."),
        RegisteredHeader(
            "tag", "Authentication Tag", .string, jwe: .rfc(7518, "4.7.1.2"),
            "The authentication tag of the content key encrypted by AES-GCM, base64url."),
        RegisteredHeader(
            "p2s", "PBES2 Salt Input", .string, jwe: .rfc(7518, "4.8.1.1"),
            "The salt that is mixed into the password, base64url."),
        RegisteredHeader(
            "p2c", "PBES2 Count", .integer, jwe: .rfc(7518, "4.8.1.2"),
            "How many rounds stretch the password; each costs the recipient time."),
        RegisteredHeader(
            "iss", "Issuer", .stringOrURI, jwe: .rfc(7519, "5.3"),
            "A readable copy of the encrypted token's issuer."),
        RegisteredHeader(
            "sub", "Subject", .stringOrURI, jwe: .rfc(7519, "5.3"),
            "A readable copy of the encrypted token's subject."),
        RegisteredHeader(
            "aud", "Audience", .stringOrStringArray, jwe: .rfc(7519, "5.3"),
            "A readable copy of the encrypted token's audience."),
        RegisteredHeader(
            "b64", "Base64url-Encode Payload", .boolean, jws: .rfc(7797, "3"),
            "False when the payload is signed as it is instead of in base64url; then crit names it too."),
        RegisteredHeader(
            "ppt", "PASSporT Extension Identifier", .string, jws: .rfc(8225, "8.1"),
            "The extension that a telephone call's PASSporT makes use of."),
        RegisteredHeader(
            "url", "URL", .stringOrURI, jws: .rfc(8555, "6.4.1"), jwe: .rfc(8555, "6.4.1"),
            "The address to which an ACME request is sent, so that it counts nowhere else."),
        RegisteredHeader(
            "nonce", "Nonce", .string, jws: .rfc(8555, "6.5.2"), jwe: .rfc(8555, "6.5.2"),
            "A value given out by the server that makes an ACME request unrepeatable, base64url."),
        RegisteredHeader(
            "svt", "Signature Validation Token", .string, jws: .rfc(9321),
            "A token that attests that this signature was validated once."),
        RegisteredHeader(
            "iheSSId", "IHE Submission Set ID", .string, jws: healthDocumentSignature,
            "The submission set of health documents that the signature covers."),
        RegisteredHeader(
            "jwt", "JSON Web Token", .string, jws: verifiablePresentations,
            "Another token on which the processing of this one depends, for example an attestation."),
        RegisteredHeader(
            "client_id", "Client Identifier", .string, jws: .rfc(6749, "2.2"),
            "The OAuth client that the token concerns."),
        RegisteredHeader(
            "trust_chain", "OpenID Federation Trust Chain", .array, jws: .openIDFederation("4.3"),
            "The statements that lead from the token's issuer to a trust anchor."),
        RegisteredHeader(
            "peer_trust_chain", "OpenID Federation Peer Trust Chain", .array, jws: .openIDFederation("4.4"),
            "The statements that lead from the other party to the same trust anchor."),
    ]

    private static let others: [RegisteredHeader] = [
        RegisteredHeader(
            "sigT", "Signing Time", .string, jws: electronicSignatures,
            "When the signer says that the signature was made.", registered: false),
        RegisteredHeader(
            "x5t#o", "X.509 Certificate Thumbprint", .object, jws: electronicSignatures,
            "The digest of the key's certificate by an algorithm that it names.", registered: false),
        RegisteredHeader(
            "sigX5ts", "Certificate Thumbprints", .array, jws: electronicSignatures,
            "Digests of the certificates that have a part in the signature.", registered: false),
        RegisteredHeader(
            "srCms", "Signer Commitments", .array, jws: electronicSignatures,
            "What the signer promises by signing.", registered: false),
        RegisteredHeader(
            "sigPl", "Signature Production Place", .object, jws: electronicSignatures,
            "Where the signer says that the signature was made.", registered: false),
        RegisteredHeader(
            "srAts", "Signer Attributes", .array, jws: electronicSignatures,
            "Roles and attributes of the signer.", registered: false),
        RegisteredHeader(
            "sigPId", "Signature Policy Identifier", .object, jws: electronicSignatures,
            "The policy under which the signature was made.", registered: false),
        RegisteredHeader(
            "sigD", "Signed Data", .object, jws: electronicSignatures,
            "The detached documents that the signature covers.", registered: false),
        RegisteredHeader(
            "adoTst", "Signed Data Timestamps", .object, jws: electronicSignatures,
            "Timestamps on the signed documents.", registered: false),
        RegisteredHeader(
            "etsiU", "Unsigned Properties", .array, jws: electronicSignatures,
            "Timestamps and validation data that were added after signing.", registered: false),
        RegisteredHeader(
            "key_attestation", "Key Attestation", .string, jws: credentialIssuance,
            "A token that attests where the wallet keeps the key of this proof.", registered: false),
        RegisteredHeader(
            "http://openbanking.org.uk/iat", "Open Banking Issued At", .numericDate, jws: openBanking,
            "When an Open Banking message was signed.", registered: false),
        RegisteredHeader(
            "http://openbanking.org.uk/iss", "Open Banking Issuer", .string, jws: openBanking,
            "Who signed an Open Banking message.", registered: false),
        RegisteredHeader(
            "http://openbanking.org.uk/tan", "Open Banking Trust Anchor", .string, jws: openBanking,
            "The trust anchor that vouches for the signer of an Open Banking message.", registered: false),
    ]

    private static let healthDocumentSignature = Specification(
        "IHE JSON Document Digital Signature", "5.10",
        page: "https://profiles.ihe.net/ITI/DSGj/Volume3/ch-5.10.html", anchor: "5.10")
    private static let verifiablePresentations = Specification(
        "OpenID for Verifiable Presentations 1.0", "12",
        page: "https://openid.net/specs/openid-4-verifiable-presentations-1_0.html", anchor: "section-12")
    private static let credentialIssuance = Specification(
        "OpenID for Verifiable Credential Issuance 1.0",
        page: "https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html")
    private static let electronicSignatures = Specification(
        "ETSI TS 119 182-1", page: "https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/")
    private static let openBanking = Specification(
        "Open Banking Read/Write API",
        page: "https://openbankinguk.github.io/read-write-api-site3/")
}
