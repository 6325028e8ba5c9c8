import JWT
import RPC

/// What one thread works with: the surroundings, which all share, and what it keeps from one call to the next.
final class Bench {
    let surroundings: Surroundings
    /// What `verify`, `decrypt` and `sign` prepared last.
    var verifications = PreparedCalls<PreparedVerification>()
    var decryptions = PreparedCalls<PreparedDecryption>()
    var signings = PreparedCalls<PreparedSigning>()
    /// What brief answers of `decode` are written on, and the call that was last asked for one.
    var brief = BriefReading()
    var briefTemplate: CallTemplate?
    /// What `verify` writes on.
    var desk: VerifierDesk

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        desk = VerifierDesk(
            limits: surroundings.tokenLimits, rememberedTokens: surroundings.rememberedTokens)
    }
}
