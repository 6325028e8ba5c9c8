import ArgumentParser

/// A place in the list of commands, as a type: the parser wants a type for each command, and what it asks of them all is
/// static. So the list is counted in types, and nothing has to be declared beside the list itself.
protocol CommandPlace: SendableMetatype {
    /// The place, counted from 0.
    static var index: Int { get }
}

/// The first place: the program's own.
enum FirstPlace: CommandPlace {
    static var index: Int { 0 }
}

/// The place behind another.
enum NextPlace<Previous: CommandPlace>: CommandPlace {
    static var index: Int { Previous.index + 1 }
}

extension CommandPlace {
    /// The command at this place.
    static var node: CommandNode { CommandNode.all[index] }

    /// Where the arguments of this process go on from here; nil where they end here, or go another way.
    private static var next: Int? {
        let trail = CommandNode.trail
        guard let position = trail.firstIndex(of: index), position + 1 < trail.count else { return nil }
        return trail[position + 1]
    }

    /// What the parser takes for the command that is so many places behind this one.
    static func command(_ distance: Int) -> any ParsableCommand.Type {
        if distance > 0 { return NextPlace<Self>.command(distance - 1) }
        let node = node
        if node.isService { return ServiceCommand<Self>.self }
        // The parser would give a command's options to the command above it, which may have the same.
        return node.method == nil || next != nil ? CommandGroup<Self>.self : MethodCommand<Self>.self
    }

    /// How the parser is told of this command. Of its subcommands it is told when the arguments name none: each costs it
    /// as much as the one that is wanted.
    static var configuration: CommandConfiguration {
        let node = node
        let isProgram = index == 0
        var subcommands = (next.map { [$0] } ?? node.children).map { FirstPlace.command($0) }
        if isProgram, next == nil { subcommands += [CheckCommand.self, CompletionsCommand.self] }
        return CommandConfiguration(
            commandName: node.name, abstract: node.summary ?? "Commands: \(node.childNames.joined(separator: ", ")).",
            discussion: CommandHelp.mark(for: node),
            version: isProgram ? CommandHelp.version : "", subcommands: subcommands)
    }
}
