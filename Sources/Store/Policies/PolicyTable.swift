/// Policies that somebody put, as a transaction sees them: a name and a content that this room does not read.
package struct PolicyTable {
    private let connection: any SQLConnection

    /// The table of a connection.
    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// A policy as it is kept.
    package struct Entry: Sendable, Equatable {
        /// Its name.
        package let name: [UInt8]
        /// What it says.
        package let content: [UInt8]
        /// When it was put.
        package let changed: Int64

        /// A policy that was put at this time.
        package init(name: [UInt8], content: [UInt8], changed: Int64) {
            self.name = name
            self.content = content
            self.changed = changed
        }
    }

    /// Keeps a policy in the place of one of the same name.
    package func put(_ entry: Entry) throws(StoreFault) {
        try connection.run(
            """
            INSERT INTO policies (name, content, changed) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET content = excluded.content, changed = excluded.changed
            """, [.bytes(entry.name), .bytes(entry.content), .integer(entry.changed)])
        _ = try connection.next(Self.counter)
    }

    /// Takes a policy away; false where there is none.
    package func remove(_ name: [UInt8]) throws(StoreFault) -> Bool {
        guard try connection.run("DELETE FROM policies WHERE name = $1", [.bytes(name)]) > 0 else { return false }
        _ = try connection.next(Self.counter)
        return true
    }

    /// The policy of a name.
    package func entry(_ name: [UInt8]) throws(StoreFault) -> Entry? {
        try connection.row("SELECT name, content, changed FROM policies WHERE name = $1", [.bytes(name)]).map(Self.read)
    }

    /// Every policy, in the order of their names.
    package func entries() throws(StoreFault) -> [Entry] {
        try connection.rows("SELECT name, content, changed FROM policies ORDER BY name").map(Self.read)
    }

    /// The names of all, in their order.
    package func names() throws(StoreFault) -> [[UInt8]] {
        try connection.rows("SELECT name FROM policies ORDER BY name").compactMap { $0.bytes(0) }
    }

    /// A number that grows with each change of a policy, and of nothing else.
    package func number() throws(StoreFault) -> Int64 {
        try connection.row("SELECT value FROM counters WHERE name = $1", [.bytes(Array("\(Self.counter)".utf8))])?
            .integer(0) ?? 0
    }

    private static let counter: StaticString = "policies"

    private static func read(_ row: SQLRow) throws(StoreFault) -> Entry {
        guard let name = row.bytes(0), let content = row.bytes(1), let changed = row.integer(2) else {
            throw StoreFault(.corrupt, "A policy of the store cannot be read.")
        }
        return Entry(name: name, content: content, changed: changed)
    }
}
