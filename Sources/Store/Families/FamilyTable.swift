/// A chain of tokens each of which took the place of the one before: which is the last, and whether all are revoked.
package struct TokenFamily: Sendable, Equatable {
    /// Its name, random octets.
    package let id: [UInt8]
    /// The name of the token that it began with.
    package let root: [UInt8]
    /// How many tokens came behind the first; the last of them is good.
    package var generation: Int64
    /// When the last of them was made, and of which claims.
    package var rotated: Int64
    package var claims: [UInt8]
    /// After this instant none is made, and none is good.
    package let ends: Int64
    /// When a token that had been replaced was used again, and so all of them were revoked.
    package var revoked: Int64?

    /// A family.
    package init(
        id: [UInt8], root: [UInt8], generation: Int64, rotated: Int64, claims: [UInt8], ends: Int64,
        revoked: Int64? = nil
    ) {
        (self.id, self.root, self.generation, self.rotated) = (id, root, generation, rotated)
        (self.claims, self.ends, self.revoked) = (claims, ends, revoked)
    }

    fileprivate init?(_ row: SQLRow) {
        guard let id = row.bytes(0), let root = row.bytes(1), let generation = row.integer(2),
            let rotated = row.integer(3), let claims = row.bytes(4), let ends = row.integer(5)
        else { return nil }
        self.init(
            id: id, root: root, generation: generation, rotated: rotated, claims: claims, ends: ends,
            revoked: row.integer(6))
    }
}

/// The families of tokens, as a transaction sees them.
package struct FamilyTable {
    private let connection: any SQLConnection

    /// The table of a connection.
    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The family of this name.
    package func family(_ id: [UInt8]) throws(StoreFault) -> TokenFamily? {
        try connection.row(
            "SELECT id, root, generation, rotated, claims, ends, revoked FROM families WHERE id = $1", [.bytes(id)]
        ).map(Self.read)
    }

    /// The family that began with the token of this name.
    package func family(begunBy root: [UInt8]) throws(StoreFault) -> TokenFamily? {
        try connection.row(
            "SELECT id, root, generation, rotated, claims, ends, revoked FROM families WHERE root = $1", [.bytes(root)]
        ).map(Self.read)
    }

    /// Keeps a new family.
    package func insert(_ family: TokenFamily) throws(StoreFault) {
        try connection.run(
            """
            INSERT INTO families (id, root, generation, rotated, claims, ends, revoked)
            VALUES ($1, $2, $3, $4, $5, $6, NULL)
            """,
            [
                .bytes(family.id), .bytes(family.root), .integer(family.generation), .integer(family.rotated),
                .bytes(family.claims), .integer(family.ends),
            ])
    }

    /// Keeps what changed of a family.
    package func update(_ family: TokenFamily) throws(StoreFault) {
        try connection.run(
            "UPDATE families SET generation = $2, rotated = $3, claims = $4, revoked = $5 WHERE id = $1",
            [
                .bytes(family.id), .integer(family.generation), .integer(family.rotated), .bytes(family.claims),
                SQLValue(family.revoked),
            ])
    }

    /// Forgets families that have ended, a part at a time; what a clock that ran ahead says is not believed at once.
    package func prune(at now: Int64, limit: Int = 100) throws(StoreFault) -> Int {
        guard let instant = try PruningClock(connection, "families").confirmed(at: now, apart: Self.interval) else {
            return 0
        }
        return try connection.run(
            "DELETE FROM families WHERE id IN (SELECT id FROM families WHERE ends < $1 ORDER BY ends LIMIT $2)",
            [.integer(instant), .integer(Int64(limit))])
    }

    /// How long apart two prunings are, in seconds.
    package static let interval: Int64 = 3600

    private static func read(_ row: SQLRow) throws(StoreFault) -> TokenFamily {
        guard let family = TokenFamily(row) else {
            throw StoreFault(.corrupt, "A family of tokens in the store cannot be read.")
        }
        return family
    }
}
