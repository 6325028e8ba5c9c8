import JWT
import Testing

@testable import Editor

struct AllowanceTests {
    private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.c2ln"

    private func allowance(_ text: String) throws -> Allowance {
        let noted = NotedText(Array(text.replacing("TOKEN", with: Self.token).utf8))
        return try #require(noted.items.first).allowance
    }

    @Test(arguments: [
        ("TOKEN # jwtls:ignore", true, true), ("# jwtls:ignore TOKEN", true, true),
        ("TOKEN # jwtls:ignore[claim.exp_expired]", true, false),
        ("TOKEN # jwtls:ignore[ exposure.token_live , claim.no_expiry ]", false, true),
        ("TOKEN # gitleaks:allow", false, true), ("TOKEN # pragma: allowlist secret", false, true),
        ("# jwtls:ignore-next-line\nTOKEN", true, true), ("# jwtls:ignore-next-line\r\nTOKEN", true, true),
        ("# jwtls:ignore-next-line[claim.exp_expired]\nTOKEN", true, false),
        ("# jwtls:ignore\nTOKEN", false, false), ("TOKEN # jwtls:ignore-next-line", false, false),
        ("TOKEN\n# jwtls:ignore", false, false), ("TOKEN jwtls:ignor", false, false), (":TOKEN:", false, false),
    ])
    func `a mark allows what it names, in its own line or the next`(text: String, expiry: Bool, exposure: Bool) throws {
        let allowance = try allowance(text)
        #expect(allowance.allows(.expired) == expiry)
        #expect(allowance.allows(.tokenExposed) == exposure)
    }

    @Test func `a mark that is written later counts`() throws {
        var document = TextDocument(uri: "file:///a", text: Array("x \(Self.token)\n".utf8))
        #expect(try #require(document.noted.items.first).allowance.allows(.expired) == false)
        let start = TextPosition(line: 0, character: 0)
        document.replace(TextRange(start: start, end: start), with: Array("jwtls:ignore ".utf8))
        #expect(try #require(document.noted.items.first).allowance.allows(.expired))
    }
}
