import Glibc
import Launching
import Store
import Synchronization

extension ScratchFolder {
    /// A store in it, as another process would have it.
    func store(_ ticks: Ticks = Ticks()) -> Store { Store(.file(path: file)) { ticks.value } }

    /// Takes from the file what a release before had not, which made stores of this version.
    func takeBack(to version: Int) {
        let steps = [
            "DROP TABLE keys; DROP TABLE fetched_keys", "DROP TABLE families",
            """
            DROP TABLE status_lists; DROP INDEX revocations_list; ALTER TABLE revocations DROP COLUMN place;
            ALTER TABLE revocations DROP COLUMN list
            """,
            "DROP TABLE seals; ALTER TABLE keys DROP COLUMN seal; ALTER TABLE fetched_keys DROP COLUMN seal",
        ]
        for step in steps.dropFirst(version - 1).reversed() { sqlite(step) }
        sqlite("PRAGMA user_version = \(version)")
    }
}

/// A clock that stands still until it is moved.
final class Ticks: Sendable {
    private let milliseconds = Atomic<Int64>(0)

    var value: Int64 { milliseconds.load(ordering: .relaxed) }

    /// Lets other processes have the processor for a millisecond.
    static func rest() { _ = poll(nil, 0, 1) }

    func pass(_ count: Int64) { milliseconds.wrappingAdd(count, ordering: .relaxed) }
}

extension Store {
    /// Revokes by `jti`.
    @discardableResult
    func revoke(_ name: String, until: Int64? = nil, before: Int64? = nil) throws(StoreFault) -> Revocation {
        guard let name = Revocation.Name(.tokenID, nil, Array(name.utf8)) else {
            throw StoreFault(.unavailable, "No name.")
        }
        var entry = Revocation(name, since: 100, until: until, about: Array("{}".utf8))
        entry.before = before
        return try write { (connection) throws(StoreFault) in try RevocationTable(connection).put(entry) }
    }

    /// Whether a `jti` is revoked.
    func isRevoked(_ name: String) throws -> Bool {
        let octets = Array(name.utf8)
        return try revocations { $0.look(for: .tokenID, octets.span, of: nil) }?.entries.isEmpty == false
    }
}
