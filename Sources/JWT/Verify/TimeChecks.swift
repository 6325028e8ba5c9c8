import JSON

/// The times of a token (RFC 7519 §4.1.4 to §4.1.6): all against one reading of the clock.
extension ClaimChecks {
    mutating func checkTimes() {
        let expires = time("exp", "/exp", values.expires)
        let notBefore = time("nbf", "/nbf", values.notBefore)
        let issuedAt = time("iat", "/iat", values.issuedAt)
        checkExpiry(expires)
        if let notBefore, let claim = values.notBefore { checkNotBefore(notBefore, claim) }
        checkAge(issuedAt)
        checkLifetime(from: issuedAt ?? notBefore, to: expires)
        if let expires { look(at: expires, "/exp") }
        if let notBefore { look(at: notBefore, "/nbf") }
        if let issuedAt { look(at: issuedAt, "/iat") }
    }

    // A time of the wrong type fails; it does not count as absent.
    private mutating func time(_ name: StaticString, _ pointer: String, _ claim: JSONPlace?) -> NumericDate? {
        guard let claim else { return nil }
        if let date = NumericDate(claims.at(claim)) { return date }
        fail(name, .wrongType, claim, pointer: pointer, expected: .text("a number of seconds"))
        return nil
    }

    private mutating func checkExpiry(_ expires: NumericDate?) {
        guard let expires, let claim = values.expires else {
            if values.expires != nil { return }
            if verifier.policy.requiresExpiry { return fail("exp", .missing, nil, pointer: "/exp") }
            if verifier.policy.profile?.isTimeless != true { findings.append(Finding(.noExpiry)) }
            return
        }
        let limit = expires.advanced(by: verifier.policy.clockTolerance)
        let left = expires.seconds(since: now)
        // The instant of expiry itself is too late (RFC 7519 §4.1.4).
        guard now < limit else {
            let distance = Calendar.distance(expires, from: now)
            return fail(
                "exp", .expired, claim, message: "The token expired \(distance).", pointer: "/exp", delta: left
            )
        }
        pass("exp", .expired, claim, delta: left)
    }

    private mutating func checkNotBefore(_ notBefore: NumericDate, _ claim: JSONPlace) {
        let limit = now.advanced(by: verifier.policy.clockTolerance)
        let passed = now.seconds(since: notBefore)
        guard notBefore <= limit else {
            let distance = Calendar.distance(notBefore, from: now)
            return fail(
                "nbf", .notYetValid, claim, message: "The token becomes valid \(distance).",
                pointer: "/nbf", delta: passed)
        }
        pass("nbf", .notYetValid, claim, delta: passed)
    }

    private mutating func checkAge(_ issuedAt: NumericDate?) {
        guard let issuedAt, let claim = values.issuedAt else {
            // An age that cannot be decided is no age that is allowed.
            if verifier.policy.maximumAge != nil, values.issuedAt == nil {
                fail("maxTokenAge", .missing, nil, message: "Without iat the token's age is unknown.", pointer: "/iat")
            }
            return
        }
        let age = now.seconds(since: issuedAt)
        if issuedAt > now.advanced(by: TimeSpan(seconds: verifier.policy.clockTolerance.seconds + 5)) {
            findings.append(Finding(.issuedInFuture, pointer: "/iat", range: place.range(claims.range(at: claim))))
        }
        guard let maximum = verifier.policy.maximumAge else {
            return pass("iat", .issuedInFuture, claim, delta: age)
        }
        let left = maximum.seconds.subtractingReportingOverflow(age)
        let delta = left.overflow ? (age < 0 ? Int64.max : .min) : left.partialValue
        let limit = issuedAt.advanced(by: maximum).advanced(by: verifier.policy.clockTolerance)
        guard now <= limit, age >= -verifier.policy.clockTolerance.seconds - 5 else {
            return fail(
                "maxTokenAge", .tooOld, claim, pointer: "/iat", expected: .integer(maximum.seconds),
                delta: delta)
        }
        pass("maxTokenAge", .tooOld, claim, expected: .integer(maximum.seconds), delta: delta)
    }

    private mutating func checkLifetime(from start: NumericDate?, to end: NumericDate?) {
        guard let maximum = verifier.policy.maximumLifetime else { return }
        guard let end else {
            if values.expires != nil { return }
            return fail("maxLifetime", .missing, nil, message: "A token without exp lives for ever.", pointer: "/exp")
        }
        // Without a beginning, the token lives at least from now on.
        let lifetime = end.seconds(since: start ?? now)
        let detail = Detail.integer(maximum.seconds)
        if lifetime <= maximum.seconds {
            pass("maxLifetime", .lifetimeTooLong, about: values.expires, expected: detail, actual: .integer(lifetime))
        } else {
            fail(
                "maxLifetime", .lifetimeTooLong, values.expires,
                message: "The token lives \(Calendar.length(TimeSpan(seconds: lifetime))).", pointer: "/exp",
                expected: detail)
        }
    }

    // Seconds beyond this are read as milliseconds: the year 5138.
    private static let millisecondThreshold: Int64 = 100_000_000_000
    /// 2000-01-01 and 2100-01-01.
    static let saneDates: ClosedRange<Int64> = 946_684_800...4_102_444_800

    private mutating func look(at date: NumericDate, _ pointer: String) {
        if date.seconds >= Self.millisecondThreshold {
            findings.append(Finding(.milliseconds, pointer: pointer))
        } else if !Self.saneDates.contains(date.seconds) {
            findings.append(Finding(.absurdDate, pointer: pointer))
        }
    }
}
