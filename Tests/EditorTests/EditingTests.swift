import JSON
import Testing

/// A session in which somebody types, beside one that opens what has become of it.
struct EditingTests {
    private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.c2ln"
    private static let pieces = [
        token, "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxLCJhIjoyfQ.c2ln", " ", "\n", "\r\n", "é😀", "{",
        "}",
        #"{"kty":"oct","k":"AAAA"}"#, "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----\n", "jwtls:ignore ",
        "# jwtls:ignore-next-line\n", ".", "e", String(repeating: "x ", count: 3000),
    ]

    @Test(arguments: ["utf-8", "utf-16", "utf-32"])
    func `whoever types is told what is told of the same text when it is opened`(encoding: String) throws {
        let capabilities =
            #"{"general":{"positionEncodings":["\#(encoding)"]},"textDocument":{"semanticTokens":{"requests":{"full":true}}}}"#
        let typing = try EditorSession(capabilities)
        var dice = Dice(UInt64(encoding.utf8.count) &+ UInt64(encoding.utf8.last ?? 0))
        var lines = (0..<60).map { _ in Self.pieces[dice.roll(Self.pieces.count)] }
        let uri = try typing.open("a", lines.joined())
        var told = try typing.sent("textDocument/publishDiagnostics").last?["params"]?["diagnostics"]?.lexeme ?? "[]"
        for step in 0..<30 {
            // What is replaced is told by its lines, so that both know where it is whatever counts.
            let text = lines.joined()
            let count = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count
            let (from, piece) = (dice.roll(count), Self.pieces[dice.roll(Self.pieces.count)])
            try typing.change(
                uri, #"{"start":{"line":\#(from),"character":0},"end":{"line":\#(from),"character":0}}"#, to: piece)
            var rows = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
            let ends = text.filter(\.isNewline)
            rows[from] = piece + rows[from]
            lines = zip(rows, ends.map { String($0) } + [""]).flatMap { [$0, $1] }
            if let last = try typing.sent("textDocument/publishDiagnostics").last {
                told = last["params"]?["diagnostics"]?.lexeme ?? ""
            }
            let fresh = try EditorSession(capabilities)
            try fresh.open("a", lines.joined())
            let expected = try fresh.sent("textDocument/publishDiagnostics").last?["params"]?["diagnostics"]?.lexeme
            #expect(told == expected, "step \(step): \(piece.prefix(40)) in line \(from)")
            for request in ["semanticTokens/full", "documentSymbol", "foldingRange", "documentLink"] {
                let answers = try [typing, fresh].map { try $0.ask("textDocument/\(request)", about: uri).lexeme }
                #expect(answers[0] == answers[1], "step \(step): \(request)")
            }
        }
    }
}
