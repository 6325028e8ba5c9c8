import Testing

/// The table of attacks on every way that leads to `verify`: the same answer each time, byte for byte, the first time and
/// from warm caches, one after another and many at once.
struct SurfaceTests {
    @Test(arguments: Surface.allCases)
    func `an attack is answered alike wherever it arrives`(surface: Surface) throws {
        let rows = try AttackRow.all.get()
        // Once around cold; then, but for the few that are huge, backwards, so that others come between, and each twice in
        // a row, where two threads may share it.
        let light = rows.filter { $0.parameters.json.utf8.count < 20_000 }
        let orders = [rows, light.reversed().flatMap { [$0, $0] }]
        let outcomes = try surface.outcomes(of: orders.flatMap { $0 })
        var wrong = 0
        for (row, outcome) in zip(orders.joined(), outcomes) where outcome != surface.expected(row) {
            wrong += 1
            guard wrong <= 5 else { continue }
            Issue.record("\(row.attack.id): \(outcome.prefix(600)), by itself \(surface.expected(row).prefix(600))")
        }
        #expect(outcomes.count == rows.count + 2 * light.count && wrong == 0)
        print(
            "Attacks, \(surface.rawValue): \(rows.count) requests of \(Attack.all.count) rows, \(outcomes.count) answers, \(wrong) wrong"
        )
    }

    @Test func `an attack is answered alike on the command line`() throws {
        let rows = try AttackRow.all.get()
        let lines = try AttackCommand.all(rows)
        let covered = lines.reduce(0) { $0 + $1.rows.count }
        var wrong = 0
        for line in lines where try !line.holds() { wrong += 1 }
        #expect(wrong == 0)
        #expect(covered > rows.count * 9 / 10)
        print(
            "Attacks, command line: \(covered) requests in \(lines.count) commands, \(rows.count - covered) that no command line can say, \(wrong) commands wrong"
        )
    }
}
