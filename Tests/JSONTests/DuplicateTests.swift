import JSON
import Testing

struct DuplicateTests {
    @Test(
        arguments: [
            (#"{}"#, []), (#"{"a":1}"#, []), (#"{"a":1,"b":1}"#, []), (#"{"a":1,"A":1}"#, []),
            (#"{"a":{"a":{"a":1}}}"#, []),
            (#"[{"a":1},{"a":1}]"#, []), (#"{"a":1,"b":{"a":1},"c":{"a":1}}"#, []), (#"{"a":1,"a ":1}"#, []),
            (#"{"a":1,"a":2}"#, [7]), (#"{"a":1,"a":1}"#, [7]), (#"{"a":1,"b":2,"a":3,"b":4,"a":5}"#, [13, 19, 25]),
            (#"{"":1,"":2}"#, [6]), (#"{"a":1,"\u0061":2}"#, [7]), (#"{"\u0061":1,"a":2}"#, [12]),
            (#"{"\/":1,"/":2,"\u002F":3,"\u002f":4}"#, [8, 14, 25]), (#"{"\ud83d\ude00":1,"😀":2}"#, [18]),
            (#"{"\n":1,"\u000a":2,"n":3}"#, [8]), (#"{"\\u0061":1,"a":2}"#, []),
            (#"{"x":{"a":1,"a":2},"y":{"b":1,"b":2}}"#, [12, 30]), (#"[[{"a":1,"a":2}]]"#, [9]),
            // The inner object ends before the outer one does, and its duplicate stands behind the outer one's.
            (#"{"a":1,"a":{"b":1,"b":2}}"#, [7, 18]),
            (#"{"a":{"b":1,"b":2},"a":{"b":1,"b":2},"a":0}"#, [12, 19, 30, 37]),
        ] as [(String, [Int])])
    func `duplicates are reported in the order of the text`(text: String, offsets: [Int]) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.duplicates.map(\.range.lowerBound) == offsets)
        #expect(document.hasDuplicates == !offsets.isEmpty)
        #expect(document.duplicates.allSatisfy { $0.kind == .string })
    }

    @Test(arguments: [1, 2, 23, 24, 25, 26, 100, 10_000])
    func `a duplicate is found in an object of any size`(count: Int) throws {
        let names = (0..<count).map { "\"n\($0)\":\($0)" }
        let good = try JSONDocument(Array(("{" + names.joined(separator: ",") + "}").utf8))
        #expect(!good.hasDuplicates)
        for victim in [0, count / 2, count - 1] {
            let text = "{" + (names + ["\"n\(victim)\":true"]).joined(separator: ",") + "}"
            let document = try JSONDocument(Array(text.utf8), limits: JSONLimits(members: count + 1))
            #expect(document.duplicates.map(\.string) == ["n\(victim)"])
            #expect(document.duplicates.first?.range.upperBound == text.utf8.count - 6)
        }
    }

    // Comparing every pair would take minutes.
    @Test(.timeLimit(.minutes(1)))
    func `the search does not compare every pair of a large object`() throws {
        let count = 200_000
        // Names of one length that differ only at the end are the slowest to tell apart.
        let names = (0..<count).map { "\"a-name-of-one-length-\(1_000_000 + $0)\":0" }
        let text = Array(("{" + names.joined(separator: ",") + "," + names[0] + "}").utf8)
        let document = try JSONDocument(text, limits: JSONLimits(members: count + 1))
        #expect(document.duplicates.map(\.string) == ["a-name-of-one-length-1000000"])
    }
}
