/// What `decode` forgives, and what it says of a token that nobody verified.
extension FindingCode {
    package static let textSurrounded = FindingCode(
        "text.surrounded", .warning, "Something that is not the token stands around it.", "RFC 7515 §7.1")
    package static let textQuoted = FindingCode(
        "text.quoted", .warning, "The token stands in quotes.", "RFC 7515 §7.1")
    package static let textWrapped = FindingCode(
        "text.wrapped", .warning, "White space or line breaks stand inside the token.", "RFC 7515 §2")
    package static let textEscaped = FindingCode(
        "text.escaped", .warning, "Characters of the token are escaped.", "RFC 7515 §7.1")
    package static let textInvisible = FindingCode(
        "text.invisible", .warning, "Characters that cannot be seen stand inside the token.", "RFC 7515 §2")

    package static let padded = FindingCode(
        "encoding.padded", .warning, "A part of the token is padded with =.", "RFC 7515 §2")
    package static let standardAlphabet = FindingCode(
        "encoding.standard_alphabet", .warning, "A part of the token is base64 with + and /, not base64url.",
        "RFC 4648 §5")
    package static let foreignCharacter = FindingCode(
        "encoding.character", .error, "A byte stands in a part of the token that base64url does not have.",
        "RFC 4648 §5")
    package static let impossibleLength = FindingCode(
        "encoding.length", .error, "A part of the token has a length that no octets encode to.", "RFC 4648 §4")
    package static let trailingBits = FindingCode(
        "encoding.trailing_bits", .warning, "The last character of a part carries bits that belong to no octet.",
        "RFC 4648 §3.5")

    static let textRows = [
        textSurrounded, textQuoted, textWrapped, textEscaped, textInvisible, padded, standardAlphabet,
        foreignCharacter, impossibleLength, trailingBits,
    ]

    package static let truncated = FindingCode(
        "token.truncated", .error, "The token ends before it should.", "RFC 7515 §7.1")
    package static let separatorMissing = FindingCode(
        "token.separator_missing", .error, "Two parts of the token are not divided by a dot.", "RFC 7515 §7.1")
    package static let notJSON = FindingCode(
        "token.not_json", .error, "A part of the token is not JSON.", "RFC 7515 §5.2")
    package static let brokenString = FindingCode(
        "token.broken_string", .error, "A string holds what JSON does not allow.", "RFC 8259 §7")
    package static let contentNotClaims = FindingCode(
        "token.other_content", .information, "The content is no claims set: this is a JWS, but no JWT.", "RFC 7519 §3")
    package static let detached = FindingCode(
        "token.detached", .information, "The payload is not in the token.", "RFC 7515 appendix F")
    package static let unencoded = FindingCode(
        "token.unencoded", .information, "The payload stands in the token as it is, not in base64url.", "RFC 7797 §3")
    package static let disclosures = FindingCode(
        "token.disclosures", .information, "Disclosures follow the token.", "RFC 9901 §4")
    package static let nestedTooDeep = FindingCode(
        "token.nested_too_deep", .warning, "More tokens stand inside each other than are looked at.")

    package static let algorithmNone = FindingCode(
        "header.alg_none", .error, "Nothing protects this token: anybody can have written it.", "RFC 8725 §3.2")
    package static let algorithmMissing = FindingCode(
        "header.alg_missing", .error, "The header names no algorithm.", "RFC 7515 §4.1.1")
    package static let algorithmUnknown = FindingCode(
        "header.alg_unknown", .warning, "The algorithm is not registered.", "RFC 7518 §7.1")
    package static let algorithmMisplaced = FindingCode(
        "header.alg_misplaced", .error, "The algorithm is not for this kind of token.", "RFC 7518 §7.1")
    package static let privateKey = FindingCode(
        "header.private_key", .error, "The token carries a private or secret key.", "RFC 7515 §4.1.3")
    package static let keyFromToken = FindingCode(
        "header.key_from_token", .information, "The token names its own key; that proves nothing about its author.",
        "RFC 8725 §3.10")

    package static let signatureMissing = FindingCode(
        "signature.missing", .error, "The signature is empty.", "RFC 7515 §5.2")
    package static let signatureUnexpected = FindingCode(
        "signature.unexpected", .error, "There is a signature although the header says none.", "RFC 7518 §3.6")
    package static let signatureLength = FindingCode(
        "signature.length", .error, "The signature has another length than its algorithm makes.", "RFC 7518 §3.1")
    package static let signatureDER = FindingCode(
        "signature.der", .error, "The signature is DER where JOSE writes R and S.", "RFC 7518 §3.4")
    package static let encryptionLength = FindingCode(
        "encryption.length", .error, "A part of the encrypted token has another length than its algorithm makes.",
        "RFC 7518 §5.1")
    package static let misleadingText = FindingCode(
        "claim.misleading_text", .warning, "A text holds characters that change how the text around it looks.",
        "Unicode Technical Report 36")

    static let decodeRows = [
        truncated, separatorMissing, notJSON, brokenString, contentNotClaims, detached, unencoded, disclosures,
        nestedTooDeep, algorithmNone, algorithmMissing, algorithmUnknown, algorithmMisplaced, privateKey, keyFromToken,
        signatureMissing, signatureUnexpected, signatureLength, signatureDER, encryptionLength, misleadingText,
    ]
}
