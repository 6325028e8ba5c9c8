import JSON
import JWT
import RPC

/// What calls of `sign` with other claims and the same else have in common, and what was learnt from their tokens.
final class PreparedSigning {
    let plan: SigningPlan
    /// What there is to say about the header, once a token was made.
    var notes: HeaderNotes?

    /// For how long the keys of the store are these; nil where none are.
    let keyEpoch: KeyEpoch?

    /// What can be used again of this order.
    init(_ order: SigningOrder, keyEpoch: KeyEpoch?) {
        self.keyEpoch = keyEpoch
        plan = order.plan
    }
}

extension PreparedCalls<PreparedSigning> {
    /// The order that a call of `sign` gives, and what is prepared for it. Where a private key or a password stands in the
    /// call, nothing is kept.
    mutating func order(
        for call: Call, _ surroundings: Surroundings
    ) throws(RPCError) -> (order: SigningOrder, prepared: PreparedSigning) {
        let params = call.arguments.params
        if let params, let claims = params["claims"], claims.kind == .object,
            let prepared = prepared(for: CallFrame(params, around: claims), nil),
            surroundings.policies.isCurrent(prepared.plan.epoch), surroundings.isCurrent(prepared.keyEpoch)
        {
            return (try SigningOrder(claims, by: prepared.plan, surroundings), prepared)
        }
        try call.arguments.check(for: call.method)
        guard let params, let key = params["key"] else {
            throw RPCError(.invalidParameters, "sign needs a key.")
        }
        let keys = try KeyInput(key, at: "/key", for: call, surroundings, to: .sign)
        let order = try SigningOrder(call, keys: keys.keys, kept: keys.signers, surroundings)
        let prepared = PreparedSigning(order, keyEpoch: keys.epoch)
        // The keys of an encryption around the token may be passwords, and a holder's key may be given with its private part.
        if keys.isLasting || keys.isLastingForEpoch, order.plan.hasLastingPolicy, params["encrypt"] == nil,
            params["holderKey"] == nil,
            let claims = params["claims"]
        {
            remember(prepared, for: CallFrame(params, around: claims), nil)
        }
        return (order, prepared)
    }
}
