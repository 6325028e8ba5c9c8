import JSON
import Testing

struct BytesTests {
    @Test func `every character is well-formed and every cut of it is not`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            let length = bytes.span.utf8Length(at: 0)
            let cut = Array(bytes.dropLast())
            let isCut = cut.isEmpty || cut.span.utf8Length(at: 0) == nil
            guard length == bytes.count, isCut else {
                Issue.record("U+\(String(value, radix: 16))")
                return
            }
        }
    }

    @Test func `three bytes are UTF-8 exactly when the standard library says so`() {
        let interesting: [UInt8] = [
            0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for a in interesting {
            for b in interesting {
                for c in interesting {
                    for bytes in [[a, b, c], [a, b, c, 0xBF]] {
                        let isValid = String(validating: bytes, as: UTF8.self) != nil
                        if (bytes.span.firstInvalidUTF8 == nil) != isValid { Issue.record("\(bytes)") }
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            ([], nil), ([0x41], nil), ([0xC3, 0xA9], nil), ([0x41, 0xC3], 1), ([0xC3, 0xA9, 0x80], 2),
            ([0xED, 0xA0, 0x80], 0),
        ] as [([UInt8], Int?)])
    func `the first byte that is not UTF-8 is found`(bytes: [UInt8], offset: Int?) {
        #expect(bytes.firstInvalidUTF8 == offset)
    }

    @Test func `bytes equal a text only as a whole`() {
        let bytes = Array("HS256".utf8)
        #expect(bytes.equals("HS256"))
        #expect(
            !bytes.equals("HS25") && !bytes.equals("HS2567") && !bytes.equals("hs256")
                && !bytes.equals(""))
        #expect(bytes.copy(1..<3) == [0x53, 0x32])
        #expect([UInt8]().equals(""))
    }

    @Test(arguments: 0..<40)
    func `a byte is found at any distance`(offset: Int) {
        var bytes = [UInt8](repeating: 0x2F, count: 40)
        bytes[offset] = 0x2E
        #expect(bytes.firstOffset(of: 0x2E) == offset)
        bytes[offset] = 0xAE
        #expect(bytes.firstOffset(of: 0x2E) == nil)
    }

    @Test func `hexadecimal digits and digits are ASCII`() {
        for byte in UInt8.min...UInt8.max {
            let character = Character(Unicode.Scalar(byte))
            #expect(byte.isDigit == ("0"..."9").contains(character))
            #expect(byte.hexadecimalDigit.map(Int.init) == (byte < 0x80 ? character.hexDigitValue : nil))
        }
    }
}
