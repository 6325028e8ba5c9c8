import Launching
import Store
import Testing

/// A connection that is cut in the middle of a change: what the caller is told, and what is there afterwards.
@Suite(.enabled(if: PostgreSQLServer.isPresent, "without the trait PostgreSQL, or its server's programs"))
struct PostgreSQLCutTests {
    private let server: PostgreSQLServer
    private let proxy: PostgreSQLProxy
    private let ticks = Ticks()

    init() throws {
        server = try PostgreSQLServer.shared.get()
        proxy = try PostgreSQLProxy(server)
    }

    private func store(_ name: String) -> Store { Store(proxy.location(of: name)) { [ticks] in ticks.value } }

    private func use(_ store: Store, _ name: String) throws(StoreFault) -> ReplayTable.Outcome {
        try store.write { (connection) throws(StoreFault) in
            let table = ReplayTable(connection)
            _ = try table.prune(at: 100)
            return try table.use(Array(name.utf8), in: [1], at: 100, until: 5_000)
        }
    }

    // STO-14
    @Test(arguments: PostgreSQLProxy.Cut.allCases)
    func `a change of which nobody knows whether it was kept is neither a yes nor a no`(cut: PostgreSQLProxy.Cut) throws
    {
        let store = store(try server.database().name)
        try store.revoke("before")
        proxy.cut(cut, at: "COMMIT\0")
        do throws(StoreFault) {
            try store.revoke("a")
            Issue.record("It was said to be kept.")
        } catch {
            #expect(error.kind == .unavailable && error.message.hasPrefix("Nobody knows"), "\(error)")
        }
        #expect(proxy.hasCut)
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("before") && store.isRevoked("a") == (cut != .question))
        try store.revoke("a")
        try store.revoke("b")
        #expect(try store.isRevoked("a") && store.isRevoked("b"))
    }

    // STO-14
    @Test(arguments: [PostgreSQLProxy.Cut.question, .answer])
    func `a use counts once, at whichever question the connection is cut`(cut: PostgreSQLProxy.Cut) throws {
        let store = store(try server.database().name)
        _ = try use(store, "before")
        var (questions, isLost) = (0, false)
        while true {
            let name = "\(questions)"
            proxy.cut(cut, behind: questions)
            do throws(StoreFault) {
                #expect(try use(store, name) == .first)
                guard proxy.hasCut else { break }
                Issue.record("It counted, and its connection was cut at question \(questions).")
            } catch {
                #expect(error.kind == .unavailable, "\(error)")
            }
            let second = try use(store, name)
            // What the server kept, and nobody heard of, has counted.
            isLost = second == .again(first: 100)
            #expect(second == .first || isLost, "\(second) at question \(questions)")
            #expect(try use(store, name) == .again(first: 100))
            questions += 1
        }
        proxy.cutNothing()
        #expect(questions >= 5 && isLost == (cut == .answer), "\(questions) questions")
        #expect(try use(store, "before") == .again(first: 100))
    }

    @Test(arguments: [PostgreSQLProxy.Cut.question, .answer])
    func `a store is made whole by the next call, at whichever question the first was cut`(cut: PostgreSQLProxy.Cut)
        throws
    {
        // Some of the many: where tables are made one by one, most are alike.
        var question = 0
        while true {
            let store = store(try server.database().name)
            proxy.cut(cut, behind: question)
            do throws(StoreFault) {
                try store.revoke("a")
                guard proxy.hasCut else { break }
                Issue.record("It was kept, and its connection was cut at question \(question).")
            } catch {
                #expect(error.kind == .unavailable, "\(error)")
            }
            try store.revoke("b")
            #expect(try store.isRevoked("b") && use(store, "b") == .first)
            question += 4
        }
        #expect(question > 40, "\(question) questions")
    }
}
