import Glibc
import JSON

/// The tokens of a stream, one a line, in memory that does not grow with the stream.
///
/// A line that begins with `{` goes on in the lines behind it until its braces are closed, as long as those lines look
/// like its own: so JSON may be printed over lines, and an unfinished one swallows no other token.
struct TokenLines {
    private let descriptor: Int32
    private let limit: Int
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    /// The tokens that a descriptor gives, of each at most this many bytes and one more.
    init(descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
        buffer = [UInt8](repeating: 0, count: 64 << 10)
    }

    /// Whether the next token may have to be waited for.
    var mayWait: Bool { lineEnd == nil }

    private var lineEnd: Int? {
        let found = buffer.span.firstOffset(of: UInt8(ascii: "\n"), from: start)
        return found.flatMap { $0 < end ? $0 : nil }
    }

    /// The next token, or nil at the end.
    mutating func next() throws(CommandFailure) -> [UInt8]? {
        while var line = try readLine() {
            guard let first = line.first(where: { !$0.isWhiteSpace }) else { continue }
            guard first == UInt8(ascii: "{") else { return line }
            var braces = Braces()
            braces.read(line)
            while braces.depth > 0, line.count <= limit, try isContinued() {
                guard let more = try readLine() else { break }
                line.append(UInt8(ascii: "\n"))
                line += more.prefix(limit + 1 - min(line.count, limit + 1))
                braces.read(more)
            }
            return line
        }
        return nil
    }

    // A line without its end, cut behind the limit.
    private mutating func readLine() throws(CommandFailure) -> [UInt8]? {
        var line: [UInt8] = []
        var isStarted = false
        while try hasMore() {
            isStarted = true
            let lineEnd = lineEnd
            line += buffer[start..<(lineEnd ?? end)].prefix(limit + 1 - min(line.count, limit + 1))
            start = lineEnd.map { $0 + 1 } ?? end
            if lineEnd != nil { break }
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return isStarted ? line : nil
    }

    private mutating func isContinued() throws(CommandFailure) -> Bool {
        guard try hasMore() else { return false }
        return buffer[start].isWhiteSpace || [UInt8]("}]\",".utf8).contains(buffer[start])
    }

    // Reads on when everything was given out; answers false at the end.
    private mutating func hasMore() throws(CommandFailure) -> Bool {
        if start < end { return true }
        if isAtEnd { return false }
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .input("The tokens cannot be read.") }
            (start, end, isAtEnd) = (0, count, count == 0)
            return count > 0
        }
    }

    /// How deep braces and brackets are open, strings left out.
    private struct Braces {
        private(set) var depth = 0
        private var isInString = false
        private var isEscaped = false

        mutating func read(_ line: [UInt8]) {
            for byte in line {
                if isInString {
                    if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
                    isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: continue
                }
            }
        }
    }
}

extension UInt8 {
    fileprivate var isWhiteSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}
