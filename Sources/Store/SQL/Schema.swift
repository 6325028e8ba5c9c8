/// The tables, as the steps that lead from nothing to them. A step that was released is never changed: what changes is a new
/// step behind it.
enum Schema {
    /// What a store of this release has, and no more than that.
    static var version: Int { steps.count }

    /// The steps, each some statements.
    static let steps: [[StaticString]] = [
        [
            "CREATE TABLE counters (name BYTEA NOT NULL PRIMARY KEY, value BIGINT NOT NULL)",
            """
            CREATE TABLE revocations (
                id BIGINT NOT NULL PRIMARY KEY, kind BIGINT NOT NULL, name BYTEA NOT NULL, before BIGINT,
                since BIGINT NOT NULL, until BIGINT, about BYTEA NOT NULL, reason BYTEA, note BYTEA, UNIQUE (kind, name))
            """,
            "CREATE INDEX revocations_until ON revocations (until)",
            """
            CREATE TABLE replays (
                name BYTEA NOT NULL PRIMARY KEY, scope BYTEA NOT NULL, first BIGINT NOT NULL, until BIGINT NOT NULL)
            """,
            "CREATE INDEX replays_until ON replays (until)",
            "CREATE TABLE scopes (scope BYTEA NOT NULL PRIMARY KEY, entries BIGINT NOT NULL)",
            "CREATE TABLE policies (name BYTEA NOT NULL PRIMARY KEY, content BYTEA NOT NULL, changed BIGINT NOT NULL)",
        ],
        [
            """
            CREATE TABLE keys (
                keyset BYTEA NOT NULL, kid BYTEA NOT NULL, place BIGINT NOT NULL, alg BYTEA, mark BYTEA NOT NULL,
                public BYTEA, secret BYTEA, created BIGINT NOT NULL, activates BIGINT, verify_until BIGINT, longest BIGINT,
                reached BIGINT NOT NULL, PRIMARY KEY (keyset, kid), UNIQUE (keyset, place))
            """,
            """
            CREATE TABLE fetched_keys (
                keyset BYTEA NOT NULL PRIMARY KEY, content BYTEA NOT NULL, entries BIGINT NOT NULL, fetched BIGINT NOT NULL,
                until BIGINT)
            """,
        ],
        [
            """
            CREATE TABLE families (
                id BYTEA NOT NULL PRIMARY KEY, root BYTEA NOT NULL UNIQUE, generation BIGINT NOT NULL, rotated BIGINT NOT NULL,
                claims BYTEA NOT NULL, ends BIGINT NOT NULL, revoked BIGINT)
            """,
            "CREATE INDEX families_ends ON families (ends)",
        ],
        [
            "ALTER TABLE revocations ADD COLUMN list BYTEA",
            "ALTER TABLE revocations ADD COLUMN place BIGINT",
            "CREATE INDEX revocations_list ON revocations (list, id)",
            "CREATE TABLE status_lists (id BIGINT NOT NULL PRIMARY KEY, issued BIGINT NOT NULL, content BYTEA NOT NULL)",
        ],
        [
            "ALTER TABLE keys ADD COLUMN seal BYTEA",
            "ALTER TABLE fetched_keys ADD COLUMN seal BYTEA",
            "CREATE TABLE seals (name BYTEA NOT NULL PRIMARY KEY, secret BYTEA NOT NULL)",
        ],
    ]

    /// The steps that a store of a version has; one of a later release is refused.
    static func steps(ofVersion version: Int64) throws(StoreFault) -> Int {
        guard version <= Int64(self.version) else {
            throw StoreFault(
                .newer,
                "The store was made by a newer release (its version is \(version), known is \(self.version)).",
                hint: "Use that release, or name another store with --store.")
        }
        return Int(version)
    }

    /// Runs the steps that a store lacks, within a transaction.
    static func upgrade(_ connection: any SQLConnection, from version: Int) throws(StoreFault) {
        for step in steps.dropFirst(version) {
            for statement in step { try connection.run(statement) }
        }
    }
}
