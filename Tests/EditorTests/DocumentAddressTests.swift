import JSON
import Launching
import Testing

/// Addresses and settings that an editor passes on without having looked at them.
struct DocumentAddressTests {
    private static let token =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTcwMDAwMDAwMH0.YfuA_3Qg5xyr1p8wXvDLged87HCQxohQj1aLmwl-mpc"

    @Test(arguments: [
        "untitled:Untitled-1", "git:/w/a.env?%7B%22ref%22%3A%22~%22%7D", "http://example.com/a.env",
        "file:///w/%61.env",
        "file://other.example/w/a.env", "file:///%00", "vscode-notebook-cell:/w/a.ipynb#W0", "", "no address",
    ])
    func `an address is a name, whatever it says, and a document is what was sent last`(uri: String) throws {
        let session = try EditorSession(files: ["a.env": "never read"])
        let name = EditorSession.quoted(uri)
        for text in ["nothing", "T=\(Self.token)\n"] {
            try session.tell(
                "textDocument/didOpen",
                #"{"textDocument":{"uri":\#(name),"languageId":"dotenv","version":1,"text":\#(EditorSession.quoted(text))}}"#
            )
        }
        let hover = try session.ask("textDocument/hover", at: 0, 10, in: uri)
        #expect(hover["contents"]?["value"]?.string?.contains("alice") == true)
        for _ in 0..<2 { try session.tell("textDocument/didClose", #"{"textDocument":{"uri":\#(name)}}"#) }
        let told = try session.sent("textDocument/publishDiagnostics").filter { $0["params"]?["uri"]?.string == uri }
        #expect(told.last?["params"]?["diagnostics"]?.count == 0)
        // Of a document that is not open nothing is said, whatever the client asks for.
        let answer = try session.answer(
            to: "textDocument/hover", #"{"textDocument":{"uri":\#(name)},"position":{"line":0,"character":10}}"#)
        #expect(!answer.lexeme.contains("alice"), "\(answer.lexeme)")
        #expect(session.reads == [])
    }

    @Test func `looking at a token reads no file and asks for no key that is not configured`() throws {
        let session = try EditorSession(
            #"{"textDocument":{"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":[]}}}}}"#,
            files: ["jwks.json": #"{"keys":[]}"#])
        let before = session.reads
        let uri = try session.open("a.env", "T=\(Self.token)\n")
        _ = try session.ask("textDocument/hover", at: 0, 10, in: uri)
        _ = try session.ask(
            "textDocument/codeAction", about: uri,
            #""range":{"start":{"line":0,"character":4},"end":{"line":0,"character":4}},"context":{"diagnostics":[]}"#)
        #expect(session.reads == before)
    }

    @Test func `a project's settings reach no file outside it, no variable and no store`() throws {
        let outcome = try BuiltProgram.shell(
            #"""
            folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; mkdir "$folder/w"; cd "$folder"; umask 077
            printf %s '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}' > key.jwk
            ln -s ../key.jwk w/link.jwk
            printf '{"keys":["../key.jwk","link.jwk",{"file":"%s/key.jwk"},{"env":"HOME"}],"store":"here"}' "$folder" > w/.jwtls.json
            message() { printf '{"jsonrpc":"2.0",%s}\n' "$1"; }
            {
                message '"id":1,"method":"initialize","params":{"capabilities":{},"rootUri":"file://'"$folder"'/w"}'
                message '"method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a","languageId":"","version":1,"text":"'"$1"'"}}'
                message '"id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a"},"position":{"line":0,"character":5}}'
            } | XDG_STATE_HOME="$folder/state" "$JWTLS" lsp
            ls
            """#, arguments: [Self.token])
        #expect(outcome.output.contains("not below a folder that is open"))
        #expect(outcome.output.contains("no setting"))
        #expect(outcome.output.contains(#"Not verified: "#), "\(outcome.output)")
        #expect(outcome.lines.suffix(2) == ["key.jwk", "w"], "\(outcome.output)")
    }
}
