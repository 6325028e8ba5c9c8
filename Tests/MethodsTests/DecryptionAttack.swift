import JSON
import Testing

/// One thing that is thrown at `decrypt`.
struct DecryptionAttack: Sendable {
    private let attack: Attack

    /// A token that is written as a JSON string is taken for what that string says.
    init(
        _ id: String, _ expected: Expectation, key: String, _ others: Parameters = [:],
        token: @escaping @Sendable () throws -> String
    ) {
        attack = Attack(id, expected, key: key, others, method: "decrypt") {
            let token = try token()
            guard token.hasPrefix("\"") else { return token }
            return try JSONDocument(Array(token.utf8)).root.string ?? token
        }
    }

    /// Every row.
    static let all: [Attack] = [parts, wrappings, asymmetric, passwords, headers, forms].flatMap { $0 }.map(\.attack)
}

struct DecryptionAttackTests {
    @Test func `OUT-15 a failed decryption has one answer for every cause`() throws {
        var answers: Set<String> = []
        for attack in DecryptionAttack.all {
            guard case .refused(["jwe.decryption_failed"]) = attack.expected else { continue }
            for parameters in try attack.parameters() {
                let answer = try Service().call("decrypt", parameters)
                let failures = try #require(answer.result?["failures"]?.elements.first { _ in true })
                answers.insert("\(failures["code"]?.lexeme ?? "") \(failures["message"]?.lexeme ?? "")")
            }
        }
        #expect(answers.count == 1, "\(answers)")
    }
}
