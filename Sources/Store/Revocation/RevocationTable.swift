/// The entries about what was revoked, as a transaction sees them.
package struct RevocationTable {
    private let connection: any SQLConnection

    /// The table of a connection.
    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Keeps an entry. One about the same that was there already stays as old as it is, and hits no less than before.
    package func put(_ entry: Revocation) throws(StoreFault) -> Revocation {
        let values: [SQLValue] = [
            .integer(try connection.next("revocations")), .integer(entry.name.kind.rawValue), .bytes(entry.name.octets),
            SQLValue(entry.before), .integer(entry.since), SQLValue(entry.until), .bytes(entry.about),
            SQLValue(entry.reason), SQLValue(entry.note), SQLValue(entry.place?.list), SQLValue(entry.place?.index),
        ]
        let row = try connection.row(
            """
            INSERT INTO revocations (id, kind, name, before, since, until, about, reason, note, list, place)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (kind, name) DO UPDATE SET
                before = CASE WHEN revocations.before IS NULL OR excluded.before IS NULL THEN NULL
                    WHEN revocations.before > excluded.before THEN revocations.before ELSE excluded.before END,
                until = CASE WHEN revocations.until IS NULL OR excluded.until IS NULL THEN NULL
                    WHEN revocations.until > excluded.until THEN revocations.until ELSE excluded.until END,
                about = excluded.about, reason = coalesce(excluded.reason, revocations.reason),
                note = coalesce(excluded.note, revocations.note), list = coalesce(excluded.list, revocations.list),
                place = coalesce(excluded.place, revocations.place)
            RETURNING id, kind, name, before, since, until, about, reason, note, list, place
            """, values)
        guard let kept = row.flatMap(Revocation.init) else { throw Self.unreadable }
        return kept
    }

    /// The entry with a name.
    package func entry(named name: Revocation.Name) throws(StoreFault) -> Revocation? {
        try connection.row(
            """
            SELECT id, kind, name, before, since, until, about, reason, note, list, place FROM revocations
            WHERE kind = $1 AND name = $2
            """, [.integer(name.kind.rawValue), .bytes(name.octets)]
        ).map(Self.read)
    }

    /// Entries in the order in which they were made, from behind one of them.
    package func entries(behind id: Int64, limit: Int, kind: Revocation.Kind? = nil) throws(StoreFault) -> [Revocation]
    {
        let rows = try connection.rows(
            """
            SELECT id, kind, name, before, since, until, about, reason, note, list, place FROM revocations
            WHERE id > $1 AND ($2 = 0 OR kind = $2) ORDER BY id LIMIT $3
            """, [.integer(id), .integer(kind?.rawValue ?? 0), .integer(Int64(limit))])
        return try rows.map(Self.read)
    }

    /// The names of the entries behind one of them.
    func names(behind id: Int64, _ body: (Int64, Revocation.Name) -> Void) throws(StoreFault) {
        // By pages: a server's answer stands in memory whole, and each has its time.
        let sql: StaticString = "SELECT id, kind, name FROM revocations WHERE id > $1 ORDER BY id LIMIT $2"
        var (last, count) = (id, Self.page)
        while count == Self.page {
            count = 0
            try connection.run(sql, [.integer(last), .integer(Self.page)]) { (row) throws(StoreFault) in
                guard let id = row.integer(0), let name = Revocation.Name(kind: row.integer(1), octets: row.bytes(2))
                else { throw Self.unreadable }
                body(id, name)
                (last, count) = (id, count + 1)
            }
        }
    }

    private static let page: Int64 = 10_000

    /// The number of the newest entry, 0 where there is none.
    func newest() throws(StoreFault) -> Int64 {
        try connection.row("SELECT max(id) FROM revocations")?.integer(0) ?? 0
    }

    /// Takes an entry away, and the list that it names where it names one; false where there is none.
    package func remove(_ id: Int64) throws(StoreFault) -> Bool {
        try StatusListTable(connection).remove(id)
        return try connection.run("DELETE FROM revocations WHERE id = $1", [.integer(id)]) > 0
    }

    /// The places of revoked tokens in a list.
    package func places(in list: [UInt8], _ body: (Int64) -> Void) throws(StoreFault) {
        let sql: StaticString = "SELECT id, place FROM revocations WHERE list = $1 AND id > $2 ORDER BY id LIMIT $3"
        var (last, count) = (Int64(0), Self.page)
        while count == Self.page {
            count = 0
            let values: [SQLValue] = [.bytes(list), .integer(last), .integer(Self.page)]
            try connection.run(sql, values) { (row) throws(StoreFault) in
                guard let id = row.integer(0), let place = row.integer(1) else { throw Self.unreadable }
                body(place)
                (last, count) = (id, count + 1)
            }
        }
    }

    /// How long entries stay beyond the expiry of what they hit: more than any tolerance for clocks.
    package static let margin: Int64 = 3600

    /// Takes away what can hit nothing any more, a part at a time, and answers how many were taken.
    ///
    /// A clock that runs ahead for a while takes nothing with it: an entry goes only where it had expired at an earlier pruning
    /// too, at least `margin` before. What was taken stays known as an instant (`prunedUntil`): for one before it, nobody can
    /// say any more what was revoked.
    package func prune(at now: Int64, limit: Int = 1000) throws(StoreFault) -> Int {
        let clock = PruningClock(connection, "pruning")
        guard let instant = try clock.confirmed(at: now, apart: Self.margin) else { return 0 }
        let end = instant.subtractingReportingOverflow(Self.margin)
        guard !end.overflow else { return 0 }
        let rows = try connection.rows(
            """
            DELETE FROM revocations WHERE id IN (SELECT id FROM revocations WHERE until < $1 ORDER BY until LIMIT $2)
            RETURNING until
            """, [.integer(end.partialValue), .integer(Int64(limit))])
        if let last = rows.compactMap({ $0.integer(0) }).max() { try clock.raise("pruned", to: last) }
        return rows.count
    }

    /// The instant up to which entries may have been taken away; nil where none were.
    package func prunedUntil() throws(StoreFault) -> Int64? {
        try PruningClock(connection, "pruning").value(of: "pruned")
    }

    private static func read(_ row: SQLRow) throws(StoreFault) -> Revocation {
        guard let entry = Revocation(row) else { throw unreadable }
        return entry
    }

    private static var unreadable: StoreFault { StoreFault(.corrupt, "An entry of the store cannot be read.") }
}

extension Revocation {
    fileprivate init?(_ row: SQLRow) {
        guard let id = row.integer(0), let name = Name(kind: row.integer(1), octets: row.bytes(2)),
            let since = row.integer(4), let about = row.bytes(6)
        else { return nil }
        self.init(name, since: since, until: row.integer(5), about: about)
        self.id = id
        before = row.integer(3)
        reason = row.bytes(7)
        note = row.bytes(8)
        if let list = row.bytes(9), let index = row.integer(10) { place = Place(list: list, index: index) }
    }
}
