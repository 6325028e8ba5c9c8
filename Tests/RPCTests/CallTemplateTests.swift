import RPC
import Testing

/// A message that repeats an earlier call is answered as it would have been had nothing come before it.
struct CallTemplateTests {
    private static let calls = [
        #"{"jsonrpc":"2.0","id":1,"method":"test/again","params":{"text":"a","more":1}}"#,
        #"{"jsonrpc":"2.0","method":"test/again","params":{"more":1,"text":"a"},"id":"x-1"}"#,
        #"{"method":"test/again","params":{"text":""},"jsonrpc":"2.0","id":0}"#,
        #"{"id":12,"jsonrpc":"2.0","params":{"text":"a.b-c_d"},"method":"test/again"}"#,
        long("1"), #"{"jsonrpc":"2.0","id":1,"method":"test/again","params":{"more":\#(key("1")),"text":"a"}}"#,
        #"{"method":"test/again","params":{"more":\#(key("1")),"text":"a"},"jsonrpc":"2.0","id":1}"#,
    ]

    /// What is longer than all that calls of one kind share.
    private static func key(_ name: String) -> String {
        #"{"\#(name)":"\#(String(repeating: "k", count: 70))"}"#
    }

    private static func long(_ name: String) -> String {
        #"{"jsonrpc":"2.0","id":1,"method":"test/again","params":{"text":"a","more":\#(key(name))}}"#
    }

    /// What is sent behind a call that was answered: the same with something changed.
    private static let changes: [(from: String, to: String)] = [
        ("", ""), (#""id":1,"#, #""id":2,"#), (#""id":1,"#, #""id":01,"#), (#""id":1,"#, #""id":1.0,"#),
        (#""id":1,"#, #""id":-1,"#), (#""id":1,"#, #""id":1e2,"#), (#""id":1,"#, #""id":"1","#),
        (#""id":1,"#, #""id":null,"#), (#""id":1,"#, #""id": 1,"#), (#""id":1,"#, #""id":9007199254740993,"#),
        (#""id":1,"#, #""id":12345678901234567890123,"#), (#""id":1,"#, ""), (#""id":1,"#, #""id":1,"id":2,"#),
        (#""x-1""#, #""x\n""#), (#""x-1""#, #""x"y""#), (#""x-1""#, #""""#), (#""x-1""#, "7"), (#""x-1""#, #""é""#),
        (#""x-1""#, #""\#(String(repeating: "x", count: 70))""#), (#""text":"a""#, #""text":"b""#),
        (#""text":"a""#, #""text":"""#), (#""text":"a""#, #""text":"\"""#), (#""text":"a""#, #""text":"\u0061""#),
        (#""text":"a""#, #""text":"é""#), (#""text":"a""#, "\"text\":\"\u{1}\""), (#""text":"a""#, #""text":"a"b""#),
        (#""text":"a""#, #""text":"a","text":"c""#), (#""text":"a""#, #""text":"a","x":"a""#),
        (#""text":"a""#, #""text":7"#),
        (#""text":"a""#, #""text":"a\"#), (#""text":"a""#, #""text":"a"#), (#""text""#, #""test""#),
        (#""2.0""#, #""1.0""#), ("}}", "}"), ("}}", "}}}"), ("}}", "}} "), ("test/again", "test/echo"),
        (#"{"jsonrpc""#, #" {"jsonrpc""#), (#""more":1"#, #""more":2"#), (#""more":1"#, #""more":[1]"#),
        ("kkk", "kkj"), ("kkk", "kk"), ("kkk", #"k\nk"#), ("kkk", #"k"k"#), (#"{"1":"#, #"{"2":"#),
        (#"k"}"#, #"k"},"b":2"#),
        (#""k"#, #"["k"#), (#"k"}"#, #"k"}}"#),
    ]

    @Test(arguments: calls, [Framing.lines, .headers])
    func `a call is answered alike whether it repeats another or not`(call: String, framing: Framing) {
        let send = { (message: String) in framing == .lines ? message + "\n" : framed(message) }
        for change in Self.changes {
            let message = change.from.isEmpty ? call : call.replacingFirst(change.from, with: change.to)
            let warm = Exchange(framing)
            for _ in 1...2 { _ = warm.answers(send(call), isEnd: false) }
            let answers = warm.answers(send(message), isEnd: false)
            #expect(answers == Exchange(framing).answers(send(message), isEnd: false), "\(message)")
            // What was learnt is not spoilt by what was different, though that may have an error of its own before.
            let next = warm.answers(send(call), isEnd: false).last
            #expect(next == Exchange(framing).answers(send(call), isEnd: false).last, "behind \(message)")
        }
    }

    @Test func `calls that came together are recognised from the second read on`() {
        let exchange = Exchange(.lines)
        let call = Self.calls[0]
        _ = exchange.answers(call + "\n" + call + "\n", isEnd: false)
        #expect(exchange.repetitions == 0)
        _ = exchange.answers(call + "\n" + call + "\n", isEnd: false)
        #expect(exchange.repetitions == 2)
    }

    @Test(arguments: [1, 3, 300, 700])
    func `calls that differ in something long are recognised in turn`(count: Int) {
        let exchange = Exchange(.lines)
        let calls = (0..<count).map { Self.long("\($0)") }
        // What came together is learnt a part at a time.
        for round in 0..<12 {
            let before = exchange.repetitions
            for batch in stride(from: 0, to: count, by: 100) {
                let sent = calls[batch..<min(batch + 100, count)]
                let answers = exchange.answers(sent.map { $0 + "\n" }.joined(), isEnd: false)
                let expected = sent.indices.map {
                    #"{"jsonrpc":"2.0","id":1,"result":\#(Self.answer(Self.key("\($0)")))}"#
                }
                #expect(answers == expected)
            }
            if round == 11, count <= 300 { #expect(exchange.repetitions - before == count) }
        }
    }

    private static func answer(_ more: String) -> String {
        #"{"text":"a","more":"\#(more.replacingEach("\"", with: "\\\""))"}"#
    }

    @Test(arguments: [1, 20, 200])
    func `calls of many kinds are answered as if each were the first`(count: Int) {
        let exchange = Exchange(.lines)
        for _ in 0..<4 {
            for spaces in 0..<count {
                let call = Self.long("x").replacingFirst(":1,", with: ":1,\(String(repeating: " ", count: spaces))")
                #expect(exchange.answers(call + "\n", isEnd: false) == Exchange().answers(call + "\n", isEnd: false))
            }
        }
    }

    @Test func `a repeated call can be cancelled by what comes with it, and is refused after shutdown`() {
        let exchange = Exchange(.lines)
        let call = Self.calls[0]
        for _ in 1...2 { _ = exchange.answers(call + "\n", isEnd: false) }
        let cancel = #"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"#
        let cancelled = exchange.answers("\(call)\n\(cancel)\n", isEnd: false)
        #expect(cancelled.count == 1 && cancelled[0].contains("-32800"), "\(cancelled)")
        _ = exchange.answers(#"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"# + "\n", isEnd: false)
        let refused = exchange.answers(call + "\n", isEnd: false)
        #expect(refused.count == 1 && refused[0].contains("-32600"), "\(refused)")
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    fileprivate func replacingEach(_ part: Character, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }

    private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
