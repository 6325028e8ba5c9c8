import JSON
import Testing

struct StringTests {
    @Test(arguments: [
        (#""""#, ""), (#""abc""#, "abc"), (#""\"\\\/""#, "\"\\/"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\u0000""#, "\u{0}"), (#""\ud83d\ude00x""#, "😀x"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\\u0041""#, "\\u0041"), ("\"é\\té\"", "é\té"),
        (#""\uFEFF""#, "\u{FEFF}"),
        (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"), (#""12345678\n12345678""#, "12345678\n12345678"),
    ])
    func `a string is decoded when somebody asks`(text: String, content: String) throws {
        let value = try JSONDocument(Array(text.utf8)).root
        #expect(value.utf8 == Array(content.utf8))
        #expect(value.string.map { Array($0.utf8) } == Array(content.utf8))
        let bytes = Array(content.utf8)
        #expect(value.isString(bytes))
        #expect((value.plainRange != nil) == !text.contains("\\"))
        var other = bytes + [0x41]
        #expect(!value.isString(other))
        other.removeLast(min(2, other.count))
        #expect(value.isString(other) == bytes.isEmpty)
    }

    @Test(arguments: [
        (#""alg""#, true), (#""\u0061lg""#, true), (#""\u0061\u006c\u0067""#, true), (#""Alg""#, false),
        (#""al""#, false),
        (#""algo""#, false), (#""alg\u0000""#, false), (#""""#, false),
        ("1", false), ("null", false), ("[\"alg\"]", false),
    ])
    func `a string is compared by its content`(text: String, isEqual: Bool) throws {
        let value = try JSONDocument(Array(text.utf8)).root
        #expect(value.isString("alg") == isEqual)
        let bytes = Array("alg".utf8)
        #expect(value.isString(bytes) == isEqual)
    }

    @Test func `strings that Unicode calls equivalent differ`() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        #expect(composed == decomposed)
        for (written, other) in [(composed, decomposed), (decomposed, composed)] {
            let root = try JSONDocument(Array("{\"\(written)\":\"\(written)\"}".utf8)).root
            let same = Array(written.utf8)
            let different = Array(other.utf8)
            #expect(root[same]?.isString(same) == true)
            #expect(root[same]?.isString(different) == false)
            #expect(root[different] == nil)
        }
        let escaped = try JSONDocument(Array(#"{"\u00e9":0}"#.utf8)).root
        #expect(escaped["\u{E9}"] != nil)
        #expect(escaped["e\u{301}"] == nil)
        #expect(try !JSONDocument(Array("{\"\(composed)\":0,\"\(decomposed)\":0}".utf8)).hasDuplicates)
    }
}
