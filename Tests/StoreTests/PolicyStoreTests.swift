import Store
import Testing

struct PolicyStoreTests {
    private func put(_ store: Store, _ name: String, _ content: String, at now: Int64 = 100) throws {
        try store.write { (connection) throws(StoreFault) in
            try PolicyTable(connection).put(
                PolicyTable.Entry(name: Array(name.utf8), content: Array(content.utf8), changed: now))
        }
    }

    private func read<Result>(_ store: Store, _ body: (PolicyTable) throws(StoreFault) -> Result) throws -> Result? {
        try store.read { (connection) throws(StoreFault) in try body(PolicyTable(connection)) }
    }

    @Test(arguments: StoreDriver.shared)
    func `a policy is there for every process, and takes the place of one of its name`(driver: StoreDriver) throws {
        let place = try StorePlace(driver)
        let (one, two) = (place.store(), place.store())
        try put(one, "b", "{}")
        try put(one, "a", "{}", at: 101)
        try put(two, "b", "{1}", at: 102)
        let entries = try read(one) { (table) throws(StoreFault) in try table.entries() } ?? []
        #expect(entries.map { String(decoding: $0.name + $0.content, as: UTF8.self) } == ["a{}", "b{1}"])
        #expect(entries.map(\.changed) == [101, 102])
        #expect(try read(two) { (table) throws(StoreFault) in try table.entry(Array("c".utf8)) } == .some(nil))
    }

    @Test(arguments: StoreDriver.all)
    func `its number grows with each change of a policy, and with nothing else`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        func number() throws -> Int64? { try read(store) { (table) throws(StoreFault) in try table.number() } }
        #expect(try (number() ?? 0) == 0)
        try put(store, "a", "{}")
        let first = try number()
        try put(store, "a", "{}")
        let second = try number()
        #expect(first != second)
        let isThere = try store.write { (connection) throws(StoreFault) in
            try PolicyTable(connection).remove(Array("b".utf8))
        }
        #expect(try !isThere && number() == second)
        let isRemoved = try store.write { (connection) throws(StoreFault) in
            try PolicyTable(connection).remove(Array("a".utf8))
        }
        #expect(try isRemoved && number() != second)
        _ = try store.write { (connection) throws(StoreFault) in try connection.next("revocations") }
        #expect(try number() == 3)
    }
}
