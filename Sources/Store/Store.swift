import Synchronization

// This room keeps what must outlive a call: revocations, what was used once, policies, keys. It knows SQL and no token: names
// come in as octets, and instants as seconds since 1970.

/// What is kept from one call to the next, and between processes. Nothing is opened, and no file is made, before a call
/// needs it.
package final class Store: Sendable {
    /// Where it is.
    package let location: StoreLocation
    /// Whether there is none, and never will be.
    package let isOff: Bool
    /// Milliseconds that only grow, for what is not asked again within a moment.
    private let ticks: @Sendable () -> Int64
    private let opened = Mutex<Opened?>(nil)
    // What tells of changes, once there is anything that changes.
    private let counter = AtomicLazyReference<ChangeCounter>()
    private let lastLook = Atomic<Int64>(-lookInterval)
    private let lastListening = Atomic<Int64>(-lookInterval)
    // Why the last look failed: what cannot be asked is not taken for empty.
    private let trouble = Mutex<StoreFault?>(nil)
    private let isTroubled = Atomic(false)
    let revocationIndex = RevocationIndex()
    private let openingCount = Atomic(0)

    /// How often the store was opened: another time may have been another file, or another server.
    var openings: Int { openingCount.load(ordering: .relaxed) }

    private struct Opened {
        let connection: any SQLConnection
        let file: StoreFolder.Identity?
    }

    /// A store at this place; `ticks` are milliseconds that only grow.
    package init(_ location: StoreLocation, ticks: @escaping @Sendable () -> Int64) {
        self.location = location
        isOff = location == .none
        self.ticks = ticks
    }

    /// How often, in milliseconds, it is asked whether there is a store by now, and whether a process was killed between a
    /// change and telling of it. All else is noticed at once.
    package static let lookInterval: Int64 = 100

    /// Reads, without a transaction; nil where there is no store yet.
    package func read<Result>(
        _ body: (any SQLConnection) throws(StoreFault) -> Result
    ) throws(StoreFault) -> Result? {
        try withConnection(isMaking: false, body)
    }

    /// Writes: all of it or nothing. When this returns it is on the disk, and other processes know.
    package func write<Result>(
        _ body: (any SQLConnection) throws(StoreFault) -> Result
    ) throws(StoreFault) -> Result {
        var left = Self.attempts
        while true {
            left -= 1
            do throws(StoreFault) {
                let result = try withConnection(isMaking: true) { (connection) throws(StoreFault) in
                    try connection.transaction(writing: true) { () throws(StoreFault) in try body(connection) }
                }
                guard let result else { throw StoreFault(.off, "There is no store.") }
                counter.load()?.add()
                return result
            } catch {
                guard error.isPassing, left > 0 else { throw error }
            }
        }
    }

    // How often a transaction is run that the database could not bring into an order with others.
    private static let attempts = 3

    /// A number that is another one as soon as anything was changed, by whomever; nil where there is no store yet.
    package func changes() throws(StoreFault) -> UInt64? {
        guard !isOff else { return nil }
        let now = ticks()
        let last = lastLook.load(ordering: .relaxed)
        if now &- last >= Self.lookInterval {
            lastLook.store(now, ordering: .relaxed)
            // A server that is away is asked again a moment behind the end of its silence, not of the question.
            defer { lastLook.store(ticks(), ordering: .relaxed) }
            do throws(StoreFault) {
                try look()
                isTroubled.store(false, ordering: .releasing)
            } catch {
                trouble.withLock { $0 = error }
                isTroubled.store(true, ordering: .releasing)
            }
        } else {
            listen(now)
        }
        if isTroubled.load(ordering: .acquiring), let fault = trouble.withLock({ $0 }) { throw fault }
        return counter.load()?.value
    }

    // Asks what the counter does not tell: whether there is a store, and what was changed by who could not say so any more.
    private func look() throws(StoreFault) {
        let isChanged = try withConnection(isMaking: false) { (connection) throws(StoreFault) in
            try connection.wasChangedByOthers()
        }
        if isChanged == true { counter.load()?.add() }
    }

    // Reads what a server told by itself, where nobody else uses the connection; not more often than the clock ticks.
    private func listen(_ now: Int64) {
        guard case .postgreSQL = location, lastListening.exchange(now, ordering: .relaxed) != now else { return }
        let isTold = opened.withLockIfAvailable { $0?.connection.wasToldOfChange() }
        if isTold == true { counter.load()?.add() }
    }

    private func withConnection<Result>(
        isMaking: Bool, _ body: (any SQLConnection) throws(StoreFault) -> Result
    ) throws(StoreFault) -> Result? {
        try opened.withLock { (opened) throws(StoreFault) -> Result? in
            // A file that was taken away or replaced is not the store any more.
            if let file = opened?.file, !file.isStillThere { opened = nil }
            if opened?.connection.isAlive == false { opened = nil }
            if opened == nil { opened = try open(isMaking: isMaking) }
            guard let connection = opened?.connection else { return nil }
            do throws(StoreFault) {
                return try body(connection)
            } catch {
                // What failed below is not trusted again: the next call begins anew.
                if error.kind == .unavailable || error.kind == .corrupt, location != .memory { opened = nil }
                throw error
            }
        }
    }

    private func open(isMaking: Bool) throws(StoreFault) -> Opened? {
        switch location {
        case .none:
            guard isMaking else { return nil }
            throw StoreFault(
                .off, "This process was started without a store.",
                hint: "Start jwtls with --store PATH, or without --store.")
        case .memory:
            _ = counter.storeIfNil(ChangeCounter())
            return Opened(connection: try SQLiteConnection(file: nil), file: nil)
        case .file(let path):
            guard let folder = try StoreFolder(path, isMaking: isMaking) else { return nil }
            guard folder.hasFile || isMaking else { return nil }
            try folder.check()
            if !folder.hasFile { try folder.makeFile() }
            let connection = try SQLiteConnection(file: folder.path)
            if counter.load() == nil { _ = counter.storeIfNil(try ChangeCounter(path: folder.counterPath)) }
            openingCount.wrappingAdd(1, ordering: .relaxed)
            return Opened(connection: connection, file: folder.identity)
        case .postgreSQL(let text): return Opened(connection: try connect(text), file: nil)
        }
    }

    private func connect(_ text: String) throws(StoreFault) -> any SQLConnection {
        #if PostgreSQL
            let connection = try PostgreSQLConnection(text)
            _ = counter.storeIfNil(ChangeCounter())
            // While there was no connection, anything may have happened, and the server may be another one by now.
            openingCount.wrappingAdd(1, ordering: .relaxed)
            counter.load()?.add()
            return connection
        #else
            throw StoreLocation.withoutPostgreSQL
        #endif
    }
}
