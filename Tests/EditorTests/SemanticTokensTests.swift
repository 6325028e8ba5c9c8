import JSON
import Testing

struct SemanticTokensTests {
    private static let all =
        #"{"textDocument":{"semanticTokens":{"requests":{"range":true,"full":{"delta":true}},"tokenTypes":["keyword","string","number"],"tokenModifiers":[],"formats":["relative"]}}}"#

    private func numbers(_ answer: JSONValue) -> [Int] {
        answer["data"]?.elements.compactMap { $0.integer.map(Int.init) } ?? []
    }

    @Test func `header, claims and signature have three types, and a modifier each`() throws {
        let session = try EditorSession(Self.all)
        let uri = try session.open("a", "😀 \(SampleTexts.token)\n\n  \(SampleTexts.token)")
        let answer = try session.ask("textDocument/semanticTokens/full", about: uri)
        #expect(
            numbers(answer) == [
                0, 3, 40, 0, 1, 0, 41, 94, 1, 2, 0, 95, 43, 2, 4, 2, 2, 40, 0, 1, 0, 41, 94, 1, 2, 0, 95, 43, 2, 4,
            ])
        let range = #""range":{"start":{"line":1,"character":0},"end":{"line":2,"character":9}}"#
        #expect(
            numbers(try session.ask("textDocument/semanticTokens/range", about: uri, range))
                == [2, 2, 40, 0, 1, 0, 41, 94, 1, 2, 0, 95, 43, 2, 4])
    }

    @Test func `disclosures are claims, and a key binding is a token of its own`() throws {
        let session = try EditorSession(Self.all)
        let token = "\(SampleTexts.token)~AAAA~BBBBB~\(SampleTexts.token)"
        let answer = numbers(try session.ask("textDocument/semanticTokens/full", about: try session.open("a", token)))
        let types = stride(from: 3, to: answer.count, by: 5).map { answer[$0] }
        #expect(types == [0, 1, 2, 1, 1, 0, 1, 2])
    }

    @Test func `of an encrypted token the content is coloured like claims`() throws {
        let session = try EditorSession(Self.all)
        let sealed = "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4R0NNIn0.AAAA.CCCC.BBBB.DDDD"
        let answer = numbers(try session.ask("textDocument/semanticTokens/full", about: try session.open("a", sealed)))
        #expect(stride(from: 3, to: answer.count, by: 5).map { answer[$0] } == [0, 2, 2, 1, 2])
    }

    @Test(arguments: [
        (#"["keyword","string","number"]"#, ["keyword", "string", "number"]),
        (#"["type","property","comment","number"]"#, ["type", "property", "number"]),
        ("[]", ["keyword", "string", "number"]),
    ])
    func `the legend has types of the client`(offered: String, chosen: [String]) throws {
        let session = try EditorSession(
            #"{"textDocument":{"semanticTokens":{"requests":{"full":true},"tokenTypes":\#(offered)}}}"#)
        let legend = session.capabilities["semanticTokensProvider"]?["legend"]
        #expect(legend?["tokenTypes"]?.elements.compactMap(\.string) == chosen)
        #expect(session.capabilities["semanticTokensProvider"]?["full"]?.boolean == true)
    }

    @Test func `a client that does not know them is not offered any`() throws {
        #expect(try EditorSession().capabilities["semanticTokensProvider"] == nil)
    }

    @Test(arguments: 0..<4)
    func `what is told of changes gives what is told of the whole`(seed: Int) throws {
        var dice = Dice(UInt64(seed + 1))
        let session = try EditorSession(Self.all)
        let uri = try session.open("a", "")
        var known: [Int] = []
        var id = try #require(try session.ask("textDocument/semanticTokens/full", about: uri)["resultId"]?.string)
        let pieces = ["\n", "x", SampleTexts.token, "\(SampleTexts.token)~AA~", "π", "😀\n", ""]
        for _ in 0..<30 {
            let (line, character, more) = (dice.roll(8), dice.roll(30), dice.roll(60))
            try session.change(
                uri,
                #"{"start":{"line":\#(line),"character":\#(character)},"end":{"line":\#(line),"character":\#(character + more)}}"#,
                to: pieces[dice.roll(pieces.count)])
            let delta = try session.ask(
                "textDocument/semanticTokens/full/delta", about: uri, #""previousResultId":"\#(id)""#)
            for edit in delta["edits"]?.elements.map({ $0 }) ?? [] {
                let start = Int(try #require(edit["start"]?.integer))
                let count = Int(try #require(edit["deleteCount"]?.integer))
                known.replaceSubrange(start..<(start + count), with: numbers(edit))
            }
            id = try #require(delta["resultId"]?.string)
            #expect(
                numbers(
                    try session.ask(
                        "textDocument/semanticTokens/range", about: uri,
                        #""range":{"start":{"line":0,"character":0},"end":{"line":9999,"character":0}}"#)) == known)
        }
        // What was told under another name is not known.
        let whole = try session.ask("textDocument/semanticTokens/full/delta", about: uri, #""previousResultId":"x""#)
        #expect(numbers(whole) == known && whole["edits"] == nil)
    }
}
