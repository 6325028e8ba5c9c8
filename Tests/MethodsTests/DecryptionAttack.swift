import Foundation
import JSON
import Testing

/// One thing that is thrown at `decrypt`, and what must come of it.
struct DecryptionAttack: Sendable, CustomTestStringConvertible {
    /// The row, and what is special about it.
    let id: String
    /// What must come of it.
    let expected: Expectation
    private let others: Parameters
    private let token: @Sendable () throws -> String

    init(
        _ id: String, _ expected: Expectation, key: String, _ others: Parameters = [:],
        token: @escaping @Sendable () throws -> String
    ) {
        self.id = id
        self.expected = expected
        self.others = (["key": key] as Parameters).with(others)
        self.token = token
    }

    var testDescription: String { id }

    /// The parameters; a token that is no JSON value yet is quoted.
    func parameters() throws -> Parameters {
        let token = try token()
        return others.with(["token": token.hasPrefix("{") || token.hasPrefix("\"") ? token : quoted(token)])
    }

    /// Every row.
    static let all: [DecryptionAttack] = [parts, wrappings, asymmetric, passwords, headers, forms].flatMap { $0 }
}

struct DecryptionAttackTests {
    @Test(arguments: DecryptionAttack.all)
    func `decrypt answers an attack as the table says`(attack: DecryptionAttack) throws {
        let service = Service()
        let parameters = try attack.parameters()
        // Twice: the keys of the first request serve the second.
        for _ in 1...2 { attack.expected.check(try service.call("decrypt", parameters), attack.id) }
    }

    @Test func `OUT-15 a failed decryption has one answer for every cause`() throws {
        var answers: Set<String> = []
        for attack in DecryptionAttack.all {
            guard case .refused(["jwe.decryption_failed"]) = attack.expected else { continue }
            let answer = try Service().call("decrypt", try attack.parameters())
            let failures = try #require(answer.result?["failures"]?.elements.first { _ in true })
            answers.insert("\(failures["code"]?.lexeme ?? "") \(failures["message"]?.lexeme ?? "")")
        }
        #expect(answers.count == 1, "\(answers)")
    }

    @Test func `no two rows of the table have one name`() {
        let repeated = Dictionary(grouping: DecryptionAttack.all.map(\.id)) { $0 }.filter { $0.value.count > 1 }
        #expect(repeated.isEmpty, "\(repeated.keys)")
    }
}
