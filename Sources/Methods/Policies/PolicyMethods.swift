import JSON
import JWT
import RPC
import Store

extension Methods {
    /// The policies that there are.
    static let policiesList = Method(
        MethodDescription(
            "policies/list", "Lists the policies that have a name.",
            result: Schema(
                "PolicyList", [.object],
                """
                {"type": "object", "required": ["policies"],
                 "properties": {"file": {"description": "The configuration file, where there is one.", "type": "string"},
                  "policies": {"type": "array", "items": {"type": "object", "required": ["name", "from"],
                   "properties": {"name": {"type": "string"}, "from": {"enum": ["file", "store"]}, "extends": {"type": "string"}, "description": {"type": "string"},
                    "changed": {"description": "When it was put into the store.", "type": "integer"},
                    "readable": {"description": "False where what is in the store is no policy.", "type": "boolean"},
                    "hidden": {"description": "Whether the file has one of this name, which counts in its place.", "type": "boolean"}}}}}}
                """),
            errors: ErrorCode.policyFaults)
    ) { (_, bench, writer) throws(RPCError) in
        let policies = bench.surroundings.policies
        let file = try policies.file(policies.epoch)
        let stored = try policies.stored.all()
        writer.object { writer in
            writer.member("file", file?.path)
            writer.array("policies") { writer in
                for (name, policy) in file?.entries ?? [] {
                    writer.object { writer in
                        writer.member("name", name)
                        writer.member("from", "file" as StaticString)
                        writer.member("extends", policy["extends"])
                        writer.member("description", policy["description"])
                    }
                }
                for (entry, layer) in stored {
                    writer.object { writer in
                        let name = String(decoding: entry.name, as: UTF8.self)
                        writer.member("name", name)
                        writer.member("from", "store" as StaticString)
                        writer.member("extends", layer?.object["extends"])
                        writer.member("description", layer?.object["description"])
                        writer.member("changed", entry.changed)
                        if layer == nil { writer.member("readable", false) }
                        if file?.policy(name) != nil { writer.member("hidden", true) }
                    }
                }
            }
        }
    }

    /// One policy with all that it comes to.
    static let policiesGet = Method(
        MethodDescription(
            "policies/get", "Tells what a policy comes to: every member that counts, and where it stands.",
            parameters: [Parameter("name", .string, "The name of the policy.", required: true)],
            result: .policyReport, errors: ErrorCode.policyFaults, example: #"{"name":"api"}"#)
    ) { (call, bench, writer) throws(RPCError) in
        do throws(RPCError) {
            let policy = try bench.surroundings.policies.effective(named: call.arguments.string("name") ?? "")
            PolicyReport(policy).write(to: &writer)
        } catch {
            var error = error
            if error.parameter == "/policy" { error.parameter = "/name" }
            throw error
        }
    }

    /// A token under a policy, and why it is as it is.
    static let policiesTest = Method(
        MethodDescription(
            "policies/test",
            "Holds a token against a policy as verify does, and tells which policy says each member that counts.",
            parameters: verify.description.parameters.map { parameter in
                "\(parameter.name)" == "policy"
                    ? Parameter("policy", parameter.type, parameter.summary, required: true) : parameter
            },
            result: Schema(
                "PolicyTest", [.object],
                """
                {"type": "object", "required": ["valid", "policy", "verdict"],
                 "properties": {"valid": {"type": "boolean"}, "policy": {"$ref": "#/components/schemas/PolicyReport"},
                  "verdict": {"$ref": "#/components/schemas/Verdict"}}}
                """, references: [.policyReport, verify.description.result]),
            errors: verify.description.errors,
            example: """
                {"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.YfuA_3Qg5xyr1p8wXvDLged87HCQxohQj1aLmwl-mpc","policy":{"requiredClaims":["sub"]},"key":{"secret":"correct horse battery staple, twice","encoding":"utf8"}}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        guard let token = call.arguments.token else { return }
        let (prepared, policy) = try call.withPolicy(bench.surroundings) { (call, policy) throws(RPCError) in
            (try PreparedVerification(call, under: policy, bench.surroundings), policy)
        }
        guard let policy else { return }
        let now = prepared.now(bench.surroundings.clock())
        let state = StateCheck(bench.surroundings, prepared.verifier.policy, at: now, isTrial: true)
        var verdict = prepared.verdict(on: token, state, at: now, using: &bench.desk)
        writer.object { writer in
            writer.member("valid", verdict.isValid)
            writer.name("policy")
            PolicyReport(policy, beside: call.arguments.params).write(to: &writer)
            writer.name("verdict")
            prepared.answer(at: now).write(verdict, to: &writer)
        }
        bench.desk.reuse(&verdict)
    }
}
