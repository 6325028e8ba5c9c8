import Launching
import Methods
import RPC
import Testing

struct CommandHelpTests {
    private static let names = Methods.descriptions.filter { !$0.isConversational }.map(\.name.description)

    @Test(arguments: names)
    func `every method is a command, and its help says what it does`(name: String) throws {
        let words = name.split { $0 == "/" || $0 == "." }.joined(separator: " ")
        let help = try CommandLineRun.check("jwtls \(words) --help", gives: 0)
        let method = try #require(Methods.descriptions.first { $0.name.description == name })
        #expect(Self.flat(help.output).contains(Self.flat(method.summary)))
        let again = try CommandLineRun.check("jwtls help \(words)", gives: 0)
        #expect(again.output == help.output)
    }

    @Test(arguments: names)
    func `every parameter is an option or an argument with its own sentence`(name: String) throws {
        let words = name.split { $0 == "/" || $0 == "." }.joined(separator: " ")
        let help = Self.flat(try CommandLineRun.check("jwtls \(words) --help", gives: 0).output)
        let method = try #require(Methods.descriptions.first { $0.name.description == name })
        for parameter in method.parameters where !parameter.isConversational {
            #expect(help.contains(Self.flat(parameter.summary)), "\(name): \(parameter.name)")
        }
    }

    @Test(arguments: names)
    func `the example in a command's help works as it stands`(name: String) throws {
        let words = name.split { $0 == "/" || $0 == "." }.joined(separator: " ")
        // What these examples name has to be there.
        let entry =
            switch name {
            case "revocations/remove": "jwtls revoke --jti 1;"
            case _ where name.hasPrefix("keys/"):
                "head -c 32 /dev/zero > k; chmod 600 k; jwtls keys put --set api --generate '{\"alg\":\"ES256\"}' --store-key k;"
            default: ""
            }
        let policies =
            "mkdir jwtls; echo '{\"policies\":{\"api\":{}}}' > jwtls/config.json; chmod 600 jwtls/config.json"
        try CommandLineRun.check(
            "\(policies); export XDG_CONFIG_HOME=\"$PWD\"; set -e; \(entry) \(try Self.example(words))", gives: 0)
    }

    @Test(arguments: ["serve", "lsp", "mcp", "completions", "check"])
    func `the examples of commands that are no methods work too`(words: String) throws {
        try CommandLineRun.check("set -e; \(try Self.example(words))", gives: 0)
    }

    @Test func `help names every command, the service and the exit codes`() throws {
        let help = try CommandLineRun.check("jwtls --help", gives: 0)
        for name in Self.names {
            let word = name.split { $0 == "/" || $0 == "." }.first ?? ""
            #expect(help.output.contains("\n  \(word) "))
        }
        for word in ["serve", "lsp", "mcp", "completions", "check", "Exit codes: 0 good, 1"] {
            #expect(help.output.contains(word))
        }
        try CommandLineRun.check("jwtls --version", gives: 0, output: "jwtls \(Surroundings.version)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions know every word`(shell: String) throws {
        let script = try CommandLineRun.check("jwtls completions \(shell)", gives: 0).output
        for name in Self.names {
            for word in name.split(whereSeparator: { $0 == "/" || $0 == "." }) { #expect(script.contains(word)) }
        }
        for word in ["secret-encoding", "base64url", "clock-tolerance", "RS256", "check", "sarif"] {
            #expect(script.contains(word))
        }
        guard BuiltProgram.has(shell) else { return }
        try CommandLineRun.check("jwtls completions \(shell) > s && \(shell) -n s", gives: 0)
    }

    private static func example(_ words: String) throws -> String {
        let help = try CommandLineRun.check("jwtls \(words) --help", gives: 0).output
        return String(help.suffix(from: try #require(help.firstRange(of: "EXAMPLE:\n")).upperBound))
    }

    // Help is wrapped; sentences are not.
    private static func flat(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
}
