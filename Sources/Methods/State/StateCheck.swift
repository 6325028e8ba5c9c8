import JWT
import RPC

/// What the store has to say of a token, beside what the token says itself.
struct StateCheck {
    /// Looks up whether a token was revoked; nil where nobody wants to know.
    private let lookup: RevocationLookup?
    private let replay: ReplayCheck?

    /// What a policy asks of the store, at an instant. A trial uses no token up.
    init(_ surroundings: Surroundings, _ policy: Policy, at now: NumericDate, isTrial: Bool = false) {
        lookup = RevocationLookup(surroundings, policy.revocation, at: now)
        replay = isTrial ? nil : ReplayCheck(surroundings.store, policy, at: now)
    }

    /// Adds it to a verdict. `isAuthentic` says that what the token says of itself is its issuer's.
    func check(_ verdict: inout Verdict, isAuthentic: Bool) {
        if isAuthentic { lookup?.check(&verdict) }
        replay?.check(&verdict)
    }
}
