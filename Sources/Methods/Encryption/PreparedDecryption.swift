import JSON
import JWT
import RPC

/// Everything about a call of `decrypt` but its token, read and checked: what tokens under one secret have in common.
final class PreparedDecryption: TokenPreparation {
    private let order: DecryptionOrder
    private let checks: VerdictAnswer.Checks
    private let instant: TimeInput?

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        order = try call.withPolicy(surroundings) { (call, named) throws(RPCError) in
            try DecryptionOrder(call, under: named, surroundings)
        }
        checks = call.arguments.checks
        instant = try call.arguments.instant()
    }

    var isLasting: Bool { order.isLasting }
    var epoch: PolicyEpoch? { order.epoch }

    /// Keys of the store are read for each call.
    var keyEpoch: KeyEpoch? { nil }

    // What the claims are held against, here or in the signed token inside.
    private var policy: Policy { (order.decrypter.nested ?? order.decrypter.verifier).policy }

    /// Opens a token and writes what came of it.
    func answer(_ token: Verifier.Input, _ bench: Bench, to writer: inout JSONWriter) {
        let clock = bench.surroundings.clock()
        let now = instant?.date(from: clock) ?? clock
        let policy = policy
        var decryption = order.decrypter.decrypt(token, at: now, using: &bench.desk)
        let isAuthentic = decryption.isSigned ? decryption.verdict.isSigned : decryption.verdict.isValid
        StateCheck(bench.surroundings, policy, at: now).check(&decryption.verdict, isAuthentic: isAuthentic)
        decryption.verdict.tell(ofComing: order.coming)
        let answer = VerdictAnswer(now: now, checks: checks, scopes: policy.scopes)
        DecryptionAnswer(verdict: answer).write(decryption, to: &writer)
    }
}
