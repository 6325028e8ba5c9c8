import Editor
import JSON
import JWT
import RPC
import Testing

struct CodeActionTests {
    /// A token of 2011 under the secret, one that is good for an hour, and one that says nothing of times.
    static let old =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImlhdCI6MTMwMDAwMDAwMCwiZXhwIjoxMzAwMDAzNjAwfQ.42tUaoOEeqdTFviLYRS2-rlaEiC7Dv1GyuohpLIi0OY"
    static let live =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTc2NzIyOTIwMH0.f3wz5wQ8b_GKDHf5EHko2r2VAlQJz0P-8Alhn47n3ys"
    static let keys =
        #"{"keys":[{"jwk":{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}}]}"#
    /// Clients that can much, and little.
    static let able =
        #"{"general":{"positionEncodings":["utf-8"]},"window":{"showDocument":{"support":true}},"textDocument":{"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix","refactor","source"]}},"dataSupport":true,"disabledSupport":true,"isPreferredSupport":true,"resolveSupport":{"properties":["edit","command"]}}},"workspace":{"applyEdit":true,"workspaceEdit":{"documentChanges":true,"resourceOperations":["create"]}}}"#
    static let eager =
        #"{"textDocument":{"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix","refactor"]}},"disabledSupport":true}},"workspace":{"applyEdit":true}}"#
    static let editless =
        #"{"textDocument":{"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":[]}}}},"workspace":{"applyEdit":false}}"#
    static let commandsAlone = #"{"workspace":{"applyEdit":true}}"#

    private static func actions(
        _ session: EditorSession, _ uri: String, _ line: Int = 0, _ character: Int = 9, _ context: String = "{}"
    ) throws -> [JSONValue] {
        let place = #"{"line":\#(line),"character":\#(character)}"#
        return try session.ask(
            "textDocument/codeAction", about: uri,
            #""range":{"start":\#(place),"end":\#(place)},"context":\#(context)"#
        ).elements.map { $0 }
    }

    private static func titles(_ actions: [JSONValue]) -> [String] { actions.compactMap { $0["title"]?.string } }

    /// The text that an action puts somewhere, whoever has to be asked for it.
    private static func newText(
        _ title: String, _ text: String, _ language: String, _ line: Int = 0, _ character: Int = 9,
        name: String = "a.txt", settings: String = keys
    ) throws -> String? {
        let session = try EditorSession(able, options: settings)
        let uri = try session.open(name, text, language: language)
        let actions = try actions(session, uri, line, character)
        guard let action = actions.first(where: { $0["title"]?.string == title }) else { return nil }
        let resolved = try session.ask("codeAction/resolve", action.lexeme)
        let change = resolved["edit"]?["documentChanges"]?.elements.first { _ in true }
        return change?["edits"]?.elements.first { _ in true }?["newText"]?.string
    }

    @Test func `a client that can ask later is given what to ask with, any other what is changed`() throws {
        for (capabilities, member) in [(Self.able, "data"), (Self.eager, "edit"), (Self.editless, "edit")] {
            let session = try EditorSession(capabilities, options: Self.keys)
            let uri = try session.open("a.sh", "T=\(Self.old)\n", language: "shellscript")
            let renewal = try #require(
                try Self.actions(session, uri).first { $0["title"]?.string?.hasPrefix("Renew") == true })
            #expect(renewal[Array(member.utf8).span] != nil, "\(renewal.lexeme)")
        }
    }

    @Test func `a client without actions is offered commands, and none that change where it cannot be asked to`() throws
    {
        let session = try EditorSession(Self.commandsAlone, options: Self.keys)
        let uri = try session.open("a.sh", "T=\(Self.live)\n", language: "shellscript")
        let commands = try Self.actions(session, uri)
        #expect(commands.allSatisfy { $0["command"]?.kind == .string && $0["kind"] == nil })
        #expect(Self.titles(commands).contains("Redact the token"))
        let other = try EditorSession("{}", options: Self.keys)
        _ = try other.open("a.sh", "T=\(Self.live)\n", language: "shellscript")
        #expect(Self.titles(try Self.actions(other, uri)) == ["Verify the token"])
    }

    @Test func `edits name the version that they are about where the client knows versions`() throws {
        let session = try EditorSession(Self.eager)
        let uri = try session.open("a.sh", "T=\(Self.live)\n", language: "shellscript")
        let redaction = try #require(
            try Self.actions(session, uri).first { $0["title"]?.string == "Redact the token" })
        let edit = redaction["edit"]?["changes"]?.members.first { _ in true }
        #expect(edit?.name.string == uri)
        #expect(edit?.value.elements.first { _ in true }?["newText"]?.string == "[token redacted]")
    }

    // Redact, redact the signature, decode below and above, renew; decode and change in a document, verify.
    @Test(arguments: [
        ("quickfix", 0), ("refactor", 5), ("refactor.rewrite", 5), ("source.jwtls", 3), ("source.organizeImports", 0),
        ("", 8),
    ])
    func `only the kinds that are wanted are offered`(kind: String, count: Int) throws {
        let session = try EditorSession(Self.able, options: Self.keys)
        let uri = try session.open("a.sh", "T=\(Self.live)\n", language: "shellscript")
        let actions = try Self.actions(session, uri, 0, 9, #"{"only":["\#(kind)"],"diagnostics":[]}"#)
        #expect(actions.count == count)
    }

    @Test func `what cannot be done is shown with the reason, to a client that shows it`() throws {
        let session = try EditorSession(Self.able)
        let uri = try session.open("a.sh", "T=\(Self.live)\n", language: "shellscript")
        let renewal = try Self.actions(session, uri).first { $0["title"]?.string?.hasPrefix("Renew") == true }
        #expect(renewal?["disabled"]?["reason"]?.string == "No keys are configured: see the setting keys.")
        let other = try EditorSession(Self.editless)
        _ = try other.open("a.sh", "T=\(Self.live)\n", language: "shellscript")
        #expect(!Self.titles(try Self.actions(other, uri)).contains { $0.hasPrefix("Renew") })
    }

    @Test(arguments: [
        ("python", "  # {"), ("go", "  // {"), ("sql", "  -- {"), ("css", "  /*"), ("markdown", "  <!--"),
        ("lisp", "  ; {"), ("latex", "  % {"), ("dotenv", "  # {"),
    ])
    func `a comment is one of the language`(language: String, start: String) throws {
        let text = try Self.newText("Decode into a comment above", "  T=\(Self.live)\n", language)
        #expect(text?.hasPrefix(start + "\n") == true, "\(text ?? "")")
        #expect(text?.hasSuffix("\n") == true)
    }

    @Test(arguments: ["json", "plaintext", "jsonl"])
    func `a language without comments is offered none`(language: String) throws {
        #expect(try Self.newText("Decode into a comment above", "T=\(Self.live)\n", language) == nil)
        #expect(try Self.newText("Decode into a comment above", "T=\(Self.live)\n", language, name: ".env") != nil)
    }

    // {"a":"*/ --> ?> {{x}} {% y %} <\u0338/script> */\u0338"}
    private static let hostile =
        "eyJhbGciOiJIUzI1NiJ9.eyJhIjoiKi8gLS0-ID8-IHt7eH19IHslIHkgJX0gPMy4L3NjcmlwdD4gKi_MuCJ9.AAAA"

    @Test(arguments: ["css", "markdown", "html", "php", "ocaml", "javascript"])
    func `claims cannot end the comment that they stand in`(language: String) throws {
        let text = try #require(
            try Self.newText("Decode into a comment below", "T=\(Self.hostile)\n", language))
        let inside = text.split(separator: "\n").dropFirst(2).dropLast(2).joined(separator: "\n")
        for mark in ["*/", "-->", "?>", "{{", "}}", "{%", "%}", "</", "<", ">", "*)"] {
            let isThere = Array(inside.utf8).firstRange(of: Array(mark.utf8)) != nil
            #expect(!isThere, "\(mark) in \(inside)")
        }
    }

    @Test func `lines end as they do in the document`() throws {
        let text = try Self.newText("Decode into a comment below", "\r\nT=\(Self.live)\r\n", "python", 1)
        #expect(text?.contains("\r\n# {\r\n#   \"header\": {\r\n") == true)
    }

    @Test(arguments: [
        ("json", "{\"exp\": 1767229200}", 10, "\"2026-01-01T01:00:00Z\""),
        ("json", "{\"e\": \"2026-01-01T01:00:00Z\"}", 10, "1767229200"),
        ("yaml", "exp: 1767229200", 8, "2026-01-01T01:00:00Z"),
        ("yaml", "exp: 2026-01-01T02:00:00+01:00", 8, "1767229200"),
        ("yaml", "exp: 1767229200042", 8, "2026-01-01T01:00:00.042Z"),
    ])
    func `a time is written the other way`(language: String, text: String, place: Int, other: String) throws {
        #expect(try Self.newText("Write as \(other)", text, language, 0, place) == other)
    }

    @Test(arguments: ["a1767229200", "17672292", "17672292000", "0767229200", "2026-01-01", "x-1767229200-y"])
    func `what only looks like a time is none`(text: String) throws {
        let session = try EditorSession(Self.able)
        let uri = try session.open("a.txt", text)
        #expect(try Self.actions(session, uri, 0, 4).isEmpty)
    }

    private static let jwk =
        #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
    private static let pem = [
        "-----BEGIN PUBLIC KEY-----", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        "-----END PUBLIC KEY-----",
    ]

    private static let keyTexts: [(String, String, String, String)] = [
        ("plaintext", jwk, "Convert the key to PEM", lines),
        ("json", jwk, "Convert the key to PEM", #""\#(spelled)\n""#),
        ("dotenv", jwk, "Convert the key to PEM", spelled),
        ("plaintext", "\(lines)\n", "Convert the key to a JWK", jwk),
        ("json", #"["\#(spelled)\n"]"#, "Convert the key to a JWK", jwk),
    ]
    private static let lines = pem.joined(separator: "\n")
    private static let spelled = pem.joined(separator: #"\n"#)

    @Test(arguments: keyTexts)
    func `a key is written the other way`(language: String, text: String, title: String, other: String) throws {
        #expect(try Self.newText(title, text, language) == other)
    }

    @Test func `of keys inside each other the one is written the other way that the action was offered for`() throws {
        let outer = #"\#(Self.jwk.dropLast()),"old":{"kty":"oct","k":"AyM1SysPpbyDfgZld3umjw"}}"#
        #expect(try Self.newText("Convert the key to PEM", outer, "plaintext") == Self.lines)
    }

    @Test func `a shared secret has no other form, and can be redacted`() throws {
        let session = try EditorSession(Self.able)
        let uri = try session.open("a.json", #"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umjw"}"#, language: "json")
        #expect(Self.titles(try Self.actions(session, uri)) == ["Redact the secret"])
    }

    @Test(arguments: [
        ("shellscript", "T=TOKEN", 0, " # jwtls:ignore[exposure.token_live]"),
        ("css", "T=TOKEN", 0, " /* jwtls:ignore[exposure.token_live] */"),
        ("shellscript", "T=TOKEN # jwtls:ignore[a.b]", 0, ", exposure.token_live"),
        ("dotenv", "  T=TOKEN", 0, "  # jwtls:ignore-next-line[exposure.token_live]\n"),
        ("dotenv", "# jwtls:ignore-next-line[a.b]\nT=TOKEN", 1, ", exposure.token_live"),
    ])
    func `a finding is ignored in a comment of the language`(
        language: String, text: String, line: Int, added: String
    ) throws {
        let session = try EditorSession(Self.eager)
        let uri = try session.open("a.x", text.replacing("TOKEN", with: Self.live), language: language)
        let start = #"{"line":\#(line),"character":4}"#
        let diagnostic =
            #"{"range":{"start":\#(start),"end":{"line":\#(line),"character":9}},"source":"jwtls","code":"exposure.token_live","message":""}"#
        let actions = try Self.actions(session, uri, line, 9, #"{"diagnostics":[\#(diagnostic)]}"#)
        let action = try #require(actions.first { $0["title"]?.string == "Ignore exposure.token_live here" })
        #expect(action["kind"]?.string == "quickfix")
        #expect(action["diagnostics"]?.count == 1)
        let edit = action["edit"]?["changes"]?.members.first { _ in true }?.value.elements.first { _ in true }
        #expect(edit?["newText"]?.string == added)
        #expect(Self.titles(actions).contains("Redact the token"))
    }

    @Test func `the claims of an object are signed as they stand there`() throws {
        let token = try Self.newText(
            "Sign these claims", #"{"token": {"sub": "alice", "exp": 1767229200}}"#, "json", 0, 20)
        #expect(
            token
                == "\"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTc2NzIyOTIwMH0.wuqCGUZ3wWng20nzUPJMzeZtl5cEtuZm7fwZXY4n16k\""
        )
    }

    @Test func `a renewed token lives as long as the old one did, and keeps the order of its claims`() throws {
        let claims = try JSONDocument(
            Array(#"{"jti":"1","exp":1100,"a":1.50,"nbf":990,"iat":1000}"#.utf8)
        ).root
        let renewed = RenewedClaims(claims, at: NumericDate(seconds: 5000))
        #expect(String(decoding: renewed.json, as: UTF8.self) == #"{"exp":5100,"a":1.50,"nbf":4990,"iat":5000}"#)
        #expect(renewed.needsNewID)
    }

    @Test func `many tokens are redacted together`() throws {
        let session = try EditorSession(Self.eager)
        let text = (0..<6).map { "T\($0)=\(Self.live)" }.joined(separator: "\n")
        let uri = try session.open("a.sh", text, language: "shellscript")
        let answer = try session.ask(
            "textDocument/codeAction", about: uri,
            #""range":{"start":{"line":0,"character":0},"end":{"line":6,"character":0}},"context":{"diagnostics":[]}"#)
        let actions = answer.elements.map { $0 }
        #expect(Self.titles(actions) == ["Redact every token and private key in the selection"])
        #expect(actions.first?["edit"]?["changes"]?.members.first { _ in true }?.value.count == 6)
    }
}
