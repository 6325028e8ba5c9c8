import Foundation
import Testing

#if PostgreSQL
    @testable import Store
#else
    import Store
#endif

/// What only a server has: connections that end, silence, and others who may do what they like with its database.
@Suite(.enabled(if: PostgreSQLServer.isPresent, "without the trait PostgreSQL, or its server's programs"))
struct PostgreSQLStoreTests {
    private let server: PostgreSQLServer
    private let (name, location): (String, StoreLocation)
    private let ticks = Ticks()

    init() throws {
        server = try PostgreSQLServer.shared.get()
        (name, location) = try server.database()
    }

    private func store() -> Store { Store(location) { [ticks] in ticks.value } }

    private func check(
        _ kind: StoreFault.Kind, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
    ) {
        #expect(sourceLocation: sourceLocation) {
            try body()
        } throws: {
            ($0 as? StoreFault)?.kind == kind
        }
    }

    @Test func `the server tells of a change before anybody asks`() throws {
        let (one, two) = (store(), store())
        #expect(try !one.isRevoked("a") && !two.isRevoked("a"))
        try one.revoke("a")
        // Far less time than it takes until the tables are asked.
        var isRevoked = false
        for _ in 0..<Store.lookInterval / 2 where !isRevoked {
            ticks.pass(1)
            isRevoked = try two.isRevoked("a")
            if !isRevoked { Ticks.rest() }
        }
        #expect(isRevoked)
    }

    @Test func `a change that nobody told of is noticed a moment later`() throws {
        let store = store()
        try store.revoke("a")
        #expect(try !store.isRevoked("b"))
        try server.sql(
            """
            INSERT INTO jwtls.revocations SELECT 99, kind, '\\x0001000162', before, since, until, about FROM jwtls.revocations;
            UPDATE jwtls.counters SET value = value + 1 WHERE name = 'changes'
            """, in: name)
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("b"))
    }

    @Test func `a connection that ended is made anew, and nobody notices`() throws {
        let store = store()
        try store.revoke("a")
        for index in 0..<3 {
            try server.sql(
                "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = '\(name)' AND pid <> pg_backend_pid()",
                in: name)
            ticks.pass(Store.lookInterval)
            if index == 1 { try store.revoke("b") }
            #expect(try store.isRevoked("a"))
        }
        #expect(try store.isRevoked("b"))
    }

    @Test func `one of eight that use a name at once is the first`() async throws {
        let outcomes = try await withThrowingTaskGroup(of: [Bool].self) { group in
            for _ in 0..<8 {
                group.addTask { [self] in
                    let store = store()
                    return try (0..<20).map { round in
                        try store.write { (connection) throws(StoreFault) in
                            try ReplayTable(connection).use([UInt8(round)], in: [1], at: 5, until: 50) == .first
                        }
                    }
                }
            }
            var counts = [Int](repeating: 0, count: 20)
            for try await firsts in group {
                for (round, isFirst) in firsts.enumerated() where isFirst { counts[round] += 1 }
            }
            return counts
        }
        #expect(outcomes == [Int](repeating: 1, count: 20))
    }

    @Test func `who holds the writing for long keeps others out for a moment only`() throws {
        let (one, two) = (store(), store())
        try one.revoke("a")
        try one.write { (connection) throws(StoreFault) in
            _ = try connection.next("x")
            do throws(StoreFault) { try two.revoke("b") } catch { #expect(error.kind == .locked) }
        }
        try two.revoke("b")
        #expect(try one.isRevoked("a") && two.isRevoked("b"))
    }

    @Test func `what lies in other schemas under the same names is not looked at`() throws {
        try server.sql(
            """
            CREATE TABLE public.counters (name BYTEA, value BIGINT); CREATE TABLE public.revocations (id BIGINT);
            CREATE FUNCTION public.max(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 7::bigint';
            ALTER DATABASE \(name) SET search_path = public; ALTER DATABASE \(name) SET synchronous_commit = off
            """, in: name)
        let store = store()
        try store.revoke("a")
        #expect(try store.isRevoked("a"))
        let setting = try store.read { (connection) throws(StoreFault) in
            try connection.row("SELECT current_setting('synchronous_commit')")?.bytes(0)
        }
        #expect(setting == Array("on".utf8))
    }

    @Test(arguments: [
        ("UPDATE jwtls.counters SET value = 99 WHERE name = 'schema'", StoreFault.Kind.newer),
        ("DROP TABLE jwtls.counters", .corrupt), ("DELETE FROM jwtls.counters", .corrupt),
        ("ALTER TABLE jwtls.replays ENABLE ROW LEVEL SECURITY", .corrupt),
        ("CREATE RULE r AS ON DELETE TO jwtls.replays DO INSTEAD NOTHING", .corrupt),
        ("CREATE VIEW jwtls.v AS SELECT 1", .corrupt),
        ("ALTER TABLE jwtls.revocations RENAME kind TO kinds", .corrupt),
    ])
    func `a schema that is not as this release makes it is refused`(statements: String, kind: StoreFault.Kind) throws {
        try store().revoke("a")
        try server.sql(statements, in: name)
        check(kind) { _ = try store().revoke("b") }
    }

    // STO-16
    @Test func `a machine whose clock is ahead takes nothing away before the server's clock says so`() throws {
        let store = store()
        let soon = Int64(Date.now.timeIntervalSince1970) + 100
        try store.revoke("a", until: soon)
        for years in 1...3 as ClosedRange<Int64> {
            let removed = try store.write { (connection) throws(StoreFault) in
                let ahead = soon + years * 31_536_000
                _ = try ReplayTable(connection).use(Array("\(years)".utf8), in: [], at: soon, until: soon)
                return try RevocationTable(connection).prune(at: ahead) + ReplayTable(connection).prune(at: ahead)
            }
            #expect(removed == 0)
        }
        #expect(try store.isRevoked("a") && store.revocations { _ in }?.prunedUntil == nil)
        let again = try store.write { (connection) throws(StoreFault) in
            try ReplayTable(connection).use(Array("1".utf8), in: [], at: soon, until: soon)
        }
        #expect(again == .again(first: soon))
    }

    // STO-14
    @Test(arguments: [(2, true), (3, false)])
    func `a transaction that the server could not bring into an order is run again, and not for ever`(
        failures: Int, isKept: Bool
    ) throws {
        let store = store()
        try store.revoke("a")
        // The connection has looked at the tables already.
        try server.sql(
            """
            CREATE SEQUENCE public.tries;
            CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('public.tries') <= \(failures) THEN RAISE EXCEPTION USING ERRCODE = '40001'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON jwtls.revocations FOR EACH ROW EXECUTE FUNCTION public.fail()
            """, in: name)
        var runs = 0
        func revoke() throws {
            let name = try #require(Revocation.Name(.tokenID, nil, Array("b".utf8)))
            _ = try store.write { (connection) throws(StoreFault) in
                runs += 1
                return try RevocationTable(connection).put(Revocation(name, since: 1, until: nil, about: []))
            }
        }
        if isKept { try revoke() } else { #expect(throws: StoreFault.self) { try revoke() } }
        #expect(runs == 3)
        try server.sql("DROP TRIGGER fail ON jwtls.revocations", in: name)
        #expect(try self.store().isRevoked("b") == isKept)
    }

    @Test func `an older one gets what it lacks, and keeps what it has`() throws {
        try store().revoke("a")
        try server.sql(
            """
            DROP TABLE jwtls.keys; DROP TABLE jwtls.fetched_keys; DROP TABLE jwtls.families; DROP TABLE jwtls.status_lists;
            DROP TABLE jwtls.seals;
            ALTER TABLE jwtls.revocations DROP COLUMN list; ALTER TABLE jwtls.revocations DROP COLUMN place;
            UPDATE jwtls.counters SET value = 1 WHERE name = 'schema'
            """, in: name)
        let store = store()
        let sets = try store.read { (connection) throws(StoreFault) in try KeyTable(connection).sets() }
        #expect(try sets == 0 && store.isRevoked("a"))
    }

    @Test func `a copy of before that somebody put back is not taken for what was known`() throws {
        let store = store()
        try store.revoke("a")
        try store.revoke("b")
        #expect(try store.isRevoked("b"))
        try server.sql(
            "UPDATE jwtls.counters SET value = 0 WHERE name <> 'schema'; DELETE FROM jwtls.revocations", in: name)
        ticks.pass(Store.lookInterval)
        check(.unavailable) { _ = try store.isRevoked("a") }
        try self.store().revoke("c")
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("c") && !store.isRevoked("a"))
    }

    @Test(arguments: ["postgresql://", "postgresql://h/d?service=x", "postgresql://h/d?nonsense=1", "postgresql://[h"])
    func `what names no database is refused, and not shown`(text: String) {
        let store = Store(.postgreSQL(text.replacing("//", with: "//u:secret@"))) { 0 }
        do {
            try store.revoke("a")
            Issue.record("It was taken.")
        } catch {
            #expect(!"\(error)".contains("secret"), "\(error)")
        }
    }

    @Test func `a server on another machine is one whose certificate names it`() throws {
        let settings = [
            ("", "prefer"), ("host=/tmp", "prefer"), ("host=db.example", "verify-full"),
            ("hostaddr=192.0.2.1", "verify-full"), ("host=/tmp,db.example", "verify-full"),
            ("host=db.example&sslmode=require", "require"),
        ]
        #if PostgreSQL
            for (query, mode) in settings {
                let settings = try PostgreSQLSettings("postgresql:///d?\(query)")
                #expect(settings.value("sslmode") == mode, "\(query)")
                #expect(
                    settings.value("passfile") == "/dev/null/none"
                        && settings.value("target_session_attrs") == "read-write")
            }
        #else
            _ = settings
        #endif
    }
}
