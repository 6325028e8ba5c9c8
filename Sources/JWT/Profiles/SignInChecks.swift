import JOSE
import JSON

/// What an ID token says of a sign-in (OpenID Connect Core 1.0 §2 and §3.1.3.7).
extension ClaimChecks {
    /// A subject has at most 255 characters of ASCII.
    mutating func checkSubjectLength() {
        guard let claim = values.subject, let subject = claims.at(claim).utf8 else { return }
        guard subject.count > 255 || subject.contains(where: { $0 >= 0x80 }) else { return }
        fail("sub", .wrongType, claim, pointer: "/sub", expected: .text("at most 255 characters of ASCII"))
    }

    /// Whom the token was given to is the client that asks; whoever else is named must be named by the caller too.
    mutating func checkAuthorizedParty() {
        guard let expected = verifier.policy.audiences, verifier.policy.authorizedParties == nil else { return }
        if let party = claims["azp"] {
            guard party.kind == .string else { return }
            guard expected.contains(where: { party.isString($0.span) }) else {
                return fail(
                    "azp", .authorizedPartyMismatch, party.place, pointer: "/azp", expected: Self.detail(expected))
            }
            return pass("azp", .authorizedPartyMismatch, party.place)
        }
        guard let claim = values.audience else { return }
        let audience = claims.at(claim)
        guard audience.kind == .array, audience.count > 1 else { return }
        let isKnown = audience.elements.allSatisfy { name in expected.contains { name.isString($0.span) } }
        guard !isKnown else { return }
        fail(
            "azp", .missing, nil, message: "The token is for others too, and azp does not say whom it was given to.",
            pointer: "/azp", expected: Self.detail(expected))
    }

    /// How long ago the user signed in, where the caller sets a limit.
    mutating func checkAuthenticationTime(_ maximum: TimeSpan?) {
        guard let maximum else { return }
        let detail = Detail.integer(maximum.seconds)
        guard let claim = claims["auth_time"] else {
            return fail(
                "auth_time", .missing, nil, message: "Without auth_time nobody knows when the user signed in.",
                pointer: "/auth_time", expected: detail)
        }
        guard let time = NumericDate(claim) else { return }
        let tolerance = verifier.policy.clockTolerance
        guard now <= time.advanced(by: maximum).advanced(by: tolerance), time <= now.advanced(by: tolerance) else {
            return fail(
                "auth_time", .signInTooOld, claim.place,
                message: "The user signed in \(Calendar.distance(time, from: now)).", pointer: "/auth_time",
                expected: detail)
        }
        pass("auth_time", .signInTooOld, claim.place, expected: detail)
    }

    /// A claim that is the left half of a digest of something that came beside the token, by the hash function of the
    /// token's own algorithm (OpenID Connect Core 1.0 §3.1.3.6).
    mutating func checkHalfHash(_ name: StaticString, of text: [UInt8]?) {
        guard let text else { return }
        guard let expected = header.flatMap({ TokenDigest.half(of: text, as: $0.algorithm) }) else {
            return fail(
                name, .hashMismatch, claims[name]?.place,
                message: "Nobody has said which hash function \(name) uses with this algorithm.", pointer: "/\(name)")
        }
        checkString(name, is: expected, .hashMismatch)
    }
}
