import JSON
import Testing

struct AttackTests {
    @Test(arguments: AttackTable.allCases.flatMap(\.attacks))
    func `an attack is answered as the table says`(attack: Attack) throws {
        let service = Service()
        for parameters in try attack.parameters() {
            // Twice: what was prepared for the first request serves the second.
            for _ in 1...2 {
                let answer = try service.call(attack.method, parameters)
                attack.expected.check(answer, attack.id)
                guard let diagnosis = attack.diagnosis else { continue }
                #expect(answer.diagnosis.contains(diagnosis), "\(attack.id): \(answer.text)")
            }
        }
    }

    @Test(arguments: [SampleKey.rsa, SampleKey.p256, SampleKey.ed25519, SampleKey.secret])
    func `HDR-03 no private member of a key in a header is repeated`(jwk: String) throws {
        let service = Service()
        let members = privateMembers(of: try JSONDocument(Array(jwk.utf8)).root)
        let header = #"{"alg":"HS256","jwk":\#(jwk),"deeper":[{"key":\#(jwk)}]}"#
        for token in [try forged(header), try forged(header) + "A"] {
            for call in [("verify", ["key": MethodsTests.jwk(SampleKey.secret)]), ("decode", [:])]
                as [(String, Parameters)]
            {
                let answer = try service.call(call.0, call.1.with(["token": quoted(token)]))
                #expect(answer.result != nil && !members.isEmpty)
                for member in members {
                    let value = try #require(try JSONDocument(Array(jwk.utf8)).root[Array(member.utf8).span]?.string)
                    #expect(!answer.text.contains(value), "\(call.0): \(member)")
                }
            }
        }
    }

    @Test(arguments: [
        ("HDR-17 more keys than are tried", "5 more would fit, beyond the limit of keys"),
        ("CRT-16 10 000 names", "1 to 16 "),
    ])
    func `a refusal for a limit says so`(id: String, words: String) throws {
        let attack = try #require(Attack.all.first { $0.id == id })
        for parameters in try attack.parameters() {
            #expect(try Service().call("verify", parameters).text.contains(words))
        }
    }

    @Test(arguments: AttackTable.allCases)
    func `no two rows of a table have one name`(table: AttackTable) {
        let names = table.attacks.map { $0.id }
        let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
        #expect(repeated.isEmpty, "\(repeated.keys)")
    }
}
