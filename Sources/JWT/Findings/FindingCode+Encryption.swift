/// What can be wrong with encrypted tokens.
extension FindingCode {
    package static let decryptionFailed = FindingCode(
        "jwe.decryption_failed", .error,
        "The token does not open with the keys given: a key, the token or both are wrong, and nobody can tell which.",
        "RFC 7516 §5.2")
    package static let encryptionNotAllowed = FindingCode(
        "header.enc_not_allowed", .error, "The token's content encryption is not one that is allowed.",
        "RFC 7516 §4.1.2")
    package static let compressionNotAllowed = FindingCode(
        "header.zip_not_allowed", .error, "The token is compressed in a way that is not known.", "RFC 7516 §4.1.3")
    package static let passwordWork = FindingCode(
        "jwe.password_work", .error,
        "The password's derivation asks for fewer or more rounds, or for another salt, than is allowed.",
        "RFC 7518 §4.8.1")
    package static let expansionTooLarge = FindingCode(
        "jwe.expansion_too_large", .error, "The content is larger than the limit once it is expanded.",
        "RFC 8725 §3.6")
    package static let additionalDataMismatch = FindingCode(
        "jwe.aad_mismatch", .error, "What was authenticated beside the content is not what is expected.",
        "RFC 7516 §2")
    package static let headerClaimDiffers = FindingCode(
        "claim.header_differs", .error, "A claim that the header repeats is another in the content.",
        "RFC 7519 §5.3")
    package static let nestingTooDeep = FindingCode(
        "token.nesting_too_deep", .error, "Tokens stand in each other deeper than the limit.", "RFC 7519 §5.2")
    package static let nestedNotMarked = FindingCode(
        "token.nested_not_marked", .information, "The header does not say with cty that a token is inside.",
        "RFC 7519 §5.2")
    package static let encryptionUnsafe = FindingCode(
        "jwe.fixed_values", .warning,
        "Values that must be random were given: this token is an example, and protects nothing.", "RFC 7518 §8.4")
    package static let passwordWorkUnusual = FindingCode(
        "jwe.password_work_unusual", .information, "Some peers accept fewer rounds of a password's derivation only.",
        "RFC 7518 §8.8")

    static let encryptionRows = [
        decryptionFailed, encryptionNotAllowed, compressionNotAllowed, passwordWork, expansionTooLarge,
        additionalDataMismatch, headerClaimDiffers, nestingTooDeep, nestedNotMarked,
        encryptionUnsafe, passwordWorkUnusual,
    ]
}
