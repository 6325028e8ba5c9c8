import Editor
import JSON
import Testing

struct CommandTests {
    private static let commands = [
        "redact", "decode", "openDecoded", "openClaims", "signClaims", "renew", "sign", "convertTime", "convertKey",
        "suppress", "verify", "copyClaims",
    ]
    private static let texts = [
        "", "x", CodeActionTests.live, "{\"sub\":\"a\",\"exp\":1767229200}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}", "{{{}",
        "\"",
        "\r\n\(CodeActionTests.old)\r", "-----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----", "17672292😀00",
        "\(CodeActionTests.live).\(CodeActionTests.live)~", "# jwtls:ignore[a", "{\"exp\":1e999,\"sub\":\"\"}",
    ]
    private static let places = [
        #""position":{"line":0,"character":0}"#, #""position":{"line":2147483647,"character":2147483647}"#,
        #""position":{"line":1,"character":3}"#,
        #""range":{"start":{"line":0,"character":0},"end":{"line":9,"character":9}}"#,
        #""range":{"start":{"line":5,"character":0},"end":{"line":0,"character":0}}"#, #""range":7"#,
    ]
    private static let words = [
        "", #","place":"above""#, #","place":"answer""#, #","keep":"claims""#, #","code":"claim.exp_expired""#,
    ]

    @Test(arguments: commands)
    func `whatever a command is called with, it is answered`(command: String) throws {
        let session = try EditorSession(CodeActionTests.able, options: CodeActionTests.keys)
        var uris = ["file:///w/none"]
        for (index, text) in Self.texts.enumerated() {
            uris.append(
                try session.open("\(index)", text, language: ["dotenv", "json", "css", "plaintext"][index % 4]))
        }
        var arguments = ["null", "7", "{}", #"{"uri":7}"#]
        for uri in uris {
            for (index, place) in Self.places.enumerated() {
                let words = Self.words[(index + uri.utf8.count) % Self.words.count]
                arguments.append(#"{"uri":"\#(uri)",\#(place)\#(words)}"#)
            }
        }
        for argument in arguments {
            let answer = try session.answer(
                to: "workspace/executeCommand", #"{"command":"jwtls.\#(command)","arguments":[\#(argument)]}"#)
            // Nothing that a client says is our own fault.
            #expect(answer["error"]?["data"]?["blame"]?.string != "service", "\(command) \(argument)")
        }
    }

    @Test func `a version that is not the document's any more is refused by each`() throws {
        let session = try EditorSession(CodeActionTests.able, options: CodeActionTests.keys)
        let uri = try session.open("a.sh", "T=\(CodeActionTests.live)\n", language: "shellscript")
        for command in Self.commands {
            let params =
                #"{"command":"jwtls.\#(command)","arguments":[{"uri":"\#(uri)","version":0,"position":{"line":0,"character":9}}]}"#
            let answer = try session.answer(to: "workspace/executeCommand", params)
            #expect(answer["error"]?["code"]?.integer == -32801, "\(command)")
        }
        #expect(try session.sent("workspace/applyEdit").isEmpty)
    }
}
