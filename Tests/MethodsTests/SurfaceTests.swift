import Testing

/// The tables of attacks on every way that leads to their methods: the same answer each time, byte for byte, the first time and
/// from warm caches, one after another and many at once.
struct SurfaceTests {
    @Test(arguments: AttackTable.allCases, Surface.allCases)
    func `an attack is answered alike wherever it arrives`(table: AttackTable, surface: Surface) throws {
        let rows = try table.rows()
        // Once around cold; then, but for the few that are huge, backwards, so that others come between, and each twice in
        // a row, where two threads may share it. What is put off has one thread, and a queue that must not run over.
        let again = rows.reversed().filter(\.isLight).flatMap { $0.isPutOff ? [$0] : [$0, $0] }
        let orders = [rows, again]
        let outcomes = try surface.outcomes(of: orders.flatMap { $0 })
        var wrong = 0
        for (row, outcome) in zip(orders.joined(), outcomes) where outcome != surface.expected(row) {
            wrong += 1
            guard wrong <= 5 else { continue }
            Issue.record("\(row.attack.id): \(outcome.prefix(600)), by itself \(surface.expected(row).prefix(600))")
        }
        #expect(outcomes.count == rows.count + again.count && wrong == 0)
        print(
            "Attacks on \(table), \(surface.rawValue): \(rows.count) requests of \(table.attacks.count) rows, \(outcomes.count) answers, \(wrong) wrong"
        )
    }

    @Test(arguments: AttackTable.allCases)
    func `an attack is answered alike on the command line`(table: AttackTable) throws {
        let rows = try table.rows()
        let lines = try AttackCommand.all(rows)
        let covered = lines.reduce(0) { $0 + $1.rows.count }
        var wrong = 0
        for line in lines where try !line.holds() { wrong += 1 }
        #expect(wrong == 0)
        #expect(covered > rows.count * 9 / 10)
        print(
            "Attacks on \(table), command line: \(covered) requests in \(lines.count) commands, \(rows.count - covered) that no command line can say, \(wrong) commands wrong"
        )
    }
}
