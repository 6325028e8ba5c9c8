package import JSON

/// A request's `params`, checked against what the method takes: nothing unknown, nothing missing, every type right.
package struct Arguments {
    /// The object as it came, or nil where there was none.
    package let params: JSONValue?
    /// What stands behind it: a parameter that it does not give is looked for there.
    package private(set) var backing: (any ArgumentBacking)?

    /// Checks `params`; an error names the parameter and what it should be, and never shows its value.
    package init(_ params: JSONValue?, for method: MethodDescription) throws(RPCError) {
        self.params = params
        if let params {
            try Self.check(params, method)
        }
        for parameter in method.parameters where parameter.isRequired && self[parameter.name] == nil {
            throw RPCError(
                .invalidParameters, "\(method.name) needs the parameter \(parameter.name).",
                parameter: "/\(parameter.name)", hint: parameter.summary)
        }
    }

    /// Takes `params` for a method that checks them itself.
    package init(unchecked params: JSONValue?) {
        self.params = params
    }

    /// Checks what was taken unchecked.
    package func check(for method: MethodDescription) throws(RPCError) {
        _ = try Arguments(params, for: method)
    }

    /// The value given for a parameter, or nil where it was left out.
    package subscript(_ name: StaticString) -> JSONValue? {
        if let value = params?[name] { return value }
        guard let backing else { return nil }
        return JSONLayers(backing.objects)[name]
    }

    /// The same parameters with others behind them, which count where these say nothing. They were checked before.
    package func backed(by backing: any ArgumentBacking) -> Arguments {
        var arguments = self
        arguments.backing = backing
        return arguments
    }

    /// The parameters and what stands behind them.
    package var layers: JSONLayers {
        JSONLayers((params.map { [$0] } ?? []) + (backing?.objects ?? []))
    }

    /// A string parameter.
    package func string(_ name: StaticString) -> String? { self[name]?.string }

    /// A boolean parameter.
    package func boolean(_ name: StaticString) -> Bool? { self[name]?.boolean }

    /// An integer parameter.
    package func integer(_ name: StaticString) -> Int? { self[name]?.integer.map(Int.init) }

    /// The strings of a parameter that is one string or an array of them.
    package func strings(_ name: StaticString) -> [JSONValue]? {
        guard let value = self[name] else { return nil }
        return value.kind == .array ? Array(value.elements) : [value]
    }

    private static func check(_ params: JSONValue, _ method: MethodDescription) throws(RPCError) {
        guard params.kind == .object else {
            let hint = "Send an object: {\(method.parameters.map { "\"\($0.name)\": …" }.joined(separator: ", "))}"
            throw RPCError(
                .invalidParameters, "Parameters are given by name, in an object; this is \(params.kind.phrase).",
                hint: hint)
        }
        if let name = params.firstRepeatedName {
            throw RPCError(
                .invalidParameters, "The parameter \(name.excerpt()) is given twice.", parameter: pointer(name),
                offset: name.offset)
        }
        for member in params.members {
            if let known = method.parameters.first(where: { member.name.isString($0.name) }) {
                try check(member.value, known)
            } else if !method.toleratesOthers {
                throw unknown(member.name, method)
            }
        }
    }

    private static func check(_ value: JSONValue, _ parameter: Parameter) throws(RPCError) {
        guard let expected = parameter.type.mismatch(value) else { return }
        // Of a string that is none of the choices there is nothing to say that the choices do not.
        let actual = parameter.type.isChoice && value.kind == .string ? "" : "; this is \(value.kind.phrase)"
        let nearest = parameter.type.nearestChoice(to: value)
        throw RPCError(
            .invalidParameters, "\(parameter.name) must be \(expected)\(actual).",
            parameter: "/\(parameter.name)", offset: value.offset,
            hint: nearest.map { "Did you mean \($0)?" } ?? parameter.summary)
    }

    private static func unknown(_ name: JSONValue, _ method: MethodDescription) -> RPCError {
        let nearest = Spelling.nearest(to: name.string, among: method.parameters.map { "\($0.name)" })
        return RPCError(
            .invalidParameters, "\(method.name) has no parameter \(name.excerpt()).", parameter: pointer(name),
            offset: name.offset, hint: nearest.map { "Did you mean \($0)?" })
    }

    private static func pointer(_ name: JSONValue) -> String {
        "/" + JSONPointer.escape(Array(name.text.dropFirst().dropLast().prefix(80)))
    }
}

/// Parameters that a call does not give itself, and that stand behind those that it gives.
package protocol ArgumentBacking: AnyObject, Sendable {
    /// Objects of parameters, the one that counts most first.
    var objects: [JSONValue] { get }
}

extension ParameterType {
    /// What the value should have been, or nil where it is right.
    func mismatch(_ value: JSONValue) -> String? {
        switch self {
        case .any: nil
        case .string, .secret: value.kind == .string ? nil : "a string"
        case .boolean: value.boolean == nil ? "a boolean" : nil
        case .object: value.kind == .object ? nil : "an object"
        case .integer(let range):
            value.integer.map { Int64(range.lowerBound)...Int64(range.upperBound) ~= $0 } == true
                ? nil : "an integer from \(range.lowerBound) to \(range.upperBound)"
        case .strings:
            value.isEachString { _ in true } ? nil : "a string or an array of at least one string"
        case .choice(let choices):
            choices.contains { value.isString($0) } ? nil : "one of \(Self.list(choices))"
        case .choices(let choices):
            value.isEachString { item in choices.contains { item.isString($0) } }
                ? nil : "one or more of \(Self.list(choices))"
        case .schema(let schema): schema.kinds.contains { $0.fits(value.kind) } ? nil : schema.phrase
        }
    }

    /// Whether this is one string, or several, of a list.
    fileprivate var isChoice: Bool {
        switch self {
        case .choice, .choices: true
        default: false
        }
    }

    /// The choice that a string, or the first one of several that is none, may have been meant for.
    fileprivate func nearestChoice(to value: JSONValue) -> String? {
        let choices: [StaticString]
        switch self {
        case .choice(let all), .choices(let all): choices = all
        default: return nil
        }
        let items = value.kind == .array ? Array(value.elements) : [value]
        let wrong = items.first { item in !choices.contains { item.isString($0) } }
        return Spelling.nearest(to: wrong?.string, among: choices.map(\.description))
    }

    private static func list(_ choices: [StaticString]) -> String {
        choices.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}

extension Schema.Kind {
    fileprivate func fits(_ kind: JSONKind) -> Bool {
        switch self {
        case .string: kind == .string
        case .number: kind == .number
        case .boolean: kind == .true || kind == .false
        case .array: kind == .array
        case .object: kind == .object
        }
    }
}

extension Schema {
    fileprivate var phrase: String {
        kinds.map { kind in
            switch kind {
            case .string: "a string"
            case .number: "a number"
            case .boolean: "a boolean"
            case .array: "an array"
            case .object: "an object"
            }
        }.joined(separator: " or ")
    }
}

extension JSONValue {
    /// Whether this is a string that holds, or a non-empty array of strings that all hold.
    fileprivate func isEachString(_ holds: (JSONValue) -> Bool) -> Bool {
        switch kind {
        case .string: holds(self)
        case .array: count > 0 && elements.allSatisfy { $0.kind == .string && holds($0) }
        default: false
        }
    }
}
