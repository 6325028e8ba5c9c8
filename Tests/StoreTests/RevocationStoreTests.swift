import Launching
import Store
import Testing

struct RevocationStoreTests {
    @Test(arguments: StoreDriver.shared)
    func `what is revoked by one process is revoked for the others within a moment`(driver: StoreDriver) throws {
        let place = try StorePlace(driver)
        let (one, two) = (place.store(), place.store())
        try one.revoke("a")
        place.pass()
        #expect(try two.isRevoked("a") && !two.isRevoked("b"))
        for index in 0..<200 {
            try (index.isMultiple(of: 2) ? one : two).revoke("b\(index)")
            place.pass()
            #expect(try one.isRevoked("b\(index)") && two.isRevoked("b\(index)"))
        }
    }

    @Test func `a change that nobody told of is noticed a moment later`() throws {
        let folder = try ScratchFolder()
        let ticks = Ticks()
        let store = folder.store(ticks)
        try store.revoke("a")
        #expect(try !store.isRevoked("b"))
        folder.sqlite(
            "INSERT INTO revocations (id, kind, name, since, about) SELECT 99, kind, x'0001000162', since, about FROM revocations"
        )
        #expect(try !store.isRevoked("b"))
        ticks.pass(Store.lookInterval)
        #expect(try store.isRevoked("b"))
    }

    @Test(arguments: StoreDriver.all)
    func `names of other parts are other names`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        let octets = { (text: String) in Array(text.utf8) }
        let name = try #require(Revocation.Name(.tokenID, octets("a"), octets("b\u{0}c")))
        _ = try store.write { (connection) throws(StoreFault) in
            try RevocationTable(connection).put(Revocation(name, since: 0, until: nil, about: []))
        }
        let parts = ["a", "a\u{0}b", "ab\u{0}c", "b\u{0}c", "c", "", String(repeating: "c", count: 1025)].map(octets)
        for kind in Revocation.Kind.allCases {
            for first in parts {
                let alone = try store.revocations { $0.look(for: kind, first.span) }
                #expect(alone?.entries.isEmpty == true)
                let ofAnyone = try store.revocations { $0.look(for: kind, first.span, of: nil) }
                #expect(ofAnyone?.entries.isEmpty == true)
                for second in parts {
                    let found = try store.revocations { $0.look(for: kind, second.span, of: first.span) }
                    let isThat = kind == .tokenID && first == parts[0] && second == parts[3]
                    #expect(found?.entries.count == (isThat ? 1 : 0))
                }
            }
        }
        #expect(Revocation.Name(.tokenID, nil, [UInt8](repeating: 0, count: 1025)) == nil)
    }

    @Test func `of many entries of every length each is found, and no other`() throws {
        let store = Store(.memory) { 0 }
        let names = (0..<3000).map { String(repeating: "n", count: $0 % 40) + "\($0)" }
        for name in names.prefix(10) { try store.revoke(name) }
        #expect(try store.isRevoked(names[0]))
        try store.write { (connection) throws(StoreFault) in
            for name in names {
                guard let name = Revocation.Name(.tokenID, nil, Array(name.utf8)) else { continue }
                _ = try RevocationTable(connection).put(Revocation(name, since: 0, until: nil, about: []))
            }
        }
        for name in names { #expect(try store.isRevoked(name) && !store.isRevoked(name + "x")) }
    }

    @Test(arguments: StoreDriver.all)
    func `an entry about the same hits no less than before`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        let first = try store.revoke("a", until: 50, before: 10)
        let second = try store.revoke("a", until: 40, before: 20)
        #expect(second.id == first.id && second.until == 50 && second.before == 20)
        let third = try store.revoke("a", until: nil, before: nil)
        #expect(third.id == first.id && third.until == nil && third.before == nil)
        #expect(try store.revoke("a", until: 60, before: 30).before == nil)
    }

    @Test(arguments: StoreDriver.all)
    func `entries are listed in their order, by pages`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        for index in 0..<25 { try store.revoke("a\(index)") }
        var (seen, last) = ([Int64](), Int64(0))
        while true {
            let page = try store.read { (connection) throws(StoreFault) in
                try RevocationTable(connection).entries(behind: last, limit: 10)
            }
            guard let page, let end = page.last else { break }
            seen += page.map(\.id)
            last = end.id
        }
        #expect(seen == seen.sorted() && seen.count == 25)
    }

    @Test(arguments: StoreDriver.shared)
    func `what is taken away hits no more`(driver: StoreDriver) throws {
        let place = try StorePlace(driver)
        let (one, two) = (place.store(), place.store())
        let entry = try one.revoke("a")
        #expect(try two.isRevoked("a"))
        #expect(try one.write { (connection) throws(StoreFault) in try RevocationTable(connection).remove(entry.id) })
        #expect(try !one.isRevoked("a") && !two.isRevoked("a"))
        #expect(try !one.write { (connection) throws(StoreFault) in try RevocationTable(connection).remove(entry.id) })
    }

    // Two questions in a row are no reason to read ten thousand entries; many are.
    @Test(arguments: StoreDriver.shared)
    func `a long list is answered before and after it is in memory`(driver: StoreDriver) throws {
        let place = try StorePlace(driver)
        let store = place.store()
        try store.write { (connection) throws(StoreFault) in
            let table = RevocationTable(connection)
            for index in 0..<10_500 {
                guard let name = Revocation.Name(.tokenID, nil, Array("t\(index)".utf8)) else { continue }
                _ = try table.put(Revocation(name, since: 0, until: nil, about: []))
            }
        }
        let other = place.store()
        for index in 0..<60 {
            #expect(try other.isRevoked("t\(index * 100)") && !other.isRevoked("u\(index)"))
        }
    }

    @Test(arguments: StoreDriver.all)
    func `entries go when what they hit has expired, and no sooner`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        try store.revoke("a", until: 1_000)
        try store.revoke("b", until: 100_000)
        try store.revoke("c", until: nil)
        #expect(try prune(store, at: 900) == 0)
        // The first look at the clock takes nothing; nor does one that follows too soon.
        #expect(try prune(store, at: 50_000) == 0 && store.isRevoked("a"))
        #expect(try prune(store, at: 50_001) == 0 && store.isRevoked("a"))
        #expect(try prune(store, at: 60_000) == 1 && !store.isRevoked("a"))
        #expect(try store.isRevoked("b") && store.isRevoked("c"))
        #expect(try store.revocations { _ in }?.prunedUntil == 1_000)
    }

    @Test(arguments: StoreDriver.all)
    func `a clock that runs ahead for a while takes no entry with it`(driver: StoreDriver) throws {
        let store = try StorePlace(driver).store()
        try store.revoke("a", until: 100_000)
        _ = try prune(store, at: 1_000)
        #expect(try prune(store, at: 10_000_000) == 0)
        #expect(try prune(store, at: 2_000) == 0)
        #expect(try prune(store, at: 10_000) == 0)
        #expect(try store.isRevoked("a"))
    }

    private func prune(_ store: Store, at now: Int64) throws -> Int {
        try store.write { (connection) throws(StoreFault) in try RevocationTable(connection).prune(at: now) }
    }
}
