import Launching
import Store
import Testing

struct StatusListStoreTests {
    private func revocation(
        _ kind: Revocation.Kind, _ name: String, at index: Int64? = nil, in list: String = "l"
    ) throws -> Revocation {
        let name = try #require(Revocation.Name(kind, Array(name.utf8)))
        var entry = Revocation(name, since: 1, until: nil, about: Array("{}".utf8))
        entry.place = index.map { Revocation.Place(list: Array(list.utf8), index: $0) }
        return entry
    }

    private func put(_ entry: Revocation, in store: Store) throws -> Revocation {
        try store.write { (connection) throws(StoreFault) in try RevocationTable(connection).put(entry) }
    }

    @Test(arguments: StoreDriver.all)
    func `the places of revoked tokens are found by their list`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        let first = try put(try revocation(.token, "a", at: 7), in: store)
        #expect(first.place == Revocation.Place(list: [UInt8(ascii: "l")], index: 7))
        for (name, index, list) in [("b", 9, "l"), ("c", 8, "m"), ("d", nil, "l")] as [(String, Int64?, String)] {
            _ = try put(try revocation(.token, name, at: index, in: list), in: store)
        }
        // Whoever revokes it again without its place does not take that from it.
        #expect(try put(try revocation(.token, "a"), in: store).place?.index == 7)
        func places(_ list: String) throws -> [Int64]? {
            try store.read { (connection) throws(StoreFault) -> [Int64] in
                var places: [Int64] = []
                try RevocationTable(connection).places(in: Array(list.utf8)) { places.append($0) }
                return places
            }
        }
        #expect(try places("l") == [7, 9] && places("m") == [8] && places("n") == [])
        _ = try store.write { (connection) throws(StoreFault) in try RevocationTable(connection).remove(first.id) }
        #expect(try places("l") == [9])
    }

    @Test(arguments: StoreDriver.all)
    func `a list goes with its entry, and its number tells of each change`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        let entry = try put(try revocation(.list, "l"), in: store)
        let (one, two) = (
            StatusListTable.Content(issued: 1, octets: [1, 0]), StatusListTable.Content(issued: 2, octets: [2])
        )
        func table<Result>(_ body: (StatusListTable) throws(StoreFault) -> Result) throws -> Result? {
            try store.read { (connection) throws(StoreFault) in try body(StatusListTable(connection)) }
        }
        var numbers: [Int64?] = [try table { (lists) throws(StoreFault) in try lists.number() }]
        for content in [one, two] {
            try store.write { (connection) throws(StoreFault) in
                try StatusListTable(connection).put(content, of: entry.id)
            }
            #expect(try table { (lists) throws(StoreFault) in try lists.content(of: entry.id) } == content)
            numbers.append(try table { (lists) throws(StoreFault) in try lists.number() })
        }
        #expect(try table { (lists) throws(StoreFault) in try lists.count() } == 1)
        #expect(try store.revocations { _ in }?.hasLists == true)
        _ = try store.write { (connection) throws(StoreFault) in try RevocationTable(connection).remove(entry.id) }
        numbers.append(try table { (lists) throws(StoreFault) in try lists.number() })
        #expect(try table { (lists) throws(StoreFault) in try lists.count() } == 0)
        #expect(Set(numbers).count == numbers.count, "\(numbers)")
    }

    @Test func `a store of the release before gains what it lacks, and loses nothing`() throws {
        let folder = try ScratchFolder()
        try folder.store().revoke("a")
        folder.takeBack(to: 3)
        let store = folder.store()
        #expect(try store.isRevoked("a") && !store.isRevoked("b"))
        #expect(try put(try revocation(.token, "b", at: 1), in: store).place?.index == 1)
    }
}
