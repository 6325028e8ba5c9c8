import Launching
import Store

/// What a store can be kept by: what every store promises is held against each that is here.
enum StoreDriver: CaseIterable, Sendable {
    case memory
    case file
    case postgreSQL

    /// Those that are here.
    static let all = allCases.filter { $0 != .postgreSQL || PostgreSQLServer.isPresent }

    /// Those whose stores several processes share.
    static let shared = all.filter { $0 != .memory }
}

/// An empty place for a store, with a clock that stands still.
final class StorePlace: Sendable {
    let location: StoreLocation
    private let folder: ScratchFolder?
    private let ticks = Ticks()

    init(_ driver: StoreDriver) throws {
        switch driver {
        case .memory: (folder, location) = (nil, .memory)
        case .file:
            let scratch = try ScratchFolder()
            (folder, location) = (scratch, .file(path: scratch.file))
        case .postgreSQL: (folder, location) = (nil, try PostgreSQLServer.shared.get().database().location)
        }
    }

    /// The store in it, as another process would have it.
    func store() -> Store { Store(location) { [ticks] in ticks.value } }

    /// Lets so much time pass that any change is noticed.
    func pass() { ticks.pass(Store.lookInterval) }
}
