import JWT

/// Where the lines of a text begin; they end with LF, CR LF or CR, as LSP has it (LSP 3.17, "Text Documents").
struct LineIndex: Sendable {
    private(set) var starts: [Int] = [0]

    /// The lines of a text.
    init(_ text: [UInt8]) {
        Self.appendStarts(in: text, 1..<(text.count + 1), to: &starts)
    }

    /// How many lines there are; the last one may be empty.
    var count: Int { starts.count }

    /// The line that a byte stands in, from 0.
    func line(of offset: Int) -> Int { max(0, starts.partitioningIndex { $0 > offset } - 1) }

    /// Where a line begins; nil behind the last one.
    func start(of line: Int) -> Int? { starts.indices.contains(line) ? starts[line] : nil }

    /// The bytes of a line without what ends it.
    func content(of line: Int, in text: [UInt8]) -> Range<Int>? {
        guard let start = start(of: line) else { return nil }
        var end = line + 1 < starts.count ? starts[line + 1] : text.count
        guard line + 1 < starts.count else { return start..<end }
        if end > start, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// Some bytes of the text were replaced by so many others; `text` is the new one.
    mutating func replace(_ range: Range<Int>, byCount count: Int, in text: [UInt8]) {
        let shift = count - range.count
        // Whether a line begins at a place rests on the bytes before and behind it.
        let first = starts.partitioningIndex { $0 >= max(1, range.lowerBound) }
        let last = starts.partitioningIndex { $0 > range.upperBound }
        if shift != 0 {
            for index in starts.indices[max(last, 1)...] { starts[index] += shift }
        }
        var added: [Int] = []
        Self.appendStarts(in: text, max(1, range.lowerBound)..<(range.lowerBound + count + 1), to: &added)
        starts.replaceSubrange(first..<max(first, last), with: added)
    }

    private static func appendStarts(in text: [UInt8], _ places: Range<Int>, to starts: inout [Int]) {
        for place in places where place <= text.count {
            let before = text[place - 1]
            guard before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r") else { continue }
            let isInside = before == UInt8(ascii: "\r") && place < text.count && text[place] == UInt8(ascii: "\n")
            if !isInside { starts.append(place) }
        }
    }
}
