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

    @Test func `work does not grow beyond the text`() {
        for piece in [
            "-----BEGIN A-----", "{\"kty\"", "{\"payload\"\"signature\"", "{\"ciphertext\"}", "\(Self.header).", "e.",
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
