import Methods
import RPC

/// One word of the command line with everything that it takes: a method, a group of them, or the service.
struct CommandNode: Sendable {
    /// The word, for example `inspect`.
    let name: String
    /// All the words, without the program's own, for example `key inspect`.
    let path: String
    /// What it does, in one sentence; nil for a group, which is what is in it.
    let summary: String?
    /// The method that it asks; nil for a group.
    var method: MethodDescription?
    /// What can follow it as options and arguments.
    var options: [CommandOption] = []
    /// The places of its subcommands among `all`.
    var children: [Int] = []

    /// The words that can follow it.
    var childNames: [String] { children.map { Self.all[$0].name } }
}

extension CommandNode {
    /// Every word there is: the program, the service, and for each method the words of its name. Nothing of this is
    /// written down twice: a method in the list is a command, and so are its parameters options.
    static let all: [CommandNode] = {
        var nodes = [
            CommandNode(
                name: "jwtls", path: "", summary: "Decodes, verifies and signs JSON Web Tokens, on this machine alone.")
        ]
        for method in Methods.descriptions where !method.isConversational { place(method, in: &nodes) }
        nodes[0].children.append(nodes.count)
        nodes.append(
            CommandNode(
                name: "serve", path: "serve",
                summary: "Serves JSON-RPC on standard input and output, as jwtls does without a command.",
                options: ServiceOptions.rows.map(CommandOption.init)))
        return nodes
    }()

    private static func place(_ method: MethodDescription, in nodes: inout [CommandNode]) {
        var parent = 0
        let words = words(of: method)
        for (index, word) in words.enumerated() {
            let path = words[...index].joined(separator: " ")
            if let known = nodes.firstIndex(where: { $0.path == path }) {
                parent = known
                continue
            }
            nodes[parent].children.append(nodes.count)
            parent = nodes.count
            nodes.append(CommandNode(name: word, path: path, summary: nil))
        }
        let node = nodes[parent]
        nodes[parent] = CommandNode(
            name: node.name, path: node.path, summary: method.summary, method: method,
            options: CommandOption.all(of: method), children: node.children)
    }

    /// The words that a method's name has on the command line: `key/inspect` is `key inspect`.
    static func words(of method: MethodDescription) -> [String] {
        method.name.description.split { $0 == "/" || $0 == "." }.map { kebab(String($0)) }
    }

    /// A name as the command line writes it: `clockTolerance` is `clock-tolerance`.
    static func kebab(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty, result.last != "-" { result += "-" }
            result += character.lowercased()
        }
        return result
    }
}
