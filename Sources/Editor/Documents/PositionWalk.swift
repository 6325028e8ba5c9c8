/// Tells the places of one byte behind another: a line of megabytes is walked once, however many places in it are asked for.
struct PositionWalk {
    private let document: TextDocument
    private let text: [UInt8]
    private var line = -1
    private var content = 0..<0
    private var last = (offset: 0, character: 0)

    /// The places of a document.
    init(_ document: TextDocument) {
        self.document = document
        text = document.text
    }

    /// The place of a byte; it costs least where bytes are asked for in their order.
    mutating func position(of offset: Int) -> TextPosition {
        let offset = min(max(0, offset), text.count)
        if line < 0 || offset < last.offset || offset > content.upperBound { begin(at: offset) }
        let end = min(offset, content.upperBound)
        let more = document.encoding.distance(in: text[last.offset..<max(last.offset, end)], to: max(last.offset, end))
        last = (max(last.offset, end), last.character + more)
        return TextPosition(line: line, character: last.character)
    }

    /// Where some bytes stand.
    mutating func range(of bytes: Range<Int>) -> TextRange {
        let start = position(of: bytes.lowerBound)
        return TextRange(start: start, end: position(of: bytes.upperBound))
    }

    private mutating func begin(at offset: Int) {
        let here = document.lines.line(of: offset)
        content = document.lines.content(of: here, in: text) ?? 0..<0
        (line, last) = (here, (content.lowerBound, 0))
    }
}
