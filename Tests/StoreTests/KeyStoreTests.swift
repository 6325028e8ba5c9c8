import Launching
import Store
import Testing

struct KeyStoreTests {
    private static let set = Array("s".utf8)

    private func key(_ name: String, place: Int64 = 0) -> StoredKey {
        StoredKey(
            set: Self.set, keyID: Array(name.utf8), place: place, algorithm: Array("ES256".utf8),
            mark: Array(name.utf8),
            publicPart: [1], secretPart: [2], created: 5, activates: 5, reached: .current)
    }

    @Test(arguments: StoreDriver.shared)
    func `a key comes back as it was kept, and another process sees it`(driver: StoreDriver) throws {
        let place = try StorePlace(driver)
        let (one, two) = (place.store(), place.store())
        var kept = key("a")
        kept.verifyUntil = 7
        kept.longestLife = 9
        try one.write { (connection) throws(StoreFault) in try KeyTable(connection).put(kept) }
        let read = try two.read { (connection) throws(StoreFault) in try KeyTable(connection).keys(of: Self.set) }
        #expect(read == [kept])
    }

    @Test(arguments: StoreDriver.all)
    func `the longest life only grows, and only of the key that is meant`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        try store.write { (connection) throws(StoreFault) in try KeyTable(connection).put(key("a")) }
        var other = key("a")
        other = StoredKey(
            set: other.set, keyID: other.keyID, place: 0, algorithm: nil, mark: [9], publicPart: nil, secretPart: nil,
            created: 0, activates: nil, reached: .current)
        for (meant, life) in [(key("a"), Int64(60)), (key("a"), 30), (other, 900)] {
            try store.write { (connection) throws(StoreFault) in
                try KeyTable(connection).raiseLife(of: meant, to: life)
            }
        }
        let kept = try store.read { (connection) throws(StoreFault) in try KeyTable(connection).keys(of: Self.set) }
        #expect(kept?.first?.longestLife == 60)
    }

    @Test(arguments: StoreDriver.shared)
    func `eight processes rotate at once, and each finds what the one before it made`(driver: StoreDriver) async throws
    {
        let place = try StorePlace(driver)
        try place.store().write { (connection) throws(StoreFault) in try KeyTable(connection).put(key("first")) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for process in 0..<8 {
                group.addTask {
                    let store = place.store()
                    for round in 0..<5 { try rotate(store, "\(process)-\(round)") }
                }
            }
            try await group.waitForAll()
        }
        let kept = try place.store().read { (connection) throws(StoreFault) in
            try KeyTable(connection).keys(of: Self.set)
        }
        let timeline = KeyTimeline(kept ?? [], at: 10)
        #expect(timeline.entries.count == 41 && timeline.keys(.current).count == 1)
        #expect(timeline.keys(.previous).count == 40)
    }

    private func rotate(_ store: Store, _ name: String) throws {
        while true {
            do throws(StoreFault) {
                try store.write { (connection) throws(StoreFault) in
                    let table = KeyTable(connection)
                    let order = KeyRotation.Order(now: 10, activates: 10, grace: nil)
                    let rotation = KeyRotation(of: try table.keys(of: Self.set), order, made: key(name))
                    for key in rotation?.keys ?? [] { try table.put(key) }
                }
                return
            } catch {
                // Somebody else was at it for longer than is waited for.
                guard error.kind == .locked else { throw error }
            }
        }
    }

    @Test func `a store of before there were keys gets their tables, and keeps what it has`() throws {
        let folder = try ScratchFolder()
        try folder.store().revoke("a")
        folder.takeBack(to: 1)
        let store = folder.store()
        try store.write { (connection) throws(StoreFault) in try KeyTable(connection).put(key("a")) }
        #expect(try store.isRevoked("a"))
    }

    @Test(arguments: StoreDriver.all)
    func `sets that were fetched are kept whole, and replaced`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        for content: [UInt8] in [[1], [2]] {
            try store.write { (connection) throws(StoreFault) in
                try KeyTable(connection).put(
                    FetchedKeys(set: Self.set, content: content, count: 1, fetched: 3, until: nil))
            }
        }
        let kept = try store.read { (connection) throws(StoreFault) in
            (try KeyTable(connection).allFetched(), try KeyTable(connection).sets())
        }
        #expect(kept?.0 == [FetchedKeys(set: Self.set, content: [2], count: 1, fetched: 3, until: nil)])
        #expect(kept?.1 == 1)
    }
}
