import Editor
import JWT

/// A document and what is done to it: after each change the tokens, keys and lines are those of a document that is opened anew.
///
/// What stands before the first zero byte is the text, in which a `0x01` is a stretch long enough that what lies behind it is not
/// near. Then come changes: four bytes say where and how much, one how many bytes come instead.
final class Edits: FuzzTarget {
    init(_ seeds: Seeds) {}

    private static let stretch = [UInt8](repeating: 0x20, count: 40_000)

    func run(_ bytes: [UInt8]) {
        let start = bytes.prefix { $0 != 0 }
        let text = start.prefix(1000).flatMap { $0 == 1 ? Self.stretch : [$0] }
        guard text.count < 1 << 21 else { return }
        var document = TextDocument(uri: "file:///a", text: text)
        var rest = bytes.dropFirst(start.count + 1)
        for _ in 0..<16 where rest.count > 5 {
            let numbers = Array(rest.prefix(5)).map { Int($0) }
            let from = (numbers[0] << 8 | numbers[1]) * document.text.count >> 16
            let length = numbers[2] < 200 ? numbers[2] % 12 : numbers[3] * 300
            let piece = Array(rest.dropFirst(5).prefix(numbers[4] % 64))
            rest = rest.dropFirst(5 + piece.count)
            let end = min(document.text.count, from + length)
            document.replace(document.range(of: from..<end), with: piece)
            check(document)
        }
    }

    private func check(_ document: TextDocument) {
        let fresh = TextDocument(uri: "file:///a", text: document.text)
        require(
            document.noted.items.count == fresh.noted.items.count,
            "\(document.noted.items.count) for \(fresh.noted.items.count)")
        for (old, new) in zip(document.noted.items, fresh.noted.items) {
            require(old.range == new.range, "\(old.range) for \(new.range)")
            require("\(old.note)" == "\(new.note)", "\(old.note) for \(new.note)")
        }
        require(
            document.position(of: document.text.count) == fresh.position(of: document.text.count), "The lines differ.")
    }
}
