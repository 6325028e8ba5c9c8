import Foundation
import Launching
import Store
import Testing

/// A server that is reached over TLS: who it is, and who asks it.
@Suite(.enabled(if: PostgreSQLServer.isPresent, "without the trait PostgreSQL, or its server's programs"))
struct PostgreSQLTLSTests {
    private let server: PostgreSQLServer
    private let name: String
    private let ticks = Ticks()
    private let scratch: ScratchFolder

    init() throws {
        server = try PostgreSQLServer.withTLS.get()
        name = try server.database().name
        scratch = try ScratchFolder()
    }

    // At the address of the server, whatever it is called.
    private func store(
        _ role: String = "jwtls", at host: String = "localhost", _ query: String = "sslrootcert=FOLDER/ca.pem"
    ) throws -> Store {
        let query = query.replacing("FOLDER", with: server.folder).replacing("SCRATCH", with: scratch.path)
        let text = "postgresql://\(role)@\(host):\(try server.port)/\(name)?hostaddr=127.0.0.1&\(query)"
        return Store(.postgreSQL(text)) { [ticks] in ticks.value }
    }

    private func check(
        _ store: Store, isRefused sentence: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        do {
            try store.revoke("a")
            Issue.record("It was kept.", sourceLocation: sourceLocation)
        } catch {
            #expect(error.kind == .unavailable, sourceLocation: sourceLocation)
            #expect(error.message.contains(sentence), "\(error)", sourceLocation: sourceLocation)
        }
    }

    @Test func `a server that its certificate names is a store as any other`() throws {
        let (one, two) = (try store(), try store())
        try one.revoke("a")
        #expect(try two.isRevoked("a") && !two.isRevoked("b"))
        // More than is read at once, in one answer.
        try server.sql(
            """
            INSERT INTO jwtls.revocations SELECT n, kind, '\\x00010400'::bytea || convert_to(lpad(n::text, 1024, 'x'), 'UTF8'),
                before, since, until, about FROM jwtls.revocations, generate_series(100, 9000) n;
            UPDATE jwtls.counters SET value = value + 10000 WHERE name IN ('changes', 'revocations')
            """, in: name)
        ticks.pass(Store.lookInterval)
        let last = String(repeating: "x", count: 1020) + "9000"
        #expect(try two.isRevoked(last) && !two.isRevoked("b"))
    }

    @Test(arguments: [
        // Nobody answers for it; somebody else does; it answers for another name.
        ("localhost", "sslrootcert=FOLDER/none.pem", "does not exist"),
        ("localhost", "sslrootcert=FOLDER/other.pem", "certificate verify failed"),
        ("db.example", "sslrootcert=FOLDER/ca.pem", "does not match host name"),
        // What the caller says himself counts, and then the server's word.
        ("localhost", "sslmode=disable", "no encryption"),
        ("localhost", "sslrootcert=FOLDER/other.pem&sslmode=verify-ca", "certificate verify failed"),
    ])
    func `a server that nobody answers for is told nothing`(host: String, query: String, sentence: String) throws {
        check(try store(at: host, query), isRefused: sentence)
    }

    @Test func `a role is let in by its password, which stands in a file and nowhere else`() throws {
        let secret = "correct-horse-battery"
        try server.sql(
            """
            DO $$ BEGIN CREATE ROLE guarded LOGIN SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            ALTER ROLE guarded PASSWORD '\(secret)'
            """, in: name)
        let query = "sslrootcert=FOLDER/ca.pem&passfile=SCRATCH/"
        for (file, password) in [("right", secret), ("wrong", "\(secret)-not")] {
            scratch.run("sh", "-c", "umask 077; echo '*:*:*:guarded:\(password)' > \(scratch.path)/\(file)")
        }
        let store = try store("guarded", query + "right")
        try store.revoke("a")
        #expect(try store.isRevoked("a"))
        check(try self.store("guarded", query + "wrong"), isRefused: "password authentication failed")
        check(try self.store("guarded", query + "none"), isRefused: "no password supplied")
        do { try self.store("guarded", query + "wrong").revoke("b") } catch { #expect(!"\(error)".contains(secret)) }
    }

    @Test func `a role is let in by its certificate`() throws {
        try server.sql(
            "DO $$ BEGIN CREATE ROLE certified LOGIN SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            in: name)
        let query = "sslrootcert=FOLDER/ca.pem&sslcert=FOLDER/client.pem&sslkey=FOLDER/client.key"
        let store = try store("certified", query)
        try store.revoke("a")
        #expect(try store.isRevoked("a"))
        check(try self.store("certified", "sslrootcert=FOLDER/ca.pem&sslcert=/none"), isRefused: "certificate")
    }

    private func location(_ query: String) throws -> String {
        "postgresql://jwtls@localhost:\(try server.port)/\(name)?hostaddr=127.0.0.1\(query)"
    }

    @Test func `a service finds its server whatever cryptography it has done before`() throws {
        let requests = """
            {"jsonrpc":"2.0","id":1,"method":"keygen","params":{"alg":"ES256"}}
            {"jsonrpc":"2.0","id":2,"method":"revoke","params":{"jti":"a"}}

            """
        let location = try location("&sslrootcert=\(server.folder)/ca.pem")
        let outcome = try BuiltProgram.run(requests, arguments: ["--store", location])
        #expect(outcome.lines.last?.contains(#""id":2,"result":{"id":1,"#) == true, "\(outcome.output)")
    }

    @Test func `neither the environment nor the user's folder has a say, and nothing is said beside the answer`() throws
    {
        // A certificate, an authority and a list of revoked ones that libpq would take from there; settings of OpenSSL under
        // which no certificate is good enough.
        let script = #"""
            mkdir "$2/.postgresql"
            cp "$3/other.pem" "$2/.postgresql/root.crt"
            for name in postgresql.crt postgresql.key root.crl; do echo nonsense > "$2/.postgresql/$name"; done
            printf '%s\n' 'openssl_conf = a' '[a]' 'ssl_conf = b' '[b]' 'system_default = c' '[c]' \
                'CipherString = ALL:@SECLEVEL=5' > "$2/openssl.cnf"
            HOME=$2 OPENSSL_CONF=$2/openssl.cnf exec "$JWTLS" revoke --jti a --json --store "$1"
            """#
        let location = try location("&sslrootcert=\(server.folder)/ca.pem")
        let outcome = try BuiltProgram.shell(script, arguments: [location, scratch.path, server.folder])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }

    @Test func `an authority counts where the option names it, and nowhere else`() throws {
        let script = #"""
            mkdir "$2/.postgresql"
            cp "$3/ca.pem" "$2/.postgresql/root.crt"
            HOME=$2 exec "$JWTLS" revoke --jti a --store "$1"
            """#
        let outcome = try BuiltProgram.shell(script, arguments: [try location(""), scratch.path, server.folder])
        #expect(outcome.status == 3 && outcome.errors.contains("does not exist"), "\(outcome.errors)")
    }
}
