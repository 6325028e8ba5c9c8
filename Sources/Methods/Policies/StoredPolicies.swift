import JSON
import RPC
import Store
import Synchronization

/// The policies that were put into the store. They are read when one is named that the configuration file does not have.
final class StoredPolicies: Sendable {
    private let store: Store
    private let seen = Mutex(Seen())

    private struct Seen {
        var changes: UInt64?
        var number: Int64 = 0
    }

    /// The policies of a store.
    init(_ store: Store) {
        self.store = store
    }

    /// A number that is another one as soon as a policy was put or removed, by whomever. What else happens to the store costs
    /// one short question.
    func number() throws(RPCError) -> Int64 {
        do throws(StoreFault) {
            guard let changes = try store.changes() else { return 0 }
            return try seen.withLock { (seen) throws(StoreFault) in
                guard seen.changes != changes else { return seen.number }
                let number = try store.read { (connection) throws(StoreFault) in try PolicyTable(connection).number() }
                seen = Seen(changes: changes, number: number ?? 0)
                return seen.number
            }
        } catch {
            throw RPCError(error)
        }
    }

    /// The policy of a name.
    func layer(_ name: String) throws(RPCError) -> PolicyLayer? {
        let entry = try read { (table) throws(StoreFault) in try table.entry(Array(name.utf8)) }
        guard let entry = entry ?? nil else { return nil }
        return try Self.layer(entry)
    }

    /// Every policy, in the order of their names; nil in the place of one that cannot be read.
    func all() throws(RPCError) -> [(entry: PolicyTable.Entry, layer: PolicyLayer?)] {
        let entries = try read { (table) throws(StoreFault) in try table.entries() } ?? []
        return entries.map { entry in
            do throws(RPCError) {
                return (entry, try Self.layer(entry))
            } catch {
                return (entry, nil)
            }
        }
    }

    /// The names of all.
    func names() throws(RPCError) -> [String] {
        let names = try read { (table) throws(StoreFault) in try table.names() } ?? []
        return names.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What came of a change.
    enum Outcome { case made, replaced, full }

    /// Keeps a policy in the place of one of the same name.
    func put(_ name: String, _ policy: JSONValue, at now: Int64) throws(RPCError) -> Outcome {
        var writer = JSONWriter()
        writer.copy(policy)
        let entry = PolicyTable.Entry(name: Array(name.utf8), content: writer.bytes, changed: now)
        return try write { (table) throws(StoreFault) in
            let isThere = try table.entry(entry.name) != nil
            let count = isThere ? 0 : try table.names().count
            guard count < PolicyDeclaration.policies else { return .full }
            try table.put(entry)
            return isThere ? .replaced : .made
        }
    }

    /// Takes a policy away; false where there is none.
    func remove(_ name: String) throws(RPCError) -> Bool {
        try write { (table) throws(StoreFault) in try table.remove(Array(name.utf8)) }
    }

    private func read<Result>(
        _ body: (PolicyTable) throws(StoreFault) -> Result
    ) throws(RPCError) -> Result? {
        do throws(StoreFault) {
            return try store.read { (connection) throws(StoreFault) in try body(PolicyTable(connection)) }
        } catch {
            throw RPCError(error)
        }
    }

    private func write<Result>(
        _ body: (PolicyTable) throws(StoreFault) -> Result
    ) throws(RPCError) -> Result {
        do throws(StoreFault) {
            return try store.write { (connection) throws(StoreFault) in try body(PolicyTable(connection)) }
        } catch {
            throw RPCError(error)
        }
    }

    // Whoever can write the file can write anything into it: what is read is checked as what is put.
    private static func layer(_ entry: PolicyTable.Entry) throws(RPCError) -> PolicyLayer {
        let name = String(decoding: entry.name, as: UTF8.self)
        do {
            let value = try JSONDocument(entry.content).root
            try PolicyCheck.members(of: value)
            return PolicyLayer(name: name, object: value, source: .store(changed: entry.changed))
        } catch {
            throw RPCError(StoreFault(.corrupt, "The policy \(name) in the store cannot be read."))
        }
    }
}
