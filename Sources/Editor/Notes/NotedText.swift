import JWT

/// A text that changes, with a note on each token and key in it; a note is made when what it is about comes, and kept as long as
/// that stays as it is.
package struct NotedText: Sendable {
    /// Something in the text, and what is known of it.
    package struct Item: Sendable {
        package fileprivate(set) var range: Range<Int>
        package let note: Note
        /// What came of the signature under the configured keys.
        package internal(set) var judgement = Judgement.none
        /// What is written beside it about it.
        private(set) var allowance: Allowance

        // `place` is that among all items.
        fileprivate init(_ sighting: Sighting, in text: [UInt8], at place: Int) {
            range = sighting.range
            note = Note(sighting, in: text, guesses: place < NotedText.guessLimit)
            allowance = Allowance(around: range, in: text)
        }

        /// The same thing somewhere else, perhaps beside something else.
        fileprivate mutating func move(to range: Range<Int>, in text: [UInt8], near change: Range<Int>) {
            self.range = range
            let isNear =
                range.lowerBound - change.upperBound <= Allowance.farthest
                && change.lowerBound - range.upperBound <= Allowance.farthest
            if isNear { allowance = Allowance(around: range, in: text) }
        }
    }

    private var scanned: ScannedText
    /// What stands in the text, in the order of where it begins.
    package internal(set) var items: [Item] = []

    /// Sightings of one document; what stands behind them is not told.
    static let limit = 50_000
    /// Tokens of one document, from its beginning, whose signatures are held against published secrets.
    static let guessLimit = 1000

    /// A text.
    package init(_ text: [UInt8]) {
        scanned = ScannedText(text, atMost: Self.limit)
        items = scanned.sightings.enumerated().map { Item($0.element, in: text, at: $0.offset) }
    }

    /// The text.
    package var text: [UInt8] { scanned.text }

    /// Whether there is more than is told.
    package var isCut: Bool { scanned.isCut }

    /// What begins or ends in a stretch of the text, or is around it.
    package func items(in stretch: Range<Int>) -> ArraySlice<Item> {
        // What stands inside something else begins behind it: a key in a set, nothing in a token.
        let end = items.partitioningIndex { $0.range.lowerBound > stretch.upperBound }
        var start = items.partitioningIndex { $0.range.lowerBound >= stretch.lowerBound }
        while start > 0, items[start - 1].range.upperBound >= stretch.lowerBound { start -= 1 }
        return items[start..<max(start, end)]
    }

    /// What stands at a place: the innermost, where one thing stands inside another.
    package func item(at offset: Int) -> Item? {
        items(in: offset..<offset).last { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
    }

    /// Puts other bytes in the place of some.
    mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
        let change = scanned.replace(range, with: bytes)
        // What stands apart from the change is the same thing as before, somewhere else.
        var known: [Int: Item] = [:]
        for item in items[change.removed] {
            if item.range.upperBound < range.lowerBound {
                known[item.range.lowerBound] = item
            } else if item.range.lowerBound > range.upperBound {
                known[item.range.lowerBound + change.shift] = item
            }
        }
        let changed = range.lowerBound..<(range.lowerBound + bytes.count)
        let start = change.removed.lowerBound
        let added = (start..<(start + change.added)).map { place -> Item in
            let sighting = scanned.sightings[place]
            if var item = known[sighting.range.lowerBound], item.range.count == sighting.range.count {
                item.move(to: sighting.range, in: scanned.text, near: changed)
                return item
            }
            return Item(sighting, in: scanned.text, at: place)
        }
        if change.shift != 0 {
            for index in items.indices[change.removed.upperBound...] {
                let range = items[index].range
                items[index].range = (range.lowerBound + change.shift)..<(range.upperBound + change.shift)
            }
        }
        items.replaceSubrange(change.removed, with: added)
    }

    /// Takes another text.
    mutating func replaceAll(with bytes: [UInt8]) {
        wipe()
        self = NotedText(bytes)
    }

    /// Other keys judge now.
    mutating func forgetJudgements() {
        for index in items.indices { items[index].judgement = .none }
    }

    /// Leaves nothing of the text in memory.
    mutating func wipe() {
        scanned.wipe()
        items = []
    }
}
