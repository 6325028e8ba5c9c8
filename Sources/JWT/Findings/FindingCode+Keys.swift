/// What can be wrong with keys and signatures, and what may explain it.
extension FindingCode {
    package static let signatureInvalid = FindingCode(
        "signature.invalid", .error, "The signature is not this key's for this token.", "RFC 7515 §5.2")
    package static let signaturesInsufficient = FindingCode(
        "signature.insufficient", .error, "Fewer signatures hold than are needed.", "RFC 7515 §5.2")
    package static let keyNotFound = FindingCode(
        "key.not_found", .error, "None of the keys given is for this token.", "RFC 7515 §6")
    package static let keyAmbiguous = FindingCode(
        "key.ambiguous", .error, "More than one of the keys given could be meant.", "RFC 7517 §4.5")
    package static let keyTooWeak = FindingCode(
        "key.too_weak", .warning, "The key is weaker than its algorithm asks for.", "RFC 7518 §3.2")
    package static let keyUseMismatch = FindingCode(
        "key.use_mismatch", .error, "The key's owner does not allow this use.", "RFC 7517 §4.2")
    package static let keySkipped = FindingCode(
        "key.skipped", .information, "A key of the set cannot be used and was passed over.", "RFC 7517 §5")
    package static let keyOdd = FindingCode(
        "key.odd", .warning, "Something about the key is not as it should be.", "RFC 7517 §4")

    package static let keyNotYetCurrent = FindingCode(
        "key.not_yet_current", .warning, "The key that signed comes next, and ought not to sign yet.",
        "OpenID Connect Core 1.0 §10.1.1")
    package static let graceTooShort = FindingCode(
        "key.grace_too_short", .warning, "Tokens that the key signed live longer than it is accepted.",
        "OpenID Connect Core 1.0 §10.1.1")

    static let keyRows = [
        signatureInvalid, signaturesInsufficient, keyNotFound, keyAmbiguous, keyTooWeak, keyUseMismatch, keySkipped,
        keyOdd, keyNotYetCurrent, graceTooShort,
    ]

    package static let secretIsEncoded = FindingCode(
        "diagnosis.secret_encoding", .information, "The signature holds with the secret in another encoding.")
    package static let secretHasWhiteSpace = FindingCode(
        "diagnosis.secret_white_space", .information, "The signature holds without the white space around the secret.")
    package static let otherKeyFits = FindingCode(
        "diagnosis.other_key", .information, "The signature holds with another key of those given.")
    package static let keyIsRetired = FindingCode(
        "diagnosis.key_retired", .information, "The signature holds with a key that was retired.")
    package static let otherAlgorithmFits = FindingCode(
        "diagnosis.other_algorithm", .information, "The signature holds with the key's other padding or hash.")
    package static let signatureIsDER = FindingCode(
        "diagnosis.signature_der", .information, "The signature holds, but is DER where JOSE writes R and S.",
        "RFC 7518 §3.4")
    package static let tokenIsTruncated = FindingCode(
        "diagnosis.token_truncated", .information, "The signature is shorter than its algorithm makes it.")
    package static let tokenIsRespelled = FindingCode(
        "diagnosis.token_respelled", .information, "The signature holds once the token's spelling is mended.")
    package static let publicKeyAsSecret = FindingCode(
        "diagnosis.public_key_as_secret", .warning,
        "The token was signed with the public key as if it were a secret: this is an attack.", "RFC 8725 §2.1")
    package static let payloadIsRewritten = FindingCode(
        "diagnosis.payload_rewritten", .information, "The signature holds for the same JSON without its white space.")

    package static let tokenIsSelective = FindingCode(
        "diagnosis.sd_jwt", .information, "The token is an SD-JWT, which is verified where its profile asks for it.",
        "RFC 9901 §4")

    static let diagnosisRows = [
        secretIsEncoded, secretHasWhiteSpace, otherKeyFits, keyIsRetired, otherAlgorithmFits, signatureIsDER,
        tokenIsTruncated,
        tokenIsRespelled, publicKeyAsSecret, payloadIsRewritten, tokenIsSelective,
    ]
}
