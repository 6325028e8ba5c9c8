/// Lists of what became of tokens that others publish, as a transaction sees them. Each belongs to an entry of the kind `list`,
/// which says its address; what is in it this room does not read.
package struct StatusListTable {
    private let connection: any SQLConnection

    /// The table of a connection.
    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// A list as it is kept.
    package struct Content: Sendable, Equatable {
        /// When it was issued.
        package let issued: Int64
        /// What it says.
        package let octets: [UInt8]

        /// A list that was issued then.
        package init(issued: Int64, octets: [UInt8]) {
            self.issued = issued
            self.octets = octets
        }
    }

    /// Lists that are kept at most.
    package static let limit = 256

    /// Keeps a list in the place of the one before of the same entry.
    package func put(_ content: Content, of id: Int64) throws(StoreFault) {
        try connection.run(
            """
            INSERT INTO status_lists (id, issued, content) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET issued = excluded.issued, content = excluded.content
            """, [.integer(id), .integer(content.issued), .bytes(content.octets)])
        _ = try connection.next(Self.counter)
    }

    /// The list of an entry.
    package func content(of id: Int64) throws(StoreFault) -> Content? {
        guard let row = try connection.row("SELECT issued, content FROM status_lists WHERE id = $1", [.integer(id)])
        else { return nil }
        guard let issued = row.integer(0), let octets = row.bytes(1) else {
            throw StoreFault(.corrupt, "A list of the store cannot be read.")
        }
        return Content(issued: issued, octets: octets)
    }

    /// How many there are.
    package func count() throws(StoreFault) -> Int {
        Int(try connection.row("SELECT count(*) FROM status_lists")?.integer(0) ?? 0)
    }

    /// A number that grows with each change of a list, and of nothing else.
    package func number() throws(StoreFault) -> Int64 {
        try connection.row("SELECT value FROM counters WHERE name = $1", [.bytes(Array("\(Self.counter)".utf8))])?
            .integer(0) ?? 0
    }

    func remove(_ id: Int64) throws(StoreFault) {
        guard try connection.run("DELETE FROM status_lists WHERE id = $1", [.integer(id)]) > 0 else { return }
        _ = try connection.next(Self.counter)
    }

    private static let counter: StaticString = "status_lists"
}
