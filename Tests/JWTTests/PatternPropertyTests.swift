import JWT
import Testing

struct PatternPropertyTests {
    // Each of these takes exponential or high polynomial time where matching goes back and tries again: such a matcher
    // would not come to the end of this test.
    @Test(arguments: [
        "(a+)+$", "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(a*)*$", "^((a*)*)*$", "^(a?){64}a{64}$", "(.*)(.*)(.*)(.*)b$",
        "^([a-z]+)*[0-9]$", "(\\w+\\s?)+$", "^(([a-z])+a)+[A-Z]([a-z])+$", "(a|[a-z]|\\w)+$", "(?:a{0,64}){7}b",
    ])
    func `expressions that exhaust other matchers come to an answer`(text: String) throws {
        let content = String(repeating: "a", count: Pattern.contentLimit - 1) + "!"
        #expect(try !Pattern(text).matches(content))
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `agrees with the standard library on small expressions and contents`(seed: UInt64) throws {
        var random = PatternGenerator(seed: seed)
        for _ in 0..<50 {
            let text = random.expression(depth: 3)
            let pattern = try Pattern(text)
            let peer = try Regex(text).matchingSemantics(.unicodeScalar).asciiOnlyDigits().asciiOnlyWordCharacters()
            for _ in 0..<8 {
                let content = random.content()
                let expected = try peer.firstMatch(in: content) != nil
                #expect(pattern.matches(content) == expected, "\(text) and \(content)")
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `reads or refuses any text, at a byte that is in it`(seed: UInt64) {
        var random = PatternGenerator(seed: seed)
        for _ in 0..<300 {
            let text = random.noise()
            do throws(Pattern.Fault) {
                _ = try Pattern(text).matches(random.noise())
            } catch {
                switch error {
                case .syntax(_, let offset), .unsupported(_, let offset), .tooManyRepetitions(_, let offset):
                    #expect((0..<text.utf8.count).contains(offset), "\(text)")
                case .tooLong, .tooLarge:
                    continue
                }
            }
        }
    }
}

/// Makes expressions, contents and noise, the same for the same seed (SplitMix64).
private struct PatternGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func expression(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 12 : 4), using: &self) {
        case 0, 1: pick(["a", "b", "c", "é", "0"])
        case 2: pick([".", "\\w", "\\d", "\\W", "\\D"])
        case 3: pick(["[ab]", "[^a]", "[b-c]", "[^\\d]", "[\\wé]"])
        case 4, 5, 6: expression(depth: depth - 1) + expression(depth: depth - 1)
        case 7: "(" + expression(depth: depth - 1) + "|" + expression(depth: depth - 1) + ")"
        case 8: pick(["^", "(?:^|a)", ""]) + expression(depth: depth - 1)
        case 9: expression(depth: depth - 1) + pick(["$", "(?:$|a)", ""])
        default:
            "(?:" + expression(depth: depth - 1) + ")"
                + pick(["*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,3}", "*?", "??"])
        }
    }

    mutating func content() -> String {
        (0..<Int.random(in: 0...6, using: &self)).map { _ in pick(["a", "b", "c", "é", "0"]) }.joined()
    }

    mutating func noise() -> String {
        let parts = [
            "a", "é", "\u{1F600}", "\\", "[", "]", "^", "-", "(", ")", "?", ":", "*", "+", "{", "}", "1", ",", "256",
            "|", "$",
            ".", "\\u", "{1F600}", "D83D", "\\d", "\\S", "<", "=", "(?:", "{2,3}", "x4", "\0",
        ]
        return (0..<Int.random(in: 0...24, using: &self)).map { _ in pick(parts) }.joined()
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &self) ?? ""
    }
}
