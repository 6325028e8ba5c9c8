/// What should not stand in a text that others read.
extension FindingCode {
    package static let tokenExposed = FindingCode(
        "exposure.token_live", .warning, "A token that is still good stands in the text: whoever reads it can use it.",
        "RFC 8725 §3.12")
    package static let privateKeyExposed = FindingCode(
        "exposure.private_key", .error, "A private key stands in the text.", "RFC 7517 §9.1")
    package static let secretExposed = FindingCode(
        "exposure.secret_key", .error, "A shared secret stands in the text.", "RFC 7517 §9.1")
    package static let keyNotReadable = FindingCode(
        "exposure.key_unreadable", .information, "What is written like a key cannot be read as one.", "RFC 7468 §2")
    package static let keyMislabelled = FindingCode(
        "key.mislabelled", .warning, "The label of a PEM block says something else than it holds.", "RFC 7468 §2")
    package static let keyInconsistent = FindingCode(
        "key.inconsistent", .warning, "What the members of a key say does not go together.", "RFC 7517 §4")
    package static let expiresSoon = FindingCode(
        "claim.expires_soon", .information, "The token expires soon.", "RFC 7519 §4.1.4")
    package static let secretPublished = FindingCode(
        "signature.published_secret", .error, "Everybody can sign such tokens: the secret is a published one.",
        "RFC 8725 §3.5")

    static let exposureRows = [
        tokenExposed, privateKeyExposed, secretExposed, keyNotReadable, keyMislabelled, keyInconsistent, expiresSoon,
        secretPublished,
    ]
}
