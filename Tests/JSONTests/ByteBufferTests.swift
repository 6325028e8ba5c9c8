import JSON
import Testing

struct ByteBufferTests {
    @Test(arguments: [0, 1, 2, 7, 256, 1000])
    func `grows as it is written to, and keeps every byte`(capacity: Int) {
        var buffer = ByteBuffer(capacity: capacity)
        var expected: [UInt8] = []
        for round in 0..<300 {
            let part = [UInt8](repeating: UInt8(round % 256), count: round % 11)
            buffer.append(part.span)
            buffer.append(UInt8(round % 7))
            buffer.append("text")
            buffer.append("name", between: 0x22)
            expected += part + [UInt8(round % 7)] + Array(#"text"name""#.utf8)
            #expect(buffer.count == expected.count)
            #expect(buffer.last == expected.last)
        }
        #expect(content(buffer) == expected)
    }

    @Test(arguments: [(-1, ""), (0, ""), (3, "abc"), (6, "abcdef"), (9, "abcdef")])
    func `is cut to a length that it has, and stays as it is for a longer one`(length: Int, left: String) {
        var buffer = ByteBuffer(capacity: 1)
        buffer.append("abcdef")
        buffer.cut(to: length)
        buffer.append("!")
        #expect(content(buffer) == Array((left + "!").utf8))
    }

    @Test(arguments: [(0, "+abc"), (1, "a+bc"), (3, "abc+")])
    func `takes bytes in at any place`(place: Int, expected: String) {
        var buffer = ByteBuffer(capacity: 3)
        buffer.append("abc")
        let part = Array("+".utf8)
        buffer.insert(part.span, at: place)
        #expect(content(buffer) == Array(expected.utf8))
    }

    @Test func `is empty at first, and after it was wiped, however large it was`() {
        var buffer = ByteBuffer(capacity: 16)
        #expect(buffer.last == nil)
        for size in [10, 3 << 20, 10] {
            let part = [UInt8](repeating: 1, count: size)
            buffer.append(part.span)
            #expect(content(buffer) == part)
            buffer.wipe()
            #expect(buffer.count == 0)
            #expect(content(buffer).isEmpty)
        }
    }

    @Test(arguments: [0, 1, -1, 9, 10, -10, 99, -100, 105, 999, 1000, 99_999, Int64.max, .min])
    func `writes the digits of every integer`(value: Int64) {
        var writer = JSONWriter(capacity: 1)
        writer.member("n", value)
        #expect(writer.bytes == Array("\"n\":\(value)".utf8))
    }

    private func content(_ buffer: borrowing ByteBuffer) -> [UInt8] {
        buffer.withBytes { $0.array }
    }
}
