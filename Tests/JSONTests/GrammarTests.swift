import JSON
import Testing

struct GrammarTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1", "-1", "10", "1234567890", "0.0", "-0.0", "1.5", "10.25", "0.000",
        "1e1", "1E1", "1e+1", "1e-1", "1E400", "-1e-400", "0e0", "0e1", "0E+1", "0.1e1", "123.456e78", "1e007",
        "[]", "{}", "[[]]", "[{}]", "[0]", "[0,1]", "[null,true,false]", "[[],[]]", "[[[],[[]]]]", "[\"\"]", "[-0]",
        "{\"\":0}", "{\"a\":{}}", "{\"a\":[]}", "{\"a\":1,\"b\":2}", "{\"a\":1,\"a\":1}", "{\"a\":{\"a\":{\"a\":0}}}",
        " 0", "0 ", "\t0\t", "\n0\n", "\r0\r", "\r\n0\r\n", " [ ] ", " { } ", "[ 0 , 1 ]", "{ \"a\" : 0 , \"b\" : 1 }",
        "[\n\t0\r\n]", "{\"a\"\n:\r0\t}",
        #""""#, #""a""#, #""\"""#, #""\\""#, #""\/""#, #""/""#, #""\b\f\n\r\t""#, #""\\n""#, #""\\u0000""#,
        #""\u0000""#, #""\u001F\u001f""#, #""\u007F""#, #""\u00e9\u00E9""#, #""\uD7FF\uE000""#, #""\uFFFE\uFFFF""#,
        #""\uD800\uDC00""#, #""\udbff\udfff""#, #""\uD83D\uDE00\uD83D\uDE00""#, #""\u2028\u2029""#,
        "\"\u{7F}\"", "\"\u{80}\"", "\"\u{7FF}\"", "\"\u{800}\"", "\"\u{D7FF}\"", "\"\u{E000}\"", "\"\u{FFFF}\"",
        "\"\u{FEFF}\"", "\"\u{10000}\"", "\"\u{10FFFF}\"", "\"\u{2028}\u{2029}\"", "\"é\"", "\"e\u{301}\"", "\"'\"",
        "\"12345678\"", "\"1234567\\n\"", "\"12345678é\"", "\"{}[]:,//\"",
    ])
    func `accepts what RFC 8259 defines`(text: String) throws {
        let document = try JSONDocument(Array(text.utf8))
        let spaces: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
        let end = text.reversed().drop { spaces.contains($0) }.reversed()
        #expect(document.root.lexeme == String(end.drop { spaces.contains($0) }))
    }

    @Test(
        arguments: [
            ("", .empty, 0), (" ", .empty, 1), ("\n\t\r ", .empty, 4),
            // A value that stops.
            ("[", .unexpectedEnd, 1), ("[ ", .unexpectedEnd, 2), ("[0", .unexpectedEnd, 2), ("[0,", .unexpectedEnd, 3),
            ("[[]", .unexpectedEnd, 3), ("[\"a", .unexpectedEnd, 3), ("{", .unexpectedEnd, 1),
            ("{ ", .unexpectedEnd, 2),
            ("{\"a", .unexpectedEnd, 3), ("{\"a\"", .unexpectedEnd, 4), ("{\"a\":", .unexpectedEnd, 5),
            ("{\"a\": ", .unexpectedEnd, 6), ("{\"a\":0", .unexpectedEnd, 6), ("{\"a\":0,", .unexpectedEnd, 7),
            ("\"", .unexpectedEnd, 1), ("\"a", .unexpectedEnd, 2), ("t", .unexpectedEnd, 1), ("tru", .unexpectedEnd, 3),
            ("fals", .unexpectedEnd, 4), ("n", .unexpectedEnd, 1), ("-", .unexpectedEnd, 1), ("0.", .unexpectedEnd, 2),
            ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3), ("1.e", .number, 2),
            // A value that stops inside an escape.
            (#""\"#, .unexpectedEnd, 2), (#""\u"#, .unexpectedEnd, 3), (#""\u12"#, .unexpectedEnd, 5),
            (#""\ud83d"#, .unexpectedEnd, 7), (#""\ud83d\"#, .unexpectedEnd, 8), (#""\ud83d\u"#, .unexpectedEnd, 9),
            (#""\ud83d\ude0"#, .unexpectedEnd, 12),
            // Bytes out of place.
            ("]", .unexpectedByte, 0), ("}", .unexpectedByte, 0), (",", .unexpectedByte, 0), (":", .unexpectedByte, 0),
            ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0),
            ("'a'", .unexpectedByte, 0),
            ("Infinity", .unexpectedByte, 0), ("-Infinity", .number, 1), ("-NaN", .number, 1),
            ("True", .unexpectedByte, 0),
            ("nul0", .unexpectedByte, 3), ("tRue", .unexpectedByte, 1), ("falsE", .unexpectedByte, 4),
            ("a", .unexpectedByte, 0), ("\\", .unexpectedByte, 0), ("#\n0", .unexpectedByte, 0),
            ("/**/0", .unexpectedByte, 0),
            ("\u{0}", .unexpectedByte, 0), ("\u{C}0", .unexpectedByte, 0), ("\u{B}0", .unexpectedByte, 0),
            ("\u{A0}0", .unexpectedByte, 0), ("\u{2028}0", .unexpectedByte, 0), ("\u{1}", .unexpectedByte, 0),
            ("[,]", .unexpectedByte, 1), ("[,0]", .unexpectedByte, 1), ("[0,]", .unexpectedByte, 3),
            ("[0,,1]", .unexpectedByte, 3), ("[0 1]", .unexpectedByte, 3), ("[0:1]", .unexpectedByte, 2),
            ("[0}", .unexpectedByte, 2), ("[}", .unexpectedByte, 1), ("[\"a\":0]", .unexpectedByte, 4),
            ("[0;1]", .unexpectedByte, 2),
            ("{]", .unexpectedByte, 1), ("{0:0}", .unexpectedByte, 1), ("{a:0}", .unexpectedByte, 1),
            ("{null:0}", .unexpectedByte, 1), ("{'a':0}", .unexpectedByte, 1), ("{,}", .unexpectedByte, 1),
            ("{\"a\"}", .unexpectedByte, 4), ("{\"a\",0}", .unexpectedByte, 4), ("{\"a\" 0}", .unexpectedByte, 5),
            ("{\"a\"::0}", .unexpectedByte, 5), ("{\"a\":}", .unexpectedByte, 5), ("{\"a\":0,}", .unexpectedByte, 7),
            ("{\"a\":0,,}", .unexpectedByte, 7), ("{\"a\":0 \"b\":0}", .unexpectedByte, 7),
            ("{\"a\":0]", .unexpectedByte, 6),
            ("{\"a\":0,0}", .unexpectedByte, 7), ("{\"a\"=0}", .unexpectedByte, 4), ("[0/*c*/]", .unexpectedByte, 2),
            // More than one value.
            ("0 0", .trailingBytes, 2), ("[]]", .trailingBytes, 2), ("[][]", .trailingBytes, 2),
            ("{}}", .trailingBytes, 2),
            ("{}//c", .trailingBytes, 2), ("\"\"\"\"", .trailingBytes, 2), ("truee", .trailingBytes, 4),
            ("0x1", .trailingBytes, 1), ("1.2.3", .trailingBytes, 3), ("1e2e3", .trailingBytes, 3),
            ("0,", .trailingBytes, 1),
            ("1 000", .trailingBytes, 2), ("1_000", .trailingBytes, 1), ("0\u{0}", .trailingBytes, 1),
            ("[]\u{FEFF}", .trailingBytes, 2),
            // Numbers (RFC 8259 §6).
            ("00", .number, 1), ("01", .number, 1), ("-01", .number, 2), ("-00", .number, 2), ("012", .number, 1),
            ("--1", .number, 1), ("-a", .number, 1), ("-.5", .number, 1), ("[-]", .number, 2), ("[0.]", .number, 3),
            ("[1e]", .number, 3), ("[1e+]", .number, 4), ("1e+-1", .number, 3), ("0.e1", .number, 2),
            ("1.a", .number, 2),
            ("[-\u{FF11}]", .number, 2),
            // Strings (RFC 8259 §7).
            ("\"\n\"", .controlCharacter, 1), ("\"\t\"", .controlCharacter, 1), ("\"\u{0}\"", .controlCharacter, 1),
            ("\"\u{1F}\"", .controlCharacter, 1), ("\"12345678\r\"", .controlCharacter, 9),
            ("\"1234567\u{8}", .controlCharacter, 8),
            (#""\a""#, .escape, 1), (#""\x41""#, .escape, 1), (#""\0""#, .escape, 1), (#""\'""#, .escape, 1),
            (#""\U0041""#, .escape, 1), (#""\B""#, .escape, 1), (#""\u""#, .escape, 1), (#""\u12""#, .escape, 1),
            (#""\u123""#, .escape, 1), (#""\u123g""#, .escape, 1), (#""\u+123""#, .escape, 1),
            (#""\u 123""#, .escape, 1),
            (#""\u{41}""#, .escape, 1), ("\"\\é\"", .escape, 1), ("\"\\\n\"", .escape, 1),
            (#""1234567\q""#, .escape, 8),
            (#""\uD800\uZZZZ""#, .escape, 7),
            // Half of a pair (RFC 7493 §2.1).
            (#""\uD800""#, .loneSurrogate, 1), (#""\uDBFF""#, .loneSurrogate, 1), (#""\uDC00""#, .loneSurrogate, 1),
            (#""\uDFFF""#, .loneSurrogate, 1), (#""\uDC00\uDC00""#, .loneSurrogate, 1),
            (#""\uD800a""#, .loneSurrogate, 1), (#""\uD800\n""#, .loneSurrogate, 1),
            (#""\uD800\uD800""#, .loneSurrogate, 1), (#""\uD800\u0041""#, .loneSurrogate, 1),
            (#""\uDC00\uD800""#, .loneSurrogate, 1), (#""\uD83D\uDE00\uDE00""#, .loneSurrogate, 13),
            (#"{"\uD888":0}"#, .loneSurrogate, 2),
            // A mark in front (RFC 8259 §8.1).
            ("\u{FEFF}", .byteOrderMark, 0), ("\u{FEFF}{}", .byteOrderMark, 0), (" \u{FEFF}{}", .byteOrderMark, 1),
            ("\u{FF11}", .unexpectedByte, 0), ("[\u{FEFF}]", .unexpectedByte, 1),
        ] as [(String, JSONFault.Kind, Int)])
    func `refuses at the first byte that is wrong`(text: String, kind: JSONFault.Kind, offset: Int) {
        check(Array(text.utf8), kind, at: offset)
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0xBF], 0), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xC3], 0), ([0xC3, 0x28], 0),
            ([0xE0, 0x80, 0x80], 0),
            ([0xE0, 0x9F, 0xBF], 0), ([0xE2, 0x82], 0), ([0xE2, 0x28, 0xA1], 0), ([0xE2, 0x82, 0x28], 0),
            ([0xED, 0xA0, 0x80], 0), ([0xED, 0xBF, 0xBF], 0), ([0xF0, 0x80, 0x80, 0x80], 0),
            ([0xF0, 0x8F, 0xBF, 0xBF], 0),
            ([0xF0, 0x9F, 0x98], 0), ([0xF0, 0x28, 0x8C, 0xBC], 0), ([0xF0, 0x90, 0x28, 0xBC], 0),
            ([0xF0, 0x90, 0x8C, 0x28], 0),
            ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xF8, 0x88, 0x80, 0x80, 0x80], 0),
            ([0xFE], 0),
            ([0xFF], 0), ([0x61, 0xC3, 0xA9, 0xFF], 3), ([0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0xE9], 8),
        ] as [([UInt8], Int)])
    func `refuses bytes in a string that are not UTF-8`(content: [UInt8], offset: Int) {
        check([0x22] + content + [0x22], .utf8, at: offset + 1)
        check([0x5B, 0x22] + content, .utf8, at: offset + 2)
        check(Array("{\"".utf8) + content + Array("\":0}".utf8), .utf8, at: offset + 2)
    }

    @Test(
        arguments: [
            ([0xEF], .unexpectedByte), ([0xEF, 0xBB], .unexpectedByte), ([0xEF, 0xBB, 0xBF], .byteOrderMark),
            ([0xEF, 0xBC, 0x91], .unexpectedByte), ([0xFE, 0xFF, 0x00, 0x30], .unexpectedByte),
            ([0xFF, 0xFE, 0x30, 0x00], .unexpectedByte), ([0xE9], .unexpectedByte), ([0x7F], .unexpectedByte),
        ] as [([UInt8], JSONFault.Kind)])
    func `refuses other encodings and bytes outside strings`(bytes: [UInt8], kind: JSONFault.Kind) {
        check(bytes, kind, at: 0)
    }

    @Test func `refuses UTF-16 without a mark`() {
        check([0x30, 0x00], .trailingBytes, at: 1)
        check([0x00, 0x30], .unexpectedByte, at: 0)
        check([0x5B, 0x00, 0x5D, 0x00], .unexpectedByte, at: 1)
    }

    @Test(
        arguments: [
            .empty, .unexpectedEnd, .unexpectedByte, .trailingBytes, .byteOrderMark, .number, .escape,
            .controlCharacter,
            .utf8, .loneSurrogate, .tooDeep(limit: 7), .tooManyValues(limit: 7), .tooManyMembers(limit: 7),
        ] as [JSONFault.Kind])
    func `every fault has an explanation, and those of limits say the limit`(kind: JSONFault.Kind) {
        let fault = JSONFault(kind, at: 3)
        #expect(!fault.explanation.isEmpty)
        #expect(fault.explanation.contains("7") == (fault.limit == 7))
    }

    private func check(_ bytes: [UInt8], _ kind: JSONFault.Kind, at offset: Int) {
        #expect(throws: JSONFault(kind, at: offset)) { try JSONDocument(bytes) }
    }
}
