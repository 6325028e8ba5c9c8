import JWT

/// What one thread works with: the surroundings, which all share, and what it keeps from one call to the next.
final class Bench {
    let surroundings: Surroundings
    /// What `verify` prepared last.
    var verifications = PreparedVerifications()
    /// What `verify` writes on.
    var desk: VerifierDesk

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        desk = VerifierDesk(
            limits: surroundings.tokenLimits, rememberedTokens: surroundings.rememberedTokens)
    }
}
