/// What was used and must not be used again, as a transaction sees it.
package struct ReplayTable {
    private let connection: any SQLConnection

    /// The table of a connection.
    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// What came of a use.
    package enum Outcome: Sendable, Equatable {
        /// It was the first.
        case first
        /// It was used before, at this instant.
        case again(first: Int64)
        /// So many are remembered in this scope that no more can be: none is forgotten to make room.
        case full
    }

    /// How many are remembered in one scope.
    package static let limit: Int64 = 1_000_000

    /// Notes a use of what has this name in a scope, to be remembered until an instant. It is the write that decides who was
    /// first, and no look before it.
    package func use(
        _ name: [UInt8], in scope: [UInt8], at now: Int64, until: Int64, limit: Int64 = limit
    ) throws(StoreFault) -> Outcome {
        let inserted = try connection.run(
            "INSERT INTO replays (name, scope, first, until) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
            [.bytes(name), .bytes(scope), .integer(now), .integer(until)])
        guard inserted > 0 else {
            let first = try connection.row("SELECT first FROM replays WHERE name = $1", [.bytes(name)])?.integer(0)
            return .again(first: first ?? now)
        }
        let entries = try connection.row(
            """
            INSERT INTO scopes (scope, entries) VALUES ($1, 1)
            ON CONFLICT (scope) DO UPDATE SET entries = scopes.entries + 1 RETURNING entries
            """, [.bytes(scope)])?.integer(0)
        guard let entries, entries <= limit else {
            try connection.run("DELETE FROM replays WHERE name = $1", [.bytes(name)])
            try connection.run("UPDATE scopes SET entries = entries - 1 WHERE scope = $1", [.bytes(scope)])
            return .full
        }
        return .first
    }

    /// Forgets what nobody can use any more, a part at a time; what a clock that ran ahead says is not believed at once.
    package func prune(at now: Int64, limit: Int = 1000) throws(StoreFault) -> Int {
        let clock = PruningClock(connection, "replays")
        guard let instant = try clock.confirmed(at: now, apart: Self.interval) else { return 0 }
        let rows = try connection.rows(
            """
            DELETE FROM replays WHERE name IN (SELECT name FROM replays WHERE until < $1 ORDER BY until LIMIT $2)
            RETURNING scope
            """, [.integer(instant), .integer(Int64(limit))])
        for scope in rows.compactMap({ $0.bytes(0) }) {
            try connection.run("UPDATE scopes SET entries = entries - 1 WHERE scope = $1", [.bytes(scope)])
        }
        return rows.count
    }

    /// How long apart two prunings are, in seconds.
    package static let interval: Int64 = 60
}
