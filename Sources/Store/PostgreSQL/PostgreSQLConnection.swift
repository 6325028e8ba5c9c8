#if PostgreSQL
    import CPostgreSQL

    /// A connection to PostgreSQL, whose schema `jwtls` the machines of a fleet share.
    ///
    /// A `Store` hands it to one thread at a time, which is why it may cross threads.
    final class PostgreSQLConnection: SQLConnection, @unchecked Sendable {
        private let link: PostgreSQLLink
        private var statements: Set<Int> = []
        // The number of the last change that is known here; that of the transaction that has begun, and the server's time then.
        private var seen: Int64 = -1
        private var begun: (number: Int64, time: Int64)?
        private var wasTold = false

        /// Connects to the server that a text names; makes its tables, or adds what they lack.
        init(_ text: String) throws(StoreFault) {
            link = try PostgreSQLLink(PostgreSQLSettings(text))
            // Names mean the same whoever put what into other schemas. What is acknowledged is on the server's disk. A process
            // that stops in the middle of a transaction keeps the others out for a moment only.
            try link.run(
                """
                SET search_path = jwtls, pg_catalog, pg_temp; SET statement_timeout = 1000; SET lock_timeout = 750;
                SET idle_in_transaction_session_timeout = 2000; SET synchronous_commit = on;
                SET standard_conforming_strings = on; LISTEN jwtls_changes
                """)
            try PostgreSQLSchema.bring(self, link, upTo: Schema.version)
            _ = try wasChangedByOthers()
        }

        func run(
            _ sql: StaticString, _ values: [SQLValue], _ row: (SQLRow) throws(StoreFault) -> Void
        ) throws(StoreFault) -> Int {
            let key = unsafe Int(bitPattern: sql.utf8Start)
            let name = "s\(key)"
            if !statements.contains(key) {
                try link.prepare(name, sql, values.map(Self.type))
                statements.insert(key)
            }
            let answer = try link.run(prepared: name, values)
            for entry in answer.rows { try row(entry) }
            return answer.changed
        }

        // BIGINT and BYTEA, by their numbers in `pg_type`; NULL is of the type that its place has.
        private static func type(_ value: SQLValue) -> Oid {
            switch value {
            case .null: 0
            case .integer: 20
            case .bytes: 17
            }
        }

        /// One that writes takes the row of `changes` first, and keeps it to its end: so writers come one behind the other, as in
        /// SQLite, and each statement sees what those before have kept. A row does that on every server that speaks the protocol,
        /// where advisory locks do not; and the number in it is what the others ask for.
        func begin(writing: Bool) throws(StoreFault) {
            begun = nil
            guard writing else {
                try link.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                return
            }
            let answer: PostgreSQLAnswer
            do throws(StoreFault) {
                answer = try link.run(
                    """
                    BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; NOTIFY jwtls_changes;
                    UPDATE counters SET value = value + 1 WHERE name = '\\x6368616e676573'::bytea
                    RETURNING value::text, CAST(CAST(floor(extract(epoch FROM clock_timestamp())) AS BIGINT) AS TEXT)
                    """)
            } catch {
                rollBack()
                throw error
            }
            guard let row = answer.rows.first, let number = Self.number(row, 0), let time = Self.number(row, 1) else {
                rollBack()
                throw StoreFault.foreignTables
            }
            begun = (number, time)
        }

        // A number that the server wrote as text.
        private static func number(_ row: SQLRow, _ column: Int) -> Int64? {
            row.bytes(column).flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
        }

        func commit() throws(StoreFault) {
            let answer: PostgreSQLAnswer
            do throws(StoreFault) {
                answer = try link.run("COMMIT")
            } catch {
                guard error.kind == .unavailable else { throw error }
                // The server may have kept it before it fell silent: that is neither a yes nor a no.
                throw StoreFault(
                    .unavailable, "Nobody knows whether the change was kept: the store's server did not answer.",
                    hint: "It was kept whole or not at all: look which before you ask for the same again.")
            }
            // A transaction in which something failed ends so, and without an error.
            guard answer.command == "COMMIT" else { throw StoreFault(.unavailable, "The store's server kept nothing.") }
            // What came between is still to be asked for.
            if let begun, begun.number - 1 == seen { seen = begun.number }
        }

        func rollBack() {
            guard link.isAlive, link.isInTransaction else { return }
            // Where that fails, the connection is not used again (`isAlive`).
            _ = try? link.run("ROLLBACK")
        }

        var isAlive: Bool {
            if link.hear() { wasTold = true }
            return link.isAlive && !link.isInTransaction
        }

        func wasToldOfChange() -> Bool {
            if link.hear() { wasTold = true }
            defer { wasTold = false }
            return wasTold
        }

        func time() throws(StoreFault) -> Int64? {
            // A transaction that writes lasts no longer than a moment, and has asked already.
            if let begun, link.isInTransaction { return begun.time }
            return try row("SELECT CAST(floor(extract(epoch FROM clock_timestamp())) AS BIGINT)")?.integer(0)
        }

        func wasChangedByOthers() throws(StoreFault) -> Bool {
            let name = SQLValue.bytes(Array("changes".utf8))
            guard let number = try row("SELECT value FROM counters WHERE name = $1", [name])?.integer(0) else {
                throw StoreFault.foreignTables
            }
            guard number >= seen else {
                // Somebody put a copy back. All that was read before is forgotten, since the next call connects anew.
                throw StoreFault(
                    .unavailable, "The store went back in time.", hint: "It is read anew at the next call.")
            }
            defer { seen = number }
            return number != seen
        }
    }
#endif
