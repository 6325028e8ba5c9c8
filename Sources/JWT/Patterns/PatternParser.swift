/// Reads a regular expression from left to right into its program, by the grammar of ECMA-262 with the `u` flag.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    /// The sets that the program's instructions name by their index.
    private(set) var sets: [PatternScalars] = []

    /// Begins to read a text that is within `Pattern.lengthLimit`; groups are read by recursion.
    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The program of the whole text.
    mutating func program() throws(Pattern.Fault) -> PatternProgram {
        let program = try alternatives()
        guard next == nil else { throw .syntax(.unopenedGroup, at: offset(position)) }
        return program
    }

    private mutating func alternatives() throws(Pattern.Fault) -> PatternProgram {
        var result = try sequence()
        while take("|") { result = try result.or(try sequence()) }
        return result
    }

    private mutating func sequence() throws(Pattern.Fault) -> PatternProgram {
        var result = PatternProgram()
        while let scalar = next, scalar != "|", scalar != ")" {
            position += 1
            switch scalar {
            case "^": try result.append(PatternProgram(.start))
            case "$": try result.append(PatternProgram(.end))
            default: try result.append(try repetition(of: try atom(scalar, from: position - 1)))
            }
        }
        return result
    }

    private mutating func atom(_ scalar: Unicode.Scalar, from start: Int) throws(Pattern.Fault) -> PatternProgram {
        switch scalar {
        case "(": return try group(from: start)
        case "[": return member(of: try scalarClass(from: start))
        case ".": return member(of: .withinLine)
        case "*", "+", "?", "{": throw .syntax(.nothingToRepeat, at: offset(start))
        case "]", "}": throw .syntax(.unescapedBracket, at: offset(start))
        case "\\":
            switch try escape(from: start, inClass: false) {
            case .one(let scalar): return PatternProgram(.scalar(scalar))
            case .any(let set): return member(of: set)
            }
        default: return PatternProgram(.scalar(scalar))
        }
    }

    private mutating func member(of set: PatternScalars) -> PatternProgram {
        sets.append(set)
        return PatternProgram(.member(of: sets.count - 1))
    }

    private mutating func group(from start: Int) throws(Pattern.Fault) -> PatternProgram {
        if take("?"), !take(":") { throw .unsupported(groupFeature(), at: offset(start)) }
        let result = try alternatives()
        guard take(")") else { throw .syntax(.unclosedGroup, at: offset(start)) }
        return result
    }

    // What `(?` begins when it is not `(?:`.
    private mutating func groupFeature() -> Pattern.Feature {
        if next == "=" || next == "!" { return .lookahead }
        if take("P") { return .namedGroups }
        guard take("<") else { return .groupOptions }
        return next == "=" || next == "!" ? .lookbehind : .namedGroups
    }

    private mutating func repetition(of body: PatternProgram) throws(Pattern.Fault) -> PatternProgram {
        guard let (atLeast, atMost) = try bounds() else { return body }
        // Lazy or not, the same contents match.
        _ = take("?")
        return try body.repeated(atLeast: atLeast, atMost: atMost)
    }

    private mutating func bounds() throws(Pattern.Fault) -> (atLeast: Int, atMost: Int?)? {
        let start = position
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        guard let atLeast = try number() else { throw .syntax(.malformedRepetition, at: offset(start)) }
        let isExact = !take(",")
        let atMost = isExact ? atLeast : try number()
        guard take("}") else { throw .syntax(.malformedRepetition, at: offset(start)) }
        if let atMost, atMost < atLeast { throw .syntax(.reversedRepetition, at: offset(start)) }
        return (atLeast, atMost)
    }

    private mutating func number() throws(Pattern.Fault) -> Int? {
        let start = position
        var result: Int?
        while let digit = next, ("0"..."9").contains(digit) {
            position += 1
            // The limit is looked at for each digit, so that no number of digits overflows.
            let number = (result ?? 0) * 10 + Int(digit.value - 0x30)
            guard number <= Pattern.repetitionLimit else {
                throw .tooManyRepetitions(limit: Pattern.repetitionLimit, at: offset(start))
            }
            result = number
        }
        return result
    }
}

extension PatternParser {
    /// The scalar that is read next; nil at the end.
    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Whether the scalar after the next is there and is not this one.
    func isFollowed(byOtherThan scalar: Unicode.Scalar) -> Bool {
        position + 1 < scalars.count && scalars[position + 1] != scalar
    }

    /// Where reading stands, for `offset(_:)`.
    var place: Int { position }

    /// Reads the next scalar, whatever it is.
    mutating func takeNext() -> Unicode.Scalar? {
        guard let scalar = next else { return nil }
        position += 1
        return scalar
    }

    /// Reads the next scalar if it is this one.
    mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == wanted else { return false }
        position += 1
        return true
    }

    /// The byte of the text's UTF-8 at which a place stands.
    func offset(_ place: Int) -> Int {
        scalars.prefix(place).reduce(0) { $0 + UTF8.width($1) }
    }
}
