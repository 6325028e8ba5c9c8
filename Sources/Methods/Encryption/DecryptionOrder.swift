import JOSE
import JSON
import JWT
import RPC

/// What a call of `decrypt` asks for beside its token, read and checked.
struct DecryptionOrder {
    let decrypter: Decrypter
    /// Keys for what is inside that sign later, and ought not to have signed anything yet.
    let coming: [Key]
    /// Whether it may be kept for another call.
    let isLasting: Bool
    /// When the policies were as they are here; nil where none had a part in it.
    let epoch: PolicyEpoch?

    /// What `verify` takes where it stands in a call of `decrypt`.
    static let verification = MethodDescription(
        "verify", "What the signed token inside is held against.",
        parameters: [Parameter("key", .schema(.key), "The keys to verify with."), Parameter.namedPolicy]
            + Parameter.policy,
        result: Schema("Verification", [.object], "{}"))

    /// The members of a policy that are about claims, and so about what is inside.
    private static let outer = ["typ", "crit", "serializations", "keySelection", "strength"]

    init(_ call: Call, under named: EffectivePolicy?, _ surroundings: Surroundings) throws(RPCError) {
        let arguments = call.arguments
        guard let key = arguments["key"], let params = arguments.params else {
            throw RPCError(
                .invalidParameters, "decrypt needs the parameter key.", parameter: "/key",
                hint: "The private key, the shared secret or the password, here or in a policy.")
        }
        let keys = try KeyInput(key, at: "/key", for: call, surroundings, to: .decrypt, allowsPasswords: true)
        let nested = try arguments["verify"].map { (value) throws(RPCError) in
            try Nested(value, call, surroundings)
        }
        if nested != nil { try Self.refuseClaims(arguments) }
        let content = try Policy(call)
        if let profile = content.profile, profile.disclosure != .none {
            throw RPCError(
                .invalidParameters, "An SD-JWT is signed: it is asked for in verify.", parameter: "/profile",
                hint: "{\"verify\": {\"key\": …, \"profile\": \"\(profile.name)\"}}")
        }
        // Of two policies, each with a time of its own, none is kept.
        let isOne = named == nil || nested?.epoch == nil
        coming = nested?.coming ?? []
        isLasting = keys.isLasting && nested?.isLasting != false && isOne
        epoch = named?.epoch ?? nested?.epoch
        do throws(PolicyFault) {
            decrypter = Decrypter(
                policy: try DecryptionPolicy(params), content: content, nested: nested?.verifier, keySets: keys.sets,
                limits: surroundings.tokenLimits)
        } catch {
            throw RPCError(error)
        }
    }

    // What the signed token inside is held against.
    private struct Nested {
        let verifier: Verifier
        let coming: [Key]
        let isLasting: Bool
        let epoch: PolicyEpoch?

        init(_ value: JSONValue, _ call: Call, _ surroundings: Surroundings) throws(RPCError) {
            do throws(RPCError) {
                let inner = call.with(try Arguments(value, for: verification))
                self = try inner.withPolicy(of: verification, surroundings) { (call, named) throws(RPCError) in
                    try Nested(call, under: named, surroundings)
                }
            } catch {
                if error.isDeferral { throw error }
                throw error.inside("/verify")
            }
        }

        private init(_ call: Call, under named: EffectivePolicy?, _ surroundings: Surroundings) throws(RPCError) {
            guard let key = call.arguments["key"] else {
                throw RPCError(.invalidParameters, "verify needs a key.", parameter: "/key")
            }
            let keys = try KeyInput(key, at: "/key", for: call, surroundings, to: .verify)
            verifier = Verifier(policy: try Policy(call), keySets: keys.sets, limits: surroundings.tokenLimits)
            coming = keys.coming
            isLasting = keys.isLasting
            epoch = named?.epoch
        }
    }

    private static func refuseClaims(_ arguments: Arguments) throws(RPCError) {
        for parameter in Parameter.policy where !outer.contains("\(parameter.name)") {
            guard arguments[parameter.name] != nil else { continue }
            throw RPCError(
                .invalidParameters, "\(parameter.name) is about the token inside: it belongs into verify.",
                parameter: "/\(parameter.name)", hint: "{\"verify\": {\"key\": …, \"\(parameter.name)\": …}}")
        }
    }
}
