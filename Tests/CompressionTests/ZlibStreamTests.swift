import Compression
import Testing

struct ZlibStreamTests {
    @Test func `expands what it compresses, and refuses it with any bit changed`() throws {
        for count in [0, 1, 5551, 5552, 5553, 100_000] {
            let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0) }
            let stream = try ZlibStream.compress(content.span)
            #expect(try ZlibStream.expand(stream.span, limit: count) == content)
        }
        let content = Array("a status list".utf8)
        let stream = try ZlibStream.compress(content.span)
        for place in 0..<(stream.count * 8) {
            var changed = stream
            changed[place / 8] ^= 1 << UInt8(place % 8)
            let expanded = try? ZlibStream.expand(changed.span, limit: 100)
            #expect(expanded == nil || expanded == content, "bit \(place)")
        }
    }

    @Test func `reads what others wrote`() throws {
        let stream: [UInt8] = [0x78, 0x9C, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0x02, 0x4D, 0x01, 0x27]
        #expect(try ZlibStream.expand(stream.span, limit: 3) == Array("abc".utf8))
        #expect(throws: RawDeflate.Fault.tooLarge(limit: 2)) { try ZlibStream.expand(stream.span, limit: 2) }
    }

    @Test(
        arguments: [
            [], [0x78], [0x78, 0x9C, 0, 0, 0, 0], [0x78, 0x9D, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0x02, 0x4D, 0x01, 0x27],
            [0x88, 0x1C, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0x02, 0x4D, 0x01, 0x27],
            [0x78, 0xBB, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0x02, 0x4D, 0x01, 0x27],
        ] as [[UInt8]])
    func `refuses what is no stream`(stream: [UInt8]) {
        #expect(throws: RawDeflate.Fault.malformed) { try ZlibStream.expand(stream.span, limit: 100) }
    }
}
