package import JSON

/// What a caller asks of one claim, found by JSON pointer: presence, type, values, bounds.
package struct ClaimRule: Sendable {
    /// Where the claim stands.
    package let pointer: JSONPointer
    /// What is asked of it; a rule with none asks for presence alone.
    package let conditions: [Condition]
    /// Whether the claim must be there; what is asked of an absent claim that need not be is not asked.
    package let isRequired: Bool

    /// One thing asked of a claim.
    package enum Condition: Sendable {
        case type(JSONType)
        /// The value is equal to one of these.
        case oneOf([JSONValue])
        /// The value, a string, matches this pattern.
        case pattern(Pattern)
        case minimum(Decimal)
        case maximum(Decimal)
        /// The value is an array with an element equal to each of these, or a string with each of these as a word.
        case contains([JSONValue])
        case minimumLength(Int)
        case maximumLength(Int)
    }

    /// A JSON type as JSON Schema names it.
    package enum JSONType: String, Sendable, CaseIterable {
        case string, number, integer, boolean, array, object, null

        /// Whether a value is of this type.
        package func fits(_ value: JSONValue) -> Bool {
            switch self {
            case .string: value.kind == .string
            case .number: value.kind == .number
            case .integer: value.kind == .number && Decimal(value)?.isInteger == true
            case .boolean: value.boolean != nil
            case .array: value.kind == .array
            case .object: value.kind == .object
            case .null: value.kind == .null
            }
        }
    }
}

extension ClaimRule.Condition {
    /// Whether the value meets the condition.
    package func holds(for value: JSONValue) -> Bool {
        switch self {
        case .type(let type): type.fits(value)
        case .oneOf(let values): values.contains { $0.isEqual(to: value) }
        case .pattern(let pattern): value.withString { pattern.matches($0) } ?? false
        case .minimum(let bound): Decimal(value).map { $0 >= bound } ?? false
        case .maximum(let bound): Decimal(value).map { $0 <= bound } ?? false
        case .contains(let wanted): wanted.allSatisfy { Self.contains($0, in: value) }
        case .minimumLength(let bound): Self.length(value).map { $0 >= bound } ?? false
        case .maximumLength(let bound): Self.length(value).map { $0 <= bound } ?? false
        }
    }

    /// What was asked, for an answer.
    package var expectation: Detail {
        switch self {
        case .type(let type): .text("type \(type.rawValue)")
        case .oneOf(let values): .texts(values.map(\.lexeme))
        case .pattern(let pattern): .text("matches \(pattern.text)")
        case .minimum(let bound): .text("at least \(bound.text)")
        case .maximum(let bound): .text("at most \(bound.text)")
        case .contains(let values): .texts(values.map { "contains \($0.lexeme)" })
        case .minimumLength(let bound): .text("length at least \(bound)")
        case .maximumLength(let bound): .text("length at most \(bound)")
        }
    }

    private static func contains(_ wanted: JSONValue, in value: JSONValue) -> Bool {
        if value.kind == .array { return value.elements.contains { $0.isEqual(to: wanted) } }
        guard let text = value.utf8, let word = wanted.utf8 else { return false }
        return text.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word) }
    }

    // Characters of a string, counted as Unicode scalars; elements of an array.
    private static func length(_ value: JSONValue) -> Int? {
        switch value.kind {
        case .string: value.utf8.map { $0.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
        case .array: value.count
        default: nil
        }
    }
}
