import JSON
import Testing
import Vectors

struct PublishedGrammarTests {
    @Test(
        .enabled(if: PublishedVectors.has("jsontestsuite"), Comment(rawValue: PublishedVectors.absence)),
        arguments: PublishedVectors.files(of: "jsontestsuite"))
    func `agrees with JSONTestSuite`(file: PublishedFile) throws {
        let bytes = try file.bytes()
        // Two files nest deeper than any limit of ours: they must be refused whatever the limit is.
        for limits in [JSONLimits(), JSONLimits(depth: 1_000_000, values: 10_000_000)] {
            switch file.name.first {
            case "y": #expect(throws: Never.self) { try JSONDocument(bytes, limits: limits) }
            case "n": #expect(throws: JSONFault.self) { try JSONDocument(bytes, limits: limits) }
            default: Issue.record("\(file.name) says neither y nor n")
            }
        }
    }

    // What the suite leaves open, decided: nothing that RFC 7493 calls not interoperable gets in, and every number does.
    @Test(
        arguments: [
            ("a number too large for a double", "[1e9999]", nil), ("a number too small for a double", "[1e-9999]", nil),
            ("a huge exponent", "[0.4e00669999999999999999999999999999999999999999999999999999999999]", nil),
            ("an integer beyond 64 bits", "[100000000000000000000]", nil),
            ("a negative integer beyond 64 bits", "[-237462374673276894279832749832423479823246327846]", nil),
            ("the first half of a pair, twice", #"["\uD800\uD800"]"#, .loneSurrogate),
            ("the second half alone", #"["\uDFAA"]"#, .loneSurrogate),
            ("the halves in the wrong order", #"["\uDd1e\uD834"]"#, .loneSurrogate),
            ("half a pair and a letter", #"["\uD800abc"]"#, .loneSurrogate),
            ("half a pair in a name", #"{"\uDFAA":0}"#, .loneSurrogate),
            ("a byte order mark before a value", "\u{FEFF}{}", .byteOrderMark),
            ("a byte order mark inside a string", "[\"\u{FEFF}\"]", nil),
            ("a noncharacter", "[\"\u{FFFE}\u{10FFFF}\"]", nil),
            (
                "five hundred arrays", String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
                .tooDeep(limit: 64)
            ),
            ("a duplicate member", #"{"a":1,"a":2}"#, nil), ("an empty name", #"{"":0}"#, nil),
        ] as [(String, String, JSONFault.Kind?)])
    func `what RFC 8259 leaves open is decided`(what: String, text: String, fault: JSONFault.Kind?) {
        #expect(kind(of: Array(text.utf8)) == fault, "\(what)")
    }

    @Test(
        arguments: [
            [0xED, 0xA0, 0x80], [0xE6, 0x97, 0xA5, 0xD1], [0xFF], [0xC0, 0xAF], [0xF4, 0xBF, 0xBF, 0xBF],
            [0xFC, 0x83, 0xBF, 0xBF],
            [0x81], [0xE0, 0xFF],
        ] as [[UInt8]])
    func `a string that is not UTF-8 is refused, never mended`(content: [UInt8]) {
        #expect(kind(of: Array("[\"".utf8) + content + Array("\"]".utf8)) == .utf8)
    }

    private func kind(of bytes: [UInt8]) -> JSONFault.Kind? {
        do throws(JSONFault) {
            _ = try JSONDocument(bytes)
            return nil
        } catch {
            return error.kind
        }
    }
}
