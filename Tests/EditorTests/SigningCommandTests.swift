import JSON
import Testing

struct SigningCommandTests {
    private static func secret(_ letter: Character, kid: String? = nil) -> String {
        let name = kid.map { #","kid":"\#($0)""# } ?? ""
        return #"{"kty":"oct","k":"\#(String(repeating: letter, count: 42))A"\#(name)}"#
    }

    private static let pair =
        #"{"kty":"OKP","crv":"Ed25519","kid":"e","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#

    /// What comes of a command in a document with one token, that this key signed.
    private static func answer(
        _ command: String, key: String, settings: String, files: [String: String] = [:], beside others: [String] = [],
        more: String = ""
    ) throws -> (answer: JSONValue, session: EditorSession) {
        let session = try EditorSession(CodeActionTests.able, options: settings, files: files)
        let made = try session.ask(
            "sign", #"{"key":{"jwk":\#(key)},"claims":{"sub":"alice","jti":"1"},"expiresIn":"15m","header":{"x":1}}"#)
        let token = try #require(made["token"]?.string)
        for (index, text) in others.enumerated() { try session.open("k\(index).json", text, language: "json") }
        let uri = try session.open("a.sh", "T=\(token)\n", language: "shellscript")
        let answer = try session.answer(
            to: "workspace/executeCommand",
            #"{"command":"jwtls.\#(command)","arguments":[{"uri":"\#(uri)","position":{"line":0,"character":9}\#(more)}]}"#
        )
        return (answer, session)
    }

    private static func renewed(_ key: String, settings: String, files: [String: String] = [:], more: String = "")
        throws
        -> JSONValue
    {
        let (answer, session) = try answer("renew", key: key, settings: settings, files: files, more: more)
        #expect(answer["error"] == nil, "\(answer.lexeme)")
        let edit = try session.sent("workspace/applyEdit").first?["params"]?["edit"]?["documentChanges"]
        let text = edit?.elements.first { _ in true }?["edits"]?.elements.first { _ in true }?["newText"]
        let token = try #require(text?.string)
        return try session.ask("verify", #"{"token":"\#(token)","key":{"jwk":\#(key)}}"#)
    }

    @Test func `the key is the one that the header names, wherever it is configured`() throws {
        let (a, b) = (Self.secret("A", kid: "a"), Self.secret("B", kid: "b"))
        let places: [(settings: String, files: [String: String])] = [
            (#"{"keys":[{"jwk":\#(a)},{"jwk":\#(b)}]}"#, [:]), (#"{"keys":{"jwks":{"keys":[\#(a),\#(b)]}}}"#, [:]),
            (#"{"keys":["keys.json"]}"#, ["keys.json": #"{"keys":[\#(a),\#(b)]}"#]),
            (#"{"keys":["a.json","b.json"]}"#, ["a.json": a, "b.json": b]),
        ]
        for place in places {
            let verdict = try Self.renewed(b, settings: place.settings, files: place.files)
            #expect(verdict["valid"]?.boolean == true, "\(verdict.lexeme)")
            #expect(verdict["header"]?["kid"]?.string == "b")
        }
    }

    @Test func `header and claims stay, but for times and the identifier`() throws {
        let verdict = try Self.renewed(Self.pair, settings: #"{"keys":[{"jwk":\#(Self.pair)}]}"#)
        #expect(verdict["valid"]?.boolean == true)
        #expect(verdict["header"]?["x"]?.integer == 1)
        #expect(verdict["header"]?["typ"]?.string == "JWT")
        #expect(verdict["claims"]?["sub"]?.string == "alice")
        #expect(verdict["claims"]?["jti"]?.string != "1" && verdict["claims"]?["jti"]?.string?.isEmpty == false)
        let claims = try #require(verdict["claims"])
        #expect(claims["iat"]?.integer == 1_767_225_600 && claims["exp"]?.integer == 1_767_226_500)
    }

    @Test(arguments: [
        // None for the algorithm, several without a name, one that is only public, none of that name.
        (secret("A"), #"{"keys":[{"jwk":\#(pair)}]}"#, "", "No configured key can sign with HS256."),
        (
            secret("A"), #"{"keys":[{"jwk":\#(secret("A"))},{"jwk":\#(secret("B"))}]}"#, "",
            "Several configured keys can sign with HS256."
        ),
        (
            pair,
            #"{"keys":[{"jwk":{"kty":"OKP","crv":"Ed25519","kid":"e","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}]}"#,
            "", "No configured key can sign with EdDSA."
        ),
        (
            secret("A", kid: "a"), #"{"keys":[{"jwk":\#(secret("B", kid: "b"))}]}"#, "",
            "No configured key named a can sign."
        ),
        (
            secret("A"), #"{"keys":[{"jwk":\#(secret("A"))}]}"#, #","kid":"z""#, "No configured key named z can sign."
        ),
        (secret("A"), "{}", "", "No configured key can sign with HS256."),
    ])
    func `no key is guessed`(key: String, settings: String, more: String, message: String) throws {
        let (answer, session) = try Self.answer("renew", key: key, settings: settings, more: more)
        #expect(answer["error"]?["message"]?.string == message)
        #expect(try session.sent("workspace/applyEdit").isEmpty)
    }

    @Test func `a token is verified with keys of open documents where none is configured for it`() throws {
        let (a, b) = (Self.secret("A", kid: "a"), Self.secret("B", kid: "b"))
        for settings in ["{}", #"{"keys":[{"jwk":\#(b)},{"jwk":\#(Self.secret("C", kid: "c"))}]}"#] {
            let (answer, session) = try Self.answer("verify", key: a, settings: settings, beside: [b, a])
            #expect(answer["result"]?["valid"]?.boolean == true, "\(answer.lexeme)")
            let told = try session.sent("window/showMessage").last?["params"]?["message"]?.string
            #expect(told == "Valid under keys of k1.json.")
        }
        let (answer, session) = try Self.answer("verify", key: a, settings: "{}")
        #expect(answer["result"]?.kind == .null)
        #expect(
            try session.sent("window/showMessage").last?["params"]?["message"]?.string?.hasPrefix("There is no key")
                == true)
    }
}
