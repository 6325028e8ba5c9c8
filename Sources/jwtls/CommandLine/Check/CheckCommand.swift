import ArgumentParser
import Editor
import Glibc
import JSON
import JWT

/// Looks through files as an editor does, and prints what it would be told.
struct CheckCommand: ParsableCommand {
    static let name = "check"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Finds tokens and keys in files, and says what is wrong with them.",
        discussion: CommandHelp.mark(forCommand: name))

    @Argument(
        help: ArgumentHelp(
            "Files and folders; - is standard input. In a folder, .git, links, binary files and those over 64 MiB are passed over; its .jwtls.json says what is looked at, with which keys.",
            valueName: "file"), completion: .file())
    var paths: [String]
    @Option(help: "How findings are printed: text, json, or sarif (SARIF 2.1.0).", completion: .list(Form.names))
    var format = Form.text
    @Option(
        help: "From which severity on a finding makes the exit code 1: error, warning, information or hint.",
        completion: .list(FindingCode.Severity.allCases.map(\.rawValue)))
    var severity = FindingCode.Severity.warning
    @OptionGroup(title: "Configuration") var surroundings: SurroundingsOptions
    @Flag(name: .customLong("allow-debug"), help: .hidden) var allowsDebugging = false

    /// How findings are printed.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text, json, sarif

        static let names = allCases.map(\.rawValue)
    }

    func validate() throws {
        guard !paths.isEmpty else { throw ValidationError("check needs files or folders; - is standard input.") }
    }

    func run() throws {
        var check = FolderCheck(try surroundings.choice.surroundings())
        for path in paths { check.look(at: path) }
        let report = check.report
        switch format {
        case .text: try CommandStart.write(report.text)
        case .json: try CommandStart.write(report.json)
        case .sarif: try CommandStart.write(report.sarif)
        }
        if !report.failures.isEmpty {
            for failure in report.failures { StandardStreams.complain("jwtls: \(VisibleText.escape(failure))\n") }
            throw ExitCode(ExitStatus.input.rawValue)
        }
        let isFound = report.remarks.contains { $0.remark.diagnostic.severity.weight >= severity.weight }
        if isFound { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}

extension FindingCode.Severity: ExpressibleByArgument {
    /// How much it counts beside others.
    fileprivate var weight: Int {
        switch self {
        case .error: 3
        case .warning: 2
        case .information: 1
        case .hint: 0
        }
    }
}
