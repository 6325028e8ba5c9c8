/// Finds tokens and keys in any text, in one walk: what is read again is bounded by what it stands in.
///
/// A token is told by its header, which must be a JSON object with `alg`: what only looks like base64url, or has members of
/// the same names, is not one. A token or a key that is a JSON object is one as readers of JSON read it.
package struct TextScanner {
    private let text: [UInt8]
    private var position: Int
    private let end: Int
    private let limit: Int
    private var sightings: [Sighting] = []
    private var isCut = false
    private var objects: ObjectWalk
    /// Where the next line that ends a PEM block begins, once it was looked for.
    private var blockEnd = BlockEnd.unknown

    private enum BlockEnd { case unknown, none, at(Int) }

    /// What was found in a text, in the order of where it begins, and whether there may be more.
    package static func scan(_ text: [UInt8]) -> (sightings: [Sighting], isCut: Bool) {
        let (sightings, end) = scan(text, 0..<text.count, atMost: ScanLimits.sightings)
        return (sightings, end == nil)
    }

    /// What begins in this stretch of a text, in that order, and where the walk ended: behind the stretch if something
    /// reaches so far, nil where there was more than so many. It must not begin inside anything.
    static func scan(
        _ text: [UInt8], _ stretch: Range<Int>, atMost limit: Int
    ) -> (sightings: [Sighting], end: Int?) {
        var scanner = TextScanner(text: text, stretch, limit)
        scanner.run()
        return (
            scanner.sightings.sorted { $0.range.lowerBound < $1.range.lowerBound },
            scanner.isCut ? nil : scanner.position
        )
    }

    private init(text: [UInt8], _ stretch: Range<Int>, _ limit: Int) {
        self.text = text
        self.limit = limit
        position = stretch.lowerBound
        end = min(stretch.upperBound, text.count)
        objects = ObjectWalk(text, position..<end, atMost: limit)
    }

    private mutating func run() {
        while position < end {
            guard sightings.count < limit else {
                isCut = true
                return
            }
            switch text[position] {
            case UInt8(ascii: "e"): readToken()
            case UInt8(ascii: "-"): readBlock()
            case UInt8(ascii: "{"):
                if let object = objects.object(at: position) { sightings.append(object) }
                position += 1
            default: position += 1
            }
        }
    }

    // A token begins where a word of base64url does.
    private mutating func readToken() {
        let isInside = position > 0 && text[position - 1].isBase64URL
        guard !isInside, let range = TokenShape.token(in: text, at: position) else {
            position += 1
            return
        }
        sightings.append(Sighting(form: .token, range: range))
        position = range.upperBound
    }

    // A block of another label ends none: then nothing is known of what stands between.
    private mutating func readBlock() {
        let start = position
        position += 1
        guard holds("-----BEGIN ", at: start) else { return }
        let labelStart = start + 11
        let label = text[labelStart...].prefix(65).prefix { $0 != UInt8(ascii: "-") }
        guard label.count <= 64, label.allSatisfy({ (0x20..<0x7F).contains($0) }),
            holds("-----", at: label.endIndex), let end = end(behind: label.endIndex),
            end - start <= ScanLimits.keyBytes
        else { return }
        let endLabel = end + 9
        let endDashes = endLabel + label.count
        guard endDashes <= text.count, text[endLabel..<endDashes] == label, holds("-----", at: endDashes) else {
            return
        }
        position = endDashes + 5
        sightings.append(
            Sighting(form: .pem(label: String(decoding: label, as: UTF8.self)), range: start..<position))
    }

    private mutating func end(behind place: Int) -> Int? {
        if case .at(let end) = blockEnd, end >= place { return end }
        if case .none = blockEnd { return nil }
        var next = place
        while next + 9 <= text.count {
            if text[next] == UInt8(ascii: "-"), holds("-----END ", at: next) {
                blockEnd = .at(next)
                return next
            }
            next += 1
        }
        blockEnd = .none
        return nil
    }

    private func holds(_ words: StaticString, at place: Int) -> Bool {
        guard place + words.utf8CodeUnitCount <= text.count else { return false }
        return text[place...].starts(with: "\(words)".utf8)
    }
}
