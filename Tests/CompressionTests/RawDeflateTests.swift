import Compression
import Testing

struct RawDeflateTests {
    private func expand(_ stream: [UInt8], limit: Int = 1 << 20) -> Result<[UInt8], RawDeflate.Fault> {
        Result { () throws(RawDeflate.Fault) in try RawDeflate.expand(stream.span, limit: limit) }
    }

    private static func text(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    }

    @Test(arguments: [0, 1, 2, 100, 4095, 4096, 4097, 70_000])
    func `expands what was compressed`(count: Int) throws {
        let content = Self.text(count)
        let stream = try RawDeflate.compress(content.span)
        #expect(expand(stream) == .success(content))
        #expect(expand(stream, limit: count) == .success(content))
    }

    @Test(arguments: [1, 100, 4096, 4097, 70_000])
    func `stops one octet beyond the limit`(count: Int) throws {
        let stream = try RawDeflate.compress(Self.text(count).span)
        #expect(expand(stream, limit: count - 1) == .failure(.tooLarge(limit: count - 1)))
    }

    @Test
    func `refuses a bomb with no more memory than the limit`() throws {
        let bomb = try RawDeflate.compress([UInt8](repeating: 0, count: 64 << 20).span)
        #expect(bomb.count < 80_000)
        #expect(expand(bomb, limit: 256 << 10) == .failure(.tooLarge(limit: 256 << 10)))
    }

    @Test
    func `refuses a stream that is cut anywhere`() throws {
        let stream = try RawDeflate.compress(Self.text(500).span)
        for count in 0..<stream.count {
            #expect(expand(Array(stream.prefix(count))) == .failure(.malformed))
        }
    }

    @Test
    func `refuses octets after the stream`() throws {
        let stream = try RawDeflate.compress(Self.text(500).span)
        #expect(expand(stream + [0]) == .failure(.malformed))
    }

    // The content "a", with zlib's header and with gzip's.
    @Test(
        arguments: [
            [0x78, 0x9C, 0x4B, 0x04, 0x00, 0x00, 0x62, 0x00, 0x62],
            [
                0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4B, 0x04, 0x00, 0x43, 0xBE, 0xB7, 0xE8,
                0x01,
                0x00, 0x00, 0x00,
            ],
        ] as [[UInt8]])
    func `refuses another wrapping of the same stream`(stream: [UInt8]) {
        #expect(expand(stream) == .failure(.malformed))
    }

    @Test
    func `never fails otherwise, whatever it is given`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let stream = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            if case .failure(let fault) = expand(stream, limit: 1000) { #expect(fault != .noMemory) }
        }
    }
}
