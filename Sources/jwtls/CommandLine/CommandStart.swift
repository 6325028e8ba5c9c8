import ArgumentParser
import JSON
import RPC

/// How the command line begins and ends.
enum CommandStart {
    /// The whole program, as the parser sees it.
    typealias Program = CommandGroup<FirstPlace>

    /// Does what the arguments say; gives the exit code.
    static func run(_ arguments: [String]) -> Int32 {
        do {
            if let plain = PlainCommand(arguments) {
                return try MethodCall(plain.method, plain.given, plain.output, plain.surroundings).run()
                    .rawValue
            }
            var command = try Program.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.good.rawValue
        } catch let failure as CommandFailure {
            return tell(failure)
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            return tell(error, arguments)
        }
    }

    /// Writes text that was asked for.
    static func write(_ text: String) throws(CommandFailure) {
        if let error = StandardStreams.write(Array(text.utf8), to: 1) { throw .output(error) }
    }

    private static func tell(_ failure: CommandFailure) -> Int32 {
        if !failure.isQuiet { StandardStreams.complain(failure.text) }
        return failure.exit.rawValue
    }

    // Help and version are asked for; everything else that the parser says is about a wrong command line.
    private static func tell(_ error: any Error, _ arguments: [String]) -> Int32 {
        let text = Program.fullMessage(for: error)
        guard Program.exitCode(for: error) != .success else {
            do throws(CommandFailure) {
                try write(CommandHelp.complete(text) + "\n")
                return ExitStatus.good.rawValue
            } catch {
                return tell(error)
            }
        }
        let failure = secretRefusal(arguments) ?? unknownCommand(arguments)
        let prefix = "Error: "
        let message = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        StandardStreams.complain(failure?.text ?? "jwtls: \(VisibleText.escapeLines(message))\n")
        return ExitStatus.usage.rawValue
    }

    // Everybody on the machine can read an argument list: what stands there is secret no more, and is not repeated.
    private static func secretRefusal(_ arguments: [String]) -> CommandFailure? {
        let name = ["--secret", "--password"].first { name in
            arguments.contains { $0 == name || $0.hasPrefix(name + "=") }
        }
        guard let name else { return nil }
        return .usage(
            "\(name): a secret does not stand in the argument list, where everybody on the machine can read it.",
            hint: "Use \(name)-file or \(name)-env.")
    }

    private static func unknownCommand(_ arguments: [String]) -> CommandFailure? {
        let known = CommandNode.all[0].childNames + [CheckCommand.name, CompletionsCommand.name, "help"]
        guard let word = arguments.first, !word.hasPrefix("-"), !known.contains(word) else { return nil }
        let nearest = Spelling.nearest(to: word, among: known)
        return .usage(
            "There is no command \(VisibleText.shorten(word, to: 40)).",
            hint: nearest.map { "Did you mean \($0)?" } ?? "See jwtls --help.")
    }
}
