import JSON
import JWT
import RPC

extension Editor {
    /// Writes a time in seconds as a date, or a date as seconds.
    static let convertTime = EditorCommand(
        name: "jwtls.convertTime", title: "Convert time", needsEdits: true, offers: conversions
    ) {
        (call) throws(RPCError) in
        guard let time = WrittenTime(at: call.range, in: call.document) else {
            throw RPCError(
                .contentModified, "There is no time at this place: seconds since 1970, or an RFC 3339 date.",
                parameter: "/arguments/0/range")
        }
        let edit = WorkspaceChange.Edit(range: time.range, text: Array(time.other.utf8))
        return Outcome(change: WorkspaceChange(call.document, [edit]))
    }

    private static let conversions: @Sendable (OfferContext) -> [Offer] = { context in
        guard let time = WrittenTime(at: context.range, in: context.document) else { return [] }
        return [Offer(title: "Write as \(time.other)", kind: .rewrite, range: time.range)]
    }
}

/// A time in a text: seconds since 1970, milliseconds of these, or an RFC 3339 date, alone or selected.
struct WrittenTime {
    /// Where it stands, with its quotes if they go with it.
    let range: Range<Int>
    /// The same written the other way.
    let other: String

    /// The time at a place, if there is one; where something is selected, that is it and nothing more.
    init?(at place: Range<Int>, in document: TextDocument) {
        let text = document.text
        var (start, end) = (place.lowerBound, place.upperBound)
        guard end - start <= Self.lengthLimit, end <= text.count else { return nil }
        if end - start > 1, text[start] == UInt8(ascii: "\""), text[end - 1] == UInt8(ascii: "\"") {
            (start, end) = (start + 1, end - 1)
        }
        while start > 0, Self.isOfWord(text[start - 1]), end - start <= Self.lengthLimit { start -= 1 }
        while end < text.count, Self.isOfWord(text[end]), end - start <= Self.lengthLimit { end += 1 }
        guard start < end, end - start <= Self.lengthLimit else { return nil }
        let word = text[start..<end]
        let isQuoted =
            start > 0 && end < text.count && text[start - 1] == UInt8(ascii: "\"") && text[end] == UInt8(ascii: "\"")
        if word.allSatisfy(\.isDigit) {
            guard let date = Self.date(ofDigits: word) else { return nil }
            (range, other) = (start..<end, document.isJSON && !isQuoted ? "\"\(date)\"" : date)
            return
        }
        guard word.count >= 20, let date = Calendar.date(String(decoding: word, as: UTF8.self)) else { return nil }
        // A date in JSON is a string, and a number is none.
        let hasQuotes = document.isJSON && isQuoted
        range = hasQuotes ? (start - 1)..<(end + 1) : start..<end
        other = "\(date.seconds)"
    }

    private static let lengthLimit = 40

    private static func isOfWord(_ byte: UInt8) -> Bool { byte.isOfWord || byte == UInt8(ascii: ":") }

    // Seconds of the years 1973 to 2286, or milliseconds of the same.
    private static func date(ofDigits digits: ArraySlice<UInt8>) -> String? {
        guard digits.count == 9 || digits.count == 10 || digits.count == 13, digits.first != UInt8(ascii: "0") else {
            return nil
        }
        let number = digits.reduce(0 as Int64) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        let isFine = digits.count == 13
        guard let text = Calendar.text(NumericDate(seconds: isFine ? number / 1000 : number)) else { return nil }
        guard isFine, number % 1000 > 0 else { return text }
        let fraction = String(number % 1000)
        return "\(text.dropLast()).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)Z"
    }
}
