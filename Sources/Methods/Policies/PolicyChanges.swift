import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// Keeps a policy.
    static let policiesPut = Method(
        MethodDescription(
            "policies/put", "Keeps a policy in the store under a name, in the place of one that is kept there.",
            parameters: [
                Parameter("name", .string, "The name of the policy.", required: true),
                Parameter(
                    "policy", .schema(.policyMembers), "Its members. Keys that are secret do not stand in it.",
                    required: true),
            ],
            result: Schema(
                "PutPolicy", [.object],
                """
                {"type": "object", "required": ["name", "created"], "properties": {"name": {"type": "string"},
                 "created": {"description": "Whether there was none of this name.", "type": "boolean"}}}
                """),
            errors: ErrorCode.policyFaults + [.policyFixed, .policyLimit, .keyUnusable, .keyPassword, .keyLimit],
            example: #"{"name":"tenant","policy":{"issuer":"https://issuer.example","maxLifetime":"15m"}}"#)
    ) { (call, bench, writer) throws(RPCError) in
        guard let policy = call.arguments["policy"] else { return }
        // It returns when the policy is on the disk.
        try call.takesLong()
        let name = try call.policyName()
        let outcome = try bench.surroundings.policies.put(policy, as: name, for: call, bench.surroundings)
        writer.object { writer in
            writer.member("name", name)
            writer.member("created", outcome == .made)
        }
    }

    /// Takes a policy away.
    static let policiesRemove = Method(
        MethodDescription(
            "policies/remove", "Takes a policy out of the store.",
            parameters: [Parameter("name", .string, "The name of the policy.", required: true)],
            result: Schema(
                "RemovedPolicy", [.object],
                #"{"type": "object", "required": ["removed"], "properties": {"removed": {"type": "boolean"}}}"#),
            errors: ErrorCode.policyFaults + [.policyFixed, .policyNeeded],
            example: #"{"name":"tenant"}"#)
    ) { (call, bench, writer) throws(RPCError) in
        try call.takesLong()
        let isRemoved = try bench.surroundings.policies.remove(try call.policyName())
        writer.object { $0.member("removed", isRemoved) }
    }
}

extension Call {
    // A name as it must be.
    fileprivate func policyName() throws(RPCError) -> String {
        guard let name = arguments["name"]?.utf8, PolicyDeclaration.isName(name) else {
            throw RPCError(
                .invalidParameters, "The name of a policy has \(PolicyDeclaration.nameRule).", parameter: "/name")
        }
        return String(decoding: name, as: UTF8.self)
    }
}

extension Policies {
    fileprivate func put(
        _ policy: JSONValue, as name: String, for call: Call, _ surroundings: Surroundings
    ) throws(RPCError) -> StoredPolicies.Outcome {
        do throws(RPCError) {
            try PolicyCheck.members(of: policy)
        } catch {
            throw error.inside("/policy")
        }
        if let duplicate = policy.firstDuplicate {
            throw RPCError(
                .invalidParameters, "The policy has \(duplicate.excerpt()) twice.", parameter: "/policy",
                offset: duplicate.offset)
        }
        try refuse(fixed: name)
        guard policy.text.count <= PolicyDeclaration.policyBytes else {
            throw RPCError(
                .policyLimit, "A policy has at most \(PolicyDeclaration.policyBytes) bytes.", parameter: "/policy",
                limit: PolicyDeclaration.policyBytes)
        }
        try refuseSecrets(policy, for: call, surroundings)
        try check(policy, as: name)
        let outcome = try stored.put(name, policy, at: surroundings.clock().seconds)
        guard outcome != .full else {
            throw RPCError(
                .policyLimit, "The store has \(PolicyDeclaration.policies) policies.", parameter: "/name",
                limit: PolicyDeclaration.policies)
        }
        return outcome
    }

    fileprivate func remove(_ name: String) throws(RPCError) -> Bool {
        try refuse(fixed: name)
        for case let (_, layer?) in try stored.all() where layer.object["extends"]?.string == name {
            throw RPCError(.policyNeeded, "Policy \(layer.name ?? "") extends it.", parameter: "/name")
        }
        return try stored.remove(name)
    }

    private func refuse(fixed name: String) throws(RPCError) {
        guard let file = try file(epoch), let policy = file.policy(name) else { return }
        throw RPCError(
            .policyFixed, "The policy \(name) stands in the configuration file: \(file.place(of: policy.offset)).",
            parameter: "/name", hint: "It is changed there.")
    }

    // The store keeps policies as they are written: a secret is none there.
    private func refuseSecrets(
        _ policy: JSONValue, for call: Call, _ surroundings: Surroundings
    ) throws(RPCError) {
        for parameter in PolicyDeclaration.members where parameter.isKey {
            guard let value = policy[parameter.name] else { continue }
            let pointer = "/policy/\(parameter.name)"
            for key in value.kind == .array ? Array(value.elements) : [value] {
                guard try isSecret(key, at: pointer, for: call, surroundings) else { continue }
                throw RPCError(
                    .invalidParameters, "A policy that is kept has no secret in it.", parameter: pointer,
                    hint: "Name a file or a variable that holds the key.")
            }
        }
    }

    private func isSecret(
        _ key: JSONValue, at pointer: String, for call: Call, _ surroundings: Surroundings
    ) throws(RPCError) -> Bool {
        if PolicyCheck.secret(inKey: key) != nil { return true }
        if PolicyCheck.isElsewhere(key) { return false }
        return try KeyInput(key, at: pointer, for: call, surroundings).keys.contains(where: \.isSecret)
    }

    // What it comes to, with this policy in its place.
    private func check(_ policy: JSONValue, as name: String) throws(RPCError) {
        let file = try file(epoch)
        var chain = PolicyChain()
        try chain.extend(from: name) { (other) throws(RPCError) in
            if other == name { return PolicyLayer(name: nil, object: policy, source: .call) }
            return try layer(other, file)
        }
        do throws(PolicyFault) {
            _ = try Policy(JSONLayers(chain.layers.map(\.object)), isWhole: false)
        } catch {
            throw EffectivePolicy(chain, at: nil).located(RPCError(error), orAt: "/policy")
        }
    }
}
