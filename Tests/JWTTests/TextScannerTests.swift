import JWT
import Testing

struct TextScannerTests {
    private static let header = "eyJhbGciOiJIUzI1NiJ9"
    private static let encrypted = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0"

    private func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return TextScanner.scan(bytes).sightings.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("\(header).e30.c2ln", "\(header).e30.c2ln"), ("Bearer \(header).e30.c2ln, and", "\(header).e30.c2ln"),
        ("a=\(header).e30.c2ln&b", "\(header).e30.c2ln"), ("so: \(header).e30.c2ln.", "\(header).e30.c2ln"),
        ("(\(header)..c2ln)", "\(header)..c2ln"), ("s.\(header).e30.c2ln", "\(header).e30.c2ln"),
        ("\(encrypted)..AAAA.BBBB.CCCC.", "\(encrypted)..AAAA.BBBB.CCCC"),
        ("\(header).e30.c2ln~WyJh~WyJi~ x", "\(header).e30.c2ln~WyJh~WyJi~"),
        ("\(header).e30.c2ln~WyJh~\(header).e30.c2ln", "\(header).e30.c2ln~WyJh~\(header).e30.c2ln"),
        ("\(header).e30.c2ln~WyJh~rest", "\(header).e30.c2ln~WyJh~"),
        ("x -----BEGIN A B-----\nAA\n-----END A B----- y", "-----BEGIN A B-----\nAA\n-----END A B-----"),
        (#"[{"a":1,"kty":"oct","b":{"c":2}}]"#, #"{"a":1,"kty":"oct","b":{"c":2}}"#),
        (
            #"x={"payload":"e30","protected":"\#(header)","signature":"c2ln"};"#,
            #"{"payload":"e30","protected":"\#(header)","signature":"c2ln"}"#
        ),
        (
            #"[{"signature":"c2ln", "header":{"alg":"HS256"}, "payload" : "e30"}]"#,
            #"{"signature":"c2ln", "header":{"alg":"HS256"}, "payload" : "e30"}"#
        ),
        (
            #"{"a":{"payload":"e30","signatures":[{"protected":"\#(header)","signature":"c2ln"}]}}"#,
            #"{"payload":"e30","signatures":[{"protected":"\#(header)","signature":"c2ln"}]}"#
        ),
        (
            #"{"protected":"\#(encrypted)","iv":"AA","ciphertext":"AA","tag":"AA"}"#,
            #"{"protected":"\#(encrypted)","iv":"AA","ciphertext":"AA","tag":"AA"}"#
        ),
        (
            #"{"unprotected":{"enc":"A128GCM"},"recipients":[{"header":{"alg":"A128KW"},"encrypted_key":"AA"}],"ciphertext":"AA"}"#,
            #"{"unprotected":{"enc":"A128GCM"},"recipients":[{"header":{"alg":"A128KW"},"encrypted_key":"AA"}],"ciphertext":"AA"}"#
        ),
    ])
    func `finds what stands in a text, and no more of it`(text: String, expected: String) {
        #expect(found(text) == [expected])
    }

    @Test(arguments: [
        "", header, "\(header).e30", "x\(header).e30.c2ln", "e30.e30.c2ln", "eyJhIjoxfQ.e30.c2ln",
        "eyJhbGciOjF9.e30.c2ln",
        "\(encrypted).a.b.c", "-----BEGIN A-----\n-----END B-----", "-----BEGIN A-----", #""kty":"oct"}"#, #"{"kty":"#,
        "}}}{{{", #"{"payload":"e30","signature":"c2ln"}"#,
        #"{"payload":{"a":1},"signature":"c2ln","header":{"alg":"HS256"}}"#,
        #"{"payload":"e30","signature":"c2ln","protected":"e30"}"#,
        #"{"payload":"e30","signature":"c2ln","header":{"alg":1}}"#,
        #"{"ciphertext":"AA","iv":"AA"}"#, #"{"payload":"e30","signature":1,"header":{"alg":"a"}}"#,
        #"{"payload":"e30","header":{"signature":"c2ln","alg":"a"}}"#,
        #"{"payload":"e30","signature":"c2ln","header":{"alg":"a"}"#,
    ])
    func `what is none is not found`(text: String) { #expect(found(text).isEmpty) }

    @Test func `what stands inside a token in JSON is found too, and redacted with it`() {
        let text =
            #"[{"payload":"e30","signature":"c2ln","header":{"alg":"a","jwk":{"kty":"oct","k":"AA"},"kb_jwt":"\#(Self.header).e30.c2ln"}},1]"#
        #expect(TextScanner.scan(Array(text.utf8)).sightings.map(\.form) == [.jsonToken, .jwk, .token])
        let redacted = RedactedText(Array(text.utf8), keepsHeaders: false)
        #expect(String(decoding: redacted.text, as: UTF8.self) == #"["[token redacted]",1]"#)
        #expect(redacted.replaced == 1)
    }

    /// What readers of JSON take as a token or as a private key, in the middle of anything.
    private static let written = [
        // Names in which characters are escaped, members in every order, white space, braces in strings.
        #"{"\u0070ayload":"e30","protected":"\#(header)","signature":"c2ln"}"#,
        #"{"payload":"e30","protected":"\#(header)","sign\u0061ture":"c2ln"}"#,
        #"{"p\u0061yload":"e30","protected":"\#(header)","\u0073ignatures":[{"header":{"\u0061lg":"a"},"signature":"AA"}]}"#,
        "{\n \"payload\"\t:\r\n\"e30\" , \"protected\" : \"\(header)\" ,\"signature\":\"c2ln\" }",
        #"{"header":{"kid":"}"},"payload":"e30","protected":"\#(header)","signature":"c2ln"}"#,
        #"{"header":{"kid":"{"},"payload":"e30","protected":"\#(header)","signature":"c2ln"}"#,
        #"{"header":{"kid":"\"}{"},"payload":"e30","protected":"\#(header)","signature":"c2ln"}"#,
        #"{"\u0063iphertext":"AA","protected":"\#(encrypted)","tag":"AA"}"#,
        // Members given twice: some take the first, some the last.
        #"{"payload":1,"payload":"e30","protected":"\#(header)","signature":"c2ln"}"#,
        #"{"payload":"e30","payload":1,"protected":"\#(header)","signature":"c2ln"}"#,
        #"{"payload":"e30","protected":1,"protected":"\#(header)","signature":1,"signature":"c2ln"}"#,
        #"{"payload":"e30","header":{"alg":1,"alg":"a"},"signature":"c2ln"}"#,
        #"{"payload":"e30","signatures":1,"protected":"\#(header)","signature":"c2ln"}"#,
        #"{"payload":"e30","signatures":[],"signatures":[{"protected":"\#(header)","signature":"c2ln"}]}"#,
        #"{"ciphertext":1,"payload":"e30","protected":"\#(header)","signature":"c2ln"}"#,
        // What we do not read, and others do.
        #"{"payload":"e30","protected":"\#(header)","signature":"c2ln","x":NaN}"#,
        #"{"payload":"e30","protected":"\#(header)","signature":"c2ln",}"#,
        #"{"payload":"e30","protected":"\#(header)","signature":"c2ln","x":"\ud800"}"#,
        #"{"kty":"oct","kid":"}","k":"c2ln"}"#, #"{"kid":"{","kty":"oct","k":"c2ln"}"#,
        #"{"\u006bty":"oct","k":"c2ln"}"#, #"{"kty":"oct","k":"c2ln",}"#,
        #"{"kty":"RSA","n":"AA","e":"AQAB","p":"c2ln"}"#,
        #"{"kty":"oct","\u006b":"c2ln"}"#,
    ]

    @Test(arguments: written)
    func `what a reader of JSON takes for one is found and taken out, and JSON stays JSON`(object: String) throws {
        for (before, behind) in [
            ("", ""), ("[", ",1]"), ("x = ", ";"), ("{\"a\":", "}"), ("{", ""), ("{ \"open ", "\""),
            ("it's 5\" {", "}"),
            ("// ", " // a comment"), ("/* { */", "/* } */"), (#"{"a":"x","b":[[{}],"#, #"{"c":"{"}]}"#),
            ("\"{\" ", " \"}\""),
        ] {
            let text = before + object + behind
            #expect(found(text).contains(object), "\(text)")
            for keepsHeaders in [true, false] {
                let redacted = String(
                    decoding: RedactedText(Array(text.utf8), keepsHeaders: keepsHeaders).text, as: UTF8.self)
                let mark = redacted.contains("private") ? "\"[private key redacted]\"" : "\"[token redacted]\""
                #expect(redacted == before + mark + behind)
            }
        }
    }

    @Test func `a header stays where that is asked for, unless a private key stands in it`() {
        // {"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}
        let carrying = "eyJhbGciOiJIUzI1NiIsImp3ayI6eyJrdHkiOiJvY3QiLCJrIjoiQUFBQSJ9fQ"
        let redacted = RedactedText(Array("\(Self.header).e30.c2ln \(carrying).e30.c2ln".utf8), keepsHeaders: true)
        #expect(String(decoding: redacted.text, as: UTF8.self) == "\(Self.header).[redacted] [token redacted]")
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `what stands deeper than anybody reads is found`(level: String) {
        let object = Self.written[0]
        #expect(found(String(repeating: level, count: 1000) + object).contains(object))
    }

    @Test func `where more is found than is told, nothing is passed over that stands in something else`() {
        let object = Self.written[0]
        for many in [9_998, 9_999, 10_000] {
            let before = String(repeating: #"{"kty":"EC"},"#, count: many)
            for around in [
                #"{"kty":"EC","a":[\#(object),"\#(Self.header).e30.c2ln"]}"#, #"{"a":{"kty":"EC","b":\#(object)}}"#,
            ] {
                let redacted = RedactedText(Array("[\(before)\(around)]".utf8), keepsHeaders: false)
                let text = String(decoding: redacted.text, as: UTF8.self)
                #expect(!text.contains("c2ln") && text.contains("[token redacted]"), "\(text.suffix(200))")
            }
        }
    }

    @Test func `what a text of many keys keeps is bounded, and the first are told`() {
        let many = #"{"keys":[\#(String(repeating: #"{"kty":"oct","k":"AA"},"#, count: 50_000))1]}"#
        let (sightings, isCut) = TextScanner.scan(Array(many.utf8))
        #expect(sightings.count == ScanLimits.sightings && isCut)
        #expect(sightings.map(\.range.lowerBound) == (0..<ScanLimits.sightings).map { 9 + 23 * $0 })
        let redacted = RedactedText(Array(many.utf8), keepsHeaders: false)
        #expect(redacted.replaced == 50_000)
    }

    @Test func `work does not grow beyond the text`() {
        for piece in [
            "-----BEGIN A-----", "{\"kty\"", "{\"a\":", "{\"\":\",\",", "{\"{\":\"{\",", "{\"\\u0061\":",
            "{\"\\u0061\":{}},",
            "{\"payload\"\"signature\"", "{\"ciphertext\"}", "\(Self.header).", "e.",
            "~", "-----END A-----", "\(Self.header).e30.~",
        ] {
            let text = Array(String(repeating: piece, count: (1 << 19) / piece.utf8.count).utf8)
            #expect(TextScanner.scan(text).sightings.count <= ScanLimits.sightings)
        }
        let many = Array(String(repeating: "\(Self.header).e30.c2ln ", count: 10_001).utf8)
        let (sightings, isCut) = TextScanner.scan(many)
        #expect(sightings.count == ScanLimits.sightings && isCut)
        #expect(RedactedText(many, keepsHeaders: false).replaced == 10_001)
    }

    @Test func `lines and columns count from one, in characters`() {
        var lines = TextLines(Array("é\n\u{1F600}x\n\ny".utf8))
        let places = [0, 2, 3, 7, 9, 10].map { lines.place(of: $0) }
        #expect(places.map(\.line) == [1, 1, 2, 2, 3, 4] && places.map(\.column) == [1, 2, 1, 2, 1, 1])
    }
}
