import JSON
import Testing

struct EscapeTests {
    @Test(arguments: [
        ("", ""), ("abc", "abc"), ("\"\\/", #"\"\\/"#), ("\n\r\t", #"\n\r\t"#),
        ("\u{8}\u{C}\u{0}\u{1F}", #"\u0008\u000c\u0000\u001f"#),
        ("\u{1B}[2J", #"\u001b[2J"#), ("\u{7F}", #"\u007f"#), ("12345678\u{7F}", #"12345678\u007f"#),
        ("\u{80}\u{9B}\u{9F}", #"\u0080\u009b\u009f"#),
        ("\u{A0}é€😀", "\u{A0}é€😀"), ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("\u{202A}\u{202E}", #"\u202a\u202e"#),
        ("\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}", #"\u2066\u2069\u200e\u200f\u061c"#),
        ("\u{200B}\u{200D}\u{2060}", #"\u200b\u200d\u2060"#),
        ("\u{FEFF}", #"\ufeff"#), ("\u{FFF9}\u{FFFB}", #"\ufff9\ufffb"#),
        ("\u{E0001}\u{E0041}\u{E007F}", #"\udb40\udc01\udb40\udc41\udb40\udc7f"#),
        ("</script>", "</script>"), ("a\u{202E}b\u{202C}c", #"a\u202eb\u202cc"#), ("\r\n", #"\r\n"#),
        ("\u{10FFFF}", "\u{10FFFF}"),
        ("\u{AD}\u{34F}\u{180E}", #"\u00ad\u034f\u180e"#), ("\u{E0100}\u{E01EF}", #"\udb40\udd00\udb40\uddef"#),
    ])
    func `text that could change how the text around it reads is escaped`(content: String, written: String) throws {
        var writer = JSONWriter()
        writer.string(content)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\(written)\"")
        #expect(try JSONDocument(writer.bytes).root.utf8 == Array(content.utf8))
        var copy = JSONWriter()
        copy.copy(try JSONDocument(writer.bytes).root)
        #expect(copy.bytes == writer.bytes)
    }

    @Test func `every character is written so that it can be read again, on one line of UTF-8`() throws {
        var bytes: [UInt8] = []
        for value in UInt32(0)...0x10FFFF {
            if let scalar = Unicode.Scalar(value) { bytes += Array(String(scalar).utf8) }
        }
        var writer = JSONWriter()
        writer.string(bytes.span)
        #expect(try JSONDocument(writer.bytes).root.utf8 == bytes)
        let text = try #require(String(validating: writer.bytes, as: UTF8.self))
        let escaped = text.unicodeScalars.filter { scalar in
            let properties = scalar.properties
            return properties.isDefaultIgnorableCodePoint || properties.isBidiControl
                || [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
        }
        #expect(escaped.isEmpty)
    }

    @Test(
        arguments: [
            ([0xFF], "\u{FFFD}"), ([0x61, 0xC3], "a\u{FFFD}"), ([0xC3, 0x28], "\u{FFFD}("),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x98, 0x22], "\u{FFFD}\u{FFFD}\u{FFFD}\\\""),
            ([0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x80], "12345678\u{FFFD}"),
        ] as [([UInt8], String)])
    func `bytes that are not UTF-8 are replaced`(content: [UInt8], written: String) throws {
        var writer = JSONWriter()
        writer.string(content.span)
        #expect(writer.bytes == Array("\"\(written)\"".utf8))
        #expect(throws: Never.self) { try JSONDocument(writer.bytes) }
    }
}
