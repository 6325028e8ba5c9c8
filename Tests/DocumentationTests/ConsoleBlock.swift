import Foundation
import Launching

/// The `console` examples of a document: commands behind a `$`, and what they print where the document shows it.
struct ConsoleBlock: Sendable, CustomStringConvertible {
    /// One command and what the document says of it.
    struct Step: Sendable {
        /// The command, its continuation lines included, without the comment behind it.
        var command: String
        /// The exit code that its comment names, or 0.
        var status: Int32
        /// The lines that the document shows; none where it shows nothing.
        var output: [String]
    }

    /// The document's path in the repository.
    let document: String
    /// The commands in their order.
    let steps: [Step]

    var description: String { document }

    /// Every document of the repository that has examples.
    static let documents: [String] = {
        let root = URL(fileURLWithPath: BuiltProgram.repository)
        var found: [String] = []
        for folder in ["", "Protocol", "Sources", "Clients"] {
            let start = root.appendingPathComponent(folder)
            let names = FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String } ?? []
            for name in names where name.hasSuffix(".md") && (!folder.isEmpty || !name.contains("/")) {
                found.append(folder.isEmpty ? name : "\(folder)/\(name)")
            }
        }
        return found.sorted()
    }()

    /// The examples of a document, as one conversation with a shell; nil where it has none.
    init?(document: String) throws {
        let text = try String(contentsOfFile: "\(BuiltProgram.repository)/\(document)", encoding: .utf8)
        var steps: [Step] = []
        var isInside = false
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), status: 0, output: []))
            } else if isInside, let last = steps.last {
                if last.output.isEmpty, last.command.hasSuffix("\\") {
                    steps[steps.count - 1].command += "\n" + line
                } else {
                    steps[steps.count - 1].output.append(line)
                }
            }
        }
        guard !steps.isEmpty else { return nil }
        self.document = document
        self.steps = steps.map(Self.readComment)
    }

    // `# exit code 1` is how a document says that a command is to fail.
    private static func readComment(_ step: Step) -> Step {
        guard let mark = step.command.range(of: " # ") ?? step.command.range(of: "  #") else { return step }
        var step = step
        let comment = step.command[mark.upperBound...]
        if let code = comment.range(of: "exit code ") {
            step.status = Int32(comment[code.upperBound...].prefix { $0.isNumber }) ?? 0
        }
        step.command = String(step.command[..<mark.lowerBound])
        return step
    }

    /// A script that runs the commands one after another in an empty folder, and marks where each one ends.
    var script: String {
        let folder = (BuiltProgram.path as NSString).deletingLastPathComponent
        let preparation = """
            set -u
            work=$(mktemp -d) && cd "$work" && trap 'rm -rf "$work"' EXIT
            mkdir bin && ln -s "\(folder)/jwtls" bin/jwtls && PATH="$work/bin:$PATH"
            umask 077
            """
        let commands = steps.map { "\($0.command)\nprintf '\\n\(Self.mark) %s\\n' $?" }
        return ([preparation] + commands).joined(separator: "\n")
    }

    /// What stands in the output behind each command, before its exit code.
    static let mark = "--- step ended with"
}
