import RPC
import Testing

/// Random pieces of messages, headers and junk: whatever they make, the next good request is answered.
struct RandomBytesTests {
    private static let pieces = [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "\u{FEFF}", "\u{0}", "\n", "\r\n", "\r", " ", "1",
        "-",
        "e9", "null", "\"jsonrpc\"", "\"2.0\"", "\"id\"", "\"method\"", "\"params\"", "\"test/open\"", "\u{2028}", "é",
        "Content-Length: ", "Content-Length: 5\r\n\r\n", "content-type: a; charset=utf-8\r\n", ": ", "7", "\r\n\r\n",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test/slow\"}", "{\"a\":[[[", "[1,2", "]]]",
        "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}",
    ]

    @Test(arguments: Framing.allCases, [1, 2, 3, 4] as [UInt64])
    func `the next good request is answered`(framing: Framing, seed: UInt64) {
        var random = SmallGenerator(state: seed)
        let exchange = Exchange(framing)
        for round in 0..<2000 {
            var text = (0...Int.random(in: 0..<30, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            let probe = "{\"jsonrpc\":\"2.0\",\"id\":\"probe\(round)\",\"method\":\"test/open\"}"
            switch framing {
            case .lines: text += "\n\(probe)\n"
            // A length that the junk may have announced has two digits at most, and this is longer.
            case .headers:
                text += "\n\(String(repeating: "x", count: 200))\nContent-Length: \(probe.utf8.count)\r\n\r\n\(probe)"
            }
            let answers = exchange.answers(text, isEnd: false)
            #expect(answers.contains("{\"jsonrpc\":\"2.0\",\"id\":\"probe\(round)\",\"result\":{}}"), "\(text)")
        }
    }
}

/// Numbers that are the same in every run (splitmix64).
private struct SmallGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
