import JSON
import JWT
import Testing

struct TimeTests {
    static let numbers: [(String, Int64, Int32)] = [
        ("0", 0, 0), ("-0", 0, 0), ("1", 1, 0), ("1700000000", 1_700_000_000, 0), ("-1", -1, 0),
        ("1700000000.5", 1_700_000_000, 500_000_000), ("1.7e9", 1_700_000_000, 0), ("17e8", 1_700_000_000, 0),
        ("1700000000.0", 1_700_000_000, 0), ("1700000000.123456789123", 1_700_000_000, 123_456_789),
        ("-0.25", -1, 750_000_000), ("-1.5", -2, 500_000_000), ("1E0", 1, 0), ("15e-1", 1, 500_000_000),
        ("0e400", 0, 0), ("0.0e999999", 0, 0), ("1e-400", 0, 0), ("9223372036854775807", .max, 0),
        ("9223372036854775808", .max, 0), ("18446744073709551616", .max, 0), ("-9223372036854775808", .min, 0),
        ("-1e30", .min, 0), ("1e30", .max, 0), ("0.000000001", 0, 1), ("0.0000000001", 0, 0),
    ]

    @Test(arguments: numbers)
    func `a JSON number is an instant to the nanosecond`(row: (text: String, seconds: Int64, nanoseconds: Int32)) throws
    {
        let value = try JSONDocument(Array(row.text.utf8)).root
        #expect(NumericDate(value) == NumericDate(seconds: row.seconds, nanoseconds: row.nanoseconds))
    }

    @Test(arguments: [
        "1e400", "-1e400", "1e31", "1e99999999999", #""1700000000""#, "null", "true", "[]", "{}", #""never""#,
    ])
    func `what no clock will say, or is no number, is no instant`(text: String) throws {
        #expect(NumericDate(try JSONDocument(Array(text.utf8)).root) == nil)
    }

    @Test
    func `the ends of time are not passed`() {
        let end = NumericDate(seconds: .max)
        #expect(end.advanced(by: TimeSpan(seconds: 60)) == end)
        #expect(NumericDate(seconds: .min).advanced(by: TimeSpan(seconds: -1)).seconds == .min)
        #expect(end.seconds(since: NumericDate(seconds: .min)) == .max)
        #expect(NumericDate(seconds: .min).seconds(since: end) == .min)
    }

    static let spans: [(String, Int64?)] = [
        ("90", 90), ("90s", 90), ("5m", 300), ("5 min", 300), ("1h", 3600), ("1d12h", 129_600),
        ("1 day 12 hours", 129_600),
        ("2w", 1_209_600), ("1y", 31_536_000), ("-1h", -3600), ("+10m", 600), ("0", 0), ("", nil), ("-", nil),
        ("m", nil),
        ("5 parsecs", nil), ("1.5h", nil), ("5m-", nil), ("--5m", nil), ("9999999999999", nil), ("999999999999y", nil),
        ("1h1h", 7200), (" 5m", 300), ("５m", nil),
    ]

    @Test(arguments: spans)
    func `a length of time has units, or is seconds`(row: (text: String, seconds: Int64?)) {
        #expect(TimeSpan(row.text)?.seconds == row.seconds)
    }

    static let dates: [(String, Int64)] = [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-23T22:23:13Z", 1_795_472_593), ("2000-02-29T12:00:00Z", 951_825_600),
        ("1969-12-31T23:59:59Z", -1), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("2038-01-19T03:14:08Z", 2_147_483_648), ("2100-03-01T00:00:00Z", 4_107_542_400),
    ]

    @Test(arguments: dates)
    func `RFC 3339 text is read and written`(row: (text: String, seconds: Int64)) {
        #expect(Calendar.date(row.text) == NumericDate(seconds: row.seconds))
        #expect(Calendar.text(NumericDate(seconds: row.seconds)) == row.text)
    }

    static let otherDates: [(String, Int64?)] = [
        ("2026-11-23", 1_795_392_000), ("2026-11-23T23:23:13+01:00", 1_795_472_593),
        ("2026-11-23t22:23:13z", 1_795_472_593),
        ("2026-11-23 22:23:13.75Z", 1_795_472_593), ("2026-11-23T21:53:13-00:30", 1_795_472_593),
        ("2026-02-29", nil), ("2026-13-01", nil), ("2026-00-10", nil), ("2026-11-23T24:00:00Z", nil),
        ("2026-11-23T22:23:13", nil), ("2026-11-23T22:23:13+0100", nil), ("2026-11-23T22:23Z", nil), ("26-11-23", nil),
        ("2026-11-23T22:23:13Zx", nil), ("2026-11-23T22:23:13.Z", nil), ("", nil),
    ]

    @Test(arguments: otherDates)
    func `an offset, a fraction or a bare date is read, and nothing else`(row: (text: String, seconds: Int64?)) {
        #expect(Calendar.date(row.text)?.seconds == row.seconds)
    }

    @Test
    func `every day of four centuries is itself again`() {
        for day in stride(from: Int64(-100_000), through: 46_097, by: 13) {
            let date = NumericDate(seconds: day * 86_400 + 43_200)
            #expect(Calendar.text(date).flatMap(Calendar.date) == date)
        }
    }

    static let distances: [(Int64, String)] = [
        (0, "now"), (1, "in 1 s"), (-59, "59 s ago"), (60, "in 1 min"), (90, "in 1 min 30 s"), (840, "in 14 min"),
        (-3600, "1 h ago"), (-7500, "2 h 5 min ago"), (86_400, "in 24 h"), (259_200, "in 3 days"),
        (-315_360_000, "9 years ago"),
    ]

    @Test(arguments: distances)
    func `a distance is said as people say it`(row: (seconds: Int64, text: String)) {
        let now = NumericDate(seconds: 1_795_472_593)
        #expect(Calendar.distance(now.advanced(by: TimeSpan(seconds: row.seconds)), from: now) == row.text)
    }

    @Test
    func `no distance is too far to be said`() {
        let ends = [Int64.min, .max, 0].map { NumericDate(seconds: $0) }
        for a in ends {
            for b in ends { #expect(!Calendar.distance(a, from: b).isEmpty) }
            #expect(Calendar.text(a) == (a.seconds == 0 ? "1970-01-01T00:00:00Z" : nil))
        }
    }

    static let inputs: [(String, Int64?)] = [
        (#""now""#, 1000), (#""+10m""#, 1600), (#""-1h""#, -2600), ("5", 5), (#""1970-01-01T00:00:07Z""#, 7),
        (#""10m""#, nil), (#""""#, nil), ("true", nil), (#""tomorrow""#, nil),
    ]

    @Test(arguments: inputs)
    func `a caller's instant is seconds, a date, or a span with its sign`(row: (text: String, seconds: Int64?)) throws {
        let value = try JSONDocument(Array(row.text.utf8)).root
        #expect(NumericDate(input: value, now: NumericDate(seconds: 1000))?.seconds == row.seconds)
    }
}
