import Store
import Testing

/// A server that is cut off and brought back, each a server of the test's own.
@Suite(.enabled(if: PostgreSQLServer.isPresent, "without the trait PostgreSQL, or its server's programs"), .serialized)
struct PostgreSQLOutageTests {
    private let server: PostgreSQLServer
    private let location: StoreLocation
    private let ticks = Ticks()

    init() throws {
        server = try PostgreSQLServer()
        location = try server.database().location
    }

    private func store() -> Store { Store(location) { [ticks] in ticks.value } }

    private func check(_ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(sourceLocation: sourceLocation) {
            try body()
        } throws: {
            ($0 as? StoreFault)?.kind == .unavailable
        }
    }

    @Test func `a server that is killed loses nothing that was answered, and is found again when it is back`() throws {
        let (store, other) = (store(), store())
        for index in 0..<20 { try store.revoke("a\(index)") }
        try server.kill()
        ticks.pass(Store.lookInterval)
        check { _ = try store.isRevoked("a0") }
        check { _ = try store.isRevoked("b") }
        check { try store.revoke("b") }
        try server.start()
        ticks.pass(Store.lookInterval)
        for index in 0..<20 { #expect(try store.isRevoked("a\(index)")) }
        try other.revoke("b")
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("b"))
    }

    @Test func `a server that falls silent is waited for only so long, and what it told before is believed no more`()
        throws
    {
        let store = store()
        try store.revoke("a")
        #expect(try store.isRevoked("a"))
        try server.stop()
        ticks.pass(Store.lookInterval)
        let elapsed = ContinuousClock().measure {
            check { _ = try store.isRevoked("b") }
            check { _ = try store.isRevoked("b") }
            check { try store.revoke("b") }
        }
        #expect(elapsed < .seconds(20))
        try server.goOn()
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("a"))
    }
}
