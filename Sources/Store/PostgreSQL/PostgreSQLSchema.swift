#if PostgreSQL
    /// Which store a database has: none yet, one of which release, or something else of the same name.
    enum PostgreSQLSchema {
        private static let name = SQLValue.bytes(Array("schema".utf8))

        /// Makes the schema and its tables, adds what an older one lacks, and refuses any other.
        static func bring(
            _ connection: PostgreSQLConnection, _ link: PostgreSQLLink, upTo version: Int
        ) throws(StoreFault) {
            if try state(of: connection) < version { try upgrade(connection, link, to: version) }
            try check(connection)
        }

        private static func upgrade(
            _ connection: PostgreSQLConnection, _ link: PostgreSQLLink, to version: Int
        ) throws(StoreFault) {
            // There may be no row yet that could be taken, so one of the processes that come first is let in by a lock: "jwtl".
            try link.run("BEGIN; SELECT pg_advisory_xact_lock(1786213484)")
            do throws(StoreFault) {
                // Another process may have been first.
                let held = try state(of: connection)
                if held < version {
                    if try !exists(connection) { try link.run("CREATE SCHEMA jwtls") }
                    try Schema.upgrade(connection, from: held)
                    try connection.run(
                        """
                        INSERT INTO counters (name, value) VALUES ($1, $2), ('\\x6368616e676573'::bytea, 0)
                        ON CONFLICT (name) DO UPDATE SET
                            value = CASE WHEN counters.name = $1 THEN excluded.value ELSE counters.value END
                        """, [name, .integer(Int64(version))])
                }
                try connection.commit()
            } catch {
                connection.rollBack()
                throw error
            }
        }

        private static func exists(_ connection: PostgreSQLConnection) throws(StoreFault) -> Bool {
            try connection.row("SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = 'jwtls'")?.integer(0) == 1
        }

        // The steps that the schema has: none for one without tables.
        private static func state(of connection: PostgreSQLConnection) throws(StoreFault) -> Int {
            let tables = try connection.row(
                """
                SELECT count(*), count(*) FILTER (WHERE c.relname = 'counters') FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'jwtls'
                """)
            if tables?.integer(0) == 0 { return 0 }
            guard tables?.integer(1) == 1,
                let version = try connection.row("SELECT value FROM counters WHERE name = $1", [name])?.integer(0),
                version > 0
            else {
                throw StoreFault(
                    .corrupt, "The schema jwtls of the database is of something else.",
                    hint: "Name another database with --store.")
            }
            return try Schema.steps(ofVersion: version)
        }

        // A trigger, a rule, a view or a policy for rows that somebody added would change what the statements mean.
        private static func check(_ connection: PostgreSQLConnection) throws(StoreFault) {
            let strangers = try connection.row(
                """
                SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'jwtls' AND (c.relkind NOT IN ('r', 'i') OR c.relhasrules OR c.relrowsecurity
                    OR EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid))
                """)
            guard strangers?.integer(0) == 0 else { throw StoreFault.foreignTables }
        }
    }
#endif
