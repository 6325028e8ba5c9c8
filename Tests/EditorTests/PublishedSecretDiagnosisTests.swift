import JSON
import Testing

struct PublishedSecretDiagnosisTests {
    // Signed with the secret that a page about tokens shows.
    private static let token =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTc2NzIyOTIwMH0.WudoWt-PmtDq8d3nY52NpGdp_1iBdU13iwFscFgUYQ8"

    private static func codes(_ text: String) throws -> [String] {
        let session = try EditorSession("{}")
        try session.open("a.env", text, language: "dotenv")
        let told = try session.sent("textDocument/publishDiagnostics")
        return told.last?["params"]?["diagnostics"]?.elements.compactMap { $0["code"]?.string } ?? []
    }

    @Test func `a token that everybody can sign is told of, at its signature`() throws {
        let session = try EditorSession(#"{"general":{"positionEncodings":["utf-8"]}}"#)
        try session.open("a.env", "T=\(Self.token)\n", language: "dotenv")
        let told = try session.sent("textDocument/publishDiagnostics")
        let first = told.last?["params"]?["diagnostics"]?.elements.first {
            $0["code"]?.isString("signature.published_secret") == true
        }
        let diagnostic = try #require(first)
        #expect(diagnostic["severity"]?.integer == 1)
        #expect(diagnostic["range"]?["start"]?["character"]?.integer == 67)
        #expect(diagnostic["range"]?["end"]?["character"]?.integer == 110)
    }

    @Test func `a token with another signature is not`() throws {
        #expect(try !Self.codes("T=\(Self.token.dropLast(2))AA").contains("signature.published_secret"))
    }

    @Test func `a token that comes later is told of too, up to so many`() throws {
        let many = String(repeating: "\(Self.token)\n", count: 1010)
        #expect(try Self.codes(many).count { $0 == "signature.published_secret" } == 1000)
        let session = try EditorSession("{}")
        let uri = try session.open("a.env", "")
        try session.change(uri, to: "T=\(Self.token)")
        let told = try session.sent("textDocument/publishDiagnostics")
        let codes = told.last?["params"]?["diagnostics"]?.elements.compactMap { $0["code"]?.string }
        #expect(codes == ["signature.published_secret"])
    }
}
