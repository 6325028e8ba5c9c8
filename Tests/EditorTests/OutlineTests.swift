import JSON
import Testing

struct OutlineTests {
    private static let set = """
        {
          "keys": [
            \(SampleTexts.publicKey),
            {
              "kty": "OKP", "crv": "Ed25519", "kid": "two",
              "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
            }
          ]
        }
        """

    private static func tree(_ symbol: JSONValue) -> String {
        let children = symbol["children"]?.elements.map { tree($0) } ?? []
        return (symbol["name"]?.string ?? "") + (children.isEmpty ? "" : "(\(children.joined(separator: ", ")))")
    }

    @Test func `an outline has sets with their keys in them, and tokens by whom they are about`() throws {
        let session = try EditorSession(
            #"{"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true,"symbolKind":{"valueSet":[14,15,19,20]}}}}"#
        )
        let text = "\(SampleTexts.token(#"{"alg":"HS256"}"#, #"{"sub":"alice"}"#))\n\(Self.set)"
        let answer = try session.ask("textDocument/documentSymbol", about: try session.open("a", text))
        #expect(answer.elements.map { Self.tree($0) } == ["JWT alice", "JWK Set(Key ed, Key two)"])
        #expect(answer.elements.map { $0["kind"]?.integer } == [15, 19])
    }

    @Test func `a client without a tree gets a list, with kinds that any client knows`() throws {
        let session = try EditorSession()
        let answer = try session.ask("textDocument/documentSymbol", about: try session.open("a", Self.set))
        #expect(answer.elements.compactMap { $0["name"]?.string } == ["JWK Set", "Key ed", "Key two"])
        #expect(answer.elements.compactMap { $0["kind"]?.integer } == [5, 14, 14])
        #expect(answer.elements.allSatisfy { $0["location"]?["uri"]?.string == "file:///w/a" })
    }

    @Test(arguments: [("", 3), ("ed", 1), ("KEY", 2), ("zz", 0)])
    func `what is open is found by the letters of its name`(query: String, count: Int) throws {
        let session = try EditorSession()
        try session.open("a", Self.set)
        try session.open("b", "nothing")
        #expect(try session.ask("workspace/symbol", #"{"query":"\#(query)"}"#).count == count)
    }

    @Test func `a name from outside is shown without what misleads`() throws {
        let session = try EditorSession()
        let uri = try session.open("a", SampleTexts.token(#"{"alg":"HS256"}"#, #"{"sub":"a\u202eb\nc"}"#))
        let name = try session.ask("textDocument/documentSymbol", about: uri).elements.first { _ in true }?["name"]?
            .string
        #expect(name == "JWT a\\u{202E}b\\u{A}c")
    }

    @Test(arguments: [
        ("{}", ["0:0-9:1", "3:4-6:5"]),
        (#"{"textDocument":{"foldingRange":{"lineFoldingOnly":true}}}"#, ["0-9", "3-6"]),
        (#"{"textDocument":{"foldingRange":{"lineFoldingOnly":true,"rangeLimit":1}}}"#, ["0-9"]),
    ])
    func `keys of many lines fold`(capabilities: String, expected: [String]) throws {
        let session = try EditorSession(capabilities)
        let uri = try session.open("a", "\(Self.set)\n\(SampleTexts.publicKey)\n")
        let folds = try session.ask("textDocument/foldingRange", about: uri).elements.map { fold in
            let (start, end) = (fold["startLine"]?.integer ?? -1, fold["endLine"]?.integer ?? -1)
            guard let from = fold["startCharacter"]?.integer, let to = fold["endCharacter"]?.integer else {
                return "\(start)-\(end)"
            }
            return "\(start):\(from)-\(end):\(to)"
        }
        // The set ends in its eighth line.
        #expect(folds == expected.map { $0.replacing("9:1", with: "8:1").replacing("0-9", with: "0-8") })
    }

    @Test func `the same token and the same kid are highlighted`() throws {
        let session = try EditorSession()
        let token = SampleTexts.token(#"{"alg":"EdDSA","kid":"ed"}"#, "{}")
        let other = SampleTexts.token(#"{"alg":"EdDSA","kid":"ed"}"#, #"{"sub":"b"}"#)
        let header = #"{"alg": "EdDSA", "kid": "ed"}"#
        let uri = try session.open(
            "a", "\(token)\n\(SampleTexts.token)\n\(token)\n\(SampleTexts.publicKey)\n\(header)\n\(other)")
        let lines = { (answer: JSONValue) in
            answer.elements.map { "\($0["range"]?["start"]?["line"]?.integer ?? -1)/\($0["kind"]?.integer ?? 0)" }
        }
        let atToken = try session.ask("textDocument/documentHighlight", at: 0, 5, in: uri)
        #expect(lines(atToken) == ["0/1", "2/1", "3/2", "4/2", "5/2"])
        let atName = try session.ask("textDocument/documentHighlight", at: 4, 26, in: uri)
        #expect(lines(atName) == ["0/2", "2/2", "3/2", "4/2", "5/2"])
        #expect(try session.ask("textDocument/documentHighlight", at: 4, 2, in: uri).kind == .null)
    }

    @Test func `a selection grows from a part to the token, its string, the line and the text`() throws {
        let session = try EditorSession()
        let uri = try session.open("a", "x = f('\(SampleTexts.token)')\n")
        let answer = try session.ask(
            "textDocument/selectionRange", about: uri, #""positions":[{"line":0,"character":60}]"#)
        var step = answer.elements.first { _ in true }
        var widths: [String] = []
        while let current = step {
            let range = current["range"]
            widths.append(
                "\(range?["start"]?["character"]?.integer ?? -1)-\(range?["end"]?["character"]?.integer ?? -1)")
            step = current["parent"]
        }
        #expect(widths == ["48-142", "7-186", "6-187", "0-188", "0-0"])
    }

    @Test(arguments: ["[1]", "5", #"[{"line":0}]"#])
    func `places that are none are refused`(positions: String) throws {
        let session = try EditorSession()
        let uri = try session.open("a", "")
        let answer = try session.answer(
            to: "textDocument/selectionRange", #"{"textDocument":{"uri":"\#(uri)"},"positions":\#(positions)}"#)
        #expect(answer["error"]?["code"]?.integer == -32602)
    }
}
