import CSQLite

/// A connection to SQLite: a file that several processes share, or memory.
///
/// A `Store` hands it to one thread at a time, which is why it may cross threads.
@safe final class SQLiteConnection: SQLConnection, @unchecked Sendable {
    private let database: OpaquePointer
    private var statements: [Int: StatementBox] = [:]
    private var seenVersion: Int64 = -1

    private final class StatementBox {
        let statement: SQLiteStatement
        init(_ statement: consuming SQLiteStatement) { self.statement = statement }
    }

    /// Opens a file that exists, or memory where there is none to name; makes or mends its tables.
    init(file: String?) throws(StoreFault) {
        var opened: OpaquePointer?
        let status = unsafe csqlite_open(file, &opened)
        guard status == SQLITE_OK, let opened = unsafe opened else {
            let fault = unsafe StoreFault(status, of: opened)
            unsafe sqlite3_close_v2(opened)
            throw fault
        }
        unsafe database = opened
        unsafe sqlite3_busy_timeout(opened, Self.patience)
        // From here on `deinit` closes it.
        try prepare(isFile: file != nil)
        try SQLiteSchema.bring(self, upTo: Schema.version)
        _ = try wasChangedByOthers()
    }

    /// Memory without any tables.
    init(scratch: Void) throws(StoreFault) {
        var opened: OpaquePointer?
        let status = unsafe csqlite_open(nil, &opened)
        guard status == SQLITE_OK, let opened = unsafe opened else { throw unsafe StoreFault(status, of: opened) }
        unsafe database = opened
    }

    deinit {
        statements.removeAll()
        unsafe sqlite3_close_v2(database)
    }

    /// How long another process is waited for, in milliseconds.
    private static let patience: Int32 = 2000

    private func prepare(isFile: Bool) throws(StoreFault) {
        // The first of them that reads the file finds whether it is one of SQLite's.
        try run("PRAGMA cell_size_check = ON")
        try run("PRAGMA mmap_size = 0")
        try run("PRAGMA temp_store = MEMORY")
        try run("PRAGMA secure_delete = ON")
        if isFile {
            guard try row("PRAGMA journal_mode = WAL")?.bytes(0) == Array("wal".utf8) else {
                throw StoreFault(
                    .unavailable, "The store's folder does not allow several processes to share a file.",
                    hint: "A network file system cannot hold the store: name another place with --store.")
            }
        }
        // What is acknowledged is on the disk.
        try run("PRAGMA synchronous = FULL")
    }

    func run(
        _ sql: StaticString, _ values: [SQLValue], _ row: (SQLRow) throws(StoreFault) -> Void
    ) throws(StoreFault) -> Int {
        let key = unsafe Int(bitPattern: sql.utf8Start)
        let box: StatementBox
        if let known = statements[key] {
            box = known
        } else {
            box = StatementBox(try unsafe SQLiteStatement(sql, database))
            statements[key] = box
        }
        return try unsafe box.statement.run(values, database, row)
    }

    func begin(writing: Bool) throws(StoreFault) {
        if writing { try run("BEGIN IMMEDIATE") } else { try run("BEGIN") }
    }

    func commit() throws(StoreFault) { try run("COMMIT") }

    func rollBack() {
        // SQLite ends a transaction by itself where it could not go on, and then there is none to end.
        guard unsafe sqlite3_get_autocommit(database) == 0 else { return }
        unsafe sqlite3_exec(database, "ROLLBACK", nil, nil, nil)
    }

    func wasChangedByOthers() throws(StoreFault) -> Bool {
        let version = try row("PRAGMA data_version")?.integer(0) ?? -1
        defer { seenVersion = version }
        return version != seenVersion
    }

    var isAlive: Bool { true }

    func time() throws(StoreFault) -> Int64? { nil }

    // The counter that processes map tells of changes, and not the file.
    func wasToldOfChange() -> Bool { false }
}
