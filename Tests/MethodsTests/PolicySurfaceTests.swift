import Foundation
import JSON
import Launching
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

extension PolicySurfaceTests {
    @Test(arguments: AttackTable.allCases)
    func `the program says the same with a file of many policies, also of a call that it saw before`(table: AttackTable)
        throws
    {
        let rows = try table.rows().filter { row in
            if case .error = row.attack.expected { return false }
            return row.isLight && !row.isPutOff
        }
        let named = rows.map { NamedPolicies($0.parameters.atTestTime, of: $0.attack.method) }
        var (count, wrong) = (0, 0)
        for start in stride(from: 0, to: rows.count, by: 400) {
            let places = start..<min(start + 400, rows.count)
            let policies = places.flatMap { place in
                named[place].policies.map { (name: "\($0.name)/\(place)", policy: $0.policy) }
            }
            let messages = places.flatMap { place in
                // Three times: what is recognised the third time was noted the second time.
                (0..<3).map { turn in
                    Service.message(
                        rows[place].attack.method, named[place].parameters(numbered: place).json, id: place * 3 + turn)
                }
            }
            for answer in try Self.answers(to: messages, Service.configuration(policies)) {
                guard let id = answer["id"]?.integer.map({ Int($0) }), rows.indices.contains(id / 3) else { continue }
                count += 1
                let row = rows[id / 3]
                guard AttackRow.outcome(of: answer) != row.outcome else { continue }
                wrong += 1
                guard wrong <= 5 else { continue }
                Issue.record(
                    "\(row.attack.id): \(answer.lexeme.prefix(600)), by itself \(row.outcome.prefix(600))")
            }
        }
        #expect(wrong == 0 && count == rows.count * 3)
        print("Attacks on \(table), policies of a file: \(count) answers of the program, \(wrong) wrong")
    }

    private static func answers(to messages: [String], _ configuration: String) throws -> [JSONValue] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jwtls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("config.json").path
        let isMade = FileManager.default.createFile(
            atPath: file, contents: Data(configuration.utf8), attributes: [.posixPermissions: 0o600])
        try #require(isMade)
        let outcome = try BuiltProgram.run(messages.joined(separator: "\n") + "\n", arguments: ["--config", file])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return try outcome.output.split(separator: "\n").map {
            try JSONDocument(Array($0.utf8), limits: JSONLimits(depth: 128)).root
        }
    }
}

/// A call whose policy is taken out of its parameters and given a name, and so is what is asked of a token inside.
struct NamedPolicies {
    /// The policies that were taken out.
    private(set) var policies: [(name: String, policy: String)] = []
    /// What is left, and the names.
    private(set) var parameters: Parameters = [:]

    /// What is left, where each name has a number behind it.
    func parameters(numbered number: Int) -> Parameters {
        var result = parameters
        for name in ["policy", "verify"] {
            guard let value = parameters[name] else { continue }
            result = result.with([
                name: value.replacing("\"outer\"", with: "\"outer/\(number)\"")
                    .replacing("\"inner\"", with: "\"inner/\(number)\"")
            ])
        }
        return result
    }

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
