import JOSE
import JSON
import JWT
import RPC

/// The policy that a token is made under: what it must be accepted by, and what is set because the policy leaves no choice.
struct SigningPolicy {
    /// The policy, with the profile that the call itself names.
    let policy: Policy
    /// The keys of a policy that has some: the token must hold with one of them.
    let keySets: [KeySet]
    /// When the policies were as they are here; nil where none had a part in it.
    let epoch: PolicyEpoch?
    /// Whether what was prepared under it may be kept for another call.
    let isLasting: Bool
    private let named: EffectivePolicy?

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let named = try call.policy(surroundings)
        self.named = named
        epoch = named?.epoch
        policy = try SigningContent.policy(
            call.arguments, under: named, isClaims: SigningContent.isClaims(call.arguments))
        guard let named, let key = JSONLayers(named.objects)["key"] else {
            keySets = []
            isLasting = true
            return
        }
        let input: KeyInput
        do throws(RPCError) {
            let call = call.with(call.arguments.backed(by: named))
            input = try KeyInput(key, at: "/key", for: call, surroundings, to: .verify)
        } catch {
            throw named.located(error, orAt: "/policy")
        }
        keySets = input.sets
        isLasting = input.isLasting
    }

    /// The call's parameters with what the policy fixes behind them: the kind of token and what it is about, the type, the
    /// serialization, and an algorithm, where the key's own is none that is accepted.
    func completed(
        _ arguments: Arguments, keys: [Key], to operation: SignatureOperation
    ) throws(RPCError) -> Arguments {
        guard let named else { return arguments }
        var writer = JSONWriter()
        let members = JSONLayers(named.objects)
        writer.object { writer in
            for parameter in Parameter.profile { writer.member(parameter.name, members[parameter.name]) }
            if policy.profile == nil, policy.types?.count == 1, let type = policy.types?.first {
                writer.name("typ")
                writer.string(type.span)
            }
            if members["serializations"] != nil, policy.serializations.count == 1 {
                writer.member("serialization", policy.serializations[0].rawValue)
            }
            if arguments["alg"] == nil, let algorithm = algorithm(for: keys, to: operation) {
                writer.member("alg", algorithm.name)
            }
        }
        do throws(JSONFault) {
            return arguments.backed(by: Completion(try JSONDocument(writer.bytes).root))
        } catch {
            throw RPCError(error)
        }
    }

    // The first that is accepted and that every key can sign with; nil where the keys' own ones are accepted, or none is.
    private func algorithm(for keys: [Key], to operation: SignatureOperation) -> SigningAlgorithm? {
        guard let accepted = policy.algorithms else { return nil }
        let isNatural = keys.allSatisfy { key in
            SigningAlgorithm.natural(for: key).map { natural in accepted.contains { $0 === natural } } ?? false
        }
        if isNatural { return nil }
        return accepted.first { algorithm in
            !algorithm.isMissing && keys.allSatisfy { $0.refusal(for: algorithm, to: operation) == nil }
        }
    }

    private final class Completion: ArgumentBacking {
        let objects: [JSONValue]

        init(_ object: JSONValue) {
            objects = [object]
        }
    }
}
