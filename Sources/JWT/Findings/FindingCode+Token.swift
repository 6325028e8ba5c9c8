/// What can be wrong with the text of a token and with its header.
extension FindingCode {
    package static let malformed = FindingCode(
        "token.malformed", .error, "The text is no token.", "RFC 7515 §7.1")
    package static let notCanonical = FindingCode(
        "token.not_canonical", .error, "The token is spelled in another way than the one that is allowed.",
        "RFC 7515 §2")
    package static let duplicateMember = FindingCode(
        "token.duplicate_member", .error, "An object has two members of one name.", "RFC 7515 §10.12")
    package static let tooLarge = FindingCode(
        "token.too_large", .error, "A part of the token is larger than its limit.")
    package static let serializationNotAllowed = FindingCode(
        "token.serialization_not_allowed", .error, "The token's serialization is not one that is allowed.")
    package static let kindNotAllowed = FindingCode(
        "token.kind_not_allowed", .error, "The token is of another kind than the one that is expected.",
        "RFC 8725 §2.3")
    package static let notClaims = FindingCode(
        "token.not_claims", .error, "The content of a JWT must be a JSON object.", "RFC 7519 §7.2")

    static let tokenRows = [
        malformed, notCanonical, duplicateMember, tooLarge, serializationNotAllowed, kindNotAllowed, notClaims,
    ]

    package static let algorithmNotAllowed = FindingCode(
        "header.alg_not_allowed", .error, "The token's algorithm is not one that is allowed.", "RFC 8725 §3.1")
    package static let algorithmKeyMismatch = FindingCode(
        "header.alg_key_mismatch", .error, "The key is not for the token's algorithm.", "RFC 8725 §3.1")
    package static let algorithmDeprecated = FindingCode(
        "header.alg_deprecated", .information, "A newer name says exactly which algorithm this is.", "RFC 9864 §3.1")
    package static let criticalUnsupported = FindingCode(
        "header.crit_unsupported", .error, "The header calls something critical that is not understood.",
        "RFC 7515 §4.1.11")
    package static let criticalMalformed = FindingCode(
        "header.crit_malformed", .error, "The list of critical members is not as it must be.", "RFC 7515 §4.1.11")
    package static let unencodedNotAllowed = FindingCode(
        "header.b64_not_allowed", .error, "The payload is not encoded where it must be.", "RFC 7797 §6")
    package static let typeMismatch = FindingCode(
        "header.typ_mismatch", .error, "The token is of another type than the one that is expected.", "RFC 8725 §3.11")
    package static let headerWrongType = FindingCode(
        "header.wrong_type", .error, "A header member is of another type than it must be.", "RFC 7515 §4.1")
    package static let encryptionMember = FindingCode(
        "header.encryption_member", .warning, "A signed token's header has a member that only encryption uses.",
        "RFC 7516 §4.1")

    static let headerRows = [
        algorithmNotAllowed, algorithmKeyMismatch, algorithmDeprecated, criticalUnsupported, criticalMalformed,
        unencodedNotAllowed, typeMismatch, headerWrongType, encryptionMember,
    ]
}
