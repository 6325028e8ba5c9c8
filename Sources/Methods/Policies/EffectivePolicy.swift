import JSON
import JWT
import RPC

/// The policy that a call is held to: its own, and those that it extends. Its members stand behind the call's parameters, and
/// what is wrong with one of them is told with its place.
final class EffectivePolicy: ArgumentBacking {
    /// The policies, the one that counts most first.
    let layers: [PolicyLayer]
    /// The members of each.
    let objects: [JSONValue]
    /// When this was so; nil where nothing but the call itself says what it is.
    let epoch: PolicyEpoch?

    init(_ chain: PolicyChain, at epoch: PolicyEpoch?) {
        layers = chain.layers
        objects = chain.layers.map(\.object)
        self.epoch = epoch
    }

    /// Its name; nil where the call gives the members.
    var name: String? { layers.first?.name }

    /// The layer that says what a member is.
    func layer(of member: StaticString) -> PolicyLayer? { layers.first { $0.object[member] != nil } }

    /// The configuration file that a value of this policy stands in, if it does.
    func file(holding value: JSONValue) -> PolicyFile? {
        layers.first { $0.object.document === value.document }?.source.file
    }

    /// Refuses members that a method, or an object in its parameters, does not have: nothing that a policy asks for is passed over.
    func refuseOthers(than method: MethodDescription) throws(RPCError) {
        let hasInside = method.parameters.contains { "\($0.name)" == "verify" }
        let hint = hasInside ? #"What is signed inside is asked for in verify: {"verify": {"policy": …}}."# : nil
        for layer in layers {
            for member in layer.object.members {
                if method.parameters.contains(where: { member.name.isString($0.name) }) { continue }
                if PolicyDeclaration.own.contains(where: { member.name.isString($0.name) }) { continue }
                throw located(
                    RPCError(
                        .invalidParameters, "\(method.name) has no parameter \(member.name.excerpt()).",
                        parameter: "/\(member.name.string ?? "")", hint: hint), beside: nil)
            }
        }
    }

    /// Does what uses the members; an error about one that is not among the call's own says where it stands.
    func locating<Result>(
        beside own: JSONValue?, _ body: () throws(RPCError) -> Result
    ) throws(RPCError) -> Result {
        do throws(RPCError) {
            return try body()
        } catch {
            throw located(error, beside: own)
        }
    }

    /// An error about a parameter as one about the policy, where it is this that says what the parameter is.
    func located(_ error: RPCError, beside own: JSONValue?) -> RPCError {
        guard !error.isDeferral, let pointer = error.parameter.flatMap({ JSONPointer($0) }),
            let first = pointer.steps.first, own?[first.span] == nil
        else { return error }
        guard let layer = layers.first(where: { $0.object[first.span] != nil }) else { return error }
        return located(error, in: layer, pointer)
    }

    /// The same for an error about members alone; one that no policy has is missing in the first.
    func located(_ error: RPCError, orAt pointer: String) -> RPCError {
        let found = located(error, beside: nil)
        guard found.parameter == error.parameter else { return found }
        return name == nil ? found.inside(pointer) : found.about(pointer)
    }

    private func located(_ error: RPCError, in layer: PolicyLayer, _ pointer: JSONPointer) -> RPCError {
        var error = error
        guard let name = layer.name else {
            error.parameter = "/policy" + pointer.text
            return error
        }
        let place = layer.source.file?.place(of: layer.object.deepest(pointer).offset)
        error.message = "Policy \(name)\(place.map { ", \($0)" } ?? ""): \(error.message)"
        error.parameter = "/policy"
        error.offset = nil
        return error
    }
}

extension RPCError {
    fileprivate func about(_ pointer: String) -> RPCError {
        var error = self
        error.parameter = pointer
        return error
    }
}

extension Call {
    /// The policy that the call names or gives; nil where it does neither.
    func policy(_ surroundings: Surroundings) throws(RPCError) -> EffectivePolicy? {
        try arguments["policy"].map { (value) throws(RPCError) in try surroundings.policies.effective(value) }
    }

    /// The same call with the members of the policy that it names behind its own parameters.
    func underPolicy(
        of object: MethodDescription? = nil, _ surroundings: Surroundings
    ) throws(RPCError) -> (call: Call, policy: EffectivePolicy?) {
        guard let policy = try policy(surroundings) else { return (self, nil) }
        try policy.refuseOthers(than: object ?? method)
        return (with(arguments.backed(by: policy)), policy)
    }

    /// Does something under the policy that the call names: its members stand behind the call's own parameters.
    func withPolicy<Result>(
        of object: MethodDescription? = nil, _ surroundings: Surroundings,
        _ body: (Call, EffectivePolicy?) throws(RPCError) -> Result
    ) throws(RPCError) -> Result {
        let (call, policy) = try underPolicy(of: object, surroundings)
        guard let policy else { return try body(call, nil) }
        return try policy.locating(beside: arguments.params) { () throws(RPCError) in try body(call, policy) }
    }
}
