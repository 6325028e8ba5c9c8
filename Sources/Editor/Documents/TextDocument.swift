import JWT

/// A document that an editor has open: its text, its lines, and what of it concerns us.
package struct TextDocument: Sendable {
    /// The document's address, as the client writes it.
    package let uri: String
    /// What the client calls the language.
    package let language: String
    /// The client's number for this state of the text, if it has one.
    package private(set) var version: Int?
    /// Whether its repository keeps it, so that others get it.
    package var isTracked = false
    /// What the characters of its positions count.
    let encoding: PositionEncoding
    private(set) var lines: LineIndex
    /// What stands in the text.
    package internal(set) var noted: NotedText

    /// A document with this text.
    package init(
        uri: String, language: String = "plaintext", version: Int? = nil, text: [UInt8],
        encoding: PositionEncoding = .utf8
    ) {
        self.uri = uri
        self.language = language
        self.version = version
        self.encoding = encoding
        lines = LineIndex(text)
        noted = NotedText(text)
    }

    /// The text.
    package var text: [UInt8] { noted.text }

    /// The place of a byte.
    package func position(of offset: Int) -> TextPosition {
        let text = noted.text
        let offset = min(max(0, offset), text.count)
        let line = lines.line(of: offset)
        guard let content = lines.content(of: line, in: text) else { return TextPosition(line: 0, character: 0) }
        return TextPosition(
            line: line, character: encoding.distance(in: text[content], to: min(offset, content.upperBound)))
    }

    /// The byte at a place; the end of the line or of the text where the place is behind it.
    package func offset(of position: TextPosition) -> Int {
        let text = noted.text
        guard let content = lines.content(of: position.line, in: text) else { return text.count }
        return encoding.offset(in: text[content], at: position.character)
    }

    /// Where some bytes stand.
    package func range(of bytes: Range<Int>) -> TextRange {
        TextRange(start: position(of: bytes.lowerBound), end: position(of: bytes.upperBound))
    }

    /// The bytes at a range; an empty range where it is turned around.
    package func bytes(of range: TextRange) -> Range<Int> {
        let (start, end) = (offset(of: range.start), offset(of: range.end))
        return start..<max(start, end)
    }

    /// The bytes of the line that a byte stands in, without what ends it.
    func line(around offset: Int) -> Range<Int> {
        lines.content(of: lines.line(of: offset), in: noted.text) ?? 0..<0
    }

    /// Puts other bytes in the place of those at a range, or of all where there is none.
    package mutating func replace(_ range: TextRange?, with bytes: [UInt8]) {
        guard let range else {
            noted.replaceAll(with: bytes)
            lines = LineIndex(bytes)
            return
        }
        let place = self.bytes(of: range)
        noted.replace(place, with: bytes)
        lines.replace(place, byCount: bytes.count, in: noted.text)
    }

    /// Says which state of the text this is.
    mutating func setVersion(_ version: Int?) { self.version = version }

    /// Leaves nothing of the text in memory.
    mutating func wipe() { noted.wipe() }
}
