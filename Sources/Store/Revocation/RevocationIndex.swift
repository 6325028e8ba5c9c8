import Synchronization

/// A hint in memory of what was revoked, so that a token that was not costs no question to the database. It may say yes where
/// the answer is no, and then the database is asked; never the other way round.
///
/// An entry is a number of 8 bytes (`NameFingerprint`): a million take 16 MB.
final class RevocationIndex: Sendable {
    private let state = Mutex(State())

    private struct State {
        // Which opening of the store's file it is about.
        var opening = 0
        var table = FingerprintTable()
        var kinds: Revocation.Kinds = []
        // The last entry that is in it, and the number that the store's changes had before it was read.
        var last: Int64 = 0
        var changes: UInt64?
        var prunedUntil: Int64?
        var questions = 0
    }

    /// What is known without a question to the database.
    struct Hint {
        /// The names that may have been revoked.
        var names: [Revocation.Name] = []
        /// Whether there may be lists of others.
        var hasLists = false
        /// The instant up to which entries may have been taken away.
        let prunedUntil: Int64?
    }

    // A process that asks once or twice does not read a long table for it.
    private static let patience = 16
    private static let short: Int64 = 10_000

    /// Which of the names that `look` looks for may have been revoked. It is not asked where there are no entries.
    func hint(
        _ look: (inout RevocationProbe) -> Void, _ changes: UInt64, _ store: Store
    ) throws(StoreFault) -> Hint {
        try state.withLock { (state) throws(StoreFault) in
            if state.changes != changes { try Self.catchUp(&state, changes, store) }
            var hint = Hint(prunedUntil: state.prunedUntil)
            let isKnown = state.changes == changes
            guard !isKnown || !state.table.isEmpty else { return hint }
            hint.hasLists = !isKnown || state.kinds.contains(.list)
            var probe = isKnown ? RevocationProbe(state.table, state.kinds) : RevocationProbe()
            look(&probe)
            hint.names = probe.names
            return hint
        }
    }

    private static func catchUp(_ state: inout State, _ changes: UInt64, _ store: Store) throws(StoreFault) {
        // What is changed has one owner, so that nothing is copied.
        var fresh = State()
        swap(&fresh, &state)
        defer { swap(&fresh, &state) }
        let isWhole = try store.read { (connection) throws(StoreFault) -> Bool in
            // Of another file nothing is known.
            if fresh.opening != store.openings { fresh = State(opening: store.openings) }
            let table = RevocationTable(connection)
            fresh.prunedUntil = try table.prunedUntil()
            fresh.questions += 1
            if fresh.last == 0, fresh.questions <= patience, try table.newest() > short { return false }
            try table.names(behind: fresh.last) { (id, name) in
                fresh.table.insert(NameFingerprint(name).value())
                fresh.kinds.insert(Revocation.Kinds(name.kind))
                fresh.last = id
            }
            return true
        }
        if isWhole != false { fresh.changes = changes }
    }
}

/// What the store knows about some names.
package struct KnownRevocations: Sendable {
    /// The entries that have one of them.
    package let entries: [Revocation]
    /// Up to which instant entries may have been taken away; nil where none were.
    package let prunedUntil: Int64?
    /// Whether there may be lists of others to look into, too.
    package let hasLists: Bool
}

extension Store {
    /// The entries about any of the names that `look` looks for, once each. Nil where there is no store, and so nothing was
    /// revoked.
    package func revocations(
        _ look: (inout RevocationProbe) -> Void
    ) throws(StoreFault) -> KnownRevocations? {
        guard let changes = try changes() else { return nil }
        return try revocations(at: changes, look)
    }

    /// The same for who has asked for the number of changes already.
    package func revocations(
        at changes: UInt64, _ look: (inout RevocationProbe) -> Void
    ) throws(StoreFault) -> KnownRevocations {
        let hint = try revocationIndex.hint(look, changes, self)
        guard !hint.names.isEmpty else {
            return KnownRevocations(entries: [], prunedUntil: hint.prunedUntil, hasLists: hint.hasLists)
        }
        let entries = try read { (connection) throws(StoreFault) -> [Revocation] in
            let table = RevocationTable(connection)
            var entries: [Revocation] = []
            for name in hint.names {
                if let entry = try table.entry(named: name) { entries.append(entry) }
            }
            return entries
        }
        return KnownRevocations(entries: entries ?? [], prunedUntil: hint.prunedUntil, hasLists: hint.hasLists)
    }
}
