import Store
import Testing

struct KeyTimelineTests {
    private func key(
        _ name: String, _ place: Int64, activates: Int64? = nil, until: Int64? = nil,
        reached: StoredKey.State = .next
    ) -> StoredKey {
        var key = StoredKey(
            set: Array("s".utf8), keyID: Array(name.utf8), place: place, algorithm: nil, mark: [], publicPart: nil,
            secretPart: nil, created: 0, activates: activates, reached: reached)
        key.verifyUntil = until
        return key
    }

    private func states(_ keys: [StoredKey], _ now: Int64) -> String {
        KeyTimeline(keys, at: now).entries.map { "\(String(decoding: $0.key.keyID, as: UTF8.self)) \($0.state.word)" }
            .joined(separator: ", ")
    }

    @Test(
        arguments: [
            (99, "a current, b next", 100), (100, "a previous, b current", 150), (149, "a previous, b current", 150),
            (150, "a retired, b current", nil), (Int64.max, "a retired, b current", nil),
            (Int64.min, "a current, b next", 100),
        ] as [(Int64, String, Int64?)])
    func `each state begins and ends at its second`(now: Int64, expected: String, next: Int64?) {
        let keys = [key("a", 1, activates: 0, until: 150, reached: .current), key("b", 2, activates: 100)]
        #expect(states(keys, now) == expected)
        #expect(KeyTimeline(keys, at: now).nextChange == next)
    }

    @Test func `what was written is not undone by a clock that is set back`() throws {
        let keys = [key("a", 1, activates: 0, until: 150, reached: .current), key("b", 2, activates: 100)]
        let written = KeyTimeline(keys, at: 200).reached
        #expect(states(written, 50) == "a retired, b current")
        let order = KeyRotation.Order(now: 50, activates: 50, grace: 10)
        let rotation = try #require(KeyRotation(of: written, order, made: key("c", 0)))
        #expect(states(rotation.keys, 50) == "a retired, b previous, c current")
        #expect(states(rotation.keys, 60) == "a retired, b retired, c current")
    }

    @Test func `a key that comes next is brought in before one is made`() throws {
        let keys = [key("a", 1, activates: 0, reached: .current), key("b", 2)]
        #expect(states(keys, 1000) == "a current, b next")
        let order = KeyRotation.Order(now: 10, activates: 20, grace: nil)
        let rotation = try #require(KeyRotation(of: keys, order, made: key("c", 0)))
        #expect(rotation.successor.keyID == Array("b".utf8))
        #expect(states(rotation.keys, 19) == "a current, b next")
        #expect(states(rotation.keys, Int64.max) == "a previous, b current")
        #expect(KeyRotation(of: [], order, made: key("c", 0)) == nil)
        #expect(KeyRotation(of: [keys[0]], order, made: nil) == nil)
    }

    @Test func `an end beyond all instants is the last one`() throws {
        let order = KeyRotation.Order(now: 10, activates: 20, grace: Int64.max)
        let rotation = try #require(KeyRotation(of: [key("a", 1, reached: .current)], order, made: key("b", 0)))
        #expect(rotation.predecessor.verifyUntil == Int64.max)
    }

    @Test(arguments: 0..<200)
    func `whatever is rotated whenever, exactly one key is current, and no state goes back`(seed: UInt64) throws {
        var random = Seeded(seed)
        var keys = [key("0", 0, activates: 0, reached: .current)]
        var now: Int64 = 1000
        for step in 1...60 {
            now += Int64.random(in: -50...200, using: &random)
            if Bool.random(using: &random) {
                let order = KeyRotation.Order(
                    now: now, activates: now + Int64.random(in: -10...150, using: &random),
                    grace: Bool.random(using: &random) ? Int64.random(in: 0...200, using: &random) : nil)
                keys = try #require(KeyRotation(of: keys, order, made: key("\(step)", 0))).keys
            }
            let timeline = KeyTimeline(keys, at: now)
            #expect(timeline.keys(.current).count == 1 && timeline.keys(.next).count <= 1)
            for entry in timeline.entries { #expect(entry.state >= entry.key.reached) }
            // States stand in the order of the keys: what is retired or previous, then current, then next.
            let words = timeline.entries.map { $0.state == .next ? 2 : $0.state == .current ? 1 : 0 }
            #expect(words == words.sorted())
        }
    }
}

/// Numbers that look like chance and come again with the same seed.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
