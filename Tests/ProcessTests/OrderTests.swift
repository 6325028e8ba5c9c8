import RPC
import Testing

@testable import jwtls

/// The order of answers, and what cancels, limits and ends long-running requests, without a clock: each test waits for
/// what it needs to have happened.
struct OrderTests {
    @Test func `in lines an answer waits for the slow one before it`() throws {
        let rig = Rig(.lines)
        for (method, id) in [(Rig.quick, "1"), (Rig.gated, "2"), (Rig.quick, "3"), (Rig.quick, "4")] {
            rig.send(method, id: id)
        }
        #expect(try rig.next() == "1")
        rig.waitUntilBegun(1)
        rig.open()
        #expect(try rig.next(3) == ["2", "3", "4"])
        finish(rig)
    }

    @Test func `in headers a quick answer overtakes a slow one`() throws {
        let rig = Rig(.headers)
        rig.send(Rig.gated, id: "1")
        rig.send(Rig.quick, id: "2")
        #expect(try rig.next() == "2")
        rig.open()
        #expect(try rig.next() == "1")
        finish(rig)
    }

    @Test func `a batch with a slow entry is one answer in its place`() throws {
        let rig = Rig(.lines)
        let entry = { (method: MethodDescription, id: Int) in
            "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method.name)\"}"
        }
        rig.send("[\(entry(Rig.quick, 1)),\(entry(Rig.gated, 2)),\(entry(Rig.quick, 3))]")
        rig.send(Rig.quick, id: "4")
        rig.waitUntilBegun(1)
        rig.open()
        #expect(try rig.next(2).last == "4")
        finish(rig)
    }

    @Test(arguments: Framing.allCases)
    func `progress comes before its answer`(framing: Framing) throws {
        let rig = Rig(framing)
        rig.send(Rig.telling, id: "1")
        #expect(try rig.next(4) == ["test/told", "test/told", "test/told", "1"])
        finish(rig)
    }

    @Test(arguments: Framing.allCases)
    func `a cancelled request is answered at once, whether it waits or runs`(framing: Framing) throws {
        let rig = Rig(framing)
        rig.send(Rig.endless, id: "1")
        rig.waitUntilBegun(1)
        rig.send(Rig.gated, id: "\"1\"")
        rig.send(Rig.quick, id: "3")
        if framing == .headers { #expect(try rig.next() == "3") }
        rig.cancel("\"1\"")
        rig.cancel("no such id".debugDescription)
        if framing == .headers { #expect(try rig.next() == "\"1\" -32800") }
        rig.cancel("1")
        #expect(try rig.next() == "1 -32800")
        if framing == .lines { #expect(try rig.next(2) == ["\"1\" -32800", "3"]) }
        finish(rig)
    }

    @Test(arguments: Framing.allCases)
    func `an assistant's cancelled request is not answered, whether it waits or runs`(framing: Framing) throws {
        let rig = Rig(framing)
        rig.send(Rig.endless, id: "1")
        rig.waitUntilBegun(1)
        rig.send(Rig.gated, id: "2")
        for id in ["2", "1", "7"] {
            rig.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#)
        }
        rig.send(Rig.quick, id: "3")
        #expect(try rig.next() == "3")
        finish(rig)
    }

    @Test func `one slow request too many is refused at once`() throws {
        var limits = RPCLimits()
        limits.queued = 2
        let rig = Rig(.headers, limits: limits)
        rig.send(Rig.gated, id: "1")
        rig.waitUntilBegun(1)
        for id in ["2", "3", "4"] { rig.send(Rig.gated, id: id) }
        rig.send(Rig.gated, id: nil)
        rig.send(Rig.quick, id: "5")
        #expect(Set(try rig.next(2)) == ["4 304", "5"])
        rig.open()
        #expect(try rig.next(3) == ["1", "2", "3"])
        finish(rig)
    }

    @Test(arguments: Framing.allCases)
    func `the end of the input waits for what was asked`(framing: Framing) throws {
        let rig = Rig(framing)
        rig.send(Rig.gated, id: "1")
        rig.send(Rig.gated, id: "2")
        rig.end()
        rig.waitUntilBegun(1)
        rig.open()
        #expect(try rig.next(2) == ["1", "2"])
        #expect(rig.exitCode == 0)
    }

    @Test(arguments: Framing.allCases)
    func `exit cancels what runs and what waits, and both are answered`(framing: Framing) throws {
        let rig = Rig(framing)
        rig.send(Rig.endless, id: "1")
        rig.waitUntilBegun(1)
        rig.send(Rig.endless, id: "2")
        rig.send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}")
        #expect(Set(try rig.next(2)) == ["1 -32800", "2 -32800"])
        #expect(rig.exitCode == 1)
    }

    @Test(arguments: Framing.allCases)
    func `a client that reads no more ends the service, also while something runs`(framing: Framing) throws {
        let rig = Rig(framing)
        rig.send(Rig.endless, id: "1")
        rig.waitUntilBegun(1)
        rig.stopReading()
        if framing == .lines { rig.cancel("1") }
        for id in 0..<3 { rig.send(Rig.quick, id: "\(id)") }
        rig.end()
        #expect(rig.exitCode == 0)
    }

    @Test(arguments: [1, 2, 8], Framing.allCases)
    func `ten thousand requests of all kinds are answered once each`(processors: Int, framing: Framing) throws {
        let rig = Rig(framing, processors: processors)
        rig.open()
        Threads.start {
            for id in 0..<10_000 {
                rig.send(id % 97 == 0 ? Rig.gated : Rig.quick, id: "\(id)")
                if id % 89 == 0 { rig.cancel("\(id)") }
            }
            rig.end()
        }
        let answers = try rig.next(10_000).compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        #expect(framing == .lines ? answers == Array(0..<10_000) : answers.sorted() == Array(0..<10_000))
        #expect(try rig.next() == nil)
        #expect(rig.exitCode == 0)
    }

    private func finish(_ rig: Rig) {
        rig.end()
        #expect(rig.exitCode == 0)
    }
}
