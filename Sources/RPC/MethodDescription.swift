import JSON

/// What a method is, said once: it checks the parameters, fills `rpc.discover`, and names the command line's options.
package final class MethodDescription: Sendable {
    /// The name on the wire, for example `key/inspect`.
    package let name: StaticString
    /// What it does, in one sentence.
    package let summary: String
    /// What it takes, by name.
    package let parameters: [Parameter]
    /// Whether parameters that are not listed are passed over instead of refused.
    package let toleratesOthers: Bool
    /// What it answers: the name of a schema in the OpenRPC document.
    package let result: Schema
    /// What it can fail with, beside the connection's own errors.
    package let errors: [ErrorCode]
    /// The version that it came with.
    package let since: String
    /// A request's `params` that work as written, as JSON: shown in help and documents, and run by the tests.
    package let example: String
    /// The parameter that differs from call to call, a string mostly, where the others often stay: `verify` is asked
    /// about one token after another.
    package let subject: StaticString?
    /// Whether the method checks its own parameters, having seen the same ones before.
    package let isSelfChecking: Bool
    /// Whether it belongs to a conversation and means nothing alone: it is no command.
    package let isConversational: Bool
    /// Whether it changes what the calls behind it see: those before it are answered first, and it runs alone.
    package let isBarrier: Bool
    /// A string parameter by which a call of it is told from one of another method that has the same name.
    package let mark: StaticString?

    /// A method.
    package init(
        _ name: StaticString, _ summary: String, parameters: [Parameter] = [], toleratesOthers: Bool = false,
        result: Schema, errors: [ErrorCode] = [], since: String = "0.1.0", example: String = "{}",
        subject: StaticString? = nil, isSelfChecking: Bool = false, isConversational: Bool = false,
        isBarrier: Bool = false, mark: StaticString? = nil
    ) {
        self.isBarrier = isBarrier
        self.mark = mark
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.toleratesOthers = toleratesOthers
        self.result = result
        self.errors = errors
        self.since = since
        self.example = example
        self.subject = subject
        self.isSelfChecking = isSelfChecking
        self.isConversational = isConversational
    }

    /// Whether a request that has its name is about it, and not about another of the same name.
    func isMeant(by request: Request) -> Bool {
        guard let mark else { return true }
        return request.params?[mark]?.kind == .string
    }
}

/// One parameter of a method.
package struct Parameter: Sendable {
    /// Its name on the wire.
    package let name: StaticString
    /// What it may be.
    package let type: ParameterType
    /// What it does, in one sentence, with its unit and default.
    package let summary: String
    /// Whether the method needs it.
    package let isRequired: Bool
    /// Whether it is about the conversation, and means nothing on a command line.
    package let isConversational: Bool

    /// A parameter.
    package init(
        _ name: StaticString, _ type: ParameterType, _ summary: String, required: Bool = false,
        conversational: Bool = false
    ) {
        self.name = name
        self.type = type
        self.summary = summary
        isRequired = required
        isConversational = conversational
    }
}

/// What a parameter may be.
package indirect enum ParameterType: Sendable {
    case string
    /// A string that nobody may see: never in an argument list, never in an error.
    case secret
    case boolean
    /// An integer in this range.
    case integer(ClosedRange<Int>)
    /// One string, or an array of at least one.
    case strings
    case object
    /// Any JSON value.
    case any
    /// One of these strings.
    case choice([StaticString])
    /// One of these strings, or an array of at least one of them.
    case choices([StaticString])
    /// A value that a schema of its own describes.
    case schema(Schema)
}

/// A shape that has a name, a place in the OpenRPC document and in `Protocol/schemas`.
package struct Schema: Sendable {
    /// Its name, for example `Key`.
    package let name: StaticString
    /// The JSON kinds that it can be at the outermost.
    package let kinds: [Kind]
    /// The schemas that it refers to beside those of parameters.
    package let references: [Schema]
    private let make: @Sendable () -> String

    /// The JSON Schema, as JSON on any number of lines.
    package var text: String { make() }

    /// The kinds of JSON that a value can be told apart by.
    package enum Kind: Sendable { case string, number, boolean, array, object }

    /// A shape. Its text is made when somebody asks for it.
    package init(
        _ name: StaticString, _ kinds: [Kind], _ text: @autoclosure @escaping @Sendable () -> String,
        references: [Schema] = []
    ) {
        self.name = name
        self.kinds = kinds
        self.references = references
        make = text
    }
}
