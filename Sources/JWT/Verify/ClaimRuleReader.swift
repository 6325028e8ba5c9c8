package import JSON

extension ClaimRule {
    /// Rules that one policy may have.
    package static let limit = 64

    /// Reads rules: an object of JSON pointers (or names of claims) and what is asked of each.
    package static func read(_ object: JSONValue) throws(PolicyFault) -> [ClaimRule] {
        guard object.kind == .object, object.count <= limit else {
            throw PolicyFault(pointer: "/claims", expected: "an object of at most \(limit) rules by JSON pointer")
        }
        var rules: [ClaimRule] = []
        for member in object.members { rules.append(try ClaimRule(member)) }
        guard rules.reduce(0, { $0 + $1.patternCost }) <= Pattern.programLimit else {
            throw PolicyFault(
                pointer: "/claims", expected: "rules whose patterns are simpler, all of them together")
        }
        return rules
    }

    // Every pattern is matched against every token.
    private var patternCost: Int {
        conditions.reduce(0) { cost, condition in
            if case .pattern(let pattern) = condition { return cost + pattern.cost }
            return cost
        }
    }

    private init(_ member: JSONValue.Member) throws(PolicyFault) {
        let name = member.name.string ?? ""
        // A fault repeats no more of what was given than finds it.
        let place = "/claims/" + JSONPointer.escape(Array(name.utf8.prefix(80)))
        guard let pointer = name.hasPrefix("/") ? JSONPointer(name) : JSONPointer(member: name),
            pointer.steps.count <= 64
        else { throw PolicyFault(pointer: place, expected: "named by a JSON pointer such as /tenant/id") }
        guard member.value.kind == .object else { throw PolicyFault(pointer: place, expected: "an object") }
        var conditions: [Condition] = []
        var isRequired = true
        for part in member.value.members {
            if part.name.isString("required") {
                guard let flag = part.value.boolean else {
                    throw PolicyFault(pointer: place + "/required", expected: "a boolean")
                }
                isRequired = flag
            } else {
                conditions.append(try Self.condition(part, place))
            }
        }
        self.init(pointer: pointer, conditions: conditions, isRequired: isRequired)
    }

    private static func condition(_ part: JSONValue.Member, _ place: String) throws(PolicyFault) -> Condition {
        let name = part.name.string ?? ""
        let value = part.value
        let pointer = place + "/" + JSONPointer.escape(Array(name.utf8.prefix(80)))
        func fault(_ expected: String) -> PolicyFault { PolicyFault(pointer: pointer, expected: expected) }
        switch name {
        case "type":
            guard let type = value.string.flatMap(JSONType.init(rawValue:)) else {
                throw fault("one of " + JSONType.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return .type(type)
        case "value": return .oneOf([value])
        case "oneOf":
            guard value.kind == .array, value.count > 0 else { throw fault("an array of at least one value") }
            return .oneOf(Array(value.elements))
        case "contains":
            guard value.kind != .array || value.count > 0 else { throw fault("a value, or at least one") }
            return .contains(value.kind == .array ? Array(value.elements) : [value])
        case "pattern":
            guard let text = value.string else { throw fault("a regular expression") }
            do throws(Pattern.Fault) {
                return .pattern(try Pattern(text))
            } catch {
                throw fault("a regular expression: \(error.explanation)")
            }
        case "minimum", "maximum":
            guard let bound = Decimal(value) else { throw fault("a number") }
            return name == "minimum" ? .minimum(bound) : .maximum(bound)
        case "minLength", "maxLength":
            guard let bound = value.integer, (0...1_000_000).contains(bound) else { throw fault("a length") }
            return name == "minLength" ? .minimumLength(Int(bound)) : .maximumLength(Int(bound))
        default:
            throw fault(
                "one of required, type, value, oneOf, contains, pattern, minimum, maximum, minLength, maxLength")
        }
    }
}
