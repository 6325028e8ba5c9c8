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
    /// Whether it is the service.
    var isService = false
    /// The places of its subcommands among `all`.
    var children: [Int] = []

    /// The words that can follow it.
    var childNames: [String] { children.map { Self.all[$0].name } }

    /// What can follow it as options and arguments.
    var options: [CommandOption] {
        if path == Self.named.path { return Self.named.options }
        return Self.options(of: self)
    }

    private static func options(of node: CommandNode) -> [CommandOption] {
        if node.isService { return ServiceOptions.rows.map(CommandOption.init) }
        return node.method.map(CommandOption.all) ?? [CommandOption]()
    }
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
        for kind in ServiceKind.allCases {
            nodes[0].children.append(nodes.count)
            nodes.append(
                CommandNode(name: kind.rawValue, path: kind.rawValue, summary: kind.summary, isService: true))
        }
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
            name: node.name, path: node.path, summary: method.summary, method: method, children: node.children)
    }

    /// The places of the program and of the commands below it that the arguments of this process name, in order.
    static let trail: [Int] = {
        var words = CommandLine.arguments.dropFirst()
        if words.first == "help" { words = words.dropFirst() }
        var trail = [0]
        for word in words {
            guard let last = trail.last, let next = all[last].children.first(where: { all[$0].name == word }) else {
                break
            }
            trail.append(next)
        }
        return trail
    }()

    // Options are made from many sentences: those of the command that is named are made once, the others as they are
    // asked for, which is when all of them are to be shown.
    private static let named: (path: String, options: [CommandOption]) = {
        let node = all[trail.last ?? 0]
        return (node.path, options(of: node))
    }()

    /// The words that a method's name has on the command line: `key/inspect` is `key inspect`.
    static func words(of method: MethodDescription) -> [String] {
        method.name.description.split { $0 == "/" || $0 == "." }.map { kebab(String($0)) }
    }

    /// A name as the command line writes it: `clockTolerance` is `clock-tolerance`.
    static func kebab(_ name: String) -> String {
        var result: [UInt8] = []
        for byte in name.utf8 {
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            if isUpper, !result.isEmpty { result.append(UInt8(ascii: "-")) }
            result.append(isUpper ? byte | 0x20 : byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
