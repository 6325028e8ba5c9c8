/// A regular expression that a claim is held against, in time linear in the claim whatever the expression.
///
/// The language is the part of ECMAScript's (with its `u` flag) that JSON Schema recommends: characters, `.`, classes,
/// `\d \w \s` and their opposites, `^` and `$`, groups, `|`, and `* + ? {n} {n,} {n,m}`, which mean the same with a
/// lazy `?` behind them. It is matched on Unicode scalars. What could only be matched by trying again (backreferences,
/// looking around) is refused by name.
package struct Pattern: Sendable {
    /// The characters that an expression may have, counted as Unicode scalars.
    package static let lengthLimit = 256
    /// The instructions that an expression may come to once its repetitions are written out.
    package static let programLimit = 4096
    /// The largest number that may stand in `{n,m}`.
    package static let repetitionLimit = 256
    /// The bytes that a claim may have; a longer one never matches.
    package static let contentLimit = 4096

    /// The expression as it was given.
    package let text: String
    /// The instructions that the expression comes to: what matching costs for each scalar of a claim.
    package var cost: Int { program.instructions.count }
    private let program: PatternProgram
    private let sets: [PatternScalars]

    /// Reads an expression, or says what is wrong with it and at which byte of its UTF-8.
    package init(_ text: String) throws(Fault) {
        // A scalar has at most four bytes: what is longer than that is not even counted.
        guard text.utf8.count <= 4 * Self.lengthLimit, text.unicodeScalars.count <= Self.lengthLimit else {
            throw .tooLong(limit: Self.lengthLimit)
        }
        var parser = PatternParser(text)
        program = try parser.program()
        sets = parser.sets
        self.text = text
    }

    /// Whether the expression matches anywhere in the content, as JSON Schema means it (JSON Schema Validation §6.3.3).
    ///
    /// False for content that is longer than the limit or is not UTF-8.
    package func matches(_ content: Span<UInt8>) -> Bool {
        guard content.count <= Self.contentLimit else { return false }
        do {
            let text = try UTF8Span(validating: content)
            var scalars = text.makeUnicodeScalarIterator()
            var matcher = PatternMatcher(program, sets)
            var next = scalars.next()
            while let scalar = next {
                if matcher.isMatched(atEnd: false) { return true }
                matcher.advance(over: scalar)
                next = scalars.next()
            }
            return matcher.isMatched(atEnd: true)
        } catch {
            return false
        }
    }
}
