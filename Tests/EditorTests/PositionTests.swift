import JWT
import Testing

@testable import Editor

struct PositionTests {
    private func document(_ text: String, _ encoding: PositionEncoding) -> TextDocument {
        TextDocument(uri: "file:///a", text: Array(text.utf8), encoding: encoding)
    }

    @Test(arguments: [
        (PositionEncoding.utf8, [0, 1, 3, 7, 8]), (.utf16, [0, 1, 2, 4, 5]), (.utf32, [0, 1, 2, 3, 4]),
    ])
    func `a character counts what the client counts`(encoding: PositionEncoding, characters: [Int]) {
        let document = document("aé😀b\n", encoding)
        for (offset, character) in zip([0, 1, 3, 7, 8], characters) {
            let position = TextPosition(line: 0, character: character)
            #expect(document.position(of: offset) == position)
            #expect(document.offset(of: position) == offset)
        }
    }

    @Test(arguments: PositionEncoding.allCases)
    func `what lies beyond a line or inside a character is brought back`(encoding: PositionEncoding) {
        let document = document("😀\r\nb", encoding)
        #expect(document.offset(of: TextPosition(line: 0, character: 1_000_000)) == 4)
        #expect(document.offset(of: TextPosition(line: 9, character: 0)) == 7)
        #expect(document.position(of: 5) == TextPosition(line: 0, character: document.position(of: 4).character))
        if encoding != .utf32 { #expect(document.offset(of: TextPosition(line: 0, character: 1)) == 0) }
    }

    @Test func `lines end as they do in LSP, and a change keeps count of them`() {
        let pieces = ["\n", "\r", "\r\n", "a", "é", "😀", ""].map { Array($0.utf8) }
        var dice = Dice(7)
        var text = (0..<60).flatMap { _ in pieces[dice.roll(pieces.count)] }
        var lines = LineIndex(text)
        for _ in 0..<3000 {
            let start = dice.roll(text.count + 1)
            let range = start..<min(text.count, start + dice.roll(4))
            let bytes =
                dice.roll(2) == 0
                ? pieces[dice.roll(pieces.count)] : pieces[dice.roll(3)] + pieces[dice.roll(pieces.count)]
            text.replaceSubrange(range, with: bytes)
            lines.replace(range, byCount: bytes.count, in: text)
            #expect(lines.starts == LineIndex(text).starts)
            if text.count > 200 {
                text = Array(text.prefix(60))
                lines = LineIndex(text)
            }
        }
    }
}
