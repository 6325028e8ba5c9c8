import JWT
import Testing

struct PatternFaultTests {
    @Test(
        arguments: [
            ("*", .syntax(.nothingToRepeat, at: 0)), ("a|+", .syntax(.nothingToRepeat, at: 2)),
            ("(?:?)", .syntax(.nothingToRepeat, at: 3)), ("a**", .syntax(.nothingToRepeat, at: 2)),
            ("a++", .syntax(.nothingToRepeat, at: 2)), ("a+??", .syntax(.nothingToRepeat, at: 3)),
            ("^*", .syntax(.nothingToRepeat, at: 1)), ("${2}", .syntax(.nothingToRepeat, at: 1)),
            ("{1}", .syntax(.nothingToRepeat, at: 0)), ("a{1}{2}", .syntax(.nothingToRepeat, at: 4)),
            ("a{", .syntax(.malformedRepetition, at: 1)), ("a{}", .syntax(.malformedRepetition, at: 1)),
            ("a{,2}", .syntax(.malformedRepetition, at: 1)), ("a{1", .syntax(.malformedRepetition, at: 1)),
            ("a{1,2", .syntax(.malformedRepetition, at: 1)), ("a{1;2}", .syntax(.malformedRepetition, at: 1)),
            ("a{-1}", .syntax(.malformedRepetition, at: 1)), ("a{ 1}", .syntax(.malformedRepetition, at: 1)),
            ("a{\u{0663}}", .syntax(.malformedRepetition, at: 1)), ("é{2,1}", .syntax(.reversedRepetition, at: 2)),
            ("a}", .syntax(.unescapedBracket, at: 1)), ("\u{1F600}]", .syntax(.unescapedBracket, at: 4)),
            ("[]a]", .syntax(.emptyClass, at: 0)), ("[^]", .syntax(.emptyClass, at: 0)),
            ("a(b", .syntax(.unclosedGroup, at: 1)), ("(?:", .syntax(.unclosedGroup, at: 0)),
            ("((a)", .syntax(.unclosedGroup, at: 0)), ("a)", .syntax(.unopenedGroup, at: 1)),
            (")", .syntax(.unopenedGroup, at: 0)), ("a|b)c", .syntax(.unopenedGroup, at: 3)),
            ("é[a", .syntax(.unclosedClass, at: 2)), ("[", .syntax(.unclosedClass, at: 0)),
            ("[a-", .syntax(.unclosedClass, at: 0)), ("[\\]", .syntax(.unclosedClass, at: 0)),
            ("[\\w-.]", .syntax(.rangeOfSets, at: 1)), ("[a-\\d]", .syntax(.rangeOfSets, at: 1)),
            ("[éz-a]", .syntax(.reversedRange, at: 3)), ("[[:alpha:]]", .syntax(.unescapedBracket, at: 10)),
            ("a\\", .syntax(.trailingBackslash, at: 1)), ("[\\", .syntax(.trailingBackslash, at: 1)),
            ("\\a", .syntax(.unknownEscape, at: 0)), ("\\Z", .syntax(.unknownEscape, at: 0)),
            ("\\0", .syntax(.unknownEscape, at: 0)), ("\\cA", .syntax(.unknownEscape, at: 0)),
            ("\\é", .syntax(.unknownEscape, at: 0)), ("[\\b]", .syntax(.unknownEscape, at: 1)),
            ("[\\1]", .syntax(.unknownEscape, at: 1)), ("\\\u{7F}", .syntax(.unknownEscape, at: 0)),
            ("\\x4", .syntax(.malformedScalar, at: 0)), ("\\u12G4", .syntax(.malformedScalar, at: 0)),
            ("\\u{}", .syntax(.malformedScalar, at: 0)), ("\\u{110000}", .syntax(.malformedScalar, at: 0)),
            ("\\u{D800}", .syntax(.malformedScalar, at: 0)), ("\\u{1", .syntax(.malformedScalar, at: 0)),
            ("\\uD83D", .syntax(.malformedScalar, at: 0)), ("\\uD83D\\n", .syntax(.malformedScalar, at: 0)),
            ("\\uD83D\\u0041", .syntax(.malformedScalar, at: 0)), ("\\uDE00", .syntax(.malformedScalar, at: 0)),
            ("\\u\u{FF11}234", .syntax(.malformedScalar, at: 0)),
            ("é\\1", .unsupported(.backreferences, at: 2)), ("\\k<a>", .unsupported(.backreferences, at: 0)),
            ("a(?=b)", .unsupported(.lookahead, at: 1)), ("(?!b)", .unsupported(.lookahead, at: 0)),
            ("(?<=b)", .unsupported(.lookbehind, at: 0)), ("(?<!b)", .unsupported(.lookbehind, at: 0)),
            ("(?<a>b)", .unsupported(.namedGroups, at: 0)), ("(?P<a>b)", .unsupported(.namedGroups, at: 0)),
            ("(?i)a", .unsupported(.groupOptions, at: 0)), ("(?>a)", .unsupported(.groupOptions, at: 0)),
            ("(?", .unsupported(.groupOptions, at: 0)), ("\\bword", .unsupported(.wordBoundaries, at: 0)),
            ("a\\B", .unsupported(.wordBoundaries, at: 1)), ("\\p{L}", .unsupported(.unicodeProperties, at: 0)),
            ("[\\P{L}]", .unsupported(.unicodeProperties, at: 1)),
            ("éa{257}", .tooManyRepetitions(limit: 256, at: 4)),
            ("a{1,99999999999999999999}", .tooManyRepetitions(limit: 256, at: 4)),
            ("a{257,1}", .tooManyRepetitions(limit: 256, at: 2)),
        ] as [(String, Pattern.Fault)])
    func `refuses what is not an expression, and says why and where`(text: String, fault: Pattern.Fault) {
        #expect(throws: fault) { try Pattern(text) }
    }

    @Test(arguments: [
        ("(a)\\1", "backreferences are not supported (at byte 3)"),
        ("(?<=a)b", "lookbehind assertions are not supported (at byte 0)"),
        ("a(b", "a group is not closed (at byte 1)"), ("a{300}", "more than 256 repetitions (at byte 2)"),
        ("(a{256}){256}", "its repetitions come to more than 4096 steps"),
        (String(repeating: "a", count: 257), "it has more than 256 characters"),
    ])
    func `explains a refusal in words`(text: String, explanation: String) {
        #expect { try Pattern(text) } throws: { ($0 as? Pattern.Fault)?.explanation == explanation }
    }

    @Test(arguments: ["a", "é", "\u{1F600}"])
    func `an expression has at most so many characters, however many bytes they are`(character: String) throws {
        let longest = String(repeating: character, count: Pattern.lengthLimit)
        #expect(try Pattern(longest).matches(longest))
        #expect(throws: Pattern.Fault.tooLong(limit: Pattern.lengthLimit)) { try Pattern(longest + character) }
        #expect(throws: Pattern.Fault.tooLong(limit: Pattern.lengthLimit)) {
            try Pattern(String(repeating: character, count: 1_000_000))
        }
    }

    @Test(arguments: [
        ("(?:a{256}){16}", true), ("(?:a{256}){16}a", false), ("(?:a{256}){17}", false),
        ("(?:a{255}b){15}(?:a{254})+", true), ("(?:(?:a{256}){16})*", false), ("(?:(?:a{256}){16}){0}", true),
        ("(?:(?:a{256}){16})?", false), ("(?:(?:a{256}){16}){0,}", false), ("(?:a{256}){16}|", false),
        ("(?:a{0,256}){8}", true), ("(?:a{0,256}){9}", false), ("(?:a{256}){256}", false),
        ("(?:(?:(?:(?:a{256}){256}){256}){256}){256}", false), ("(?:(?:(?:(?:(?:){256}){256}){256}){256}){256}", true),
        ("(?:(?:(?:(?:(?:a{0}){256}){256}){256}){256}){256}", true), ("(?:(?:(?:a?){16}){16}){8}", true),
        ("(?:(?:(?:a?){16}){16}){9}", false),
    ])
    func `an expression comes to at most so many steps, before they are written out`(text: String, isSmall: Bool) {
        let fault = Pattern.Fault.tooLarge(limit: Pattern.programLimit)
        if isSmall {
            #expect(throws: Never.self) { try Pattern(text) }
        } else {
            #expect(throws: fault) { try Pattern(text) }
        }
    }

    @Test func `groups nest as deep as the expression is long`() throws {
        let deepest = String(repeating: "(", count: 127) + "a" + String(repeating: ")", count: 127)
        #expect(try Pattern(deepest).matches("a"))
        #expect(throws: Pattern.Fault.syntax(.unclosedGroup, at: 255)) {
            try Pattern(String(repeating: "(", count: 256))
        }
    }
}
