import JOSE
import JSON
import JWT
import RPC

/// Everything about a call of `verify` but its token, read and checked: what one issuer's tokens have in common.
final class PreparedVerification: TokenPreparation {
    let verifier: Verifier
    let detached: [UInt8]?
    let checks: VerdictAnswer.Checks
    private let diagnoses: Bool
    /// Whether it may be kept for another call.
    let isLasting: Bool
    /// When the policies were as they are here; nil where none had a part in it.
    let epoch: PolicyEpoch?
    /// For how long the keys of the store are these; nil where none are.
    let keyEpoch: KeyEpoch?
    /// How the store is asked about revoked tokens.
    let revocation: RevocationUse
    private let coming: [Key]
    private let retired: [RetiredKey]
    private let instant: TimeInput?
    /// What was learnt from tokens that passed, the last one first: an issuer that changes its key has two headers.
    private var quickAnswers: [QuickAnswer] = []

    init(_ call: Call, under named: EffectivePolicy?, _ surroundings: Surroundings) throws(RPCError) {
        epoch = named?.epoch
        var policy = try Policy(call)
        let keys = try VerificationKeys(call, for: &policy, surroundings)
        isLasting = keys.isLasting
        revocation = policy.revocation
        coming = keys.coming
        retired = keys.retired
        keyEpoch = keys.epoch
        verifier = Verifier(
            policy: policy, keySets: keys.sets, limits: surroundings.tokenLimits, isLasting: !keys.isVolatile)
        detached = try Self.detached(call.arguments)
        checks = call.arguments.checks
        diagnoses = call.arguments.boolean("diagnose") ?? true
        instant = try call.arguments.instant()
    }

    /// The instant to verify at, told by the clock or by the caller.
    func now(_ clock: NumericDate) -> NumericDate { instant?.date(from: clock) ?? clock }

    /// What there is to say of a token, whatever was learnt from others.
    func verdict(
        on input: Verifier.Input, _ state: StateCheck?, at now: NumericDate, using desk: inout VerifierDesk
    ) -> Verdict {
        var verdict = verifier.verify(input, detached: detached, at: now, using: &desk)
        state?.check(&verdict, isAuthentic: verdict.isSigned)
        verdict.tell(ofComing: coming)
        if diagnoses, !verdict.isValid {
            verdict.explain(input, detached: detached, by: verifier)
            verdict.explain(byRetired: retired)
        }
        return verdict
    }

    /// How a verdict at an instant is answered.
    func answer(at now: NumericDate) -> VerdictAnswer {
        let policy = verifier.policy
        return VerdictAnswer(now: now, checks: checks, profile: policy.profile, scopes: policy.scopes)
    }

    /// Answers for a token that a quick look passes, and that was not revoked; false where it must be verified.
    func answerQuickly(
        _ text: TokenText, _ lookup: RevocationLookup?, at now: NumericDate, using desk: inout VerifierDesk,
        to writer: inout JSONWriter
    ) -> Bool {
        for index in quickAnswers.indices {
            guard quickAnswers[index].look.passes(text, at: now, using: &desk) else { continue }
            if let lookup {
                let known = lookup.quickly(text, quickAnswers[index].keys, desk.quick)
                guard known.passes else { return false }
                if known.tells { desk.quick.addNotRevoked() }
            }
            quickAnswers[index].write(desk.quick, now: now, checks: checks, to: &writer)
            desk.quick.clear()
            if index > 0 { quickAnswers.swapAt(0, index) }
            return true
        }
        return false
    }

    /// Learns from a verdict what can be learnt for tokens like this one.
    ///
    /// What is known about their header already is kept: of it, a token that needed a longer look teaches nothing.
    func learn(from verdict: borrowing Verdict, about text: TokenText, using desk: inout VerifierDesk) {
        guard coming.isEmpty || !verdict.isValid(byOneOf: coming) else { return }
        guard !quickAnswers.contains(where: { $0.look.isAbout(text) }) else { return }
        guard let look = QuickLook(verdict, about: text, by: verifier, using: &desk) else { return }
        if quickAnswers.count >= Self.capacity { quickAnswers.removeLast() }
        quickAnswers.insert(QuickAnswer(look, verdict), at: 0)
    }

    private static let capacity = 4

    private static func detached(_ arguments: Arguments) throws(RPCError) -> [UInt8]? {
        guard arguments["detachedPayload"] == nil || arguments["detachedText"] == nil else {
            throw RPCError(
                .invalidParameters, "detachedPayload and detachedText exclude each other.", parameter: "/detachedText")
        }
        return try arguments.octets("detachedPayload") ?? arguments["detachedText"]?.utf8
    }
}
