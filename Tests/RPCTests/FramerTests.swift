import JSON
import RPC
import Testing

struct FramerTests {
    private static let limits: RPCLimits = {
        var limits = RPCLimits()
        limits.messageBytes = 40
        limits.skippedBytes = 100
        limits.headerBytes = 64
        limits.headerLines = 4
        limits.idBytes = 20
        return limits
    }()

    @Test(arguments: [
        ("{}\n[]\n", ["{}", "[]"]), ("{}", ["{}"]), ("", []), (" \r\n\t\n", []), ("\u{FEFF}{}\n", ["{}"]),
        ("\r\n\u{FEFF}{}\n", ["{}"]), ("{}\r\n\r\n{}\r\n", ["{}", "{}"]), ("  {}  \n", ["{}"]),
        ("{}\n\u{FEFF}{}\n", ["{}", "{}"]),
        ("junk\n{}\n", ["junk", "{}"]), ("a: b\n{}\n", ["a: b", "{}"]), ("1\n{}\n1\n", ["1", "{}", "1"]),
        ("\(String(repeating: "x", count: 41))\n{}\n", ["limit.message", "{}"]),
        ("{}\n\(String(repeating: "x", count: 300))\n{}\n", ["{}", "limit.message", "{}"]),
    ])
    func `lines are told apart, and what is before the first one decides nothing`(text: String, expected: [String]) {
        check(text, expected, .lines)
    }

    @Test(arguments: [
        ("Content-Length: 2\r\n\r\n{}", ["{}"]), ("content-length:2\n\n{}", ["{}"]),
        ("Content-Length: 0\r\n\r\n", [""]),
        ("CONTENT-LENGTH:\t2 \r\n\r\n{}Content-Length: 3\r\n\r\n{ }", ["{}", "{ }"]),
        ("X-A: 1\r\nContent-Length: 2\r\nX-B: 2\r\n\r\n{}", ["{}"]),
        ("Content-Type: a/b; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
        ("Content-Type: a/b; charset=latin1\r\nContent-Length: 2\r\n\r\n{}", ["message.not_json", "{}"]),
        ("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
        ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", ["message.not_json"]),
        ("Content-Length: -2\r\n\r\n{}Content-Length: 2\r\n\r\n[]", ["message.not_json", "[]"]),
        ("Content-Length: 12345678901\r\n\r\n{}Content-Length: 2\r\n\r\n[]", ["message.not_json", "[]"]),
        (
            "Content-Length: 41\r\n\r\n\(String(repeating: "x", count: 41))Content-Length: 2\r\n\r\n[]",
            ["limit.message", "[]"]
        ),
        ("Content-Length: 101\r\n\r\n{}Content-Length: 2\r\n\r\n[]", ["limit.message", "[]"]),
        ("Content-Type: x\r\n\r\n{}Content-Length: 2\r\n\r\n[]", ["message.not_json", "[]"]),
        ("Content-Length : 2\r\n\r\n{}Content-Length: 2\r\n\r\n[]", ["message.not_json", "[]"]),
        ("Content-Length: 2\r\n x\r\n\r\n{}Content-Length: 2\r\n\r\n[]", ["message.not_json", "[]"]),
        ("Content-Length: x \"Content-Length: 1\"Content-Length: 2\r\n\r\n[]", ["message.not_json", "[]"]),
        (
            "Content-Length: 2\r\n\r\n{}\(String(repeating: "A: b\r\n", count: 20))Content-Length: 2\r\n\r\n[]",
            ["{}", "message.not_json", "[]"]
        ),
        ("Content-Length: 2\r\n\r\n{", []), ("Content-Len", []),
    ])
    func `headers in any case, order and line end lead to bodies, and anything else to the next header`(
        text: String, expected: [String]
    ) {
        check(text, expected, .headers)
    }

    // A message of more than 40 bytes; what tells whose it is stands in the first 40.
    @Test(arguments: [
        (#"{"id":7,"method":"a","params":[X]}"#, "7"), (#" {"id":7,"method":1,"p":"X"}"#, "7"),
        (#"{"method":"a","id":"b\"}c" , "d":"X"}"#, #""b\"}c""#),
        (#"{"p":["}]"] , "method":1, "id" : 1.0 ,"d":"X"}"#, "1.0"),
        (#"{"p":{"id":1},"id":3,"method":4,"d":"X"}"#, "3"), (#"{"p":{"id":1,"method":"a"},"d":"X"}"#, nil),
        (#"{"params":"X","id":7,"method":"a"}"#, nil), (#"{"method":"a","d":"ddddddd","id":7777777777,"d":"X"}"#, nil),
        (#"{"id":7,"id":8,"method":"a","d":"X"}"#, nil), (#"{"id":7,"result":"X","method":"a"}"#, nil),
        (#"{"id":7,"error":{"d":"X"},"method":"a"}"#, nil), (#"{"id":7,"params":"X"}"#, nil),
        (#"{"id":null,"method":"a","d":"X"}"#, nil), (#"{"id":true,"method":"a","d":"X"}"#, nil),
        (#"{"id":[1],"method":"a","d":"X"}"#, nil), (#"{"id":{"a":1},"method":"a","d":"X"}"#, nil),
        (#"{"id":1 2,"method":"a","d":"X"}"#, nil), (#"{"id":"\q","method":"a","d":"X"}"#, nil),
        (#"{"id":"123456789012345678901","method":"a","d":"X"}"#, nil), (#"{"id":7}{"method":"a","d":"X"}"#, nil),
        (#"[{"id":7,"method":"a","d":"X"}]"#, nil), (#""id":7,"method":"a","d":"X""#, nil),
    ])
    func `a request that is too large has its id in the answer, where its beginning tells it`(
        message: String, id: String?
    ) {
        let message = message.replacing("X", with: String(repeating: "x", count: 45))
        let expected = ["limit.message" + (id.map { " \($0)" } ?? ""), "{}"]
        check(message + "\n{}\n", expected, .lines)
        check(framed(message) + framed("{}"), expected, .headers)
    }

    @Test(arguments: [
        ("", "limit.message"), (#"{"id":7"#, "limit.message"), (#"{"id":7,"method":"#, "limit.message 7"),
    ])
    func `a body that is too large, and cut, is answered once no more can come`(body: String, expected: String) {
        check("Content-Length: 60\r\n\r\n" + body, [expected], .headers)
    }

    @Test(arguments: [
        ("{\n", Framing.lines), (" [", .lines), ("\n\u{FEFF}{", .lines), ("\u{FEFF}\n\u{FEFF}\u{FEFF} {", .lines),
        ("Content-Length:", .headers), ("content-type:", .headers),
        ("X-A: 1\r\nContent-Length:", .headers), ("Content-Length :", .headers),
    ])
    func `the first significant bytes decide the framing`(text: String, expected: Framing) {
        var framer = Framer(limits: Self.limits)
        _ = framer.next(in: Array(text.utf8).span, isEnd: false)
        #expect(framer.framing == expected)
    }

    @Test(arguments: ["x", "Content-Lengthy: 1", "warning: nothing\n", "1\n", "\u{FEFF}", "C", "X-A: 1\r\n"])
    func `other bytes decide nothing yet`(text: String) {
        var framer = Framer(limits: Self.limits)
        _ = framer.next(in: Array(text.utf8).span, isEnd: false)
        #expect(framer.framing == nil)
    }

    @Test(arguments: ["C", "content-ty", "X-A: 1", "X-A: 1\r\nConte"])
    func `a header that the end of the input cuts is no message`(text: String) {
        #expect(frames(Array(text.utf8), in: [text.utf8.count], nil).isEmpty)
    }

    @Test(arguments: 60...68)
    func `a header block may be as long as the limit, however it comes`(length: Int) {
        // Up to the end of its last line; the blank line behind it is not counted.
        let other = "X: \(String(repeating: "x", count: length - 24))\r\n"
        let text = "Content-Length: 2\r\n\(other)\r\n{}"
        #expect(text.utf8.count == length + 4)
        check(text, length <= 65 ? ["{}"] : ["message.not_json"], .headers)
    }

    @Test(arguments: Framing.allCases)
    func `a framing that is forced is not looked for`(framing: Framing) {
        #expect(Framer(framing, limits: Self.limits).framing == framing)
    }

    // Whole, in every two pieces, and byte by byte: the bytes decide, not how they come.
    private func check(_ text: String, _ expected: [String], _ framing: Framing) {
        let bytes = Array(text.utf8)
        for forced in [nil, framing] {
            #expect(frames(bytes, in: [bytes.count], forced) == expected)
            #expect(frames(bytes, in: Array(repeating: 1, count: bytes.count), forced) == expected)
            for first in 0...bytes.count {
                #expect(frames(bytes, in: [first, bytes.count - first], forced) == expected, "cut at \(first)")
            }
        }
    }

    private func frames(_ bytes: [UInt8], in pieces: [Int], _ framing: Framing?) -> [String] {
        var framer = Framer(framing, limits: Self.limits)
        var found: [String] = []
        var buffer: [UInt8] = []
        var rest = bytes[...]
        for piece in pieces + [0] {
            buffer += rest.prefix(piece)
            rest = rest.dropFirst(piece)
            reading: while true {
                switch framer.next(in: buffer.span, isEnd: piece == 0 && rest.isEmpty) {
                case .exhausted: break reading
                case .fault(let error, let id): found.append(error.code.word + (id.map { " \($0.lexeme)" } ?? ""))
                case .message(let range): found.append(String(decoding: buffer[range], as: UTF8.self))
                }
            }
            let done = framer.position
            buffer.removeFirst(done)
            framer.rebase(by: done)
        }
        return found
    }
}
