import JOSE
import JSON
import JWT
import RPC

/// What the tokens of a text are held against, as far as the caller says: keys with a policy, or a policy alone.
struct ScanJudge {
    private let verifier: Verifier?
    private let surroundings: Surroundings
    private let hasKeys: Bool
    // Keys among them that sign later, and ought not to have signed anything yet.
    private let coming: [Key]
    // Whether SD-JWTs are asked for, with what they disclose.
    private let isForDisclosures: Bool

    /// What came of one token.
    enum Verdict {
        /// Under the keys and the policy; and what is to be said of the key.
        case verified([Finding], notes: [Finding])
        /// Under the policy alone.
        case compared([Finding])

        /// What is wrong with it.
        var failures: [Finding] {
            switch self {
            case .verified(let failures, _), .compared(let failures): failures
            }
        }

        /// What is worth knowing of its key.
        var notes: [Finding] {
            if case .verified(_, let notes) = self { notes } else { [] }
        }
    }

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let arguments = call.arguments
        self.surroundings = surroundings
        hasKeys = arguments["key"] != nil
        guard hasKeys || Policy.isSaid(in: arguments.layers) else {
            verifier = nil
            coming = []
            isForDisclosures = false
            return
        }
        let keys = try arguments["key"].map { (key) throws(RPCError) in
            try KeyInput(key, at: "/key", for: call, surroundings, to: .verify)
        }
        coming = keys?.coming ?? []
        do throws(PolicyFault) {
            var policy = try Policy(arguments.layers, isWhole: hasKeys)
            isForDisclosures = policy.allowsDisclosures
            // An SD-JWT among the tokens is no less signed for what its issuer left out.
            policy.allowsDisclosures = true
            verifier = Verifier(policy: policy, keySets: keys?.sets ?? [], limits: surroundings.tokenLimits)
        } catch {
            throw RPCError(error)
        }
    }

    /// Judges a signed token; nil where the caller said nothing to judge by. Of an SD-JWT it is what the issuer signed, and the
    /// whole where a profile asks for one.
    func verdict(on octets: [UInt8], at now: NumericDate, using desk: inout VerifierDesk) -> Verdict? {
        guard let verifier else { return nil }
        let token =
            hasKeys && isForDisclosures ? octets : Array(octets.prefix { $0 != UInt8(ascii: "~") })
        guard hasKeys else {
            var notes: HeaderNotes?
            return .compared(
                verifier.objections(to: token, detached: nil, at: now, knowing: &notes, using: &desk).failures)
        }
        var verdict = verifier.verify(.text(TokenText(token)), at: now, using: &desk)
        // Who finds a token does not use it.
        StateCheck(surroundings, verifier.policy, at: now, isTrial: true).check(&verdict, isAuthentic: verdict.isSigned)
        let failures = verdict.failures
        let isByComing = verdict.isValid(byOneOf: coming)
        desk.reuse(&verdict)
        return .verified(failures, notes: isByComing ? [Finding(.keyNotYetCurrent)] : [])
    }
}
