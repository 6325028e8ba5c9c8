import JSON
import JWT
import Testing

struct HintTests {
    private static let all =
        #"{"textDocument":{"codeLens":{},"inlayHint":{"resolveSupport":{"properties":["tooltip"]}},"hover":{"contentFormat":["markdown"]}}}"#
    private static let everywhere = #""range":{"start":{"line":0,"character":0},"end":{"line":9999,"character":0}}"#

    private func hints(_ text: String, _ capabilities: String = all, options: String = "{}") throws -> [JSONValue] {
        let session = try EditorSession(capabilities, options: options)
        let uri = try session.open("a.json", text)
        return try session.ask("textDocument/inlayHint", about: uri, Self.everywhere).elements.map { $0 }
    }

    @Test(arguments: [
        (#"{"exp":1767229500}"#, "exp 01:05Z · HS256 · signature invalid"),
        (#"{"exp":1767312000}"#, "exp 2026-01-02 · HS256 · signature invalid"),
        (#"{"exp":1767225600}"#, "expired 00:00Z · HS256 · signature invalid"),
        (#"{}"#, "no exp · HS256 · signature invalid"),
        (#"{"nbf":1767312000}"#, "from 2026-01-02 · HS256 · signature invalid"),
        (#"{"exp":"x"}"#, "wrong times · HS256 · signature invalid"),
    ])
    func `a hint says instants, the algorithm and the verdict`(claims: String, label: String) throws {
        let hints = try hints(
            SampleTexts.token(#"{"alg":"HS256"}"#, claims), options: #"{"keys":[{"jwk":\#(SampleTexts.key)}]}"#)
        #expect(hints.map { $0["label"]?.string } == [label])
    }

    @Test func `what the keys say is asked where nobody has yet, and without keys nothing is said`() throws {
        let with = try hints(SampleTexts.token, options: #"{"keys":[{"jwk":\#(SampleTexts.key)}]}"#)
        #expect(with.first?["label"]?.string == "expired 2011-03-22 · HS256 · verified")
        #expect(try hints(SampleTexts.token).first?["label"]?.string == "expired 2011-03-22 · HS256")
        let other = SampleTexts.token(#"{"alg":"HS256","kid":"b"}"#, "{}")
        #expect(
            try hints(other, options: #"{"keys":[{"jwks":{"keys":[\#(SampleTexts.key)]}}]}"#).first?["label"]?.string
                == "no exp · HS256 · key unknown")
        #expect(try hints(SampleTexts.token(#"{"alg":"none"}"#, "{}")).first?["label"]?.string == "no exp · not signed")
    }

    @Test func `a date stands behind a number that a claim counts, and behind no other`() throws {
        let text =
            #"{"exp": 1767225600, "iat":1767225601, "auth_time": 1767225602, "id": 1767225600, "nbf": 12, "iss": 1767225600}"#
        let labels = try hints(text).compactMap { $0["label"]?.string }
        #expect(labels == ["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z"])
    }

    @Test func `the rest is told when it is asked for, unless the text has changed`() throws {
        let session = try EditorSession(Self.all)
        let uri = try session.open("a", SampleTexts.token)
        let hint = try #require(
            try session.ask("textDocument/inlayHint", about: uri, Self.everywhere).elements.first { _ in true })
        #expect(hint["tooltip"] == nil)
        let whole = try session.ask("inlayHint/resolve", hint.lexeme)
        #expect(whole["tooltip"]?["value"]?.string?.contains("**JWT · HS256 · expired 14 years ago**") == true)
        #expect(whole["position"]?.lexeme == hint["position"]?.lexeme)
        try session.change(uri, to: "x")
        #expect(try session.ask("inlayHint/resolve", hint.lexeme)["tooltip"] == nil)
    }

    @Test func `a client that cannot ask for the rest gets it in short`() throws {
        let hint = try hints(SampleTexts.token, #"{"textDocument":{"inlayHint":{}}}"#).first
        #expect(hint?["tooltip"]?.string == "expired 14 years ago\n")
        #expect(hint?["data"] == nil)
    }

    @Test func `the settings turn hints and lenses off`() throws {
        #expect(try hints(SampleTexts.token, options: #"{"inlayHints":false}"#).isEmpty)
        #expect(try hints(SampleTexts.token, options: #"{"enable":false}"#).isEmpty)
        let session = try EditorSession(Self.all, options: #"{"codeLenses":false}"#)
        let uri = try session.open("a", SampleTexts.token)
        #expect(try session.ask("textDocument/codeLens", about: uri).count == 0)
    }

    @Test func `who does not know them is not offered any`() throws {
        let session = try EditorSession()
        #expect(session.capabilities["inlayHintProvider"] == nil && session.capabilities["codeLensProvider"] == nil)
    }

    @Test func `a lens stands for a command that there is, and says of the signature what the keys do`() throws {
        let session = try EditorSession(Self.all, options: #"{"keys":[{"jwk":\#(SampleTexts.key)}]}"#)
        let uri = try session.open("a", SampleTexts.token)
        let lenses = try session.ask("textDocument/codeLens", about: uri).elements.map { $0 }
        let offered = session.capabilities["executeCommandProvider"]?["commands"]?.elements.compactMap(\.string) ?? []
        let named = lenses.compactMap { $0["command"]?["command"]?.string }
        #expect(named == ["jwtls.decode", "jwtls.renew"].filter { offered.contains($0) })
        guard let open = lenses.first(where: { $0["command"] == nil }) else { return }
        let whole = try session.ask("codeLens/resolve", open.lexeme)
        #expect(whole["command"]?["title"]?.string == "Verify (valid)")
        #expect(whole["command"]?["arguments"]?.elements.first { _ in true }?["uri"]?.string == uri)
    }

    @Test func `other settings and other keys have the client ask anew`() throws {
        let able =
            #"{"workspace":{"inlayHint":{"refreshSupport":true},"codeLens":{"refreshSupport":true},"semanticTokens":{"refreshSupport":true}}}"#
        let session = try EditorSession(able)
        try session.tell("workspace/didChangeWatchedFiles", #"{"changes":[]}"#)
        #expect(try session.sent("workspace/inlayHint/refresh").count == 1)
        #expect(try session.sent("workspace/codeLens/refresh").count == 1)
        #expect(try session.sent("workspace/semanticTokens/refresh").count == 1)
        let other = try EditorSession()
        try other.tell("workspace/didChangeWatchedFiles", #"{"changes":[]}"#)
        #expect(try other.sent("workspace/inlayHint/refresh").isEmpty)
    }

    /// `{"sub":"alice","exp":1767229200}` under the key of RFC 7515.
    private static let live = CodeActionTests.live

    @Test func `a token that is still good is verified, too`() throws {
        let hints = try hints(Self.live, options: CodeActionTests.keys)
        #expect(hints.first?["label"]?.string == "exp 01:00Z · HS256 · verified")
    }

    @Test(arguments: [CodeActionTests.keys, #"{"policy":{"clockTolerance":5}}"#])
    func `what was asked once is not asked for every key that is pressed`(options: String) throws {
        let session = try EditorSession(options: options)
        let uri = try session.open("a", "\(Self.live)\n\(SampleTexts.token)\n")
        let before = session.calls
        #expect(before > 0)
        for _ in 0..<3 {
            try session.change(uri, #"{"start":{"line":2,"character":0},"end":{"line":2,"character":0}}"#, to: "x")
        }
        #expect(session.calls == before)
    }
}
