import JSON
import Testing

/// Links, definitions and references.
struct LeadingTests {
    private static let links =
        #"{"textDocument":{"documentLink":{"tooltipSupport":true},"publishDiagnostics":{"codeDescriptionSupport":true}}}"#
    private static let set = #"{"keys":[\#(SampleTexts.publicKey)]}"#
    private static let named = SampleTexts.token(#"{"alg":"EdDSA","kid":"ed"}"#, "{}")

    private static func places(_ answer: JSONValue) -> [String] {
        answer.elements.map { place in
            let range = place["range"] ?? place["targetSelectionRange"]
            let uri = (place["uri"] ?? place["targetUri"])?.string ?? ""
            return "\(uri.split(separator: "/").last ?? "")"
                + ":\(range?["start"]?["line"]?.integer ?? -1):\(range?["start"]?["character"]?.integer ?? -1)"
        }
    }

    @Test func `claims and headers in JSON lead to what says what they mean`() throws {
        let session = try EditorSession(Self.links)
        let uri = try session.open(
            "a.json", "{\"iss\": \"a\", \"exp\": 1, \"foo\": 2}\n{\"alg\": \"ES256\", \"kid\": \"ed\"}")
        let answer = try session.ask("textDocument/documentLink", about: uri).elements.map { $0 }
        #expect(
            answer.map { $0["target"]?.string } == [
                "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.1",
                "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4",
                "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.1",
                "https://www.rfc-editor.org/rfc/rfc7518#section-3.4",
                "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.4",
            ])
        #expect(answer.first?["tooltip"]?.string == "Issuer, RFC 7519 §4.1.1")
        try session.open("jwks.json", Self.set)
        let more = try session.ask("textDocument/documentLink", about: uri).elements.compactMap { $0["target"]?.string }
        #expect(more.last == "file:///w/jwks.json#L1" && more.count == answer.count + 1)
    }

    @Test func `no link carries a token, and other JSON has none`() throws {
        let session = try EditorSession(#"{"textDocument":{"documentLink":{}}}"#)
        let uri = try session.open("a.json", #"{"name": "x", "token": "\#(SampleTexts.token)", "version": "1"}"#)
        let answer = try session.ask("textDocument/documentLink", about: uri).elements.map { $0 }
        // Where diagnostics cannot lead anywhere, links do.
        #expect(answer.map { $0["target"]?.string } == ["https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4"])
        #expect(answer.allSatisfy { !$0.lexeme.contains("eyJ") && $0["tooltip"] == nil })
        let other = try EditorSession(Self.links)
        #expect(try other.ask("textDocument/documentLink", about: try other.open("a", SampleTexts.token)).count == 0)
        #expect(try EditorSession().capabilities["documentLinkProvider"] == nil)
    }

    @Test func `a token leads to its key in an open set, and so does a name in JSON`() throws {
        let session = try EditorSession()
        let uri = try session.open("a", "\(Self.named)\n{\"alg\":\"EdDSA\",\"kid\":\"ed\"}\n\(SampleTexts.token)\nx")
        #expect(try session.ask("textDocument/definition", at: 0, 9, in: uri).count == 0)
        try session.open("jwks.json", "\n" + Self.set)
        #expect(Self.places(try session.ask("textDocument/definition", at: 0, 9, in: uri)) == ["jwks.json:1:45"])
        #expect(Self.places(try session.ask("textDocument/definition", at: 1, 23, in: uri)) == ["jwks.json:1:45"])
        #expect(try session.ask("textDocument/definition", at: 3, 0, in: uri).kind == .null)
    }

    @Test func `a token without a name leads to the key with which its signature holds`() throws {
        let session = try EditorSession()
        let uri = try session.open("a", SampleTexts.token)
        try session.open("keys", "\(SampleTexts.publicKey)\n\(SampleTexts.key)")
        #expect(Self.places(try session.ask("textDocument/definition", at: 0, 9, in: uri)) == ["keys:1:20"])
        let references = try session.ask(
            "textDocument/references", at: 1, 5, in: "file:///w/keys", #","context":{"includeDeclaration":true}"#)
        #expect(Self.places(references) == ["a:0:0", "keys:1:20"])
    }

    @Test func `a key in a file that the settings name is found without being open`() throws {
        let session = try EditorSession(
            #"{"textDocument":{"definition":{"linkSupport":true}}}"#, options: #"{"keys":["k e/jwks.json"]}"#,
            files: ["k e/jwks.json": Self.set])
        let uri = try session.open("a", "T=\(Self.named)")
        let answer = try session.ask("textDocument/definition", at: 0, 9, in: uri)
        #expect(answer.elements.first { _ in true }?["targetUri"]?.string == "file:///w/k%20e/jwks.json")
        #expect(Self.places(answer) == ["jwks.json:0:45"])
        #expect(answer.elements.first { _ in true }?["originSelectionRange"]?["start"]?["character"]?.integer == 2)
    }

    @Test func `references of a key are what names it, in all open documents`() throws {
        let session = try EditorSession()
        try session.open("a", "\(Self.named) \(SampleTexts.token(#"{"alg":"EdDSA","kid":"no"}"#, "{}"))")
        try session.open("b", "{\"alg\":\"EdDSA\",\"kid\":\"ed\"}")
        let uri = try session.open("c", Self.set)
        let all = try session.ask(
            "textDocument/references", at: 0, 12, in: uri, #","context":{"includeDeclaration":true}"#)
        #expect(Self.places(all) == ["a:0:0", "b:0:22", "c:0:45"])
        let others = try session.ask(
            "textDocument/references", at: 0, 12, in: uri, #","context":{"includeDeclaration":false}"#)
        #expect(Self.places(others) == ["a:0:0", "b:0:22"])
    }
}
