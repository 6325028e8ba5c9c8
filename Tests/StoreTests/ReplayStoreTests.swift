import Store
import Testing

struct ReplayStoreTests {
    private func use(
        _ store: Store, _ name: String, _ scope: String = "s", at now: Int64 = 100, until: Int64 = 200,
        limit: Int64 = 1000
    ) throws -> ReplayTable.Outcome {
        try store.write { (connection) throws(StoreFault) in
            try ReplayTable(connection).use(
                Array((scope + name).utf8), in: Array(scope.utf8), at: now, until: until, limit: limit)
        }
    }

    @Test(arguments: StoreDriver.shared)
    func `what was used once was used, in its scope and for every process`(driver: StoreDriver) throws {
        let place = try StorePlace(driver)
        let (one, two) = (place.store(), place.store())
        #expect(try use(one, "a", at: 100) == .first)
        #expect(try use(two, "a", at: 150) == .again(first: 100))
        #expect(try use(one, "a", at: 160) == .again(first: 100))
        #expect(try use(two, "a", "other") == .first)
    }

    @Test(arguments: StoreDriver.all)
    func `none is forgotten to make room`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        for index in 0..<5 { #expect(try use(store, "a\(index)", limit: 5) == .first) }
        #expect(try use(store, "b", limit: 5) == .full)
        #expect(try use(store, "a0", limit: 5) == .again(first: 100))
        #expect(try use(store, "b", "other", limit: 5) == .first)
        #expect(try prune(store, at: 1_000) == 0)
        #expect(try prune(store, at: 2_000) == 6)
        #expect(try use(store, "b", limit: 5) == .first)
    }

    @Test(arguments: StoreDriver.all)
    func `a clock that was set back forgets nothing early`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        #expect(try use(store, "a", until: 5_000) == .first)
        _ = try prune(store, at: 1_000)
        _ = try prune(store, at: 9_000)
        _ = try prune(store, at: 2_000)
        #expect(try prune(store, at: 4_000) == 0)
        #expect(try use(store, "a", at: 4_000) == .again(first: 100))
    }

    private func prune(_ store: Store, at now: Int64) throws -> Int {
        try store.write { (connection) throws(StoreFault) in try ReplayTable(connection).prune(at: now) }
    }
}
