import ArgumentParser

/// A command that calls a method.
struct MethodCommand<Place: CommandPlace>: ParsableCommand {
    static var configuration: CommandConfiguration { Place.configuration }

    @OptionGroup var options: OptionValues<Place>
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Configuration") var surroundings: SurroundingsOptions

    func run() throws {
        guard let method = Place.node.method else { return }
        let status = try MethodCall(method, options.given, output.choice, surroundings.choice).run()
        if status != .good { throw ExitCode(status.rawValue) }
    }
}

/// The service as help and completions know it: it starts without the parser.
struct ServiceCommand<Place: CommandPlace>: ParsableCommand {
    static var configuration: CommandConfiguration { Place.configuration }

    @OptionGroup var options: OptionValues<Place>
}

/// A command that has subcommands and does nothing alone.
struct CommandGroup<Place: CommandPlace>: ParsableCommand {
    static var configuration: CommandConfiguration { Place.configuration }

    func run() throws {
        let node = Place.node
        throw CommandFailure.usage(
            "jwtls \(node.path) needs one of \(node.childNames.joined(separator: ", ")) behind it.",
            hint: "See jwtls \(node.path) --help.")
    }
}

/// Prints what a shell needs to complete our commands.
struct CompletionsCommand: ParsableCommand {
    static let name = "completions"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Prints the completion script for a shell: bash, zsh or fish.",
        discussion: CommandHelp.mark(forCommand: name))

    @Argument(help: "The shell.", completion: .list(["bash", "zsh", "fish"]))
    var shell: String

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw CommandFailure.usage("There are completions for bash, zsh and fish.")
        }
        try CommandStart.write(CommandStart.Program.completionScript(for: shell) + "\n")
    }
}

extension OutputChoice.Colour: ExpressibleByArgument {}

/// The options about how a result is printed, as the parser sees them.
struct OutputOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print the result as JSON, one line a result, also on a terminal.")
    var isJSON = false
    @Flag(name: .customLong("pretty"), help: "Print for people, also where no terminal is.")
    var isPretty = false
    @Option(name: .customLong("color"), help: "Use colour; auto: on a terminal, unless NO_COLOR is set.")
    var colour = OutputChoice.Colour.auto
    @Flag(name: .customLong("allow-debug"), help: .hidden)
    var allowsDebugging = false

    /// What they come to.
    var choice: OutputChoice { OutputChoice(isJSON: isJSON, isPretty: isPretty, colour: colour) }
}
