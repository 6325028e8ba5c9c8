import JSON

/// A token without what copying, mailing and escaping did to it: line breaks, quote marks, escapes, invisible marks.
///
/// What stands in a compact token and is none of these is kept for the reader of its part to judge.
struct TokenSpelling {
    /// Where each byte stood in the text.
    private(set) var places: PlaceMap
    /// What was mended, one finding for each kind of change.
    private(set) var findings: [Finding] = []
    private var bytes: [UInt8] = []
    private let form: MendedText.Form
    private let escape: TokenWrapping.Escape
    private let end: Int
    private var position: Int
    private var isAtLineStart = false
    private var blanks = Change()
    private var percents = Change()
    private var backslashes = Change()
    private var quoteMarks = Change()
    private var invisibles = Change()

    /// How often something was mended, and where first.
    private struct Change {
        var count = 0
        var first = 0..<0

        mutating func note(_ range: Range<Int>) {
            if count == 0 { first = range }
            count += 1
        }
    }

    /// Spells the token at this range of a text.
    init(_ text: Span<UInt8>, _ content: Range<Int>, _ form: MendedText.Form, _ escape: TokenWrapping.Escape) {
        self.form = form
        self.escape = escape
        end = content.upperBound
        position = content.lowerBound
        places = PlaceMap(origin: content.lowerBound)
        bytes.reserveCapacity(content.count)
        while position < end { form == .json ? readEscaped(text) : read(text) }
        report()
    }

    /// The token; it can be taken once.
    mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func read(_ text: Span<UInt8>) {
        let byte = text[position]
        let length: Int
        switch byte {
        case UInt8(ascii: "%"): return readPercent(text)
        case UInt8(ascii: "\\"): return readBackslash(text)
        case 0xC2, 0xE2, 0xE3, 0xEF: length = Self.invisibleLength(text, position, end)
        case _ where byte.isBlank: return skipBlanks(text)
        case UInt8(ascii: ">") where isAtLineStart:
            quoteMarks.note(position..<(position + 1))
            position += 1
            return
        default: length = 0
        }
        isAtLineStart = false
        guard length == 0 else {
            invisibles.note(position..<(position + length))
            position += length
            return
        }
        append(byte, taking: 1)
    }

    private mutating func append(_ byte: UInt8, taking count: Int) {
        places.note(bytes.count, from: position, step: count)
        bytes.append(byte)
        position += count
    }

    private mutating func skipBlanks(_ text: Span<UInt8>) {
        let start = position
        while position < end, text[position].isBlank {
            if text[position] == 0x0A || text[position] == 0x0D { isAtLineStart = true }
            position += 1
        }
        blanks.note(start..<position)
    }

    // A percent sign may itself be escaped, once for each time that the text was put into an address.
    private mutating func readPercent(_ text: Span<UInt8>) {
        var digits = position + 1
        while digits + 2 <= end, text[digits] == UInt8(ascii: "2"), text[digits + 1] == UInt8(ascii: "5") {
            digits += 2
        }
        guard digits + 2 <= end, let high = text[digits].hexadecimalDigit, let low = text[digits + 1].hexadecimalDigit
        else { return append(text[position], taking: 1) }
        let range = position..<(digits + 2)
        percents.note(range)
        let byte = high << 4 | low
        if form == .compact, byte.isBlank {
            position = range.upperBound
        } else {
            append(byte, taking: range.count)
        }
    }

    // Line breaks that are written as escapes, a backslash before a line break, and escapes that programs write.
    private mutating func readBackslash(_ text: Span<UInt8>) {
        guard position + 1 < end else { return append(text[position], taking: 1) }
        switch text[position + 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            backslashes.note(position..<(position + 2))
            position += 2
        case 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"):
            backslashes.note(position..<(position + 1))
            position += 1
        case UInt8(ascii: "/"):
            backslashes.note(position..<(position + 1))
            append(text[position + 1], taking: 2)
        case UInt8(ascii: "u"): readUnicodeEscape(text)
        default: append(text[position], taking: 1)
        }
    }

    private mutating func readUnicodeEscape(_ text: Span<UInt8>) {
        guard position + 6 <= end, text[position + 2] == UInt8(ascii: "0"), text[position + 3] == UInt8(ascii: "0"),
            let high = text[position + 4].hexadecimalDigit, let low = text[position + 5].hexadecimalDigit
        else { return append(text[position], taking: 1) }
        backslashes.note(position..<(position + 6))
        append(high << 4 | low, taking: 6)
    }

    // One level of escapes of a JSON object that stood in a string or in an address.
    private mutating func readEscaped(_ text: Span<UInt8>) {
        switch (escape, text[position]) {
        case (.percent, UInt8(ascii: "%")): readPercent(text)
        case (.backslash, UInt8(ascii: "\\")) where position + 1 < end:
            backslashes.note(position..<(position + 2))
            switch text[position + 1] {
            case UInt8(ascii: "n"): append(0x0A, taking: 2)
            case UInt8(ascii: "r"): append(0x0D, taking: 2)
            case UInt8(ascii: "t"): append(0x09, taking: 2)
            default: append(text[position + 1], taking: 2)
            }
        default: append(text[position], taking: 1)
        }
    }

    // Spaces beyond ASCII, marks of no width, soft hyphens: the length of one that stands here, or 0.
    private static func invisibleLength(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        guard position + 1 < end else { return 0 }
        let second = text[position + 1]
        let third = position + 2 < end ? text[position + 2] : 0
        switch (text[position], second, third) {
        case (0xC2, 0xA0, _), (0xC2, 0xAD, _): return 2
        case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0xA0...0xAF), (0xE3, 0x80, 0x80),
            (0xEF, 0xBB, 0xBF):
            return 3
        default: return 0
        }
    }

    private mutating func report() {
        report(blanks, .textWrapped, "White space stands inside the token")
        report(quoteMarks, .textWrapped, "Quote marks of a message stand inside the token")
        report(invisibles, .textInvisible, "Characters that cannot be seen stand inside the token")
        report(percents, .textEscaped, "The token is percent-encoded")
        report(backslashes, .textEscaped, "The token is escaped with backslashes")
    }

    private mutating func report(_ change: Change, _ code: FindingCode, _ sentence: String) {
        guard change.count > 0 else { return }
        let places = change.count == 1 ? "1 place" : "\(change.count) places"
        findings.append(
            Finding(
                code, "\(sentence), in \(places); the first is at byte \(change.first.lowerBound).",
                range: change.first))
    }
}
