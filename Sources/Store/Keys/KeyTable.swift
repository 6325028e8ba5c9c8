/// The sets of keys, as a transaction sees them.
package struct KeyTable {
    private let connection: any SQLConnection
    private let seal: RowSeal?

    /// The table of a connection. With a seal, what is written gets one, and sets that are read are held to theirs.
    package init(_ connection: any SQLConnection, sealedBy seal: RowSeal? = nil) {
        self.connection = connection
        self.seal = seal
    }

    /// The keys of a set, in their order.
    package func keys(of set: [UInt8]) throws(StoreFault) -> [StoredKey] {
        let keys = try unchecked(set)
        if let seal { for key in keys { try seal.check(key.seal, key.sealedOctets, set) } }
        return keys
    }

    private func unchecked(_ set: [UInt8]) throws(StoreFault) -> [StoredKey] {
        try connection.rows(
            """
            SELECT keyset, kid, place, alg, mark, public, secret, created, activates, verify_until, longest, reached, seal
            FROM keys WHERE keyset = $1 ORDER BY place
            """, [.bytes(set)]
        ).map(Self.read)
    }

    /// Keys of all sets from behind one of them, by set and place.
    package func keys(behind set: [UInt8], _ place: Int64, limit: Int) throws(StoreFault) -> [StoredKey] {
        try connection.rows(
            """
            SELECT keyset, kid, place, alg, mark, public, secret, created, activates, verify_until, longest, reached, seal
            FROM keys WHERE keyset > $1 OR (keyset = $1 AND place > $2) ORDER BY keyset, place LIMIT $3
            """, [.bytes(set), .integer(place), .integer(Int64(limit))]
        ).map(Self.read)
    }

    /// Keeps a key, or what changed about it.
    package func put(_ key: StoredKey) throws(StoreFault) {
        try connection.run(
            """
            INSERT INTO keys (keyset, kid, place, alg, mark, public, secret, created, activates, verify_until, longest, reached, seal)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (keyset, kid) DO UPDATE SET
                place = excluded.place, secret = excluded.secret, activates = excluded.activates,
                verify_until = excluded.verify_until, longest = excluded.longest, reached = excluded.reached,
                seal = excluded.seal
            """,
            [
                .bytes(key.set), .bytes(key.keyID), .integer(key.place), SQLValue(key.algorithm), .bytes(key.mark),
                SQLValue(key.publicPart), SQLValue(key.secretPart), .integer(key.created), SQLValue(key.activates),
                SQLValue(key.verifyUntil), SQLValue(key.longestLife), .integer(key.reached.rawValue),
                SQLValue(try seal?.make(key.sealedOctets)),
            ])
    }

    /// Remembers that a key signed a token that lives this long.
    package func raiseLife(of key: StoredKey, to seconds: Int64) throws(StoreFault) {
        try connection.run(
            """
            UPDATE keys SET longest = $4
            WHERE keyset = $1 AND kid = $2 AND mark = $3 AND (longest IS NULL OR longest < $4)
            """, [.bytes(key.set), .bytes(key.keyID), .bytes(key.mark), .integer(seconds)])
    }

    /// Takes a key away; false where there is none.
    package func remove(_ keyID: [UInt8], of set: [UInt8]) throws(StoreFault) -> Bool {
        try connection.run("DELETE FROM keys WHERE keyset = $1 AND kid = $2", [.bytes(set), .bytes(keyID)]) > 0
    }

    /// How many keys a set has.
    package func count(of set: [UInt8]) throws(StoreFault) -> Int {
        Int(try connection.row("SELECT count(*) FROM keys WHERE keyset = $1", [.bytes(set)])?.integer(0) ?? 0)
    }

    /// How many sets there are, of both kinds.
    package func sets() throws(StoreFault) -> Int {
        let own = try connection.row("SELECT count(DISTINCT keyset) FROM keys")?.integer(0) ?? 0
        let fetched = try connection.row("SELECT count(*) FROM fetched_keys")?.integer(0) ?? 0
        return Int(own + fetched)
    }

    /// A set that was given whole.
    package func fetched(_ set: [UInt8]) throws(StoreFault) -> FetchedKeys? {
        let row = try connection.row(
            "SELECT keyset, content, entries, fetched, until, seal FROM fetched_keys WHERE keyset = $1", [.bytes(set)])
        guard let row else { return nil }
        let keys = try Self.readFetched(row)
        try seal?.check(row.bytes(5), keys.sealedOctets, set)
        return keys
    }

    /// Whether a set was given whole.
    package func hasFetched(_ set: [UInt8]) throws(StoreFault) -> Bool {
        try connection.row("SELECT count(*) FROM fetched_keys WHERE keyset = $1", [.bytes(set)])?.integer(0) == 1
    }

    /// Every set that was given whole.
    package func allFetched() throws(StoreFault) -> [FetchedKeys] {
        try connection.rows(
            "SELECT keyset, content, entries, fetched, until FROM fetched_keys ORDER BY keyset"
        ).map(Self.readFetched)
    }

    /// Keeps a set that was given whole, in the place of what had its name.
    package func put(_ keys: FetchedKeys) throws(StoreFault) {
        try connection.run(
            """
            INSERT INTO fetched_keys (keyset, content, entries, fetched, until, seal) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (keyset) DO UPDATE SET
                content = excluded.content, entries = excluded.entries, fetched = excluded.fetched, until = excluded.until,
                seal = excluded.seal
            """,
            [
                .bytes(keys.set), .bytes(keys.content), .integer(keys.count), .integer(keys.fetched),
                SQLValue(keys.until), SQLValue(try seal?.make(keys.sealedOctets)),
            ])
    }

    /// Takes a set away that was given whole; false where there is none.
    package func removeFetched(_ set: [UInt8]) throws(StoreFault) -> Bool {
        try connection.run("DELETE FROM fetched_keys WHERE keyset = $1", [.bytes(set)]) > 0
    }

    /// What seals rows, encrypted; nil where nothing was sealed yet.
    package func sealSecret() throws(StoreFault) -> [UInt8]? {
        try connection.row("SELECT secret FROM seals WHERE name = $1", [.bytes(Self.sealName)])?.bytes(0)
    }

    /// Keeps what seals rows, unless there is something already.
    package func keep(sealSecret secret: [UInt8]) throws(StoreFault) {
        try connection.run(
            "INSERT INTO seals (name, secret) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            [.bytes(Self.sealName), .bytes(secret)])
    }

    private static let sealName = Array("keys".utf8)

    private static func read(_ row: SQLRow) throws(StoreFault) -> StoredKey {
        guard let set = row.bytes(0), let keyID = row.bytes(1), let place = row.integer(2), let mark = row.bytes(4),
            let created = row.integer(7), let reached = row.integer(11).flatMap(StoredKey.State.init(rawValue:))
        else { throw unreadable }
        var key = StoredKey(
            set: set, keyID: keyID, place: place, algorithm: row.bytes(3), mark: mark, publicPart: row.bytes(5),
            secretPart: row.bytes(6), created: created, activates: row.integer(8), reached: reached)
        key.verifyUntil = row.integer(9)
        key.longestLife = row.integer(10)
        key.seal = row.bytes(12)
        return key
    }

    private static func readFetched(_ row: SQLRow) throws(StoreFault) -> FetchedKeys {
        guard let set = row.bytes(0), let content = row.bytes(1), let count = row.integer(2),
            let fetched = row.integer(3)
        else { throw unreadable }
        return FetchedKeys(set: set, content: content, count: count, fetched: fetched, until: row.integer(4))
    }

    private static var unreadable: StoreFault { StoreFault(.corrupt, "A key of the store cannot be read.") }
}
