/// Tells the places of bytes near each other: a line of megabytes is walked once, however many places in it are asked for.
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

    /// The place of a byte; it costs least near the one that was asked for before.
    mutating func position(of offset: Int) -> TextPosition {
        let offset = min(max(0, offset), text.count)
        if line < 0 || offset < content.lowerBound || offset > content.upperBound { begin(at: offset) }
        let place = min(offset, content.upperBound)
        if place < last.offset {
            last.character -= document.encoding.distance(in: text[place..<last.offset], to: last.offset)
        } else {
            last.character += document.encoding.distance(in: text[last.offset..<place], to: place)
        }
        last.offset = place
        return TextPosition(line: line, character: last.character)
    }

    /// Where some bytes stand.
    mutating func range(of bytes: Range<Int>) -> TextRange {
        let start = position(of: bytes.lowerBound)
        return TextRange(start: start, end: position(of: bytes.upperBound))
    }

    private mutating func begin(at offset: Int) {
        line = document.lines.line(of: offset)
        content = document.lines.content(of: line, in: text) ?? 0..<0
        last = (content.lowerBound, 0)
    }
}
