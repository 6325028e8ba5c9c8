import JSON
import Testing

/// Tokens in JSON serialization, which stand in a document as objects.
struct JSONTokenTests {
    private static let flattened =
        #"{"payload":"eyJzdWIiOiJhbGljZSIsImV4cCI6MTcwMDAwMDAwMH0","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"YfuA_3Qg5xyr1p8wXvDLged87HCQxohQj1aLmwl-mpc"}"#
    private static let client =
        #"{"general":{"markdown":{"parser":"m"}},"textDocument":{"semanticTokens":{"requests":{"full":true},"tokenTypes":["keyword","string","number"],"tokenModifiers":[],"formats":["relative"]},"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":[]}}}}}"#

    @Test(arguments: [10, 80, 130])
    func `they are told of, wherever the place is in them`(character: Int) throws {
        let session = try EditorSession()
        let uri = try session.open("a.json", "[\(Self.flattened)]", language: "json")
        let hover = try session.ask("textDocument/hover", at: 0, character, in: uri)
        let text = try #require(hover["contents"]?["value"]?.string)
        #expect(text.contains("HS256") && text.contains("expired"), "\(text)")
    }

    @Test func `what is wrong with them is found where they stand`() throws {
        let session = try EditorSession()
        _ = try session.open("a.json", "[\n\(Self.flattened)]", language: "json")
        let told = try session.sent("textDocument/publishDiagnostics").last?["params"]?["diagnostics"]
        let expiry = try #require(told?.elements.first { $0["code"]?.string == "claim.exp_expired" })
        #expect(expiry["range"]?["start"]?["line"]?.integer == 1)
    }

    @Test func `what is left of one that is redacted is JSON, and none is renewed into a compact one`() throws {
        let session = try EditorSession(Self.client, options: #"{"keys":[{"secret":"x","encoding":"utf8"}]}"#)
        let uri = try session.open("a.json", "[\(Self.flattened)]", language: "json")
        let actions = try session.ask(
            "textDocument/codeAction", about: uri,
            #""range":{"start":{"line":0,"character":20},"end":{"line":0,"character":20}},"context":{"diagnostics":[]}"#
        )
        let titles = actions.elements.compactMap { $0["title"]?.string }
        #expect(titles.contains("Redact the token") && !titles.contains { $0.hasPrefix("Renew") }, "\(titles)")
        let redaction = try #require(actions.elements.first { $0["title"]?.string == "Redact the token" })
        #expect(redaction["edit"]?.lexeme.contains(#""newText":"\"[token redacted]\"""#) == true, "\(redaction.lexeme)")
        let refusal = try session.answer(
            to: "workspace/executeCommand",
            #"{"command":"jwtls.renew","arguments":[{"uri":"\#(uri)","range":{"start":{"line":0,"character":1},"end":{"line":0,"character":9}}}]}"#
        )
        #expect(refusal["error"] != nil)
    }

    @Test func `their parts are not coloured, which have no order, but those of compact tokens beside them`() throws {
        let session = try EditorSession(Self.client)
        let compact = SampleTexts.token(#"{"alg":"HS256"}"#, #"{"sub":"alice"}"#)
        let uri = try session.open("a.json", "[\(Self.flattened),\"\(compact)\"]", language: "json")
        let data = try session.ask("textDocument/semanticTokens/full", about: uri)["data"]
        #expect(data?.count == 15)
    }
}
