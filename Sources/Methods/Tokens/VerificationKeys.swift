import JOSE
import JSON
import JWT
import RPC

extension Parameter {
    /// What `verify` takes that brings keys with it: whose keys in the token's own header are believed, what the token must
    /// be bound to, and where its status stands.
    static let trust: [Parameter] =
        [
            Parameter(
                "jkt", .strings,
                "In place of key: thumbprints (RFC 7638, SHA-256) of which the public key that the token brings in jwk must have one."
            )
        ] + roots + [
            Parameter(
                "certificateNames", .strings,
                "Names of which the certificate in x5c must be for one: a host, or DNS:, URI:, email: or IP: and the name."
            ),
            Parameter(
                "dpop", .object,
                "The proof that came with the token, which must be bound to its key: proof, htm, htu, and nonce, maxTokenAge, clockTolerance, algorithms."
            ),
            Parameter(
                "certificate", .schema(.key),
                "The certificate of the sender's connection, which the token must be bound to."),
            Parameter("statusList", .strings, "Status lists, signed, of which one must say that the token is valid."),
            Parameter("statusKey", .schema(.key), "The keys of whoever issues the status lists (those of the token)."),
        ]
}

/// Every key that a call of `verify` names, and what its policy makes of them.
struct VerificationKeys {
    /// The keys to verify with; none where the token's own is believed.
    let sets: [KeySet]
    /// Keys among them that sign later, and ought not to have signed anything yet.
    let coming: [Key]
    /// Keys of the same sets that verify nothing any more.
    let retired: [RetiredKey]
    /// Whether the same call may mean other keys another time.
    let isVolatile: Bool
    /// Whether what was prepared with them, and their text, may be kept for another call, for as long as the epoch lasts.
    let isLasting: Bool
    /// For how long those of the store are these; nil where none are.
    let epoch: KeyEpoch?

    init(_ call: Call, for policy: inout Policy, _ surroundings: Surroundings) throws(RPCError) {
        var inputs: [KeyInput] = []
        if let embedded = try Self.embeddedKey(call, policy, surroundings, &inputs) {
            guard call.arguments["key"] == nil else {
                throw RPCError(
                    .invalidParameters, "The token's own key is believed, or the one that is given: not both.",
                    parameter: "/key")
            }
            policy.embeddedKey = embedded
            sets = []
        } else {
            guard let key = call.arguments["key"] else {
                throw RPCError(
                    .invalidParameters, "verify needs the parameter key.", parameter: "/key",
                    hint:
                        "The keys to verify with, here or in a policy. A token's own key is believed only under jkt, trustedRoots or systemRoots."
                )
            }
            let keys = try KeyInput(key, at: "/key", for: call, surroundings, to: .verify)
            inputs.append(keys)
            sets = keys.sets
        }
        policy.binding = try TokenBinding(call, surroundings, &inputs)
        policy.status = try StatusExpectation(call, tokenKeys: sets, surroundings, &inputs)
        coming = inputs.flatMap(\.coming)
        retired = inputs.flatMap(\.retired)
        isVolatile = inputs.contains(where: \.isVolatile)
        isLasting = inputs.allSatisfy { $0.isLasting || $0.isLastingForEpoch }
        epoch = inputs.compactMap(\.epoch).reduce(nil) { (all: KeyEpoch?, one) in all?.joined(with: one) ?? one }
    }

    private static func embeddedKey(
        _ call: Call, _ policy: Policy, _ surroundings: Surroundings, _ inputs: inout [KeyInput]
    ) throws(RPCError) -> EmbeddedKey? {
        let names = try certificateNames(call.arguments)
        let roots = try TrustedRoots(call, surroundings)
        let thumbprints = call.arguments.strings("jkt")?.compactMap(\.utf8)
        guard let roots else {
            guard names == nil else {
                throw RPCError(
                    .invalidParameters, "certificateNames needs trustedRoots or systemRoots.",
                    parameter: "/certificateNames")
            }
            return thumbprints.map { .jwk(thumbprints: $0) } ?? policy.embeddedKey
        }
        guard thumbprints == nil, policy.embeddedKey == nil else {
            throw RPCError(
                .invalidParameters, "The token's own key is in jwk or in x5c: roots are for x5c alone.",
                parameter: roots.keys == nil ? "/systemRoots" : "/trustedRoots")
        }
        // The system's roots vouch for everybody who has a host.
        guard roots.keys != nil || names != nil else {
            throw RPCError(
                .invalidParameters, "systemRoots needs certificateNames: anybody gets a certificate for some name.",
                parameter: "/certificateNames")
        }
        if let keys = roots.keys { inputs.append(keys) }
        return .certificate(under: roots.trust, names: names)
    }

    private static func certificateNames(_ arguments: Arguments) throws(RPCError) -> [CertificateName]? {
        guard let given = arguments.strings("certificateNames") else { return nil }
        let names = given.compactMap { $0.string.flatMap { CertificateName($0) } }
        guard names.count == given.count else {
            throw RPCError(.invalidParameters, "A name is not empty.", parameter: "/certificateNames")
        }
        return names
    }
}

extension TokenBinding {
    /// What `dpop` takes.
    static let proof = MethodDescription(
        "dpop", "The proof that came with a token.",
        parameters: [
            Parameter("proof", .string, "The proof, a compact token.", required: true),
            Parameter("htm", .string, "The method of the request.", required: true),
            Parameter("htu", .string, "The address of the request.", required: true),
            Parameter("nonce", .string, "The nonce that the server gave last."),
        ] + Parameter.policy.filter { ["algorithms", "maxTokenAge", "clockTolerance"].contains("\($0.name)") },
        result: Schema("Proof", [.object], "{}"))

    fileprivate init?(
        _ call: Call, _ surroundings: Surroundings, _ inputs: inout [KeyInput]
    ) throws(RPCError) {
        if let value = call.arguments["dpop"] {
            guard call.arguments["certificate"] == nil else {
                throw RPCError(
                    .invalidParameters, "A token is bound to one key: dpop and certificate exclude each other.",
                    parameter: "/certificate")
            }
            self = try .proof(value, surroundings)
            return
        }
        guard let value = call.arguments["certificate"] else { return nil }
        let input = try KeyInput(value, at: "/certificate", for: call, surroundings)
        inputs.append(input)
        guard input.keys.count == 1, let certificate = input.keys.first?.attributes.certificates.first else {
            throw RPCError(.invalidParameters, "certificate is one certificate.", parameter: "/certificate")
        }
        do throws(KeyFault) {
            self = .certificate(try certificate.names().sha256)
        } catch {
            throw RPCError(writing: error)
        }
    }

    private static func proof(_ value: JSONValue, _ surroundings: Surroundings) throws(RPCError) -> TokenBinding {
        let arguments: Arguments
        do throws(RPCError) {
            arguments = try Arguments(value, for: proof)
        } catch {
            throw error.inside("/dpop")
        }
        do throws(PolicyFault) {
            let policy = try Policy(value, as: Profile.proof)
            return .proof(
                arguments["proof"]?.utf8 ?? [],
                Verifier(policy: policy, keySets: [], limits: surroundings.tokenLimits))
        } catch {
            throw RPCError(error, at: "/dpop")
        }
    }
}

extension StatusExpectation {
    fileprivate init?(
        _ call: Call, tokenKeys: [KeySet], _ surroundings: Surroundings, _ inputs: inout [KeyInput]
    ) throws(RPCError) {
        let key = call.arguments["statusKey"]
        guard let lists = call.arguments.strings("statusList")?.compactMap(\.utf8) else {
            guard key == nil else {
                throw RPCError(.invalidParameters, "statusKey needs statusList.", parameter: "/statusKey")
            }
            return nil
        }
        guard lists.count <= Self.listLimit else {
            throw RPCError(
                .invalidParameters, "statusList has at most \(Self.listLimit) lists.", parameter: "/statusList")
        }
        var sets = tokenKeys
        if let key {
            let input = try KeyInput(key, at: "/statusKey", for: call, surroundings, to: .verify)
            inputs.append(input)
            sets = input.sets
        }
        guard !sets.isEmpty else {
            throw RPCError(
                .invalidParameters, "statusList needs statusKey, where the token brings its own key.",
                parameter: "/statusKey")
        }
        var policy = Policy()
        policy.adopt(.statusList, ProfileArguments())
        self.init(
            lists: lists, verifier: Verifier(policy: policy, keySets: sets, limits: surroundings.tokenLimits))
    }
}
