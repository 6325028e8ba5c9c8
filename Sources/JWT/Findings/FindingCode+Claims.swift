/// What can be wrong with claims and with times.
extension FindingCode {
    package static let expired = FindingCode(
        "claim.exp_expired", .error, "The token has expired.", "RFC 7519 §4.1.4")
    package static let notYetValid = FindingCode(
        "claim.nbf_not_yet", .error, "The token is not valid yet.", "RFC 7519 §4.1.5")
    package static let issuedInFuture = FindingCode(
        "claim.iat_future", .warning, "The token says that it was issued in the future.", "RFC 7519 §4.1.6")
    package static let tooOld = FindingCode(
        "claim.iat_too_old", .error, "The token was issued too long ago.", "RFC 7519 §4.1.6")
    package static let lifetimeTooLong = FindingCode(
        "claim.lifetime_too_long", .error, "The token lives longer than is allowed.", "RFC 8725 §3.10")
    package static let noExpiry = FindingCode(
        "claim.no_expiry", .information, "The token never expires.", "RFC 7519 §4.1.4")
    package static let milliseconds = FindingCode(
        "claim.milliseconds", .warning, "The time looks like milliseconds; a NumericDate counts seconds.",
        "RFC 7519 §2")
    package static let absurdDate = FindingCode(
        "claim.absurd_date", .warning, "The time is before 2000 or after 2100.", "RFC 7519 §2")
    package static let timesDisagree = FindingCode(
        "claim.times_disagree", .warning, "The token's times contradict each other.", "RFC 7519 §4.1")
    package static let missing = FindingCode(
        "claim.missing", .error, "A claim that is needed is not there.", "RFC 7519 §4")
    package static let forbidden = FindingCode(
        "claim.forbidden", .error, "A claim is there that must not be.")
    package static let wrongType = FindingCode(
        "claim.wrong_type", .error, "A claim is of another type than it must be.", "RFC 7519 §4.1")
    package static let issuerMismatch = FindingCode(
        "claim.iss_mismatch", .error, "The token is from another issuer.", "RFC 7519 §4.1.1")
    package static let subjectMismatch = FindingCode(
        "claim.sub_mismatch", .error, "The token is about another subject.", "RFC 7519 §4.1.2")
    package static let audienceMismatch = FindingCode(
        "claim.aud_mismatch", .error, "The token is meant for somebody else.", "RFC 7519 §4.1.3")
    package static let tokenIDMismatch = FindingCode(
        "claim.jti_mismatch", .error, "The token has another identifier.", "RFC 7519 §4.1.7")
    package static let nonceMismatch = FindingCode(
        "claim.nonce_mismatch", .error, "The token answers another request.", "OpenID Connect Core 1.0 §3.1.3.7")
    package static let authorizedPartyMismatch = FindingCode(
        "claim.azp_mismatch", .error, "The token was given to another client.", "OpenID Connect Core 1.0 §3.1.3.7")
    package static let insufficientScope = FindingCode(
        "claim.insufficient_scope", .error, "The token does not reach as far as is needed.", "RFC 6750 §3.1")
    package static let insufficientRole = FindingCode(
        "claim.insufficient_role", .error, "The token does not carry a role that is needed.", "RFC 9068 §2.2.3.1")
    package static let insufficientGroup = FindingCode(
        "claim.insufficient_group", .error, "The token does not carry a group that is needed.", "RFC 9068 §2.2.3.1")
    package static let ruleFailed = FindingCode(
        "claim.rule_failed", .error, "A claim breaks a rule that the caller gave.")

    /// Whether the same token and the same policy give it at one instant and not at another.
    package var restsOnTime: Bool { [Self.expired, .notYetValid, .issuedInFuture].contains(self) }

    static let claimRows = [
        expired, notYetValid, issuedInFuture, tooOld, lifetimeTooLong, noExpiry, milliseconds, absurdDate,
        timesDisagree, missing, forbidden, wrongType, issuerMismatch, subjectMismatch, audienceMismatch,
        tokenIDMismatch, nonceMismatch, authorizedPartyMismatch, insufficientScope, insufficientRole,
        insufficientGroup, ruleFailed,
    ]
}
