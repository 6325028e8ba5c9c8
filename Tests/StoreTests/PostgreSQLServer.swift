import Foundation
import Launching
import Store
import Synchronization

/// A PostgreSQL server of the tests' own, started from its programs in a temporary folder; it ends with the tests.
final class PostgreSQLServer: Sendable {
    /// Where it lies, and what certificates it has.
    let folder: String
    private let count = Atomic(0)

    /// The one that tests share, each with a database of its own.
    static let shared = Result { try PostgreSQLServer() }

    /// Another one, which listens on 127.0.0.1 with TLS alone.
    static let withTLS = Result {
        let server = try PostgreSQLServer()
        try server.run("tls")
        return server
    }

    /// Another one, with a pooler before it whose socket is in the folder that is given, too.
    static let pooled = Result {
        let server = try PostgreSQLServer()
        try server.run("pool")
        return (server, server.folder + "/pool")
    }

    /// Whether the package was built with the trait, and the server's programs are here.
    static var isPresent: Bool {
        #if PostgreSQL
            isInstalled
        #else
            false
        #endif
    }

    private static let isInstalled = launch([script, "there"]) == 0
    private static let script = repository + "/Tests/PostgreSQL/server"
    private static let repository = "\(#filePath)".split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// Starts one.
    init() throws {
        folder = try ScratchFolder.make()
        try run("make", "\(ScratchFolder.process)")
    }

    /// A new database.
    func database() throws -> (name: String, location: StoreLocation) {
        let name = "t\(count.wrappingAdd(1, ordering: .relaxed).newValue)"
        try run("sql", "postgres", "CREATE DATABASE \(name)")
        return (name, Self.location(of: name, at: folder))
    }

    /// A database, by the socket in a folder.
    static func location(of name: String, at folder: String) -> StoreLocation {
        .postgreSQL("postgresql://jwtls@/\(name)?host=\(folder)")
    }

    /// The port that it has, and by which its sockets are named.
    var port: String {
        get throws {
            let lines = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
            return lines.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).first.map(String.init)
                ?? ""
        }
    }

    /// Runs PostgreSQL's own program on a database.
    func sql(_ statements: String, in database: String) throws { try run("sql", database, statements) }

    func start() throws { try run("start") }

    func kill() throws { try run("kill") }

    func stop() throws { try run("stop") }

    func goOn() throws { try run("continue") }

    private func run(_ order: String, _ words: String...) throws {
        guard launch([Self.script, order, folder] + words) == 0 else {
            throw StoreFault(.unavailable, "The tests' server did not \(order) \(words).")
        }
    }
}
