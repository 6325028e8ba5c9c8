import JWT
import Testing

struct PatternTests {
    @Test(arguments: [
        ("", ["", "a"], []),
        ("a", ["a", "ba", "ab"], ["", "b", "A"]),
        ("^a", ["a", "ab"], ["ba", "\na"]),
        ("a$", ["a", "ba"], ["ab", "a\n"]),
        ("^$", [""], ["a", "\n"]),
        ("a^b|a$b", [], ["ab", "a\nb"]),
        ("^(?:a|^b)c", ["ac", "bc"], ["abc", "c"]),
        ("^.$", ["a", "é", "\u{1F600}", "\0", "\u{0B}"], ["", "ab", "\n", "\r", "\u{2028}", "\u{2029}", "e\u{301}"]),
        ("^[a-z0-9_-]+$", ["a", "z-0_9"], ["", "A", "a.b", "é"]),
        ("^[^a-c]$", ["d", "\n", "\u{1F600}"], ["a", "b", "c", ""]),
        ("^[a-c-e]$", ["a", "c", "-", "e"], ["d"]),
        ("^[-a]$", ["-", "a"], ["b"]),
        ("^[a-a]{2,2}$", ["aa"], ["a", "aaa", "bb"]),
        ("^[a^]$", ["a", "^"], ["b"]),
        ("^[.*+?(){}|$\\[]$", [".", "*", "+", "?", "(", ")", "{", "}", "|", "$", "["], ["a", "\\", "]"]),
        ("^[\\w.-]+@[\\w-]+\\.com$", ["jane.doe-1@ex-ample.com"], ["jane@example_com", "jane doe@example.com"]),
        ("^\\d$", ["0", "9"], ["a", "\u{0663}", ""]),
        ("^\\D$", ["a", "\u{0663}"], ["0", ""]),
        ("^\\w$", ["a", "Z", "0", "_"], ["-", "é", "\u{212A}"]),
        ("^\\W$", ["-", "é"], ["a", "_"]),
        ("^\\s$", [" ", "\t", "\n", "\u{A0}", "\u{FEFF}", "\u{3000}", "\u{2029}"], ["a", "\u{200B}", "\u{85}"]),
        ("^\\S$", ["a", "\u{200B}"], [" ", "\u{2003}"]),
        ("^[\\s\\S]$", ["a", "\n", "\u{10FFFF}"], ["", "ab"]),
        ("^[^\\D3]$", ["2", "4"], ["3", "a"]),
        ("^\\t\\n\\v\\f\\r$", ["\t\n\u{0B}\u{0C}\r"], ["tnvfr"]),
        ("^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/\\-\\_\\@$", ["^$\\.*+?()[]{}|/-_@"], [""]),
        ("^\\x41\\u00e9\\u{1F600}\\uD83D\\uDE00$", ["Aé\u{1F600}\u{1F600}"], ["Ae\u{301}\u{1F600}\u{1F600}"]),
        ("^[\\u0041-\\u0043\\x7a]$", ["A", "C", "z"], ["D", "a"]),
        ("^é$", ["é"], ["e\u{301}", "e"]),
        ("^[é-ü]$", ["é", "ü"], ["e", "ý"]),
        ("a|bc|", ["", "x"], []),
        ("^(a|bc|)$", ["", "a", "bc"], ["b", "ab", "abc"]),
        ("^a|b$", ["ax", "xb"], ["xa", "bx"]),
        ("^(?:ab)*$", ["", "ab", "abab"], ["a", "aba"]),
        ("^(?:ab)+$", ["ab", "abab"], ["", "aba"]),
        ("^ab?c$", ["ac", "abc"], ["abbc"]),
        ("^a{3}$", ["aaa"], ["aa", "aaaa"]),
        ("^a{2,}$", ["aa", "aaaaa"], ["", "a"]),
        ("^a{0,}$", ["", "aa"], ["b"]),
        ("^a{1,3}$", ["a", "aa", "aaa"], ["", "aaaa"]),
        ("^a{0}b{0,0}$", [""], ["a", "b"]),
        ("^(?:ab?){2,3}$", ["aa", "abab", "abaab"], ["ab", "abababab"]),
        ("^a*?b+?c??d{1,2}?$", ["bd", "aabbcdd"], ["cd", "bddd"]),
        ("^(a*)*b$", ["b", "aab"], ["", "aa"]),
        ("^(a?){3}$", ["", "aaa"], ["aaaa"]),
        ("^(|a)+$", ["", "aa"], ["b"]),
        ("^(?:^a|b){2}$", ["ab", "bb"], ["aa", "ba"]),
        ("^(?:$)*(^)+$", [""], ["a"]),
        ("^https://[a-z0-9.-]+(:\\d{1,5})?(/.*)?$", ["https://a.example:8443/x?y"], ["http://a.example", "https://A"]),
    ])
    func `matches what ECMAScript matches, and nothing else`(text: String, good: [String], bad: [String]) throws {
        let pattern = try Pattern(text)
        #expect(Array(pattern.text.utf8) == Array(text.utf8))
        for content in good { #expect(pattern.matches(content), "\(text) and \(content.debugDescription)") }
        for content in bad { #expect(!pattern.matches(content), "\(text) and \(content.debugDescription)") }
    }

    @Test(
        arguments: [
            [0x80], [0x61, 0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ] as [[UInt8]])
    func `nothing matches what is not UTF-8`(content: [UInt8]) throws {
        for text in ["", "a", "[^b]", "^[\\s\\S]*$"] {
            let isMatched = try Pattern(text).matches(content.span)
            #expect(!isMatched)
        }
    }

    @Test func `content is matched up to its limit and never beyond`() throws {
        let longest = String(repeating: "a", count: Pattern.contentLimit)
        for text in ["", "a", "^a*$"] {
            #expect(try Pattern(text).matches(longest))
            #expect(try !Pattern(text).matches(longest + "a"))
        }
        #expect(try Pattern("^é*$").matches(String(repeating: "é", count: Pattern.contentLimit / 2)))
        #expect(try !Pattern("é").matches(String(repeating: "é", count: Pattern.contentLimit / 2 + 1)))
    }
}

extension Pattern {
    func matches(_ content: String) -> Bool {
        let bytes = Array(content.utf8)
        return matches(bytes.span)
    }
}
