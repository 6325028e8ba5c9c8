import Foundation
import JSON
import Launching
import Testing

/// Real editors, without a screen, with the program that was built: each script prints what a person would see.
struct EditorClientTests {
    private static let scripts = "\(BuiltProgram.repository)/Tests/EditorClientTests"

    /// An editor with what makes it speak LSP: the programs and files that it needs, and the command that runs its script.
    struct Client: Sendable, CustomTestStringConvertible {
        let name: String
        let program: String
        var files: [String] = []
        let command: String
        /// What tells apart the finding that is shown.
        var finding = "claim.exp_expired"
        /// Whether its script changes the text by an action.
        var redacts = true

        var testDescription: String { name }

        /// Whether all of it is here.
        var isHere: Bool {
            BuiltProgram.has(program)
                && files.allSatisfy { pattern in
                    do {
                        return try BuiltProgram.shell("ls -d $1", arguments: [pattern]).status == 0
                    } catch {
                        return false
                    }
                }
        }
    }

    private static let packages = "/usr/share/emacs/site-lisp/elpa"
    static let clients = [
        Client(
            name: "Neovim", program: "nvim",
            command: #"nvim --clean --headless -n -c "luafile $SCRIPTS/neovim.lua" "$FILE""#),
        Client(
            name: "the plugin for Neovim", program: "nvim",
            command: #"""
                PATH=$(dirname "$JWTLS"):$PATH nvim --clean --headless -n --cmd "set rtp^=$CLIENTS/neovim" \
                    -c "luafile $SCRIPTS/plugin.lua" "$FILE"
                """#, redacts: false),
        Client(
            name: "the mode for Emacs", program: "emacs",
            command: #"emacs --batch -Q -L "$CLIENTS/emacs" -l "$SCRIPTS/jwtls-mode.el" "$FILE""#,
            finding: "The token expired"),
        Client(
            name: "Emacs with eglot", program: "emacs", files: ["\(packages)/eglot-*"],
            command: #"emacs --batch -q -l "$SCRIPTS/eglot.el" "$FILE""#),
        Client(
            name: "Emacs with lsp-mode", program: "emacs", files: ["\(packages)/lsp-mode-*"],
            command: #"emacs --batch -q -l "$SCRIPTS/lsp-mode.el" "$FILE""#, finding: "The token expired"),
        Client(
            name: "Vim's channel", program: "vim.nox",
            command: #"vim.nox -N -u NONE -n -i NONE -es -S "$SCRIPTS/channel.vim" "$FILE" </dev/null"#),
        Client(
            name: "the plugin for Vim", program: "vim.nox",
            command: #"""
                vim.nox -N -u NONE -n -i NONE -es --cmd "set rtp^=$CLIENTS/vim" -S "$SCRIPTS/plugin.vim" \
                    "$FILE" </dev/null
                """#),
        Client(
            name: "Vim with ALE", program: "vim.nox", files: ["/usr/share/vim/vimfiles/pack/*/*/ale"],
            command: #"""
                vim.nox -N -u NONE -n -i NONE -es --cmd 'set packpath=/usr/share/vim/vimfiles' \
                    -S "$SCRIPTS/ale.vim" "$FILE" </dev/null
                """#),
    ]

    private static let token =
        "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.wFfZrUEAzfOTkCXXY7n5M_3zY3S0KNkQzQpFHOvTz5c"

    @Test(.enabled(if: clients.contains(where: \.isHere), "no editor is here"), arguments: clients.filter(\.isHere))
    func `an editor shows what is found, says what it is, changes the text, and ends`(client: Client) throws {
        let outcome = try BuiltProgram.shell(
            #"""
            HOME=$(mktemp -d); export HOME; trap 'rm -rf "$HOME"' EXIT
            FILE=$HOME/sample.txt; SCRIPTS=$1; CLIENTS=$4; export FILE SCRIPTS CLIENTS
            printf 'first line\nTOKEN=%s\n' "$2" > "$FILE"
            cd "$HOME" && timeout 120 sh -c "$3"
            """#, arguments: [Self.scripts, Self.token, client.command, "\(BuiltProgram.repository)/Clients"])
        var seen: [String: String] = [:]
        for line in outcome.output.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            if parts.count == 2 { seen[parts[0]] = parts[1] }
        }
        let what = "\(client.name): \(outcome.output)\(outcome.errors.suffix(2000))"
        let places = seen["diagnostic"]?.replacing(" ", with: "") ?? ""
        #expect(places.hasPrefix("[1,6,95,") && places.contains(client.finding.replacing(" ", with: "")), "\(what)")
        #expect(seen["hover"]?.contains("HS256") == true && seen["hover"]?.contains("2011-03-22") == true, "\(what)")
        if client.redacts {
            #expect(seen["redacted"]?.hasPrefix("\"TOKEN=") == true, "\(what)")
            #expect(seen["redacted"]?.contains("wFfZrUEA") == false, "\(what)")
        }
        #expect(seen["stopped"].map { ["true", "1", "t"].contains($0) } == true, "\(what)")
    }

    @Test(arguments: clients.filter { !$0.isHere })
    func `an editor that is not here is said to be missing`(client: Client) throws {
        try Test.cancel("\(client.name) is not here")
    }

    private static let environment = "\(BuiltProgram.repository)/.build/lsp"

    private static let hasProtocol: Bool = {
        do {
            return try BuiltProgram.shell(#"exec "$1/prepare" "$2""#, arguments: [scripts, environment]).status == 0
        } catch {
            return false
        }
    }()

    @Test(.enabled(if: hasProtocol, "python3 with venv, or the registry of its packages, is not here"))
    func `everything that is said in sessions of real editors is LSP`() throws {
        let outcome = try BuiltProgram.shell(
            #"FOLDER=$(mktemp -d); trap 'rm -rf "$FOLDER"' EXIT; "$2/bin/python" "$1/strict.py" "$JWTLS" "$FOLDER""#,
            arguments: [Self.scripts, Self.environment])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors.suffix(3000))")
        #expect(outcome.lines.count >= 8, "\(outcome.output)")
        for line in outcome.lines {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            let session = try JSONDocument(Array((parts.last ?? "").utf8)).root
            for question in ["hover", "diagnostics"] {
                #expect((session["seen"]?[Array(question.utf8).span]?.integer ?? 0) > 0, "\(question) in \(line)")
            }
        }
    }
}
