import Launching
import Store
import Testing

/// A pooler between the store and its server, which gives each client a connection of its own for as long as it stays.
@Suite(
    .enabled(
        if: PostgreSQLServer.isPresent && BuiltProgram.has("pgbouncer"),
        "without the trait PostgreSQL, its server's programs, or PgBouncer"))
struct PostgreSQLPoolerTests {
    private let server: PostgreSQLServer
    private let (name, location): (String, StoreLocation)
    private let pooled: StoreLocation
    private let ticks = Ticks()

    init() throws {
        let (server, folder) = try PostgreSQLServer.pooled.get()
        self.server = server
        (name, location) = try server.database()
        pooled = PostgreSQLServer.location(of: name, at: folder)
    }

    private func store(_ location: StoreLocation) -> Store { Store(location) { [ticks] in ticks.value } }

    @Test func `changes are told of through a pooler, in both directions`() throws {
        let (one, two) = (store(pooled), store(location))
        for (writer, reader, name) in [(one, two, "a"), (two, one, "b"), (one, two, "c")] {
            #expect(try !reader.isRevoked(name))
            try writer.revoke(name)
            // Far less time than it takes until the tables are asked.
            var isRevoked = false
            for _ in 0..<Store.lookInterval / 2 where !isRevoked {
                ticks.pass(1)
                isRevoked = try reader.isRevoked(name)
                if !isRevoked { Ticks.rest() }
            }
            #expect(isRevoked, "\(name)")
        }
    }

    @Test func `a connection that a client before had used is as good as a new one`() throws {
        for index in 0..<5 {
            let (one, two) = (store(pooled), store(pooled))
            try one.revoke("a\(index)")
            #expect(try two.isRevoked("a\(index)"))
            let first = try two.write { (connection) throws(StoreFault) in
                try ReplayTable(connection).use([UInt8(index)], in: [1], at: 5, until: 50)
            }
            let again = try one.write { (connection) throws(StoreFault) in
                try ReplayTable(connection).use([UInt8(index)], in: [1], at: 6, until: 50)
            }
            #expect(first == .first && again == .again(first: 5))
        }
    }

    @Test func `a server that the pooler lost is found again`() throws {
        let store = store(pooled)
        try store.revoke("a")
        try server.sql(
            "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = '\(name)' AND pid <> pg_backend_pid()",
            in: name)
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("a"))
        try store.revoke("b")
        #expect(try store.isRevoked("b"))
    }
}
