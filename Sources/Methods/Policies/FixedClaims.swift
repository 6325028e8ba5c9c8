import JSON
import JWT

/// The claims that a policy leaves no choice about: what is said of them where nobody else does.
struct FixedClaims: Sendable {
    private var texts: [(name: StaticString, value: [UInt8])] = []
    private var audience: [[UInt8]]?
    private var lifetime: TimeSpan?

    /// Nothing.
    init() {}

    /// What a policy names once: a list of several leaves the choice to whoever signs.
    init(_ policy: Policy) {
        func fix(_ name: StaticString, _ values: [[UInt8]]?) {
            if let values, values.count == 1 { texts.append((name, values[0])) }
        }
        fix("iss", policy.issuers)
        fix("sub", policy.subjects)
        fix("azp", policy.authorizedParties)
        fix("nonce", policy.nonce.map { [$0] })
        fix("jti", policy.tokenID.map { [$0] })
        if let audiences = policy.audiences, audiences.count == 1 || policy.audienceMatch == .all {
            audience = audiences
        }
        lifetime = policy.maximumLifetime
    }

    /// Adds them to claims that do not have them. A token that may live so long lives so long, from when it was issued.
    func add(to draft: inout ClaimsDraft, at now: NumericDate) throws(ClaimsDraft.Fault) {
        for (name, value) in texts where !draft.holds(name) { try draft.add(name, value) }
        if let audience, !draft.holds("aud") { try draft.add("aud", oneOrMore: audience) }
        guard let lifetime, !draft.holds("exp") else { return }
        let issued = draft.given("iat").flatMap { NumericDate($0) } ?? now
        try draft.add("exp", NumericDate(seconds: issued.advanced(by: lifetime).seconds))
    }
}
