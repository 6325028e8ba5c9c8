import CSQLite

/// A prepared statement of SQLite, with the places of its parameters.
@safe struct SQLiteStatement: ~Copyable {
    private let statement: OpaquePointer
    private let places: [Int32]

    /// Prepares a statement that will be run many times.
    init(_ sql: StaticString, _ database: OpaquePointer) throws(StoreFault) {
        var prepared: OpaquePointer?
        let status = sql.withUTF8Buffer { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                unsafe sqlite3_prepare_v3(
                    database, text.baseAddress, Int32(clamping: text.count), UInt32(SQLITE_PREPARE_PERSISTENT),
                    &prepared, nil)
            }
        }
        guard status == SQLITE_OK, let prepared = unsafe prepared else { throw unsafe StoreFault(status, of: database) }
        unsafe statement = prepared
        // `$2` is the parameter of that name, wherever it stands.
        var places: [Int32] = []
        while true {
            let place = unsafe sqlite3_bind_parameter_index(prepared, "$\(places.count + 1)")
            if place == 0 { break }
            places.append(place)
        }
        self.places = places
    }

    deinit { unsafe sqlite3_finalize(statement) }

    /// Runs it, and answers how many rows were changed.
    func run(
        _ values: [SQLValue], _ database: OpaquePointer, _ row: (SQLRow) throws(StoreFault) -> Void
    ) throws(StoreFault) -> Int {
        defer {
            unsafe sqlite3_reset(statement)
            unsafe sqlite3_clear_bindings(statement)
        }
        for (place, value) in zip(places, values) {
            let status = bind(value, at: place)
            guard status == SQLITE_OK else { throw unsafe StoreFault(status, of: database) }
        }
        let count = unsafe sqlite3_column_count(statement)
        while true {
            let status = unsafe sqlite3_step(statement)
            if status == SQLITE_DONE { break }
            guard status == SQLITE_ROW else { throw unsafe StoreFault(status, of: database) }
            try row(SQLRow((0..<count).map { value(at: $0) }))
        }
        return Int(unsafe sqlite3_changes(database))
    }

    private func bind(_ value: SQLValue, at place: Int32) -> Int32 {
        switch value {
        case .null: unsafe sqlite3_bind_null(statement, place)
        case .integer(let integer): unsafe sqlite3_bind_int64(statement, place, integer)
        case .bytes(let bytes):
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe csqlite_bind_bytes(statement, place, bytes.baseAddress, bytes.count)
            }
        }
    }

    private func value(at column: Int32) -> SQLValue {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, column))
        case SQLITE_NULL: return .null
        default:
            let octets = unsafe sqlite3_column_blob(statement, column)
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            return .bytes(unsafe Array(UnsafeRawBufferPointer(start: octets, count: octets == nil ? 0 : count)))
        }
    }
}

extension StoreFault {
    /// What SQLite answered, for people. Its message may name tables and never holds what is in them.
    init(_ status: Int32, of database: OpaquePointer?) {
        let text = unsafe database.flatMap { unsafe sqlite3_errmsg($0) }.map { unsafe String(cString: $0) }
        self.init(status, because: text ?? "no reason was given")
    }

    private init(_ status: Int32, because text: String) {
        switch status & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(.locked, "Another process holds the store.", hint: "It is waited for up to 2 seconds; ask again.")
        case SQLITE_FULL:
            self.init(.full, "There is no room for the store: \(text).", hint: "Free some of the disk, then ask again.")
        case SQLITE_READONLY: self.init(.readOnly, "The store cannot be written: \(text).")
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            self.init(
                .corrupt, "The store is damaged: \(text).",
                hint: "The file is left as it is. Put a copy of it back, or name another with --store.")
        default: self.init(.unavailable, "The store cannot be read or written: \(text).")
        }
    }
}
