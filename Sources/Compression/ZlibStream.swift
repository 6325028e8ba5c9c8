/// DEFLATE in the wrapping of zlib (RFC 1950): two octets in front, a checksum behind.
package enum ZlibStream {
    /// The content of a whole stream, if it has no more octets than the limit.
    package static func expand(_ stream: Span<UInt8>, limit: Int) throws(RawDeflate.Fault) -> [UInt8] {
        guard stream.count >= 6 else { throw .malformed }
        let (method, flags) = (stream[0], stream[1])
        // DEFLATE with a window of at most 32 KiB, and no dictionary that both sides would have to know.
        guard method & 0x0F == 8, method >> 4 <= 7, flags & 0x20 == 0,
            (UInt16(method) << 8 | UInt16(flags)).isMultiple(of: 31)
        else { throw .malformed }
        let end = stream.count - 4
        let content = try RawDeflate.expand(stream.extracting(2..<end), limit: limit)
        var checksum: UInt32 = 0
        for index in end..<stream.count { checksum = checksum << 8 | UInt32(stream[index]) }
        guard checksum == Self.checksum(of: content.span) else { throw .malformed }
        return content
    }

    /// A stream of the content.
    package static func compress(_ content: Span<UInt8>) throws(RawDeflate.Fault) -> [UInt8] {
        let checksum = checksum(of: content)
        let behind = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) }
        // The best that DEFLATE can do, as the second octet says.
        return [0x78, 0xDA] + (try RawDeflate.compress(content)) + behind
    }

    // Adler-32 (RFC 1950 §8.2); 5 552 octets are as many as can be added up before the sums must be reduced.
    private static func checksum(of content: Span<UInt8>) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        var start = 0
        while start < content.count {
            let end = min(start + 5552, content.count)
            for index in start..<end {
                low &+= UInt32(content[index])
                high &+= low
            }
            (low, high) = (low % 65521, high % 65521)
            start = end
        }
        return high << 16 | low
    }
}
