import JSON

/// Finds one JSON value a line.
///
/// A value may be spread over lines, as `jq` prints it; but a line whose first column holds `{` or `[` always begins a
/// new message, so that an unfinished value cannot swallow the next request.
struct LineFramer {
    private let limits: RPCLimits
    /// The first byte that belongs to no message yet.
    private(set) var position = 0
    /// Where the line begins that is looked at next.
    private var searched = 0
    /// No line end stands between `searched` and this: no byte is looked at twice for one, however the bytes come.
    private var scanned = 0
    /// The brackets and quotes of a value whose first lines were read, if one is open.
    private var unfinished: Brackets?
    private var isDiscarding = false
    /// The first lines of a value were refused as too large: those that go on with it are passed over.
    private var isPassingOver = false

    init(limits: RPCLimits) {
        self.limits = limits
    }

    /// The stream's bytes in front of `position` were dropped.
    mutating func rebase(by dropped: Int) {
        position -= dropped
        searched = max(0, searched - dropped)
        scanned = max(0, scanned - dropped)
        unfinished?.position -= dropped
    }

    mutating func next(in bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        while true {
            guard let lineEnd = lineEnd(in: bytes, isEnd: isEnd) else { return waitForLine(bytes, isEnd: isEnd) }
            let line = searched..<lineEnd
            searched = min(lineEnd + 1, bytes.count)
            if let frame = take(line, bytes) { return frame }
        }
    }

    /// The message just given ends before its value does. Answers whether the value may go on in the next lines; it then
    /// stays open.
    mutating func reopen(_ message: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var brackets = Brackets(position: message.lowerBound)
        brackets.scan(bytes, to: message.upperBound)
        guard brackets.isOpen, !brackets.isInString else { return false }
        position = message.lowerBound
        unfinished = brackets
        return true
    }

    /// Another value follows in the same line, at this byte.
    mutating func resume(at offset: Int) {
        position = offset
        searched = offset
    }

    private mutating func lineEnd(in bytes: Span<UInt8>, isEnd: Bool) -> Int? {
        let newline = bytes.firstOffset(of: UInt8(ascii: "\n"), from: max(scanned, searched))
        scanned = newline ?? bytes.count
        return newline ?? (isEnd && searched < bytes.count ? bytes.count : nil)
    }

    // Without a line end in sight nothing is taken; a line that grows over the limit is dropped as it comes.
    private mutating func waitForLine(_ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        if isEnd, unfinished != nil, bytes.endsInLineEnd {
            unfinished = nil
            position = bytes.count
            return .fault(RPCError(.parse, "A value was left unfinished at the end of the input."))
        }
        guard isDiscarding || bytes.count - position > limits.messageBytes else { return .exhausted }
        let start = position
        position = bytes.count
        searched = bytes.count
        unfinished = nil
        if isDiscarding { return .exhausted }
        isDiscarding = true
        return tooLarge(from: start, bytes)
    }

    private mutating func take(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Frame? {
        if isDiscarding {
            isDiscarding = false
            position = searched
            return nil
        }
        let isStart = !line.isEmpty && (bytes[line.lowerBound] == 0x7B || bytes[line.lowerBound] == 0x5B)
        if isPassingOver, !isStart {
            position = searched
            return nil
        }
        isPassingOver = false
        if let open = unfinished, !isStart { return extend(open, with: line, bytes) }
        if unfinished != nil {
            unfinished = nil
            position = line.lowerBound
            searched = line.lowerBound
            return .fault(RPCError(.parse, "A value was left unfinished before the next line began a new message."))
        }
        return begin(line, bytes)
    }

    private mutating func begin(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Frame? {
        position = searched
        let message = trim(line, bytes)
        guard !message.isEmpty else { return nil }
        guard message.count <= limits.messageBytes else { return tooLarge(from: line.lowerBound, bytes) }
        return .message(message)
    }

    private mutating func extend(_ open: Brackets, with line: Range<Int>, _ bytes: Span<UInt8>) -> Frame? {
        var open = open
        let start = position
        open.scan(bytes, to: line.upperBound)
        guard searched - start <= limits.messageBytes else {
            unfinished = nil
            isPassingOver = true
            position = searched
            return tooLarge(from: start, bytes)
        }
        if open.isOpen, !open.isInString {
            unfinished = open
            return nil
        }
        unfinished = nil
        position = searched
        return .message(start..<line.upperBound)
    }

    // A byte order mark and white space around a message are nobody's message.
    private func trim(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        var start = line.lowerBound
        var end = line.upperBound
        if start + 3 <= end, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF { start += 3 }
        while start < end, bytes[start].isSpace { start += 1 }
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return start..<end
    }

    // However many of its bytes have come, the first of them tell whose it is.
    private func tooLarge(from start: Int, _ bytes: Span<UInt8>) -> Frame {
        let seen = bytes.extracting(start..<min(bytes.count, start + limits.messageBytes))
        return .fault(
            RPCError(.limitMessage, "A line is longer than \(limits.messageBytes) bytes.", limit: limits.messageBytes),
            id: RequestIDSearch.id(in: seen, limits: limits))
    }
}

extension Span where Element == UInt8 {
    /// Whether the last line is whole; one that is cut is nobody's message.
    fileprivate var endsInLineEnd: Bool { count > 0 && self[count - 1] == UInt8(ascii: "\n") }
}

/// Which brackets and quotes are open, counted as far as a text was seen.
private struct Brackets {
    var position: Int
    private var depth = 0
    private(set) var isInString = false
    private var isEscaped = false

    init(position: Int) {
        self.position = position
    }

    var isOpen: Bool { depth > 0 }

    mutating func scan(_ bytes: Span<UInt8>, to end: Int) {
        while position < end {
            see(bytes[position])
            position += 1
        }
    }

    private mutating func see(_ byte: UInt8) {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: return
        }
    }
}
