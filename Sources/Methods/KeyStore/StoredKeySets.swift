import JOSE
import RPC
import Store
import Synchronization

/// The sets of the store that were read, good as long as nobody changed anything: asking for one again costs a look at a number.
final class StoredKeySets: Sendable {
    private let store: Store
    private let vault: KeyVault
    private let sets = Mutex<[[UInt8]: Entry]>([:])

    private struct Entry {
        let set: StoredKeySet
        let changes: UInt64
    }

    init(_ store: Store, _ vault: KeyVault) {
        self.store = store
        self.vault = vault
    }

    /// The set of this name, as it is now; nil where there is none.
    func set(named name: [UInt8], for call: Call) throws(RPCError) -> StoredKeySet? { try found(name, for: call)?.set }

    /// The set of this name with the number that the store's changes had before it was read.
    func found(_ name: [UInt8], for call: Call) throws(RPCError) -> (set: StoredKeySet, changes: UInt64?)? {
        // The number comes first: what is read behind it is no older.
        let changes: UInt64?
        do throws(StoreFault) {
            changes = try store.changes()
        } catch {
            throw RPCError(error)
        }
        if let changes, let entry = sets.withLock({ $0[name] }), entry.changes == changes {
            return entry.set.isEmpty ? nil : (entry.set, changes)
        }
        let seal = try vault.rowSeal(store, isMaking: false, for: call)
        let rows: ([StoredKey], FetchedKeys?)?
        do throws(StoreFault) {
            rows = try store.read { (connection) throws(StoreFault) in
                let table = KeyTable(connection, sealedBy: seal)
                return (try table.keys(of: name), try table.fetched(name))
            }
        } catch {
            throw RPCError(error)
        }
        guard let rows else { return nil }
        return try remember(name, rows.0, rows.1, changes).map { ($0, changes) }
    }

    private func remember(
        _ name: [UInt8], _ rows: [StoredKey], _ fetched: FetchedKeys?, _ changes: UInt64?
    ) throws(RPCError) -> StoredKeySet? {
        // The same rows were checked before.
        let known = sets.withLock { $0[name]?.set }
        let set =
            if let known, known.rows == rows, known.fetched?.row == fetched { known } else {
                try StoredKeySet(name, rows: rows, fetched: fetched)
            }
        vault.keepOnly(rows, of: name)
        if let changes {
            sets.withLock { sets in
                if sets.count >= KeyStoreLimits.sets { sets = [:] }
                sets[name] = Entry(set: set, changes: changes)
            }
        }
        return set.isEmpty ? nil : set
    }
}
