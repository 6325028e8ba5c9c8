import Methods

/// What help says beside what the parser makes of a command: an example that works as it stands.
enum CommandHelp {
    /// What `--version` prints.
    static let version = "jwtls \(Surroundings.version)"

    // The parser wraps what it is given, and asks for it when nobody wants help: so it gets a mark, and the example is
    // made when the mark is printed.
    private static let opening = "{example of "
    private static let closing = "}"

    /// Where the example of a command is to be.
    static func mark(for node: CommandNode) -> String {
        node.method == nil && node.path != "" && !node.isService ? "" : opening + node.path + closing
    }

    /// Where the example of a command is to be that is no method.
    static func mark(forCommand name: String) -> String { opening + name + closing }

    /// The parser's text with its mark taken out and the example put behind it.
    static func complete(_ text: String) -> String {
        guard let start = text.firstRange(of: opening), let end = text[start.upperBound...].firstRange(of: closing)
        else {
            return text
        }
        let path = String(text[start.upperBound..<end.lowerBound])
        var body = text
        body.replaceSubrange(start.lowerBound..<end.upperBound, with: "")
        while let gap = body.firstRange(of: "\n\n\n") { body.replaceSubrange(gap, with: "\n\n") }
        return body.trimmed + "\n\n" + ending(path)
    }

    private static func ending(_ path: String) -> String {
        switch path {
        case "":
            """
            EXAMPLE:
            jwtls decode TOKEN            show what a token says
            jwtls decode < tokens.txt     one token a line; JSON where no terminal is
            jwtls check .                 what is wrong with tokens and keys in files
            jwtls                         serve JSON-RPC on standard input and output

            Exit codes: 0 good, 1 a token was refused or keys do not match, 2 usage, 3 key or I/O.
            """
        case CompletionsCommand.name:
            """
            EXAMPLE:
            jwtls completions bash > jwtls.bash
            """
        case CheckCommand.name:
            """
            EXAMPLE:
            jwtls check --format sarif . > jwtls.sarif
            """
        default:
            "EXAMPLE:\n"
                + (ServiceKind(rawValue: path)?.example
                    ?? CommandNode.all.first { $0.path == path }.map(CommandExample.text) ?? "")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return String(self[..<end])
    }
}
