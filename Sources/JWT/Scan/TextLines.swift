/// The lines of a text, for saying where something stands, and what people wrote beside it.
package struct TextLines {
    private let text: [UInt8]
    private var position = 0
    private var line = 1
    private var column = 1

    /// The lines of this text.
    package init(_ text: [UInt8]) {
        self.text = text
    }

    /// The line of a byte and its column in characters, both from 1. Bytes are asked for in their order.
    package mutating func place(of offset: Int) -> (line: Int, column: Int) {
        while position < offset, position < text.count {
            if text[position] == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if text[position] & 0xC0 != 0x80 {
                column += 1
            }
            position += 1
        }
        return (line, column)
    }

    /// Whether somebody wrote into the lines of something that it may stand there: the marks of gitleaks and of
    /// detect-secrets, and our own, which may name what is allowed.
    package func isAllowed(_ range: Range<Int>) -> Bool {
        let before = text[..<range.lowerBound].suffix(Self.reach)
        let behind = text[range.upperBound...].prefix(Self.reach)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
        let end = behind.firstIndex(of: UInt8(ascii: "\n")) ?? behind.endIndex
        let around = [before[start...], behind[..<end]]
        return around.contains { line in Self.marks.contains { Self.holds($0, line) } }
    }

    private static let marks = ["gitleaks:allow", "pragma: allowlist secret", "jwtls:ignore"]
    private static let reach = 4096

    private static func holds(_ mark: String, _ line: ArraySlice<UInt8>) -> Bool {
        let mark = Array(mark.utf8)
        return line.indices.contains { line[$0] == mark[0] && line[$0...].starts(with: mark) }
    }
}
