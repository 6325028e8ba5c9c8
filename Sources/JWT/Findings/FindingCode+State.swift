/// What a memory of earlier calls says of a token.
extension FindingCode {
    package static let revoked = FindingCode("token.revoked", .error, "The token was revoked.", "RFC 7009 §2")
    package static let revocationUnknown = FindingCode(
        "token.revocation_unknown", .error, "Nobody can say whether the token was revoked.")
    package static let replayed = FindingCode(
        "token.replayed", .error, "The token counts once, and was used before.", "RFC 7519 §4.1.7")
    package static let replayUnknown = FindingCode(
        "token.replay_unknown", .error, "Nobody can say whether the token was used before.")
    package static let replayEndless = FindingCode(
        "token.replay_endless", .error,
        "The token has no exp, and its age is not bounded: that it was used would have to be remembered for ever.")

    package static let spent = FindingCode(
        "token.spent", .error, "The token was replaced before: with this use of it, its whole family is revoked.",
        "RFC 9700 §4.14.2")
    package static let familyRevoked = FindingCode(
        "token.family_revoked", .error, "A token of this family was used again after it had been replaced.",
        "RFC 9700 §4.14.2")
    package static let familyEnded = FindingCode(
        "token.family_ended", .error, "The family of the token has ended: it has no further successors.")

    static let stateRows = [
        revoked, revocationUnknown, replayed, replayUnknown, replayEndless, spent, familyRevoked, familyEnded,
    ]
}
