import JSON
import RPC

/// A request's `params` made of a command line: everything but the token, which stands first and changes.
struct CommandParameters {
    private let tokenName: StaticString?
    // What is given without a name.
    private let nameless: [String]
    // Whether what stands first may be named.
    private let namesSubject: Bool
    // What stands before and behind the token; without one, all of it.
    private var tail: [UInt8]
    private var keys: [(parameter: String, arguments: KeyArguments)] = []

    /// Reads what was given, files included.
    init(
        _ method: MethodDescription, _ given: [GivenOption], _ files: inout CommandFiles
    ) throws(CommandFailure) {
        // What a method need not be about, it is only about where something says so.
        let subject = given.first { $0.option.role.isSubject }
        let isAbout = subject?.option.parameter?.isRequired == true || subject?.texts.isEmpty == false
        tokenName = isAbout ? subject?.option.parameter?.name : nil
        nameless = given.filter(\.option.shape.isNameless).compactMap { $0.option.parameter.map { "\($0.name)" } }
        let isNamed = given.contains { "\($0.option.parameter?.name ?? "")" == "name" && !$0.texts.isEmpty }
        namesSubject = !isNamed && method.parameters.contains { "\($0.name)" == "name" }
        var members: [[UInt8]] = []
        for parameter in method.parameters {
            let own = given.filter { $0.option.parameter?.name.description == parameter.name.description }
            if own.contains(where: { $0.option.role.isSubject }) { continue }
            if own.contains(where: { $0.option.role.isPartOfKey }) {
                let arguments = try KeyArguments(parameter, own, &files)
                if parameter.isRequired, arguments.items.isEmpty { throw Self.missing(parameter, method, own) }
                keys.append((parameter.name.description, arguments))
            } else {
                let isGiven = own.contains { $0.flag != nil || !$0.texts.isEmpty }
                if parameter.isRequired, !isGiven { throw Self.missing(parameter, method, own) }
                var writer = JSONWriter()
                for option in own { try Self.write(option, parameter, to: &writer, &files) }
                if !writer.bytes.isEmpty { members.append(writer.bytes) }
            }
        }
        let size = keys.flatMap(\.arguments.items).map(\.json.count).reduce(0, +) + members.map(\.count).reduce(0, +)
        var writer = JSONWriter(capacity: size + 4096)
        writer.beginObject()
        for index in members.indices {
            let member = members[index]
            writer.verbatim(member.span)
        }
        for index in members.indices { members[index].wipe() }
        for index in keys.indices {
            keys[index].arguments.write(to: &writer)
            keys[index].arguments.wipe()
        }
        writer.endObject()
        tail = writer.bytes
    }

    /// Whether there is a token to each request.
    var hasToken: Bool { tokenName != nil }

    /// Writes the parameters with this token, or this text and its name, into an empty array.
    func write(_ token: [UInt8], named name: String?, to bytes: inout [UInt8]) {
        guard let tokenName else {
            bytes += tail
            return
        }
        var writer = JSONWriter(capacity: token.count + 64)
        writer.beginObject()
        writer.name(tokenName)
        writer.string(token.span)
        if let name, namesSubject { writer.member("name", name) }
        bytes.reserveCapacity(writer.count + tail.count + 1)
        bytes += writer.bytes
        if tail.count > 2 { bytes.append(UInt8(ascii: ",")) }
        bytes += tail.dropFirst()
    }

    /// Leaves nothing of the keys behind.
    mutating func wipe() {
        tail.wipe()
    }

    /// The words of the command line that a JSON pointer into the parameters is about.
    func source(of pointer: String?) -> String? {
        guard let names = pointer?.split(separator: "/"), let name = names.first else { return nil }
        guard let key = keys.first(where: { $0.parameter == name }) else {
            return nameless.contains(String(name)) ? nil : "--\(CommandNode.kebab(String(name)))"
        }
        let items = key.arguments.items
        guard items.count > 1 else { return items.first?.source ?? "--\(CommandNode.kebab(String(name)))" }
        guard let index = names.dropFirst().first.flatMap({ Int($0) }), items.indices.contains(index) else {
            return nil
        }
        return items[index].source
    }

    private static func missing(
        _ parameter: Parameter, _ method: MethodDescription, _ options: [GivenOption]
    ) -> CommandFailure {
        let ways = options.filter { $0.option.isWayToGive }.map(\.option.spelling)
        let words = CommandNode.words(of: method).joined(separator: " ")
        return .usage("jwtls \(words) needs \(ways.joined(separator: " or ")).", hint: parameter.summary)
    }

    private static func write(
        _ given: GivenOption, _ parameter: Parameter, to writer: inout JSONWriter, _ files: inout CommandFiles
    ) throws(CommandFailure) {
        if let flag = given.flag { return writer.member(parameter.name, flag) }
        guard let first = given.texts.first else { return }
        let option = "--\(given.option.name)"
        switch given.option.role {
        case .secretFile: write(try files.readSecret(first, for: option).firstLine, parameter, to: &writer)
        case .secretVariable: write(try files.variable(first), parameter, to: &writer)
        default:
            writer.name(parameter.name)
            let value = CommandValue(type: parameter.type, option: option)
            guard given.texts.count > 1 else { return try value.write(first, to: &writer, &files) }
            try writer.array { (writer) throws(CommandFailure) in
                for text in given.texts { try value.write(text, to: &writer, &files) }
            }
        }
    }
}

extension CommandParameters {
    private static func write(_ secret: [UInt8], _ parameter: Parameter, to writer: inout JSONWriter) {
        writer.name(parameter.name)
        writer.string(secret.span)
    }
}

extension CommandOption {
    /// The word to give it with.
    fileprivate var spelling: String { shape.isNameless ? placeholder.uppercased() : "--\(name)" }

    // Whether it alone can be all of the parameter.
    fileprivate var isWayToGive: Bool {
        switch role {
        case .key(.file), .key(.variable), .key(.secretFile), .key(.secretVariable): shape == .texts
        case .key, .token, .document, .service: false
        case .value, .secretFile, .secretVariable: true
        }
    }
}

extension CommandOption.Role {
    // Whether there is a call for each.
    fileprivate var isSubject: Bool {
        switch self {
        case .token, .document: true
        case .value, .key, .secretFile, .secretVariable, .service: false
        }
    }

    fileprivate var isPartOfKey: Bool {
        if case .key = self { return true }
        return false
    }
}
