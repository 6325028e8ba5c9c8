import JSON
import Testing

struct NumberTests {
    @Test(arguments: [
        "0", "-0", "1.0", "-0.0", "1E400", "1e-400", "1e+007", "10.10", "18446744073709551616",
        String(repeating: "9", count: 400),
        "-" + String(repeating: "7", count: 400) + "." + String(repeating: "3", count: 400),
    ])
    func `a number is kept as it is written`(text: String) throws {
        for wrapped in [text, "[" + text + "]", "{\"a\":" + text + "}"] {
            let document = try JSONDocument(Array(wrapped.utf8))
            var writer = JSONWriter()
            writer.copy(document.root)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == wrapped)
        }
        let value = try JSONDocument(Array(text.utf8)).root
        #expect(value.kind == .number)
        #expect(value.lexeme == text)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1", 1), ("-1", -1), ("10", 10), ("9007199254740993", 9_007_199_254_740_993),
            ("9223372036854775807", .max), ("-9223372036854775807", -.max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("9223372036854775810", nil),
            ("92233720368547758070", nil), ("18446744073709551616", nil), (String(repeating: "9", count: 400), nil),
            ("1.0", nil), ("0.0", nil), ("-0.0", nil), ("1e0", nil), ("1E2", nil), ("10e-1", nil), ("1.5", nil),
            ("true", nil), ("null", nil), ("\"1\"", nil), ("[1]", nil), ("{\"a\":1}", nil),
        ] as [(String, Int64?)])
    func `an integer is a number that is written as one and fits 64 bits`(text: String, integer: Int64?) throws {
        #expect(try JSONDocument(Array(text.utf8)).root.integer == integer)
    }
}
