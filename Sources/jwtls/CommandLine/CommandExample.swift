import JSON
import Methods
import RPC

/// A method's example as command lines that work as they stand: a key goes through a pipe, or several through files, and
/// never stands in the argument list.
struct CommandExample {
    private var preparations: [String] = []
    private var input: String?
    private var words: [String]
    private let keyCount: Int

    /// The command lines of a command's example.
    static func text(_ node: CommandNode) -> String {
        guard let method = node.method else { return "" }
        do throws(JSONFault) {
            let example = try CommandExample(node, JSONDocument(Array(method.example.utf8)).root)
            return example.lines.joined(separator: "\n")
        } catch {
            // A test reads every example; this is what a mistake in one would look like.
            return "jwtls \(node.path) --help"
        }
    }

    private init(_ node: CommandNode, _ params: JSONValue) {
        words = ["jwtls"] + node.path.split(separator: " ").map(String.init)
        let keys = node.options.filter { $0.role.isKeyFile && $0.shape != .argument && $0.shape != .arguments }
        keyCount = keys.filter { option in params.member(of: option) != nil }.count
        for option in node.options {
            guard let value = params.member(of: option) else { continue }
            switch option.role {
            case .value: add(value, as: option)
            case .key(.file) where option.shape == .text || option.shape == .texts: addKey(value, as: option)
            case .secretFile: words += ["--\(option.name)", pass(value.content, to: option.name)]
            case .document: input = Self.quote(value.content)
            default: continue
            }
        }
        for option in node.options where option.role.isTokens {
            if let token = params.member(of: option) { words.append(Self.quote(token.content)) }
        }
    }

    private var lines: [String] {
        let command = words.joined(separator: " ")
        return preparations + [input.map { "printf %s \($0) | \(command)" } ?? command]
    }

    private mutating func add(_ value: JSONValue, as option: CommandOption) {
        switch option.shape {
        case .argument: words.append(Self.quote(value.content))
        case .flag: words.append(value.boolean == false ? "--no-\(option.name)" : "--\(option.name)")
        case .texts where value.kind == .array:
            for element in value.elements { words += ["--\(option.name)", Self.quote(element.content)] }
        default: words += ["--\(option.name)", Self.quote(value.content)]
        }
    }

    private mutating func addKey(_ value: JSONValue, as option: CommandOption) {
        guard let secret = value["secret"], let encoding = value["encoding"] else {
            let text = value["jwk"] ?? value["jwks"] ?? value["pem"] ?? value["der"] ?? value
            words += ["--\(option.name)", pass(text.content, to: option.name)]
            return
        }
        let prefix = option.name == "key" ? "" : "\(option.name)-"
        words += ["--\(prefix)secret-file", pass(secret.content, to: option.name)]
        words += ["--\(prefix)secret-encoding", encoding.content]
    }

    // Text for the one reader of standard input, or else a file for each.
    private mutating func pass(_ text: String, to name: String) -> String {
        if keyCount == 1, input == nil {
            input = Self.quote(text)
            return "-"
        }
        preparations.append("printf %s \(Self.quote(text)) > \(name).txt")
        return "\(name).txt"
    }

    private static func quote(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: [UInt8]("-_./:@+,=".utf8).contains(byte)
            }
        }
        guard !isPlain || text.isEmpty else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension CommandOption.Role {
    fileprivate var isKeyFile: Bool {
        if case .key(.file) = self { return true }
        return false
    }

    fileprivate var isTokens: Bool {
        if case .token = self { return true }
        return false
    }
}

extension JSONValue {
    fileprivate func member(of option: CommandOption) -> JSONValue? {
        option.parameter.flatMap { self[$0.name] }
    }
}
