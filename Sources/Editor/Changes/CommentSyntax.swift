import JSON

/// How a language writes what no program reads.
struct CommentSyntax: Sendable {
    /// What a comment begins with, and what ends it; a line's end where that is empty.
    let open: String
    let close: String
    /// Whether a comment may stand behind something on its line.
    let trails: Bool

    private init(_ open: String, _ close: String = "", trails: Bool = true) {
        (self.open, self.close, self.trails) = (open, close, trails)
    }

    /// That of a document; nil where its language has none, or is not known.
    init?(of document: TextDocument) {
        if let row = Self.rows.first(where: { $0.languages.contains(document.language) }) {
            self = row.syntax
        } else if Self.isEnvironment(FileAddress.name(document.uri)) {
            self = Self.wholeLine
        } else {
            return nil
        }
    }

    // What an environment file is called in editors that have no language for it.
    private static func isEnvironment(_ name: String) -> Bool {
        name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env")
    }

    // Behind a value, a number sign would be part of it.
    private static let wholeLine = CommentSyntax("#", trails: false)

    // JSON has no comments, and plain text no language.
    private static let rows: [(syntax: CommentSyntax, languages: [String])] = [
        (
            wholeLine,
            [
                "dotenv", "env", "properties", "java-properties", "ini", "dosini", "http", "rest", "dockerfile",
                "ignore", "gitignore", "hurl", "desktop",
            ]
        ),
        (
            CommentSyntax("#"),
            [
                "shellscript", "sh", "bash", "zsh", "fish", "python", "ruby", "perl", "perl6", "raku", "r",
                "yaml", "yaml.docker-compose", "dockercompose", "toml", "makefile", "make", "cmake", "elixir",
                "powershell",
                "ps1", "nix", "julia", "tcl", "awk", "terraform", "hcl", "conf", "config", "nginx", "graphql", "nim",
                "crystal", "coffeescript", "coffee", "gdscript", "starlark", "bzl", "just", "nu", "robot", "gherkin",
                "cucumber", "feature", "puppet",
            ]
        ),
        (
            CommentSyntax("//"),
            [
                "c", "cpp", "csharp", "cs", "java", "javascript", "javascriptreact", "typescript",
                "typescriptreact", "jsx", "tsx", "go", "rust", "swift", "kotlin", "scala", "dart", "php", "objective-c",
                "objective-cpp", "objc", "objcpp", "groovy", "jsonc", "json5", "zig", "proto", "proto3", "fsharp",
                "solidity", "less", "scss", "cuda", "d", "v", "jsonnet", "verilog", "systemverilog", "gleam", "pascal",
                "bicep",
            ]
        ),
        (
            CommentSyntax("--"),
            ["sql", "mysql", "plsql", "lua", "haskell", "ada", "elm", "vhdl", "purescript", "dhall"]
        ),
        (CommentSyntax(";"), ["lisp", "clojure", "scheme", "racket", "emacs-lisp", "elisp", "asm", "fennel"]),
        (CommentSyntax("%"), ["tex", "latex", "plaintex", "erlang", "prolog", "matlab", "octave"]),
        (CommentSyntax("'"), ["vb", "vbnet"]),
        (CommentSyntax("\"", trails: false), ["vim"]),
        (CommentSyntax("REM", trails: false), ["bat", "dosbatch"]),
        (CommentSyntax("!"), ["fortran", "FortranFreeForm"]),
        (CommentSyntax("/*", "*/"), ["css"]),
        (CommentSyntax("(*", "*)"), ["ocaml"]),
        (
            CommentSyntax("<!--", "-->"),
            [
                "html", "xml", "xsl", "svg", "markdown", "vue", "svelte", "handlebars", "xhtml",
                "django-html", "ant", "plist",
            ]
        ),
    ]

    /// A line of a comment.
    func line(_ words: String) -> String {
        close.isEmpty ? "\(open) \(words)" : "\(open) \(words) \(close)"
    }

    /// Lines of JSON as a comment, with a margin before each. Nothing in a string of it can end the comment, or begin anything in
    /// it that a page's or a template's language would take for its own.
    func lines(_ json: String, margin: String) -> [String] {
        let lines = inert(json).split(separator: "\n", omittingEmptySubsequences: false)
        if close.isEmpty { return lines.map { "\(margin)\(open) \($0)" } }
        return ["\(margin)\(open)"] + lines.map { "\(margin)\($0)" } + ["\(margin)\(close)"]
    }

    // The second of two bytes that mean something together is escaped. Only strings hold such pairs: brackets never stand beside
    // each other else, since each has a line of its own.
    private func inert(_ json: String) -> String {
        var result: [UInt8] = []
        var before: UInt8 = 0
        for byte in json.utf8 {
            let isHeld: Bool =
                switch (before, byte) {
                case (_, UInt8(ascii: "<")), (_, UInt8(ascii: ">")), (UInt8(ascii: "*"), UInt8(ascii: "/")),
                    (UInt8(ascii: "*"), UInt8(ascii: ")")), (UInt8(ascii: "-"), UInt8(ascii: "-")),
                    (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
                    (UInt8(ascii: "{"), UInt8(ascii: "#")), (UInt8(ascii: "}"), UInt8(ascii: "}")),
                    (UInt8(ascii: "%"), UInt8(ascii: "}")), (UInt8(ascii: "#"), UInt8(ascii: "}")):
                    true
                default: false
                }
            let digits = String(byte, radix: 16, uppercase: true)
            result += isHeld ? Array("\\u00\(digits)".utf8) : [byte]
            before = byte
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension TextDocument {
    /// Whether its strings are those of JSON.
    var isJSON: Bool { ["json", "jsonc", "json5", "jsonl", "jsonlines", "jwk", "jwks"].contains(language) }

    /// How its lines end.
    var lineEnd: String {
        guard let end = lines.content(of: 0, in: text)?.upperBound, lines.count > 1 else { return "\n" }
        if text[end] == UInt8(ascii: "\n") { return "\n" }
        return end + 1 < text.count && text[end + 1] == UInt8(ascii: "\n") ? "\r\n" : "\r"
    }

    /// The bytes of the line above one; none above the first.
    func line(above line: Range<Int>) -> Range<Int> {
        let number = lines.line(of: line.lowerBound)
        return number > 0 ? lines.content(of: number - 1, in: text) ?? 0..<0 : 0..<0
    }

    /// The white space that a line begins with.
    func margin(of line: Range<Int>) -> String {
        String(decoding: text[line].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }, as: UTF8.self)
    }
}
