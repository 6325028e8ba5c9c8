package import JSON

/// Tells messages apart in the bytes of a stream, as they come, by whichever framing the client uses.
///
/// Skip a byte order mark and white space: `{` or `[` means lines, one of LSP's headers, behind other headers perhaps,
/// means Content-Length headers, and that choice sticks. Anything else is refused line by line until one of the two is
/// seen: a warning that somebody printed into the pipe decides nothing.
package struct Framer {
    private enum State {
        case undecided
        case lines(LineFramer)
        case headers(HeaderFramer)
    }

    private var state: State
    private let limits: RPCLimits
    /// A body that is too large, until it is known whose it is.
    private var refused: RefusedBody?
    /// While undecided: the first byte that belongs to no message yet.
    private var start = 0
    /// While undecided: no line end stands between `start` and this.
    private var scanned = 0

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
        case .undecided:
            start -= dropped
            scanned = max(0, scanned - dropped)
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
            let frame = framer.next(in: bytes, isEnd: isEnd, &refused)
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
        let block = bytes.extracting(start..<min(bytes.count, start + limits.headerBytes))
        switch block.beginsHeaderBlock {
        case true?: return begin(.headers, bytes, isEnd: isEnd)
        case nil where !isEnd && block.count < limits.headerBytes: return .exhausted
        case nil where isEnd && block.isCutHeader:
            start = bytes.count
            return .exhausted
        default: return takeLine(bytes, isEnd: isEnd)
        }
    }

    private mutating func begin(_ framing: Framing, _ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        let skipped = start
        self = Framer(framing, limits: limits)
        rebase(by: -skipped)
        return next(in: bytes, isEnd: isEnd)
    }

    // A line that starts neither framing is answered, as the JSON that it is or is not, and decides nothing unless it is
    // too long.
    private mutating func takeLine(_ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        let newline = bytes.firstOffset(of: 0x0A, from: max(start, scanned))
        scanned = newline ?? bytes.count
        guard scanned - start <= limits.messageBytes else { return begin(.lines, bytes, isEnd: isEnd) }
        guard newline != nil || isEnd else { return .exhausted }
        defer { start = min(scanned + 1, bytes.count) }
        return .message(start..<scanned)
    }

    // In any order, as they come in one read or in several.
    private mutating func skipMarkAndSpace(_ bytes: Span<UInt8>) {
        while start < bytes.count {
            if bytes[start].isSpace {
                start += 1
            } else if start + 3 <= bytes.count, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF
            {
                start += 3
            } else {
                return
            }
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether these bytes, the last that will come, can be the beginning of a header.
    fileprivate var isCutHeader: Bool {
        firstOffset(of: UInt8(ascii: ":"), from: 0) != nil || ("content-length" as StaticString).begins(with: self)
            || ("content-type" as StaticString).begins(with: self)
    }

    /// Whether lines that look like headers stand here with one of LSP's own among them; nil where that cannot be told
    /// before more bytes come.
    fileprivate var beginsHeaderBlock: Bool? {
        var line = 0
        while true {
            var colon = line
            while colon < count, self[colon].isHeaderNameByte { colon += 1 }
            guard colon > line || colon == count else { return false }
            while colon < count, self[colon] == 0x20 || self[colon] == 0x09 { colon += 1 }
            guard colon < count else { return nil }
            guard self[colon] == UInt8(ascii: ":") else { return false }
            if beginsOwnHeader(at: line) { return true }
            guard let newline = firstOffset(of: 0x0A, from: colon) else { return nil }
            line = newline + 1
        }
    }
}

extension StaticString {
    /// Whether this lower-case ASCII text begins with the bytes, in any case.
    fileprivate func begins(with bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where bytes[index] | 0x20 != byte(index) | 0x20 { return false }
        return true
    }
}
