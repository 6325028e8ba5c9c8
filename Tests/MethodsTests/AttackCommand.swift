import Foundation
import JSON
import Launching
import Methods
import RPC
import Testing

/// One run of `jwtls verify` or `jwtls decrypt` over the tokens of all rows with the same keys and the same policy.
struct AttackCommand {
    let rows: [AttackRow]
    private let options: Options

    /// The commands that say these rows; a row that no command line can say is left out.
    static func all(_ rows: [AttackRow]) throws -> [AttackCommand] {
        var commands: [Options: [AttackRow]] = [:]
        var order: [Options] = []
        for row in rows {
            guard row.token != nil, let options = try Options(row) else { continue }
            // What cannot be done ends the command: it is the only row of its own.
            if case .error = row.attack.expected {
                order.append(options.numbered(order.count))
                commands[options.numbered(order.count - 1)] = [row]
                continue
            }
            if commands[options] == nil { order.append(options) }
            commands[options, default: []].append(row)
        }
        return order.map { AttackCommand(rows: commands[$0, default: []], options: $0) }
    }

    /// Whether every token is answered as in a call, and the exit code says the worst of them.
    func holds() throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jwtls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let words = rows.filter(\.isWord)
        let lines = rows.filter { !$0.isWord }
        let arguments =
            [options.method, "--json"] + (try options.arguments(in: folder)) + words.compactMap(\.token)
            + (lines.isEmpty ? [] : ["-"])
        let outcome = try BuiltProgram.run(
            lines.compactMap(\.token).map { $0 + "\n" }.joined(), arguments: arguments)
        return judge(outcome, words + lines)
    }

    private func judge(_ outcome: BuiltProgram.Outcome, _ rows: [AttackRow]) -> Bool {
        var expected: [String] = []
        var status: Int32 = 0
        for row in rows {
            switch row.attack.expected {
            case .valid, .found: expected.append(row.outcome)
            case .refused:
                expected.append(row.outcome)
                status = max(status, 1)
            case .error(let word): status = word == "params.invalid" && row.attack.isPolicy ? 2 : 3
            }
        }
        let differing = zip(outcome.lines, expected).enumerated().first { $1.0 != $1.1 }
        let isRight = outcome.status == status && outcome.lines.count == expected.count && differing == nil
        if !isRight {
            Issue.record(
                """
                \(rows.prefix(3).map(\.attack.id)) \(options.words): exit \(outcome.status) for \(status), \
                \(outcome.lines.count) answers for \(expected.count); \(outcome.errors.prefix(300))
                \(differing.map { "\(rows[$0].attack.id)\n\($1.0.prefix(900))\n\($1.1.prefix(900))" } ?? "")
                """)
        }
        return isRight
    }

    /// Everything on the command line but the tokens.
    struct Options: Hashable {
        /// Options that need no file.
        private(set) var words: [String] = ["--now", "\(Service.now)"]
        /// The method.
        let method: String
        /// Options that name a file, and what it holds.
        private var files: [File] = []
        private var number: Int?

        private struct File: Hashable {
            let option: String
            /// What stands before the path.
            let mark: String
            let content: String
        }

        /// The options that say what a row says; nil where none can.
        init?(_ row: AttackRow) throws {
            method = row.attack.method
            for (name, text) in row.parameters.all where name != "token" {
                let value = try JSONDocument(Array(text.utf8)).root
                let isSaid = name == "key" ? addKey(value) : addPolicy(name, value)
                guard isSaid else { return nil }
            }
        }

        /// The same options, of another command.
        func numbered(_ number: Int) -> Options {
            var copy = self
            copy.number = number
            return copy
        }

        /// The options, with their files written to a folder.
        func arguments(in folder: URL) throws -> [String] {
            var arguments = words
            for (index, file) in files.enumerated() {
                let url = folder.appendingPathComponent("file\(index)")
                let isMade = FileManager.default.createFile(
                    atPath: url.path, contents: Data(file.content.utf8), attributes: [.posixPermissions: 0o600])
                try #require(isMade)
                arguments += [file.option, file.mark + url.path]
            }
            return arguments
        }

        private mutating func addKey(_ value: JSONValue) -> Bool {
            if let text = value.string { return addFile("--key", text) }
            if let key = value["jwk"] ?? value["jwks"] { return addFile("--key", key.lexeme) }
            if let password = value["password"]?.string { return addFile("--password-file", password) }
            guard let secret = value["secret"]?.string, let encoding = value["encoding"]?.string else { return false }
            words += ["--secret-encoding", encoding]
            return addFile("--secret-file", secret)
        }

        private mutating func addFile(_ option: String, _ content: String, mark: String = "") -> Bool {
            files.append(File(option: option, mark: mark, content: content))
            return true
        }

        private mutating func addPolicy(_ name: String, _ value: JSONValue) -> Bool {
            let option = "--" + name.flatMap { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }
            if let flag = value.boolean {
                words.append(flag ? option : "--no-\(option.dropFirst(2))")
                return true
            }
            let parameter = Methods.descriptions.first { "\($0.name)" == method }?.parameters.first {
                "\($0.name)" == name
            }
            guard let parameter else { return false }
            switch parameter.type {
            case .schema(let schema) where "\(schema.name)" == "Key":
                if let key = value["jwk"] { return addFile(option, key.lexeme) }
                guard let der = value["der"]?.string else { return false }
                return addFile(option, "-----BEGIN CERTIFICATE-----\n\(der)\n-----END CERTIFICATE-----\n")
            case .string, .strings, .choice, .choices:
                let texts = value.kind == .array ? value.elements.map(\.string) : [value.string]
                for case let text? in texts { words += [option, text] }
                return !texts.isEmpty && texts.allSatisfy { $0 != nil }
            case .object where value["key"] != nil:
                return addFile(option, value.lexeme, mark: "@")
            default:
                words += [option, value.lexeme]
                return value.lexeme != "null"
            }
        }
    }
}

extension AttackRow {
    /// The token as text; nil where it is given as an object, or as a text that neither an argument nor a line can hold.
    var token: String? {
        guard let text = parameters["token"], text.hasPrefix("\"") else { return nil }
        do throws(JSONFault) {
            let token = try JSONDocument(Array(text.utf8)).root.string ?? ""
            return Self.isWord(token) || Self.isLine(token) ? token : nil
        } catch {
            return nil
        }
    }

    /// Whether the token is an argument.
    var isWord: Bool { token.map(Self.isWord) ?? false }

    // Longer arguments than this are refused by the system.
    private static func isWord(_ token: String) -> Bool {
        token.utf8.count < 100_000 && !token.utf8.contains(0) && !token.hasPrefix("-") && !token.hasPrefix("@")
    }

    private static func isLine(_ token: String) -> Bool {
        !token.utf8.contains(UInt8(ascii: "\n")) && token.utf8.last != UInt8(ascii: "\r")
            && token.contains { !$0.isWhitespace }
    }
}

extension Attack {
    /// Whether what is wrong about it is not its key.
    fileprivate var isPolicy: Bool { !id.hasPrefix("KEY") }
}
