import CSQLite

/// Which store a file of SQLite is: whether it is one, of which release, and whether somebody changed its tables.
enum SQLiteSchema {
    // "jwtl", as a number: what `file` and SQLite's own tools know the file by.
    private static let application: Int64 = 0x6A77_746C
    // Files up to this many pages are looked through when they are opened; larger ones would keep a client waiting.
    private static let pagesToCheck: Int64 = 16 << 10
    // 1 GiB in pages of 4 KiB.
    private static let pageLimit: StaticString = "PRAGMA max_page_count = 262144"

    /// Makes the tables of a new file, adds what an older one lacks, and refuses any other.
    static func bring(_ connection: SQLiteConnection, upTo version: Int) throws(StoreFault) {
        try connection.run(pageLimit)
        if try state(of: connection) < version {
            try connection.transaction(writing: true) { () throws(StoreFault) in
                // Another process may have been first.
                let held = try state(of: connection)
                try Schema.upgrade(connection, from: held)
                if held < version { try mark(connection, version) }
            }
        }
        try check(connection)
    }

    // The steps that a file has: none for one that is new.
    private static func state(of connection: SQLiteConnection) throws(StoreFault) -> Int {
        let application = try connection.row("PRAGMA application_id")?.integer(0) ?? 0
        let version = try connection.row("PRAGMA user_version")?.integer(0) ?? 0
        let objects = try connection.row("SELECT count(*) FROM sqlite_schema")?.integer(0) ?? 0
        if application == 0, version == 0, objects == 0 { return 0 }
        guard application == Self.application, version > 0 else {
            throw StoreFault(.corrupt, "The file is a database of something else.", hint: "Name another with --store.")
        }
        return try Schema.steps(ofVersion: version)
    }

    // Pragmas take no parameters, so each version is written out.
    private static func mark(_ connection: SQLiteConnection, _ version: Int) throws(StoreFault) {
        try connection.run("PRAGMA application_id = 1786213484")
        switch version {
        case 1: try connection.run("PRAGMA user_version = 1")
        case 2: try connection.run("PRAGMA user_version = 2")
        case 3: try connection.run("PRAGMA user_version = 3")
        case 4: try connection.run("PRAGMA user_version = 4")
        case 5: try connection.run("PRAGMA user_version = 5")
        default: throw StoreFault(.corrupt, "There is no version \(version) of the store.")
        }
    }

    private static func check(_ connection: SQLiteConnection) throws(StoreFault) {
        let pages = try connection.row("PRAGMA page_count")?.integer(0) ?? 0
        if pages <= pagesToCheck {
            guard try connection.row("PRAGMA quick_check(1)")?.bytes(0) == Array("ok".utf8) else {
                throw StoreFault(
                    .corrupt, "The store is damaged.",
                    hint: "The file is left as it is. Put a copy of it back, or name another with --store.")
            }
        }
        // A table, an index, a view or a trigger that somebody added would change what the statements mean.
        guard try objects(of: connection) == expected.get() else {
            throw StoreFault(
                .corrupt, "The tables of the store are not as this release makes them.",
                hint: "The file is left as it is. Name another with --store.")
        }
    }

    private static func objects(of connection: any SQLConnection) throws(StoreFault) -> [[UInt8]] {
        let rows = try connection.rows(
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
        return rows.compactMap { $0.bytes(0) }
    }

    // What the steps make, as SQLite itself says it.
    private static let expected: Result<[[UInt8]], StoreFault> = Result { () throws(StoreFault) in
        let scratch = try SQLiteConnection(scratch: ())
        try Schema.upgrade(scratch, from: 0)
        return try objects(of: scratch)
    }
}
