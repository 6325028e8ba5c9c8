import RPC

/// One option or argument of a command: which parameter it belongs to, and what a person can write.
struct CommandOption: Sendable {
    /// What is written after `--`, or the placeholder of an argument.
    let name: String
    /// The parameter that it says something of; nil for an option of the service.
    var parameter: Parameter?
    /// What is done with the value.
    let role: Role
    /// How it is written.
    let shape: Shape
    /// The word for its value in help.
    var placeholder = "value"
    /// The values that there are; none where it is open.
    var choices: [String] = []
    /// One sentence.
    let help: String

    /// How an option is written.
    enum Shape: Sendable {
        /// `--name`, or `--no-name`.
        case flag
        /// `--name` alone.
        case mark
        /// `--name value`, once.
        case text
        /// `--name value`, any number of times.
        case texts
        /// Values without a name, any number of them.
        case arguments
        /// One value without a name.
        case argument
    }

    /// What a value is.
    enum Role: Sendable {
        /// Tokens, or where they stand.
        case token
        /// A file that is looked through, or standard input.
        case document
        /// The value itself, or `@` and the file that holds it.
        case value
        /// Part of a key.
        case key(KeyPart)
        /// Where a secret stands that is no key.
        case secretFile, secretVariable
        /// An option of the service.
        case service
    }

    /// What an option says of a key.
    enum KeyPart: Sendable {
        case file, variable, reference
        case secretFile, secretVariable, secretEncoding, secretTrimmed
        case passwordFile, passwordVariable
    }
}

extension CommandOption.Role {
    /// Whether it is a text to look through.
    var isDocument: Bool {
        if case .document = self { return true }
        return false
    }
}

extension CommandOption {
    /// Every option of a method, in the order of its parameters. What a command is about needs no name: its tokens, or,
    /// where it begins with the word `key`, its keys, or the name of what it is for.
    static func all(of method: MethodDescription) -> [CommandOption] {
        let isAboutKeys = CommandNode.words(of: method).first == "key"
        let keys = isAboutKeys ? method.parameters.prefix { $0.isRequired && $0.type.isNamed("Key") }.count : 0
        return method.parameters.enumerated().flatMap { index, parameter in
            if parameter.isConversational { return [CommandOption]() }
            if index == 0, parameter.type.isNamed("Token") { return [token(parameter)] }
            if index == 0, parameter.type.isNamed("Text") { return [document(parameter)] }
            if index == 0, parameter.isRequired, "\(parameter.name)" == "name" { return [name(parameter)] }
            let named = all(of: parameter)
            return index < keys ? [key(parameter, isAlone: keys == 1)] + named : named
        }
    }

    private static func all(of parameter: Parameter) -> [CommandOption] {
        let name = CommandNode.kebab(parameter.name.description)
        func option(_ shape: Shape, _ placeholder: String, choices: [StaticString] = []) -> CommandOption {
            CommandOption(
                name: name, parameter: parameter, role: .value, shape: shape, placeholder: placeholder,
                choices: choices.map(\.description), help: parameter.summary)
        }
        switch parameter.type {
        case .string: return [option(.text, "text")]
        case .secret: return secret(parameter, name)
        case .strings: return [option(.texts, "text")]
        case .boolean: return [option(.flag, "")]
        case .integer: return [option(.text, "number")]
        case .choice(let choices): return [option(.text, "word", choices: choices)]
        case .choices(let choices): return [option(.texts, "word", choices: choices)]
        case .object, .any: return [option(.text, "json")]
        case .schema(let schema):
            if parameter.type.isNamed("Key") { return keyParts(parameter, name) }
            let isList = schema.kinds.contains(.array) && schema.kinds.contains(.string)
            return [option(isList ? .texts : .text, CommandNode.kebab(schema.name.description))]
        }
    }

    private static func token(_ parameter: Parameter) -> CommandOption {
        let input = parameter.isRequired ? "None, or -" : "-"
        return CommandOption(
            name: "token", parameter: parameter, role: .token, shape: .arguments, placeholder: "token",
            help: "\(parameter.summary) \(input): one a line from standard input. @FILE: one a line from a file.")
    }

    private static func document(_ parameter: Parameter) -> CommandOption {
        CommandOption(
            name: "file", parameter: parameter, role: .document, shape: .arguments, placeholder: "file",
            help: "\(parameter.summary) Files, each a text of its own; none, or -: standard input.")
    }

    private static func name(_ parameter: Parameter) -> CommandOption {
        CommandOption(
            name: "name", parameter: parameter, role: .value, shape: .argument, placeholder: "name",
            help: parameter.summary)
    }

    private static func key(_ parameter: Parameter, isAlone: Bool) -> CommandOption {
        let name = CommandNode.kebab(parameter.name.description)
        return CommandOption(
            name: name, parameter: parameter, role: .key(.file), shape: isAlone ? .arguments : .argument,
            placeholder: name, help: "\(parameter.summary) A file; none, or -: standard input.")
    }

    private static func secret(_ parameter: Parameter, _ name: String) -> [CommandOption] {
        [
            CommandOption(
                name: "\(name)-file", parameter: parameter, role: .secretFile, shape: .text, placeholder: "file",
                help: "\(parameter.summary) The first line of this file."),
            CommandOption(
                name: "\(name)-env", parameter: parameter, role: .secretVariable, shape: .text, placeholder: "name",
                help: "The same, from a variable of the environment."),
        ]
    }

    // Options of the parameter `key` need no prefix; those of another key are named after it.
    private static func keyParts(_ parameter: Parameter, _ name: String) -> [CommandOption] {
        let prefix = name == "key" ? "" : "\(name)-"
        func part(
            _ name: String, _ part: KeyPart, _ shape: Shape, _ placeholder: String, _ help: String
        ) -> CommandOption {
            CommandOption(
                name: name, parameter: parameter, role: .key(part), shape: shape, placeholder: placeholder,
                choices: part == .secretEncoding ? KeyArguments.encodings.map(\.description) : [], help: help)
        }
        return [
            part(
                name, .file, .texts, "file", "\(parameter.summary) A JWK, JWK Set, PEM or DER file; -: standard input."),
            part("\(name)-env", .variable, .texts, "name", "A variable of the environment that holds a key."),
            part(
                "\(name)-ref", .reference, .texts, "set",
                "Keys of the store: the name of a set, or of one key as set/kid."),
            part("\(prefix)secret-file", .secretFile, .texts, "file", "A file that holds a secret; -: standard input."),
            part("\(prefix)secret-env", .secretVariable, .texts, "name", "A variable that holds a secret."),
            part("\(prefix)secret-encoding", .secretEncoding, .text, "word", "How a secret is written; never guessed."),
            part(
                "\(prefix)secret-trim-newline", .secretTrimmed, .mark, "",
                "Leave out one line end behind a secret, which else is part of it."),
            part("\(prefix)password-file", .passwordFile, .text, "file", "A file whose first line opens the key."),
            part("\(prefix)password-env", .passwordVariable, .text, "name", "A variable that opens the key."),
        ]
    }
}

extension CommandOption {
    /// An option of the service.
    init(_ row: ServiceOptions.Row) {
        name = row.name.description
        role = .service
        shape = row.value == nil ? .mark : .texts
        placeholder = row.value?.description ?? ""
        choices = row.choices.map(\.description)
        help = row.summary.description
    }
}

extension ParameterType {
    /// Whether this is the schema of that name.
    fileprivate func isNamed(_ name: StaticString) -> Bool {
        if case .schema(let schema) = self { return schema.name.description == name.description }
        return false
    }
}
