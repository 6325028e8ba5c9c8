/// What can be wrong with a token of a certain profile, and with what binds a token to whoever may use it.
extension FindingCode {
    package static let hashMismatch = FindingCode(
        "claim.hash_mismatch", .error,
        "The token belongs to another token, code or state than the one that came with it.",
        "OpenID Connect Core 1.0 §3.1.3.6")
    package static let stateMismatch = FindingCode(
        "claim.state_mismatch", .error, "The response answers another request.", "RFC 6749 §10.12")
    package static let signInTooOld = FindingCode(
        "claim.auth_time_too_old", .error, "The user signed in too long ago.", "OpenID Connect Core 1.0 §3.1.2.1")
    package static let clientMismatch = FindingCode(
        "claim.client_mismatch", .error, "Two claims that name the client differ, or must not be the same.")
    package static let eventMissing = FindingCode(
        "claim.event_missing", .error, "The token does not tell of the event that it must tell of.", "RFC 8417 §2.2")
    package static let proofMethodMismatch = FindingCode(
        "proof.htm_mismatch", .error, "The proof is for a request with another method.", "RFC 9449 §4.3")
    package static let proofAddressMismatch = FindingCode(
        "proof.htu_mismatch", .error, "The proof is for a request to another address.", "RFC 9449 §4.3")
    package static let proofNonceMismatch = FindingCode(
        "proof.nonce_mismatch", .error, "The proof does not carry the nonce that the server gave last.", "RFC 9449 §8")
    package static let proofTokenMismatch = FindingCode(
        "proof.ath_mismatch", .error, "The proof is for another access token.", "RFC 9449 §4.3")
    package static let proofInvalid = FindingCode(
        "proof.invalid", .error, "The proof that came with the token does not hold.", "RFC 9449 §7.1")
    package static let bindingMissing = FindingCode(
        "binding.missing", .error, "The token is not bound to a key, and must be.", "RFC 7800 §3.1")
    package static let bindingMismatch = FindingCode(
        "binding.mismatch", .error, "The token is bound to another key than the sender's.", "RFC 7800 §3.1")
    package static let bindingUnchecked = FindingCode(
        "binding.unchecked", .warning, "The token is bound to a key, and nobody looked whether the sender has it.",
        "RFC 7800 §3.1")
    package static let headerKeyUnusable = FindingCode(
        "header.key_unusable", .error, "The key that the token brings itself cannot be used.", "RFC 7515 §4.1.3")
    package static let headerKeyUntrusted = FindingCode(
        "header.key_untrusted", .error, "The key that the token brings itself is not one that is believed.",
        "RFC 8725 §3.10")

    package static let statusListMalformed = FindingCode(
        "status.list_malformed", .error, "The status list is not as it must be.", "Token Status List §4")
    package static let statusListStale = FindingCode(
        "status.list_stale", .warning, "The status list is older than it says that it should get.",
        "Token Status List §5.1")
    package static let statusListOlder = FindingCode(
        "status.list_older", .error, "A list of this address is kept that was not issued before this one.",
        "Token Status List §8.3")
    package static let statusMissing = FindingCode(
        "status.missing", .error, "The token does not say where its status stands.", "Token Status List §6.1")
    package static let statusUnknown = FindingCode(
        "status.unknown", .error, "What has become of the token cannot be told.", "Token Status List §8.3")
    package static let statusInvalid = FindingCode(
        "status.invalid", .error, "The token was revoked.", "Token Status List §7.1")
    package static let statusSuspended = FindingCode(
        "status.suspended", .error, "The token is suspended for a while.", "Token Status List §7.1")
    package static let statusSpecific = FindingCode(
        "status.application_specific", .error, "The token has a status that its issuer defines.",
        "Token Status List §7.1")

    static let profileRows = [
        hashMismatch, stateMismatch, signInTooOld, clientMismatch, eventMissing, proofMethodMismatch,
        proofAddressMismatch, proofNonceMismatch, proofTokenMismatch, proofInvalid, bindingMissing, bindingMismatch,
        bindingUnchecked,
        headerKeyUnusable, headerKeyUntrusted, statusListMalformed, statusListStale, statusListOlder, statusMissing,
        statusUnknown,
        statusInvalid, statusSuspended, statusSpecific,
    ]
}
