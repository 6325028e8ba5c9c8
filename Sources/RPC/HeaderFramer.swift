import JSON

/// Finds messages behind Content-Length headers, as LSP's base protocol has them.
///
/// Names in any case and order, `Content-Type` and a bare LF are tolerated. After anything else the framer passes over
/// bytes until it sees `Content-Length:` again, wherever that stands.
struct HeaderFramer {
    private let limits: RPCLimits
    /// The first byte that belongs to no message yet.
    private(set) var position = 0
    /// Bytes of an oversized body that are still to be passed over.
    private var skipping = 0
    private var isLost = false
    /// How far a lost framer has searched, or a header line was looked for.
    private var searched = 0
    /// What is passed over until the next body belongs to a fault that was answered already.
    private var isQuiet = false
    /// The body just given was refused: junk behind it is the rest of it, unless a header follows at once.
    private var mayHaveRest = false

    init(limits: RPCLimits) {
        self.limits = limits
    }

    /// The stream's bytes in front of `position` were dropped.
    mutating func rebase(by dropped: Int) {
        position -= dropped
        searched = max(0, searched - dropped)
    }

    /// The message just given was refused: its length may have been wrong, so what follows may be the rest of it.
    mutating func noteRefusal() {
        mayHaveRest = true
    }

    /// The next message, or what stands in its place. `refused` is for the next call, and stands beside this: what is copied
    /// for each message stays small.
    mutating func next(in bytes: Span<UInt8>, isEnd: Bool, _ refused: inout RefusedBody?) -> Frame {
        if refused != nil { return refuse(&refused, bytes, isEnd: isEnd) }
        skipBody(bytes)
        while !isLost || findHeader(in: bytes) {
            skipLineBreaks(bytes)
            // A block is read afresh each time more bytes come; it is bounded, so that costs nothing.
            var block = HeaderBlock(start: position, limits: limits)
            switch block.read(bytes) {
            case .unfinished: return .exhausted
            case .length(let length, let start): return readBody(length, start, bytes, isEnd: isEnd, &refused)
            case .fault(let message, let resume):
                let isRest = mayHaveRest && !bytes.beginsOwnHeader(at: position)
                if let error = lose(at: resume, message, isRest: isRest) { return .fault(error) }
            }
        }
        return .exhausted
    }

    private mutating func skipBody(_ bytes: Span<UInt8>) {
        let skipped = min(skipping, bytes.count - position)
        skipping -= skipped
        position += skipped
    }

    private mutating func readBody(
        _ length: Int, _ start: Int, _ bytes: Span<UInt8>, isEnd: Bool, _ refused: inout RefusedBody?
    ) -> Frame {
        guard length <= limits.messageBytes else {
            position = start
            searched = start
            let message = "A message of \(length) bytes is larger than \(limits.messageBytes) bytes."
            let error = RPCError(.limitMessage, message, limit: limits.messageBytes)
            guard length <= limits.skippedBytes else {
                isLost = true
                return .fault(error)
            }
            skipping = length
            refused = RefusedBody(error, limits: limits)
            return refuse(&refused, bytes, isEnd: isEnd)
        }
        guard length <= bytes.count - start else { return .exhausted }
        position = start + length
        isQuiet = false
        mayHaveRest = false
        return .message(start..<(start + length))
    }

    // Its first bytes, as they come, tell whose it is.
    private mutating func refuse(_ refused: inout RefusedBody?, _ bytes: Span<UInt8>, isEnd: Bool) -> Frame {
        guard var body = refused else { return .exhausted }
        let seen = body.search.read(bytes.extracting(position..<min(bytes.count, position + body.left)))
        body.left -= seen
        position += seen
        skipping -= seen
        let isDone = body.search.isOver || body.left == 0 || isEnd
        refused = isDone ? nil : body
        return isDone ? .fault(body.error, id: body.search.found) : .exhausted
    }

    // An error that was said already is not said twice.
    private mutating func lose(at resume: Int, _ message: String, isRest: Bool) -> RPCError? {
        isLost = true
        mayHaveRest = false
        position = resume
        searched = resume
        defer { isQuiet = true }
        return isQuiet || isRest ? nil : RPCError(.parse, message)
    }

    private mutating func findHeader(in bytes: Span<UInt8>) -> Bool {
        let name: StaticString = "content-length"
        var start = max(searched, position)
        while let colon = bytes.firstOffset(of: UInt8(ascii: ":"), from: start + name.utf8CodeUnitCount) {
            start = colon - name.utf8CodeUnitCount
            if bytes.matches(name, at: start) {
                position = start
                isLost = false
                return true
            }
            start += 1
        }
        searched = max(start, bytes.count - name.utf8CodeUnitCount)
        position = searched
        return false
    }

    // Blank lines between messages are no fault of a header.
    private mutating func skipLineBreaks(_ bytes: Span<UInt8>) {
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D { position += 1 }
    }
}

/// A body that is too large to be read: what it is answered with as soon as it is known whose it is, and what was seen of it.
struct RefusedBody {
    fileprivate let error: RPCError
    fileprivate var search: RequestIDSearch
    /// How many bytes are looked at, at most.
    fileprivate var left: Int

    fileprivate init(_ error: RPCError, limits: RPCLimits) {
        self.error = error
        search = RequestIDSearch(limits: limits)
        left = limits.messageBytes
    }
}

/// The header lines before one body.
private struct HeaderBlock {
    enum Outcome {
        case unfinished
        /// What is wrong, and from which byte on the next header may be looked for.
        case fault(String, resume: Int)
        case length(Int, bodyStart: Int)
    }

    let start: Int
    let limits: RPCLimits
    private var length: Int?
    private var lines = 0

    init(start: Int, limits: RPCLimits) {
        self.start = start
        self.limits = limits
    }

    mutating func read(_ bytes: Span<UInt8>) -> Outcome {
        var line = start
        while let lineEnd = bytes.firstOffset(of: 0x0A, from: line) {
            let end = lineEnd > line && bytes[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
            if end == line { return finish(bodyStart: lineEnd + 1) }
            lines += 1
            guard lines <= limits.headerLines, lineEnd - start <= limits.headerBytes else { return tooLarge(bytes) }
            if let fault = readLine(line..<end, bytes) { return fault }
            line = lineEnd + 1
        }
        // The blank line that ends the block counts no more when it comes late than when it is there.
        let isEnding = line == bytes.count || line + 1 == bytes.count && bytes[line] == 0x0D
        return bytes.count - start > limits.headerBytes && !isEnding ? tooLarge(bytes) : .unfinished
    }

    private func finish(bodyStart: Int) -> Outcome {
        guard let length else { return .fault("A header block has no Content-Length.", resume: start) }
        return .length(length, bodyStart: bodyStart)
    }

    private func tooLarge(_ bytes: Span<UInt8>) -> Outcome {
        .fault(
            "A header block is larger than \(limits.headerBytes) bytes or \(limits.headerLines) lines.",
            resume: start + 1)
    }

    private mutating func readLine(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Outcome? {
        guard let colon = bytes.firstOffset(of: UInt8(ascii: ":"), from: line.lowerBound), colon < line.upperBound
        else {
            return .fault("Bytes between messages are no header.", resume: line.lowerBound)
        }
        for offset in line.lowerBound..<colon where !bytes[offset].isHeaderNameByte {
            return .fault("A header's name has a byte that cannot stand in one.", resume: line.lowerBound)
        }
        let value = trim((colon + 1)..<line.upperBound, bytes)
        if bytes.matches("content-length:", at: line.lowerBound) { return readLength(value, bytes) }
        if bytes.matches("content-type:", at: line.lowerBound) { return readType(value, bytes) }
        for offset in value where bytes[offset] < 0x20 && bytes[offset] != 0x09 {
            return .fault("A header has a control character.", resume: line.upperBound)
        }
        return nil
    }

    // Where the name stood inside a body that was passed over, its "value" holds the next message's header.
    private mutating func readLength(_ value: Range<Int>, _ bytes: Span<UInt8>) -> Outcome? {
        guard !value.isEmpty, value.allSatisfy({ bytes[$0].isDigit }) else {
            return .fault("A Content-Length is not a number of digits.", resume: value.lowerBound)
        }
        guard value.count <= limits.lengthDigits else {
            return .fault("A Content-Length has more than \(limits.lengthDigits) digits.", resume: value.lowerBound)
        }
        let number = value.reduce(0) { $0 * 10 + Int(bytes[$1] - UInt8(ascii: "0")) }
        guard length == nil || length == number else {
            return .fault("Two Content-Length headers differ.", resume: value.lowerBound)
        }
        length = number
        return nil
    }

    // A body is UTF-8; LSP spells that `utf-8`, and `utf8` for old clients.
    private func readType(_ value: Range<Int>, _ bytes: Span<UInt8>) -> Outcome? {
        for offset in value where bytes.matches("charset=", at: offset) {
            let charset = offset + 8
            let isUTF8 = ["utf-8", "utf8", "\"utf-8\""].contains { (name: StaticString) in
                let end = charset + name.utf8CodeUnitCount
                return bytes.matches(name, at: charset) && (end >= value.upperBound || !bytes[end].isHeaderNameByte)
            }
            return isUTF8 ? nil : .fault("A body must be UTF-8.", resume: value.lowerBound)
        }
        return nil
    }

    private func trim(_ value: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        var start = value.lowerBound
        var end = value.upperBound
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }
}

extension Span where Element == UInt8 {
    /// Whether one of the two headers that LSP has begins here.
    func beginsOwnHeader(at offset: Int) -> Bool {
        for name: StaticString in ["content-length", "content-type"] where matches(name, at: offset) {
            let end = offset + name.utf8CodeUnitCount
            return end == count || !self[end].isHeaderNameByte
        }
        return false
    }

    /// Whether this lower-case ASCII text stands at the offset, in any case.
    func matches(_ text: StaticString, at offset: Int) -> Bool {
        guard offset + text.utf8CodeUnitCount <= count else { return false }
        for index in 0..<text.utf8CodeUnitCount {
            let byte = self[offset + index]
            let lower = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            if lower != text.byte(index) { return false }
        }
        return true
    }
}

extension UInt8 {
    /// Whether this can stand in a header's name.
    var isHeaderNameByte: Bool {
        isDigit || (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
