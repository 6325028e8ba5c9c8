import Synchronization

/// A hint in memory of what was revoked, so that a token that was not costs no question to the database. It may say yes where
/// the answer is no, and then the database is asked; never the other way round.
///
/// An entry is a number of 8 bytes in a table that is at most three quarters full: a million take 16 MB. The numbers come from
/// a hash with a key of this process, so that nobody can make names that meet in one.
final class RevocationIndex: Sendable {
    private let state = Mutex(State())

    private struct State {
        var fingerprints: Set<Int> = []
        // The last entry that is in it, and the number that the store's changes had before it was read.
        var last: Int64 = 0
        var changes: UInt64?
        var prunedUntil: Int64?
        var questions = 0
    }

    /// What is known without a question to the database.
    struct Hint {
        /// The names that may have been revoked.
        let names: [Revocation.Name]
        /// The instant up to which entries may have been taken away.
        let prunedUntil: Int64?
    }

    // A process that asks once or twice does not read a long table for it.
    private static let patience = 16
    private static let short: Int64 = 10_000

    /// Which of these names may have been revoked.
    func hint(_ names: [Revocation.Name], _ changes: UInt64, _ store: Store) throws(StoreFault) -> Hint {
        try state.withLock { (state) throws(StoreFault) in
            if state.changes != changes { try Self.catchUp(&state, changes, names.count, store) }
            guard state.changes == changes else { return Hint(names: names, prunedUntil: state.prunedUntil) }
            if state.fingerprints.isEmpty { return Hint(names: [], prunedUntil: state.prunedUntil) }
            return Hint(
                names: names.filter { state.fingerprints.contains($0.hashValue) }, prunedUntil: state.prunedUntil)
        }
    }

    private static func catchUp(
        _ state: inout State, _ changes: UInt64, _ count: Int, _ store: Store
    ) throws(StoreFault) {
        state.questions += 1
        var last = state.last
        var fingerprints = state.fingerprints
        // The set is changed where it stands, and not copied: nothing else holds it.
        state.fingerprints = []
        defer { state.fingerprints = fingerprints }
        let isWhole = try store.read { (connection) throws(StoreFault) -> Bool in
            let table = RevocationTable(connection)
            state.prunedUntil = try table.prunedUntil()
            if last == 0, state.questions <= patience, try table.newest() > short { return false }
            try table.names(behind: last) { (id, name) in
                fingerprints.insert(name.hashValue)
                last = id
            }
            return true
        }
        state.last = last
        if isWhole != false { state.changes = changes }
    }
}

extension Store {
    /// The entries about any of these names, and up to which instant entries may have been taken away. Where there is no store,
    /// nothing was revoked.
    package func revocations(
        of names: [Revocation.Name]
    ) throws(StoreFault) -> (entries: [Revocation], prunedUntil: Int64?) {
        guard let changes = try changes() else { return ([], nil) }
        let hint = try revocationIndex.hint(names, changes, self)
        guard !hint.names.isEmpty else { return ([], hint.prunedUntil) }
        let entries = try read { (connection) throws(StoreFault) -> [Revocation] in
            let table = RevocationTable(connection)
            var entries: [Revocation] = []
            for name in hint.names {
                if let entry = try table.entry(named: name) { entries.append(entry) }
            }
            return entries
        }
        return (entries ?? [], hint.prunedUntil)
    }
}
