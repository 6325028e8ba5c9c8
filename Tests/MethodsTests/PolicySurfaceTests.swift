import JSON
import Methods
import RPC
import Testing

/// The tables of attacks once more, with every policy given by its name.
struct PolicySurfaceTests {
    @Test(arguments: AttackTable.allCases)
    func `a policy by its name gives the verdict of its members, whatever the token`(table: AttackTable) throws {
        var (count, wrong) = (0, 0)
        for row in try table.rows() {
            let named = NamedPolicies(row.parameters, of: row.attack.method)
            guard !named.policies.isEmpty else { continue }
            let service = Service(policies: named.policies)
            count += 1
            for _ in 1...2 {
                let answer = try service.call(row.attack.method, named.parameters)
                if case .error = row.attack.expected {
                    guard answer.result != nil else { continue }
                } else {
                    guard answer.outcome != row.outcome else { continue }
                }
                wrong += 1
                if wrong <= 5 {
                    Issue.record("\(row.attack.id): \(answer.text.prefix(600)), by itself \(row.outcome.prefix(600))")
                }
            }
        }
        #expect(wrong == 0 && count > 100)
        print("Attacks on \(table), policies by name: \(count) requests, \(wrong) wrong")
    }
}

/// A call whose policy is taken out of its parameters and given a name, and so is what is asked of a token inside.
struct NamedPolicies {
    /// The policies that were taken out.
    private(set) var policies: [(name: String, policy: String)] = []
    /// What is left, and the names.
    private(set) var parameters: Parameters = [:]

    /// Members of policies, by their names.
    private static let members: Set<String> = {
        let verify = Methods.descriptions.first { "\($0.name)" == "verify" }
        let others = ["token", "policy", "now", "detachedPayload", "detachedText", "checks", "diagnose"]
        return Set((verify?.parameters ?? []).map { "\($0.name)" }).subtracting(others)
    }()

    init(_ given: Parameters, of method: String) {
        var outer: Parameters = [:]
        for (name, value) in given.all {
            if Self.members.contains(name) {
                outer = outer.with([name: value])
            } else if name == "verify", method == "decrypt", value.hasPrefix("{") {
                policies.append((name: "inner", policy: value))
                parameters = parameters.with([name: #"{"policy":"inner"}"#])
            } else {
                parameters = parameters.with([name: value])
            }
        }
        guard !outer.all.isEmpty else { return }
        policies.append((name: "outer", policy: outer.json))
        parameters = parameters.with(["policy": #""outer""#])
    }
}
