import JSON
import RPC

extension PreparedCalls<PreparedVerification> {
    /// The preparation for a call of `verify`: one from before, or a new one. Where a private key or a password stands in
    /// the call, nothing is kept.
    mutating func prepared(for call: Call, _ surroundings: Surroundings) throws(RPCError) -> PreparedVerification {
        if let params = call.arguments.params, let token = params["token"],
            token.kind == .string || token.kind == .object,
            let prepared = prepared(for: CallFrame(params, around: token), call.template),
            surroundings.policies.isCurrent(prepared.epoch), surroundings.isCurrent(prepared.keyEpoch)
        {
            return prepared
        }
        try call.arguments.check(for: call.method)
        guard let params = call.arguments.params, let token = params["token"] else {
            throw RPCError(.invalidParameters, "verify needs a token.")
        }
        let prepared = try call.withPolicy(surroundings) { (call, policy) throws(RPCError) in
            try PreparedVerification(call, under: policy, surroundings)
        }
        if prepared.isLasting { remember(prepared, for: CallFrame(params, around: token), call.template) }
        return prepared
    }
}
