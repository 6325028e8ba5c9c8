import CZlib

// This room compresses and expands what encryption wraps (`zip: DEF`, RFC 7516 §4.1.3), through zlib. It knows no token.

/// Raw DEFLATE (RFC 1951), without the header of zlib or of gzip.
package enum RawDeflate {
    /// Why a stream cannot be expanded or made.
    package enum Fault: Error, Equatable {
        /// It is no whole stream, or octets follow it.
        case malformed
        /// It expands to more octets than the limit; no more than that was spent on it.
        case tooLarge(limit: Int)
        /// There was no memory for it.
        case noMemory
    }

    /// The content of a whole stream, if it has no more octets than the limit.
    package static func expand(_ stream: Span<UInt8>, limit: Int) throws(Fault) -> [UInt8] {
        try unsafe run(stream, limit: limit) { input, length, output, written in
            unsafe czlib_expand(input, length, limit, &output, &written)
        }
    }

    /// A stream of the content.
    package static func compress(_ content: Span<UInt8>) throws(Fault) -> [UInt8] {
        try unsafe run(content, limit: Int(Int32.max)) { input, length, output, written in
            unsafe czlib_compress(input, length, &output, &written)
        }
    }

    private static func run(
        _ input: Span<UInt8>, limit: Int,
        _ body: (UnsafePointer<UInt8>?, Int, inout UnsafeMutablePointer<UInt8>?, inout Int) -> Int32
    ) throws(Fault) -> [UInt8] {
        var output: UnsafeMutablePointer<UInt8>?
        var written = 0
        let outcome = unsafe input.withUnsafeBufferPointer { input in
            unsafe body(input.baseAddress, input.count, &output, &written)
        }
        defer { unsafe czlib_free(output, written) }
        switch Int(outcome) {
        case Int(CZLIB_DONE): break
        case Int(CZLIB_TOO_LARGE): throw .tooLarge(limit: limit)
        case Int(CZLIB_NO_MEMORY): throw .noMemory
        default: throw .malformed
        }
        return unsafe Array(UnsafeBufferPointer(start: output, count: written))
    }
}
