import JSON
import JWT
import Testing

struct DecimalTests {
    static let ordered = [
        "-1e1000000", "-1000", "-1.5", "-1.25", "-1", "-1e-1000000", "0", "1e-1000000", "0.1", "0.11", "1",
        "9007199254740992", "9007199254740993", "12345678901234567890123", "1e23", "1e1000000",
    ]

    @Test
    func `numbers are in the order of what they say`() throws {
        let numbers = try Self.ordered.map { text in
            try #require(Decimal(try JSONDocument(Array(text.utf8)).root), "\(text)")
        }
        for (i, a) in numbers.enumerated() {
            for (j, b) in numbers.enumerated() {
                #expect((a < b) == (i < j), "\(a.text) \(b.text)")
                #expect((a == b) == (i == j), "\(a.text) \(b.text)")
            }
        }
    }

    @Test(arguments: [
        ("1", "1.0"), ("100", "1e2"), ("100", "10.00E1"), ("0", "-0"), ("0", "0e5"), ("0.5", "5e-1"), ("-2", "-20e-1"),
    ])
    func `a number is the same however it is written`(a: String, b: String) throws {
        let first = try JSONDocument(Array(a.utf8)).root
        let second = try JSONDocument(Array(b.utf8)).root
        #expect(Decimal(first) == Decimal(second))
        #expect(first.isEqual(to: second))
    }

    @Test(arguments: [("1.5", false), ("1.0", true), ("15e-1", false), ("1500e-2", true), ("0", true), ("1e300", true)])
    func `an integer is one however it is written`(text: String, isInteger: Bool) throws {
        #expect(Decimal(try JSONDocument(Array(text.utf8)).root)?.isInteger == isInteger)
    }

    static let pairs: [(String, String, Bool)] = [
        (#"{"a":1,"b":[true,null]}"#, #"{"b":[true,null],"a":1.0}"#, true), (#"[1,2]"#, "[2,1]", false),
        (#""é""#, #""\u00e9""#, true), (#""é""#, "\"e\u{301}\"", false), ("null", "false", false),
        (#"{"a":1}"#, #"{"a":1,"b":2}"#, false), (#""1""#, "1", false),
    ]

    @Test(arguments: pairs)
    func `values are equal when they say the same`(a: String, b: String, isEqual: Bool) throws {
        let first = try JSONDocument(Array(a.utf8)).root
        let second = try JSONDocument(Array(b.utf8)).root
        #expect(first.isEqual(to: second) == isEqual)
        #expect(second.isEqual(to: first) == isEqual)
    }
}
