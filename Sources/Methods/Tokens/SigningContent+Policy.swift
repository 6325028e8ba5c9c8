import JOSE
import JSON
import JWT
import RPC

extension SigningContent {
    /// The policy that a call wants its own token to be accepted under.
    static func policy(_ named: EffectivePolicy?, isClaims: Bool) throws(RPCError) -> Policy {
        var policy = Policy()
        if let named {
            do throws(PolicyFault) {
                policy = try Policy(JSONLayers(named.objects))
            } catch {
                throw named.located(RPCError(error), orAt: "/policy")
            }
        }
        if !isClaims { policy.content = .bytes }
        // What a token is made to be is its maker's choice, and nobody has sent it yet.
        policy.allowsDisclosures = true
        policy.checksBindingElsewhere = true
        return policy
    }

    /// The same, with the profile that the call itself names.
    static func policy(
        _ arguments: Arguments, under named: EffectivePolicy?, isClaims: Bool
    ) throws(RPCError) -> Policy {
        var policy = try policy(named, isClaims: isClaims)
        if let profile = policy.profile, profile.disclosure != .none, !DisclosureDraft.isAsked(for: arguments) {
            throw RPCError(
                .invalidParameters, "The policy asks for an SD-JWT: say what is disclosable.",
                parameter: "/policy/profile"
            )
        }
        guard let params = arguments.params, let profile = params["profile"] else { return policy }
        guard isClaims else {
            throw RPCError(.invalidParameters, "profile is for claims only.", parameter: "/profile")
        }
        if let wanted = policy.profile {
            guard profile.isString(wanted.name) else {
                throw RPCError(.invalidParameters, "policy names another profile.", parameter: "/profile")
            }
            return policy
        }
        do throws(PolicyFault) {
            try policy.readProfile(JSONLayers(params), isWhole: false)
        } catch {
            throw RPCError(error)
        }
        return policy
    }

    /// Refuses to give out a token that its own policy would not accept.
    func refuse(_ failures: [Finding]) throws(RPCError) {
        guard let failure = failures.first else { return }
        let codes = failures.map(\.code.word).joined(separator: ", ")
        throw RPCError(
            .signingRefused, "The token would be refused: \(failure.message)", parameter: failure.pointer,
            hint: "Checks that fail: \(codes).")
    }

    /// What the content's own policy says about it where nothing can be seen from outside; refuses what it refuses.
    func objections(
        under policy: Policy, at now: NumericDate, _ bench: Bench
    ) throws(RPCError) -> (findings: [Finding], expires: NumericDate?) {
        let verifier = Verifier(policy: policy, keySets: [], limits: bench.surroundings.tokenLimits)
        let objections = verifier.objections(toContent: bytes, at: now, using: &bench.desk)
        try refuse(objections.failures)
        return (objections.findings, objections.expires)
    }

    /// Writes the identifier and the times that the claims have.
    func writeTimes(_ expires: NumericDate?, at now: NumericDate, to writer: inout JSONWriter) {
        if let tokenID {
            writer.name("jti")
            writer.string(tokenID.span)
        }
        writer.member("issuedAt", issuedAt.map { Int($0.seconds) })
        guard let expires else { return }
        writer.member("expires", Int(expires.seconds))
        writer.name("expiresInSeconds")
        writer.integer(expires.seconds(since: now))
    }
}
