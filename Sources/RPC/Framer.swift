package import JSON

/// Tells messages apart in the bytes of a stream, as they come, by whichever framing the client uses.
///
/// Skip a byte order mark and white space: `{` or `[` means lines, a header's name and its colon mean Content-Length
/// headers, and that choice sticks. Anything else is refused line by line until one of the two is seen.
package struct Framer {
    private enum State {
        case undecided
        case lines(LineFramer)
        case headers(HeaderFramer)
    }

    private var state: State
    private let limits: RPCLimits
    /// While undecided: the first byte that belongs to no message yet.
    private var start = 0

    /// A framer for a new stream; with no framing given it finds out.
    package init(_ framing: Framing? = nil, limits: RPCLimits) {
        self.limits = limits
        switch framing {
        case nil: state = .undecided
        case .lines: state = .lines(LineFramer(limits: limits))
        case .headers: state = .headers(HeaderFramer(limits: limits))
        }
    }

    /// The framing in use, once it is known.
    package var framing: Framing? {
        switch state {
        case .undecided: nil
        case .lines: .lines
        case .headers: .headers
        }
    }

    /// The first byte that is still needed.
    package var position: Int {
        switch state {
        case .undecided: start
        case .lines(let framer): framer.position
        case .headers(let framer): framer.position
        }
    }

    /// The stream's bytes in front of `position` were dropped.
    package mutating func rebase(by dropped: Int) {
        switch state {
        case .undecided: start -= dropped
        case .lines(var framer):
            framer.rebase(by: dropped)
            state = .lines(framer)
        case .headers(var framer):
            framer.rebase(by: dropped)
            state = .headers(framer)
        }
    }

    /// The next message, or what stands in its place. `isEnd` says that no byte will follow these.
    package mutating func next(in bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        switch state {
        case .undecided: return decide(bytes, isEnd: isEnd)
        case .lines(var framer):
            let frame = framer.next(in: bytes, isEnd: isEnd)
            state = .lines(framer)
            return frame
        case .headers(var framer):
            let frame = framer.next(in: bytes)
            state = .headers(framer)
            return frame
        }
    }

    /// What stood in the message just given was refused as JSON. Answers whether that is no error after all: a value
    /// that goes on in the next lines, that is followed by another in the same line, or that the end of the stream cut.
    package mutating func forgives(_ fault: JSONFault, in message: Range<Int>, _ bytes: Span<UInt8>, isEnd: Bool)
        -> Bool
    {
        switch state {
        case .undecided: return isEnd && fault.kind == .unexpectedEnd && message.upperBound == bytes.count
        case .headers(var framer):
            framer.noteRefusal()
            state = .headers(framer)
            return false
        case .lines(var framer):
            guard fault.kind == .unexpectedEnd else { return false }
            if isEnd && message.upperBound == bytes.count { return true }
            defer { state = .lines(framer) }
            return framer.reopen(message, in: bytes)
        }
    }

    /// The message just given holds one value up to this byte and something else behind it, which is looked at next.
    package mutating func split(at offset: Int) -> Bool {
        guard case .lines(var framer) = state else { return false }
        framer.resume(at: offset)
        state = .lines(framer)
        return true
    }

    private mutating func decide(_ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        skipMarkAndSpace(bytes)
        guard start < bytes.count else { return .exhausted }
        if bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") {
            return begin(.lines, bytes, isEnd: isEnd)
        }
        var end = start
        while end < bytes.count, bytes[end].isHeaderNameByte { end += 1 }
        if end > start, end < bytes.count, bytes[end] == UInt8(ascii: ":") {
            return begin(.headers, bytes, isEnd: isEnd)
        }
        if end == bytes.count, !isEnd, end - start <= limits.headerBytes { return .exhausted }
        return takeLine(bytes, isEnd: isEnd)
    }

    private mutating func begin(_ framing: Framing, _ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        let skipped = start
        self = Framer(framing, limits: limits)
        rebase(by: -skipped)
        return next(in: bytes, isEnd: isEnd)
    }

    // A line that starts neither framing is answered, as the JSON that it is or is not, and decides nothing.
    private mutating func takeLine(_ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        guard let newline = bytes.firstOffset(of: 0x0A, from: start) else {
            if isEnd {
                defer { start = bytes.count }
                return .message(start..<bytes.count)
            }
            return bytes.count - start > limits.messageBytes ? begin(.lines, bytes, isEnd: isEnd) : .exhausted
        }
        defer { start = newline + 1 }
        return .message(start..<newline)
    }

    private mutating func skipMarkAndSpace(_ bytes: Span<UInt8>) {
        if start + 3 <= bytes.count, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF {
            start += 3
        }
        while start < bytes.count, bytes[start].isSpace { start += 1 }
    }
}
