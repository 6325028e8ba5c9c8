import JSON
import Testing

/// The attacks on one method.
enum AttackTable: String, CaseIterable, Sendable {
    case verify, decrypt

    /// What is thrown at it.
    var attacks: [Attack] {
        switch self {
        case .verify: Attack.all
        case .decrypt: DecryptionAttack.all
        }
    }

    /// Every row, and each form of it, called once by itself.
    func rows() throws -> [AttackRow] {
        switch self {
        case .verify: try Self.verifyRows.get()
        case .decrypt: try Self.decryptRows.get()
        }
    }

    private static let verifyRows = Result { try AttackRow.all(of: .verify) }
    private static let decryptRows = Result { try AttackRow.all(of: .decrypt) }
}

/// One request of a table of attacks, and what a call of its own was answered.
struct AttackRow: Sendable {
    let attack: Attack
    let parameters: Parameters
    let outcome: String

    fileprivate static func all(of table: AttackTable) throws -> [AttackRow] {
        try table.attacks.flatMap { attack in
            try attack.parameters().map { parameters in
                let answer = try Service().call(attack.method, parameters)
                attack.expected.check(answer, attack.id)
                return AttackRow(attack: attack, parameters: parameters, outcome: answer.outcome)
            }
        }
    }

    /// Whether it is put off to where long work delays nobody, as whatever comes with a password is.
    var isPutOff: Bool { parameters["key"]?.contains(#""password":"#) == true }

    /// Whether it is small enough to be repeated.
    var isLight: Bool { parameters.json.utf8.count < 20_000 }

    /// The request, at the instant of the tests whoever answers it.
    func message(id: Int) -> String {
        Service.message(attack.method, parameters.atTestTime.json, id: id)
    }

    /// The result or the error of an answer, as it is written.
    static func outcome(of answer: JSONValue) -> String {
        answer["result"]?.lexeme ?? answer["error"]?.lexeme ?? answer.lexeme
    }
}

extension Parameters {
    /// The same, with the instant that the clock of the tests says, unless there is one.
    var atTestTime: Parameters { self["now"] == nil ? with(["now": "\(Service.now)"]) : self }
}
