#if PostgreSQL
    import CPostgreSQL

    /// What the server answered to one statement.
    @safe final class PostgreSQLAnswer {
        private let result: OpaquePointer

        /// Takes an answer, which goes when this does.
        init(taking result: OpaquePointer) { unsafe self.result = result }

        deinit { unsafe PQclear(result) }

        /// Whether the server did what it was asked.
        var isGood: Bool {
            let status = unsafe PQresultStatus(result)
            return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
        }

        /// How many rows were changed.
        var changed: Int { unsafe Int(String(cString: PQcmdTuples(result))) ?? 0 }

        /// What was done, as the server says it: `COMMIT`, `ROLLBACK`.
        var command: String { unsafe String(cString: PQcmdStatus(result)) }

        /// The rows.
        var rows: [SQLRow] {
            let columns = unsafe PQnfields(result)
            return (0..<(unsafe PQntuples(result))).map { row in SQLRow((0..<columns).map { value(row, $0) }) }
        }

        // Types of numbers, by their numbers in `pg_type`.
        private static let long: Oid = 20
        private static let medium: Oid = 23

        private func value(_ row: Int32, _ column: Int32) -> SQLValue {
            guard unsafe PQgetisnull(result, row, column) == 0 else { return .null }
            let count = Int(unsafe PQgetlength(result, row, column))
            let start = unsafe UnsafeRawPointer(PQgetvalue(result, row, column))
            let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
            switch unsafe PQftype(result, column) {
            case Self.long where count == 8:
                return .integer(Int64(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) }))
            case Self.medium where count == 4:
                return .integer(Int64(Int32(bitPattern: bytes.reduce(0) { $0 << 8 | UInt32($1) })))
            default: return .bytes(bytes)
            }
        }

        /// Why it did not: by the number of the state alone, since a server's sentences may hold what is stored.
        var fault: StoreFault {
            let state = unsafe cpostgresql_state(result)
            return StoreFault(state: unsafe state.map { unsafe String(cString: $0) } ?? "none")
        }
    }

    extension StoreFault {
        fileprivate init(state: String) {
            switch state {
            // Serialization failure and deadlock: the same again may succeed.
            case "40001", "40P01":
                self.init(.locked, "Others changed the store at the same time.", hint: "Ask again.")
                isPassing = true
            case "55P03":
                self.init(
                    .locked, "Another process holds the store.", hint: "It is waited for up to 0.75 seconds; ask again."
                )
            case "25006": self.init(.readOnly, "The store's server cannot be written: it is a standby, or read-only.")
            case "42501":
                self.init(
                    .permissions, "The store's server does not let this role do what it must.",
                    hint: "The role needs the schema jwtls, or the right to make it in its database.")
            case "53100": self.init(.full, "There is no room for the store on its server.")
            case "XX001", "XX002": self.init(.corrupt, "The store is damaged, its server says (\(state)).")
            case "42P01", "42703", "42P10": self = .foreignTables
            default: self.init(.unavailable, "The store's server refused (SQLSTATE \(state)).")
            }
        }

        /// The tables are somebody else's, or somebody changed them.
        static var foreignTables: StoreFault {
            StoreFault(
                .corrupt, "The tables of the store are not as this release makes them.",
                hint: "The schema jwtls is left as it is. Name another database with --store.")
        }
    }
#endif
