import JSON
import Testing

struct JSONSalvageTests {
    @Test(arguments: [
        (#"{"a":1,"b":2}"#, #"{"a":1,"b":2}"#), (#"{"a":1,"b":"#, #"{"a":1}"#), (#"{"a":1,"b":2"#, #"{"a":1}"#),
        (#"{"a":1,"#, #"{"a":1}"#), (#"{"a":1,"b"#, #"{"a":1}"#), (#"{"a":tru"#, "{}"), (#"{"a":true"#, #"{"a":true}"#),
        (#"{"a":{"b":"#, "{}"), (#"{"a":{"b":1,"c"#, #"{"a":{"b":1}}"#), (#"{"a":[1,[2,3],[4"#, #"{"a":[1,[2,3]]}"#),
        (#"{"a":"xyz"#, "{}"), (#"{"a":1}x"#, #"{"a":1}"#), (#"{"a":1 "b":2}"#, #"{"a":1}"#), (#"{"a":01}"#, "{}"),
        ("[1,2", "[1]"), ("12", "12"), ("", ""), ("x", ""), ("\u{FEFF}{\"a\":1}", #"{"a":1}"#),
        ("{\"a\":\"x\ny\"}", #"{"a":"x\u000ay"}"#), (#"{"a":"\x"}"#, #"{"a":"\\x"}"#),
        (#"{"a":"\u12"}"#, #"{"a":"\\u12"}"#),
        (#"{"a":"\ud800"}"#, #"{"a":"\ufffd"}"#), (#"{"a":"\ud83d\ude00"}"#, #"{"a":"\ud83d\ude00"}"#),
        (#"{"a":"\udc00\ud800\udc00"}"#, #"{"a":"\ufffd\ud800\udc00"}"#), (#"{"a":"\u12"#, "{}"),
    ])
    func `keeps what is whole, and mends strings`(text: String, salvaged: String) {
        let salvage = JSONSalvage(Array(text.utf8).span)
        #expect(String(decoding: salvage.bytes, as: UTF8.self) == salvaged)
    }

    @Test func `mends bytes that are not UTF-8`() {
        let salvage = JSONSalvage((Array("[\"".utf8) + [0xC0, 0x80, 0xED, 0xA0, 0x80] + Array("\"]".utf8)).span)
        #expect(String(decoding: salvage.bytes, as: UTF8.self) == "[\"\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\"]")
        #expect(salvage.faults.map(\.kind) == Array(repeating: .utf8, count: 5))
        #expect(salvage.faults.map(\.offset) == Array(2..<7))
        #expect(salvage.isWhole)
    }

    @Test func `salvages JSON from every beginning of a text, and from a text with any byte changed`() throws {
        let text = Array(
            #" {"a" : [1, -2.5e3, "x\u00e9\ud83d\ude00é"], "b":{"c":null,"d":{}}, "e":[true,false,[]]} "#.utf8)
        for count in text.indices { try check(Array(text[..<count])) }
        for index in text.indices {
            for byte in Array("{}[]\":,\\ u0-.eE+t\n".utf8) + [0, 0x1F, 0x80, 0xE2, 0xFF] {
                var changed = text
                changed[index] = byte
                try check(changed)
            }
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[[],", "{\"a\":{},\"b\":"])
    func `ends where a limit is passed`(unit: String) throws {
        let text = Array(String(repeating: unit, count: 100_000).utf8)
        try check(text)
        let salvage = JSONSalvage(text.span, limits: JSONLimits(depth: 4, values: 100, members: 10))
        #expect(salvage.faults.last?.limit != nil)
    }

    /// What is salvaged is JSON, and everything in it stood in the text where the stretches say.
    private func check(_ text: [UInt8]) throws {
        let salvage = JSONSalvage(text.span)
        guard !salvage.bytes.isEmpty else { return }
        let document = try JSONDocument(salvage.bytes)
        #expect(salvage.end <= text.count)
        guard salvage.stretches.count == 1 else { return }
        #expect(text.starts(with: salvage.bytes.prefix(salvage.end)))
        _ = document
    }
}
