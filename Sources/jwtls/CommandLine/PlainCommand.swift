import RPC

/// A command line that is spelled out: a known command, options by their whole names, nothing left open.
///
/// Most are, and these need no parser, whose start takes longer than the rest of the process. Whatever is not known here
/// at once is no error here: the parser reads it, completes it, or says what is wrong with it.
struct PlainCommand {
    /// The method that is called.
    let method: MethodDescription
    /// What was given for each option, in the order of the options.
    private(set) var given: [GivenOption]
    /// How the result is printed.
    private(set) var output = OutputChoice()
    /// What the process reads and keeps.
    private(set) var surroundings = CommandSurroundings()

    /// Reads the arguments, or gives nil where the parser should.
    init?(_ arguments: [String]) {
        let trail = CommandNode.trail
        let node = CommandNode.all[trail.last ?? 0]
        guard let method = node.method, node.children.isEmpty, arguments.first != "help" else { return nil }
        self.method = method
        given = node.options.map { GivenOption(option: $0) }
        var rest = arguments.dropFirst(trail.count - 1)
        while let argument = rest.popFirst() {
            guard take(argument, &rest) else { return nil }
        }
    }

    private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) -> Bool {
        guard argument.utf8.first == UInt8(ascii: "-"), argument != "-" else { return takeValue(argument) }
        guard argument.hasPrefix("--"), argument.utf8.count > 2 else { return false }
        let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let (name, value) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
        if let isTaken = takeOutput(name, value, &rest) { return isTaken }
        if let isTaken = surroundings.take(name, { value ?? rest.popFirst() }) { return isTaken }
        if let index = place(of: name) { return take(at: index, value, &rest) }
        guard name.hasPrefix("no-"), value == nil, let index = place(of: String(name.dropFirst(3))) else {
            return false
        }
        guard case .flag = given[index].option.shape, given[index].flag == nil else { return false }
        given[index].flag = false
        return true
    }

    private func place(of name: String) -> Int? {
        given.firstIndex { $0.option.name == name && !$0.option.shape.isNameless }
    }

    private mutating func take(at index: Int, _ value: String?, _ rest: inout ArraySlice<String>) -> Bool {
        switch given[index].option.shape {
        case .flag, .mark:
            guard value == nil, given[index].flag == nil else { return false }
            given[index].flag = true
        case .text, .texts:
            guard let text = value ?? rest.popFirst() else { return false }
            // Of an option that is there twice, which is meant is the parser's to say.
            if case .text = given[index].option.shape, !given[index].texts.isEmpty { return false }
            given[index].texts.append(text)
        case .argument, .arguments: return false
        }
        return true
    }

    // What has no name goes to the first that takes it.
    private mutating func takeValue(_ text: String) -> Bool {
        for index in given.indices {
            switch given[index].option.shape {
            case .argument where given[index].texts.isEmpty, .arguments:
                given[index].texts.append(text)
                return true
            default: continue
            }
        }
        return false
    }

    // Nil where the option is not one about output.
    private mutating func takeOutput(_ name: String, _ value: String?, _ rest: inout ArraySlice<String>) -> Bool? {
        switch name {
        case "json" where value == nil: output.isJSON = true
        case "pretty" where value == nil: output.isPretty = true
        case ServiceOptions.allowDebug.description where value == nil: break
        case "color":
            guard let colour = (value ?? rest.popFirst()).flatMap(OutputChoice.Colour.init(rawValue:)) else {
                return false
            }
            output.colour = colour
        default: return nil
        }
        return true
    }
}

extension CommandOption.Shape {
    /// Whether its values stand alone.
    var isNameless: Bool {
        switch self {
        case .argument, .arguments: true
        case .flag, .mark, .text, .texts: false
        }
    }
}

/// How a command's result is printed.
struct OutputChoice {
    /// When colour is used.
    enum Colour: String, CaseIterable { case auto, always, never }

    /// As JSON, one line a result, also on a terminal.
    var isJSON = false
    /// For people, also where no terminal is.
    var isPretty = false
    /// When colour is used.
    var colour = Colour.auto
}
