import JOSE
import JSON
import JWT
import Testing

struct DecodeDamageTests {
    /// A damaged token, its payload as it is shown, and what is said of it.
    struct Row: CustomTestStringConvertible {
        let name: String
        let text: String
        let payload: String?
        let words: [String]
        var testDescription: String { name }
    }

    static let rows: [Row] = {
        let (header, payload, signature) = (Sample.header, Sample.payload, Sample.signature)
        let whole = #"{"sub":"alice","name":"Zoë","exp":1700003600,"iat":1699999000}"#
        return [
            Row(name: "no signature", text: "\(header).\(payload)", payload: whole, words: ["token.truncated"]),
            Row(
                name: "cut in the payload", text: "\(header).\(payload.prefix(30))", payload: #"{"sub":"alice"}"#,
                words: ["token.truncated", "token.truncated"]),
            Row(
                name: "cut in the header", text: String(header.prefix(26)), payload: nil,
                words: ["token.truncated", "token.truncated"]),
            Row(
                name: "cut in the signature", text: "\(header).\(payload).\(signature.prefix(40))", payload: whole,
                words: ["signature.length"]),
            Row(
                name: "cut to an impossible length", text: "\(header).\(payload).\(signature.prefix(41))",
                payload: whole, words: ["encoding.length", "signature.length"]),
            Row(
                name: "a part more", text: "\(header).\(payload).\(signature).AAAA", payload: whole,
                words: ["token.malformed"]),
            Row(
                name: "a dot at the end", text: "\(header).\(payload).\(signature).", payload: whole,
                words: ["token.malformed"]),
            Row(
                name: "six parts", text: "\(header).\(payload).\(signature).a.b.c", payload: whole,
                words: ["token.malformed"]),
            Row(
                name: "a dot in the header", text: "\(header.prefix(8)).\(header.dropFirst(8)).\(payload).\(signature)",
                payload: whole, words: ["token.malformed", "token.truncated"]),
            Row(
                name: "no dot behind the header", text: "\(header)\(payload).\(signature)", payload: whole,
                words: ["token.separator_missing"]),
            Row(
                name: "another byte for the first dot", text: "\(header)/\(payload).\(signature)", payload: whole,
                words: ["token.separator_missing"]),
            Row(
                name: "no dot behind the payload", text: "\(header).\(payload)\(signature)", payload: whole,
                words: ["token.separator_missing"]),
            Row(
                name: "a comma for the second dot", text: "\(header).\(payload),\(signature)", payload: whole,
                words: ["token.separator_missing"]),
            Row(
                name: "a question mark among the characters",
                text: "\(header).\(payload.prefix(20))?\(payload.dropFirst(20)).\(signature)", payload: whole,
                words: ["encoding.character"]),
            Row(
                name: "bits that belong to no octet", text: "\(header).\(payload).\(signature.dropLast())p",
                payload: whole, words: ["encoding.trailing_bits"]),
            Row(
                name: "standard alphabet",
                text: Sample.signed(#"{"a":"???>>>~~~","exp":1700000001}"#).map {
                    $0 == "-" ? "+" : $0 == "_" ? "/" : String($0)
                }.joined(),
                payload: #"{"a":"???>>>~~~","exp":1700000001}"#, words: ["encoding.standard_alphabet"]),
            Row(
                name: "half a surrogate pair", text: Sample.signed(#"{"a":"x\ud800y","exp":1700000001}"#),
                payload: "{\"a\":\"x\\ufffdy\",\"exp\":1700000001}", words: ["token.broken_string"]),
            Row(
                name: "bytes that are no UTF-8",
                text:
                    "\(header).\(Sample.part(Array("{\"a\":\"".utf8) + [0xFF] + Array("\",\"exp\":1700000001}".utf8))).\(signature)",
                payload: "{\"a\":\"\u{FFFD}\",\"exp\":1700000001}", words: ["token.broken_string"]),
            Row(
                name: "a comma too many", text: Sample.signed(#"{"a":1,"exp":1700000001,}"#),
                payload: #"{"a":1,"exp":1700000001}"#, words: ["token.not_json"]),
            Row(
                name: "an inner object cut off", text: Sample.signed(#"{"a":{"b":1,"c":[1,2"#),
                payload: #"{"a":{"b":1,"c":[1]}}"#, words: ["token.truncated"]),
            Row(
                name: "something behind the object", text: Sample.signed(#"{"exp":1700000001}}"#),
                payload: #"{"exp":1700000001}"#, words: ["token.not_json"]),
            Row(
                name: "too deep",
                text: Sample.signed(#"{"exp":1700000001,"a":"# + String(repeating: "[", count: 100_000)),
                payload: #"{"exp":1700000001}"#, words: ["token.too_large"]),
        ]
    }()

    @Test(arguments: rows)
    func `recovers what can be recovered, and says what is wrong`(row: Row) throws {
        let token = Sample.decode(row.text)
        #expect(token.complaints == row.words)
        #expect(
            token.isComplete == (row.words == ["encoding.trailing_bits"] || row.words == ["encoding.standard_alphabet"])
        )
        #expect(token.payload?.value.map { String(decoding: $0.text, as: UTF8.self) } == row.payload)
        #expect(try Sample.answer(token)["verified"]?.boolean == false)
    }

    @Test(arguments: [Sample.token, Sample.encrypted])
    func `answers for a token that is cut anywhere, with every part that is whole`(text: String) throws {
        let whole = Sample.decode(text)
        for count in 0..<text.utf8.count {
            let token = Sample.decode(String(text.prefix(count)))
            #expect(!token.isComplete, "\(count)")
            let answer = try Sample.answer(token)
            #expect(answer["verified"]?.boolean == false)
            check(whole.parts.filter { $0.range.upperBound < count }, token, "\(count)")
        }
    }

    @Test(arguments: [Sample.token, Sample.encrypted])
    func `answers for a token with any byte changed, with every part that was not touched`(text: String) throws {
        let whole = Sample.decode(text)
        for offset in text.utf8.indices {
            let position = text.utf8.distance(from: text.utf8.startIndex, to: offset)
            for byte in Self.strays {
                var bytes = Array(text.utf8)
                guard bytes[position] != byte else { continue }
                bytes[position] = byte
                let token = DecodedToken(bytes, now: Sample.now)
                let untouched = whole.parts.filter { !$0.range.contains(position) && $0.range.upperBound != position }
                check(untouched.filter { $0.range.lowerBound != position + 1 }, token, "\(byte) at \(position)")
                #expect(try Sample.answer(token)["verified"]?.boolean == false)
            }
        }
    }

    /// Every byte that means something somewhere, and some that never do.
    private static let strays =
        Array(".~%\\\"'`{}[]()<>=+/-_&#:;,|?\n\t A0ez".utf8) + [0, 0x7F, 0x80, 0xC2, 0xE2, 0xEF, 0xFF]

    /// The octets of these parts are among those of the token.
    private func check(_ parts: [TokenPart], _ token: DecodedToken, _ comment: String) {
        for part in parts where !part.octets.isEmpty {
            #expect(token.parts.contains { $0.octets == part.octets }, "\(part.name) \(comment)")
        }
    }

    @Test(arguments: [
        ".", "eyJ", "[", "{", "\"", "~", "%25", "\\", " ", "> ", "\\u0020", "eyJ.", "e30.", "A", "\u{200B}",
    ])
    func `answers for a great many of anything`(unit: String) throws {
        let count = (1 << 18) / unit.utf8.count
        for prefix in ["", "Bearer \(Sample.header)."] {
            let token = Sample.decode(prefix + String(repeating: unit, count: count))
            #expect(try Sample.answer(token)["verified"]?.boolean == false)
        }
        let token = Sample.decode(Sample.signed(String(repeating: unit, count: count / 2)))
        #expect(try Sample.answer(token)["verified"]?.boolean == false)
    }

    @Test func `looks at the first megabyte of a text, and says so`() throws {
        let text = Sample.token + String(repeating: "A", count: 1 << 20)
        let token = Sample.decode(text)
        #expect(token.words.first == "token.too_large")
        #expect(token.payload?.object?["sub"]?.isString("alice") == true)
        #expect(
            Sample.decode(Sample.token + String(repeating: "A", count: (1 << 20) - Sample.token.utf8.count)).words.first
                != "token.too_large")
    }
}
