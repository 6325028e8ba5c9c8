import Testing

struct AttackTests {
    @Test(arguments: Attack.all)
    func `verify answers an attack as the table says`(attack: Attack) throws {
        let service = Service()
        for parameters in try attack.parameters() {
            // Twice: what was prepared for the first request serves the second.
            for _ in 1...2 {
                let answer = try service.call("verify", parameters)
                attack.expected.check(answer, attack.id)
                guard let diagnosis = attack.diagnosis else { continue }
                #expect(answer.diagnosis.contains(diagnosis), "\(attack.id): \(answer.text)")
            }
        }
    }

    @Test func `no two rows of the table have one name`() {
        let names = Attack.all.map { $0.id }
        let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
        #expect(repeated.isEmpty, "\(repeated.keys)")
    }
}
