import JSON
import Testing

struct ClaimsDocumentTests {
    // The digest of CodeActionTests.live.
    private static let name = "token-jZKVCqA4RvEOfHYTMD73Pn.claims.json"
    private static let claims = #"{"sub": "bob", "exp": 1767229200}"#
    private static let signed =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IiLCJleHAiOjE3NjcyMjkyMDB9.YKPSP2fVksxogkQ7uU3eLp6sIqvUkYed5dSFIdePvdk"

    private static func session(_ text: String = "T=\(CodeActionTests.live)\n") throws -> (EditorSession, String) {
        let session = try EditorSession(CodeActionTests.able, options: CodeActionTests.keys)
        return (session, try session.open("a.sh", text, language: "shellscript"))
    }

    private static func command(_ name: String, _ uri: String, _ line: Int = 0) -> String {
        #"{"command":"jwtls.\#(name)","arguments":[{"uri":"\#(uri)","position":{"line":\#(line),"character":9}}]}"#
    }

    private static func newTexts(_ session: EditorSession) throws -> [String] {
        try session.sent("workspace/applyEdit").flatMap { question in
            question["params"]?["edit"]?["documentChanges"]?.elements.flatMap { change in
                change["edits"]?.elements.compactMap { $0["newText"]?.string } ?? []
            } ?? []
        }
    }

    @Test func `saving a claims document signs it into the token that it was opened for`() throws {
        let (session, uri) = try Self.session()
        _ = try session.ask("workspace/executeCommand", Self.command("openClaims", uri))
        #expect(try Self.newTexts(session) == ["{\n  \"sub\": \"alice\",\n  \"exp\": 1767229200\n}\n"])
        // It may have been saved as a file since.
        let file = try session.open(Self.name, Self.claims, language: "json")
        try session.tell("textDocument/didSave", #"{"textDocument":{"uri":"\#(file)"}}"#)
        #expect(try Self.newTexts(session) == [Self.signed])
    }

    @Test func `a file that only has such a name is not signed when it is saved`() throws {
        let (session, _) = try Self.session()
        let file = try session.open(Self.name, Self.claims, language: "json")
        try session.tell("textDocument/didSave", #"{"textDocument":{"uri":"\#(file)"}}"#)
        #expect(try Self.newTexts(session).isEmpty)
        // Whoever says that it should be has it signed.
        _ = try session.ask("workspace/executeCommand", Self.command("signClaims", file))
        #expect(try Self.newTexts(session) == [Self.signed])
    }

    @Test func `saved claims that are wrong change nothing, and say why`() throws {
        let (session, uri) = try Self.session()
        _ = try session.ask("workspace/executeCommand", Self.command("openClaims", uri))
        _ = try Self.newTexts(session)
        let file = try session.open(Self.name, #"{"sub": "#, language: "json")
        try session.tell("textDocument/didSave", #"{"textDocument":{"uri":"\#(file)"}}"#)
        #expect(try Self.newTexts(session).isEmpty)
        let told = try session.sent("window/showMessage").last?["params"]
        #expect(told?["type"]?.integer == 2)
        #expect(told?["message"]?.string?.hasPrefix("The claims were not signed: The claims are not JSON") == true)
    }

    @Test func `of equal tokens the one is replaced that the claims were opened for`() throws {
        let (session, uri) = try Self.session("A=\(CodeActionTests.live)\nB=\(CodeActionTests.live)\n")
        _ = try session.ask("workspace/executeCommand", Self.command("openClaims", uri, 1))
        _ = try session.sent("workspace/applyEdit")
        let file = try session.open(Self.name, Self.claims, language: "json")
        _ = try session.ask("workspace/executeCommand", Self.command("signClaims", file))
        let edit = try session.sent("workspace/applyEdit").first?["params"]?["edit"]
        let change = edit?["documentChanges"]?.elements.first { _ in true }
        let range = change?["edits"]?.elements.first { _ in true }?["range"]
        #expect(range?["start"]?["line"]?.integer == 1)
    }

    @Test func `no address has a token in it`() throws {
        let (session, uri) = try Self.session()
        for name in ["openClaims", "openDecoded"] {
            let answer = try session.ask("workspace/executeCommand", Self.command(name, uri))
            #expect(answer["uri"]?.string?.contains("eyJ") == false)
        }
        for uri in [
            "jwtls:/decoded/x", "jwtls:/decoded/token-short.json", "untitled:token-jZKVCqA4RvEOfHYTMD73Pn.json",
        ] {
            let answer = try session.answer(to: "workspace/textDocumentContent", #"{"uri":"\#(uri)"}"#)
            #expect(answer["error"]?["code"]?.integer == -32602)
        }
    }

    @Test func `a client that cannot be asked to change anything is answered what it would be asked`() throws {
        let session = try EditorSession("{}", options: CodeActionTests.keys)
        let uri = try session.open("a.sh", "T=\(CodeActionTests.live)\n", language: "shellscript")
        let commands = session.capabilities["executeCommandProvider"]?["commands"]?.elements.compactMap(\.string)
        #expect(commands?.contains("jwtls.redact") == false && commands?.contains("jwtls.decode") == true)
        let answer = try session.ask("workspace/executeCommand", Self.command("redact", uri))
        #expect(answer["edit"]?["changes"]?[Array(uri.utf8).span]?.count == 1)
        let claims = try session.ask("workspace/executeCommand", Self.command("openClaims", uri))
        #expect(claims["text"]?.string?.contains("alice") == true)
    }
}
