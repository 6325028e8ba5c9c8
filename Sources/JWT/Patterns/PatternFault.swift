extension Pattern {
    /// Why a text is not an expression that can be used; offsets are bytes of its UTF-8.
    package enum Fault: Error, Equatable {
        /// The text has more characters than this.
        case tooLong(limit: Int)
        /// The repetitions come to more instructions than this.
        case tooLarge(limit: Int)
        /// A number in braces is larger than this.
        case tooManyRepetitions(limit: Int, at: Int)
        /// The text is not a regular expression.
        case syntax(Mistake, at: Int)
        /// The text is a regular expression elsewhere, and is not matched here.
        case unsupported(Feature, at: Int)

        /// What went wrong and where, for a person.
        package var explanation: String {
            switch self {
            case .tooLong(let limit): "it has more than \(limit) characters"
            case .tooLarge(let limit): "its repetitions come to more than \(limit) steps"
            case .tooManyRepetitions(let limit, let offset): "more than \(limit) repetitions (at byte \(offset))"
            case .syntax(let mistake, let offset): "\(mistake.rawValue) (at byte \(offset))"
            case .unsupported(let feature, let offset): "\(feature.rawValue) are not supported (at byte \(offset))"
            }
        }
    }

    /// A way in which a text fails to be a regular expression, in words.
    package enum Mistake: String, Sendable {
        case nothingToRepeat = "there is nothing to repeat"
        case malformedRepetition = "a repetition is {n}, {n,} or {n,m}; a brace itself is \\{"
        case reversedRepetition = "a repetition is the wrong way round"
        case unescapedBracket = "a closing brace or bracket needs a backslash"
        case unclosedGroup = "a group is not closed"
        case unopenedGroup = "a group is closed that was not opened"
        case unclosedClass = "a class is not closed"
        case emptyClass = "a class is empty; a bracket in it is \\]"
        case rangeOfSets = "a range needs one character at each end; a hyphen itself is \\-"
        case reversedRange = "a range is the wrong way round"
        case trailingBackslash = "a backslash has nothing behind it"
        case unknownEscape = "this escape has no meaning here"
        case malformedScalar = "this escape is not a Unicode character"
    }

    /// A part of other regular expressions that is refused, by its name in the plural.
    package enum Feature: String, Sendable {
        case backreferences
        case lookahead = "lookahead assertions"
        case lookbehind = "lookbehind assertions"
        case wordBoundaries = "word boundaries"
        case unicodeProperties = "Unicode properties"
        case namedGroups = "named groups"
        case groupOptions = "flags and other options of a group"
    }
}
