import JOSE
import JSON
import JWT
import Store
import Synchronization

/// The status lists that the store keeps, expanded once and good as long as nobody changes one: asking for one again costs a
/// look at a number.
final class KeptStatusLists: Sendable {
    private let store: Store
    private let state = Mutex(State())

    private struct State {
        // The number that the store's changes had before what follows was read, and that of its lists.
        var changes: UInt64?
        var number: Int64?
        var count = 0
        var lists: [[UInt8]: IssuedStatusList?] = [:]
        var octets = 0
    }

    /// Octets of expanded lists that are held; beyond that, they are read anew.
    static let octetLimit = 64 << 20

    init(_ store: Store) { self.store = store }

    /// The list that is published at an address; nil where none is kept of it.
    func list(of address: [UInt8]) throws(StoreFault) -> IssuedStatusList? {
        // The number comes first: what is read behind it is no older.
        guard let changes = try store.changes() else { return nil }
        return try state.withLock { (state) throws(StoreFault) in
            if state.changes != changes { try catchUp(&state, changes) }
            guard state.count > 0 else { return nil }
            if let known = state.lists[address] { return known }
            let list = try read(address)
            if state.octets >= Self.octetLimit || state.lists.count >= StatusListTable.limit {
                state.lists = [:]
                state.octets = 0
            }
            state.octets += list?.list.octetCount ?? 0
            state.lists[address] = .some(list)
            return list
        }
    }

    private func catchUp(_ state: inout State, _ changes: UInt64) throws(StoreFault) {
        let known = try store.read { (connection) throws(StoreFault) in
            let table = StatusListTable(connection)
            return (number: try table.number(), count: try table.count())
        }
        if known?.number != state.number { state = State(number: known?.number, count: known?.count ?? 0) }
        state.changes = changes
    }

    private func read(_ address: [UInt8]) throws(StoreFault) -> IssuedStatusList? {
        guard let name = Revocation.Name(.list, address) else { return nil }
        let content = try store.read { (connection) throws(StoreFault) -> StatusListTable.Content? in
            guard let entry = try RevocationTable(connection).entry(named: name) else { return nil }
            return try StatusListTable(connection).content(of: entry.id)
        }
        guard let content = content.flatMap({ $0 }) else { return nil }
        return try Self.list(content)
    }

    private static func list(_ content: StatusListTable.Content) throws(StoreFault) -> IssuedStatusList {
        let claims: JSONValue
        do throws(JSONFault) {
            claims = try JSONDocument(content.octets).root
        } catch {
            throw unreadable
        }
        do throws(StatusList.Fault) {
            return try IssuedStatusList(claims)
        } catch {
            throw unreadable
        }
    }

    private static var unreadable: StoreFault { StoreFault(.corrupt, "A status list of the store cannot be read.") }
}
