import JSON
import RPC

/// Everything about a call but the token that it is about, read and checked: what calls about others have in common.
protocol TokenPreparation {
    /// Whether it may be kept for another call.
    var isLasting: Bool { get }
    /// When the policies were as they are here; nil where none had a part in it.
    var epoch: PolicyEpoch? { get }
    /// For how long the keys of the store are these; nil where none are.
    var keyEpoch: KeyEpoch? { get }
}

extension PreparedCalls where Prepared: TokenPreparation {
    /// The preparation for a call: one from before, or a new one. Where a private key or a password stands in the call,
    /// nothing is kept.
    mutating func prepared(
        for call: Call, _ surroundings: Surroundings, _ prepare: (Call) throws(RPCError) -> Prepared
    ) throws(RPCError) -> Prepared {
        if let params = call.arguments.params, let token = params["token"],
            token.kind == .string || token.kind == .object,
            let prepared = prepared(for: CallFrame(params, around: token), call.template),
            surroundings.policies.isCurrent(prepared.epoch), surroundings.isCurrent(prepared.keyEpoch)
        {
            return prepared
        }
        try call.arguments.check(for: call.method)
        guard let params = call.arguments.params, let token = params["token"] else {
            throw RPCError(.invalidParameters, "\(call.method.name) needs a token.")
        }
        let prepared = try prepare(call)
        if prepared.isLasting { remember(prepared, for: CallFrame(params, around: token), call.template) }
        return prepared
    }

    /// The preparation for a call that came before and was recognised, if it holds still.
    mutating func prepared(for repetition: Repetition, _ surroundings: Surroundings) -> Prepared? {
        guard let prepared = prepared(for: repetition), surroundings.policies.isCurrent(prepared.epoch),
            surroundings.isCurrent(prepared.keyEpoch)
        else { return nil }
        return prepared
    }
}
