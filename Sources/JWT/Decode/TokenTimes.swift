package import JSON

/// The times that a claims set says, and how they stand to now.
package struct TokenTimes: Sendable {
    /// How a token stands in time; the raw values are those of the protocol.
    package enum State: String, Sendable {
        case active, expired
        case notYetValid = "not_yet_valid"
        case noExpiry = "no_expiry"
        /// A time is of a wrong type, or counts milliseconds.
        case invalid
        /// The claims break off before `exp`.
        case unknown
    }

    /// `iat`, `nbf` and `exp` (RFC 7519 §4.1.4 to §4.1.6).
    package let issuedAt: ClaimedTime?
    package let notBefore: ClaimedTime?
    package let expires: ClaimedTime?
    /// How the token stands at `now`: it has expired when `now` is not before `exp`.
    package let state: State
    /// The instant that all is measured from.
    package let now: NumericDate

    /// The times of a claims set, which may have been cut off.
    package init(_ claims: JSONValue, isCut: Bool = false, now: NumericDate) {
        self.now = now
        let values = [claims["iat"], claims["nbf"], claims["exp"]]
        let times = values.map { $0.flatMap { ClaimedTime($0) } }
        (issuedAt, notBefore, expires) = (times[0], times[1], times[2])
        let isWrong = zip(values, times).dropFirst().contains { value, time in
            value != nil && time?.isMilliseconds != false
        }
        state =
            if isWrong {
                .invalid
            } else if let expires, expires.date <= now {
                .expired
            } else if let notBefore, notBefore.date > now {
                .notYetValid
            } else {
                expires != nil ? .active : isCut ? .unknown : .noExpiry
            }
    }

    /// Seconds from `iat`, or else `nbf`, to `exp`.
    package var lifetimeSeconds: Int64? {
        guard let expires, let start = issuedAt ?? notBefore else { return nil }
        return expires.date.seconds(since: start.date)
    }

    /// Seconds since `iat`.
    package var ageSeconds: Int64? { issuedAt.map { now.seconds(since: $0.date) } }

    /// Seconds from now to `exp`; negative once it has passed.
    package var expiresInSeconds: Int64? { expires.map { $0.date.seconds(since: now) } }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("issuedAt", issuedAt?.date)
            writer.member("notBefore", notBefore?.date)
            writer.member("expires", expires?.date)
            writer.member("lifetimeSeconds", lifetimeSeconds.map(Int.init))
            writer.member("ageSeconds", ageSeconds.map(Int.init))
            writer.member("expiresInSeconds", expiresInSeconds.map(Int.init))
            writer.member("state", state.rawValue)
        }
    }
}
