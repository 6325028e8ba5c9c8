import JWT
import Testing

struct ScannedTextTests {
    private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.c2ln"
    private static let pieces: [String] = [
        token, "\(token)~WyJh~", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.BBBB.CCCC", ".", "~", "e", "\n", " ",
        "\"",
        #"{"payload":"e30","signature":"c2ln","header":{"alg":"HS256","jwk":{"kty":"oct"},"a":"\#(token)"}}"#,
        #"{"payload":"e30","signatures":[{"header":{"alg":"HS256"},"signature":"c2ln"}]}"#, "\"signature\":",
        "\"payload\":\"e30\",",
        "{", "}", "\"kty\"", #"{"kty":"oct","k":"AA"}"#, #"{"keys":[{"kty":"oct"},{"kty":"EC"}]}"#,
        "-----BEGIN A-----\n", "-----END A-----\n", "-----BEGIN A-----\n\(token)\n-----END A-----\n",
        "-----BEGIN B-----",
        String(repeating: " ", count: 700), String(repeating: "x", count: 300), String(repeating: "{\"a\":", count: 70),
        String(repeating: ".", count: 9000), String(repeating: "\n", count: 20_000),
    ]

    @Test(arguments: 0..<6)
    func `after any change the same is found as in the whole text`(seed: Int) {
        var dice = Dice(UInt64(seed))
        var start: [UInt8] = []
        while start.count < 240_000 { start += Self.pieces[dice.roll(Self.pieces.count)].utf8 }
        var text = ScannedText(start)
        for step in 0..<40 {
            let from = dice.roll(text.text.count + 1)
            let length = min(dice.roll(4) == 0 ? dice.roll(90_000) : dice.roll(40), text.text.count - from)
            let piece = dice.roll(3) == 0 ? "" : Self.pieces[dice.roll(Self.pieces.count)]
            let before = text.sightings
            let change = text.replace(from..<(from + length), with: Array(piece.utf8))
            let whole = TextScanner.scan(text.text).sightings
            guard text.sightings == whole else {
                Issue.record("step \(step) of \(seed), \(from)..<\(from + length) with \(piece.prefix(40))")
                return
            }
            // What is said to be as before is.
            #expect(before[..<change.removed.lowerBound].elementsEqual(whole[..<change.removed.lowerBound]))
            let kept = before[change.removed.upperBound...]
            #expect(kept.map(\.form) == whole.suffix(kept.count).map(\.form))
            #expect(change.removed.lowerBound + change.added + kept.count == whole.count)
        }
    }

    @Test func `a change in a text with more than is told gives the same as the whole`() {
        var text = ScannedText(Array(String(repeating: "\(Self.token) ", count: 12).utf8), atMost: 10)
        #expect(text.isCut && text.sightings.count == 10)
        _ = text.replace(0..<1, with: [])
        #expect(text.isCut && text.sightings.count == 10)
        _ = text.replace(0..<200, with: [])
        #expect(!text.isCut && text.sightings.count == 8)
    }
}
