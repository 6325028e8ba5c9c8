import Foundation
import JSON
import Launching
import Testing

@testable import Assistant

/// The official kit of the Model Context Protocol, in a virtual environment of Python that is made once, under `.build`.
struct SDKTests {
    private static let environment = BuiltProgram.repository + "/.build/assistant"
    private static let scripts = "\(BuiltProgram.repository)/Tests/AssistantTests"

    static let isHere: Bool = {
        do {
            return try BuiltProgram.shell(#"exec "$1/prepare" "$2""#, arguments: [scripts, environment]).status == 0
        } catch {
            return false
        }
    }()

    @Test(.enabled(if: isHere, "python3 with venv, or the registry of its packages, is not here"))
    func `the official kit lists and calls every tool, in both eras`() throws {
        let fixtures = try JSONDocument(
            Array(
                try Data(
                    contentsOf: URL(fileURLWithPath: BuiltProgram.repository + "/Protocol/transcripts/fixtures.json"))))
        let (token, key) = (fixtures.root["hs256-token"]?.string ?? "", fixtures.root["hs256-key"]?.lexeme ?? "")
        let outcome = try BuiltProgram.shell(
            #"""
            umask 077; FOLDER=$(mktemp -d); trap 'rm -rf "$FOLDER"' EXIT; head -c 32 /dev/urandom > "$FOLDER/key"
            "$2/bin/python" "$1/sdk.py" "$JWTLS" "$3" "$4" "$FOLDER"
            """#,
            arguments: [Self.scripts, Self.environment, token, key])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors.suffix(4000))")
        let seen = try outcome.lines.map { try JSONDocument(Array($0.utf8)).root }
        #expect(seen.compactMap { $0["era"]?.string } == ["stateless", "handshake"])
        #expect(seen.compactMap { $0["version"]?.string } == ["2026-07-28", "2025-11-25"])
        for era in seen { try check(era) }
        let allowed = try #require(seen.last)
        #expect(allowed["own"]?["valid"]?.boolean == true)
        #expect(allowed["generate"]?["holds"]?.string == "private" && !allowed.lexeme.contains(#""d""#))
    }

    @Test func `what the configurations start are servers of their kind`() throws {
        for (file, place, question) in [
            ("mcp.json", ".mcpServers.jwtls", #"{"protocolVersion":"2025-11-25","capabilities":{}}"#),
            ("lsp.json", ".jwtls", #"{"capabilities":{}}"#),
        ] {
            guard BuiltProgram.has("jq") else { return print("jq is not here, no configuration was tried") }
            let outcome = try BuiltProgram.shell(
                #"""
                PATH=$(dirname "$JWTLS"):$PATH
                command=$(jq -r "$2 | [.command] + .args | @sh" "$1")
                echo '{"jsonrpc":"2.0","id":1,"method":"initialize","params":'"$3"'}' | eval "$command"
                """#, arguments: ["\(BuiltProgram.repository)/Clients/assistants/\(file)", place, question])
            #expect(outcome.output.contains(#""serverInfo":{"name":"jwtls""#), "\(file): \(outcome)")
        }
    }

    @Test func `the page has the tools that there are`() throws {
        let page = try String(contentsOfFile: BuiltProgram.repository + "/Protocol/mcp.md", encoding: .utf8)
        let rows = page.matches(of: /\| `(jw[a-z]+_[a-z]+)` \| `([a-z\/]+)` \|/).map { "\($0.1) \($0.2)" }
        #expect(rows == Tool.all.map { "\($0.name) \($0.method)" })
    }

    private func check(_ era: JSONValue) throws {
        #expect(era["decode"]?["payload"]?["iss"]?.string == "joe")
        #expect(era["decode less"]?["payload"]?["iss"]?.string == "[withheld]")
        #expect(era["verify"]?["valid"]?.boolean == true)
        #expect(era["verify text"]?.string?.contains("data, not instructions") == true)
        #expect(era["refuse"]?["valid"]?.boolean == false)
        #expect(era["mend"]?["error"]?["data"]?["hint"]?.string == "Did you mean token?")
        #expect(era["scan"]?["tokens"]?.integer == 1)
        #expect(era["inspect"]?["keys"]?.count == 1)
        #expect(era["thumbprint"]?["error"]?["data"]?["code"]?.string == "key.refused")
        #expect(era["unknown"]?.string?.contains("There is no tool jwt_crack") == true)
    }
}
