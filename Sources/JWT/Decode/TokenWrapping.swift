import JSON

/// What stands around a token in a text: marks, quotes, header fields, schemes, addresses, prose.
struct TokenWrapping {
    /// How the token inside is escaped.
    enum Escape {
        case none
        /// With `%` and two hexadecimal digits (RFC 3986 §2.1).
        case percent
        /// With backslashes, as in a string of JSON or of a program.
        case backslash
    }

    /// Where the token stands.
    private(set) var content: Range<Int>
    /// Whether the token is a JSON object.
    private(set) var opensObject = false
    /// How the token is escaped, where it is a JSON object.
    private(set) var escape = Escape.none
    /// What was taken off.
    private(set) var findings: [Finding] = []

    /// Looks for the token in a text.
    init(_ text: Span<UInt8>) {
        content = 0..<text.count
        takeOffMark(text)
        trim(text)
        // Quotes in quotes, a header field and its scheme: more than this nobody writes by accident.
        for _ in 0..<6 where takeOffQuotes(text) || takeOffWord(text) || takeOffQuoteMark(text) {
            trim(text)
        }
        recognizeObject(text)
        if !opensObject, !startsLikeToken(text) { findStart(text) }
    }

    private mutating func trim(_ text: Span<UInt8>) {
        while let first = content.first, text[first].isBlank { content.removeFirst() }
        while let last = content.last, text[last].isBlank { content.removeLast() }
    }

    private mutating func takeOffMark(_ text: Span<UInt8>) {
        guard text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF else { return }
        content = 3..<text.count
        findings.append(Finding(.textSurrounded, "A byte order mark stands before the token.", range: 0..<3))
    }

    // The mark of a message that is answered; those of its other lines stand inside the token.
    private mutating func takeOffQuoteMark(_ text: Span<UInt8>) -> Bool {
        guard let first = content.first, text[first] == UInt8(ascii: ">") else { return false }
        findings.append(
            Finding(.textSurrounded, "A quote mark of a message stands before the token.", range: first..<(first + 1)))
        content.removeFirst()
        return true
    }

    private static let quotes: [(open: [UInt8], close: [UInt8])] = [
        (Array("\\\"".utf8), Array("\\\"".utf8)), (Array("\"".utf8), Array("\"".utf8)),
        (Array("'".utf8), Array("'".utf8)), (Array("`".utf8), Array("`".utf8)), (Array("<".utf8), Array(">".utf8)),
        (Array("\u{201C}".utf8), Array("\u{201D}".utf8)), (Array("\u{2018}".utf8), Array("\u{2019}".utf8)),
    ]

    private mutating func takeOffQuotes(_ text: Span<UInt8>) -> Bool {
        for quote in Self.quotes where has(quote.open, at: content.lowerBound, text) {
            let start = content.lowerBound
            let inside = (start + quote.open.count)..<content.upperBound
            findings.append(
                Finding(.textQuoted, "The token stands in quotes.", range: start..<inside.lowerBound))
            guard let end = last(quote.close, in: inside, text) else {
                content = inside
                return true
            }
            dropEnd(end + quote.close.count, text)
            content = inside.lowerBound..<end
            return true
        }
        return false
    }

    private func has(_ bytes: [UInt8], at start: Int, _ text: Span<UInt8>) -> Bool {
        guard start + bytes.count <= content.upperBound else { return false }
        return text.extracting(start..<(start + bytes.count)).isEqual(to: bytes.span)
    }

    private func last(_ bytes: [UInt8], in range: Range<Int>, _ text: Span<UInt8>) -> Int? {
        var start = range.upperBound - bytes.count
        while start >= range.lowerBound {
            if has(bytes, at: start, text) { return start }
            start -= 1
        }
        return nil
    }

    // Names of header fields and of authentication schemes; each is followed by a colon or a space.
    private static let words: [(word: StaticString, message: String)] = [
        ("authorization", "The name of a header field stands before the token."),
        ("proxy-authorization", "The name of a header field stands before the token."),
        ("dpop", "DPoP, a scheme or the name of a header field, stands before the token."),
        ("bearer", "The scheme Bearer stands before the token."),
        ("jwt", "The scheme JWT stands before the token."),
        ("token", "The word token stands before the token."),
    ]

    private mutating func takeOffWord(_ text: Span<UInt8>) -> Bool {
        for row in Self.words {
            let start = content.lowerBound
            let end = start + row.word.utf8CodeUnitCount
            guard let after = behindWord(end, text), equalsIgnoringCase(text.extracting(start..<end), row.word) else {
                continue
            }
            findings.append(Finding(.textSurrounded, row.message, range: start..<after))
            content = after..<content.upperBound
            return true
        }
        return false
    }

    // The offset behind the separators that follow a word, or nil where the word goes on.
    private func behindWord(_ end: Int, _ text: Span<UInt8>) -> Int? {
        var position = end
        while position < content.upperBound {
            if text[position].isBlank || text[position] == UInt8(ascii: ":") {
                position += 1
            } else if has(Array("%20".utf8), at: position, text) {
                position += 3
            } else {
                break
            }
        }
        return position > end ? position : nil
    }

    private func equalsIgnoringCase(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
        for index in bytes.indices where bytes[index] | 0x20 != word.byte(index) | 0x20 {
            return false
        }
        return true
    }

    private mutating func recognizeObject(_ text: Span<UInt8>) {
        guard let first = content.first else { return }
        if text[first] == UInt8(ascii: "{") {
            opensObject = true
            var next = first + 1
            while next < content.upperBound, text[next].isBlank { next += 1 }
            if has(Array("\\\"".utf8), at: next, text) || has(Array("\\n".utf8), at: next, text) { escape = .backslash }
        } else if has(Array("%7B".utf8), at: first, text) || has(Array("%7b".utf8), at: first, text) {
            opensObject = true
            escape = .percent
        }
    }

    // Base64url of `{` and what can follow it in a JSON object begins in these ways.
    private func startsLikeToken(_ text: Span<UInt8>) -> Bool { Self.startsHeader(text, content.lowerBound) }

    private static func startsHeader(_ text: Span<UInt8>, _ start: Int) -> Bool {
        guard start + 3 <= text.count, text[start] == UInt8(ascii: "e") else { return false }
        switch (text[start + 1], text[start + 2]) {
        case (UInt8(ascii: "y"), UInt8(ascii: "J")), (UInt8(ascii: "y"), UInt8(ascii: "I")),
            (UInt8(ascii: "y"), UInt8(ascii: "A")), (UInt8(ascii: "w"), UInt8(ascii: "o")),
            (UInt8(ascii: "w"), UInt8(ascii: "0")), (UInt8(ascii: "3"), UInt8(ascii: "0")):
            return true
        default: return false
        }
    }

    // The token in a longer text: the first place that reads like a header and does not go on something else.
    private mutating func findStart(_ text: Span<UInt8>) {
        var position = content.lowerBound
        while let start = text.firstOffset(of: UInt8(ascii: "e"), from: position), start < content.upperBound {
            if Self.startsHeader(text, start), isBoundary(before: start, text) {
                return cut(from: start, text)
            }
            position = start + 1
        }
    }

    private func isBoundary(before start: Int, _ text: Span<UInt8>) -> Bool {
        let before = start - 1
        guard before >= content.lowerBound else { return false }
        if !text[before].isTokenCharacter { return true }
        // Behind an escape: %20, %3D, \n.
        if before >= 2, text[before - 2] == UInt8(ascii: "%") { return true }
        return before >= 1 && text[before - 1] == UInt8(ascii: "\\")
    }

    private mutating func cut(from start: Int, _ text: Span<UInt8>) {
        let message =
            switch text[start - 1] {
            case UInt8(ascii: "="), UInt8(ascii: "D"), UInt8(ascii: "d"): "The token is a parameter's value."
            default: "Something else stands before the token."
            }
        findings.append(Finding(.textSurrounded, message, range: content.lowerBound..<start))
        var end = start
        while end < content.upperBound, !endsToken(at: end, text) {
            end = isLineEnd(text[end]) ? skipGap(from: end, text) : end + 1
        }
        dropEnd(end, text)
        content = start..<end
    }

    private func endsToken(at position: Int, _ text: Span<UInt8>) -> Bool {
        switch text[position] {
        case UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
            UInt8(ascii: "<"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: " "), UInt8(ascii: "\t"):
            return true
        case UInt8(ascii: "\\"):
            return has(Array("\\\"".utf8), at: position, text) || has(Array("\\'".utf8), at: position, text)
        case UInt8(ascii: "%"):
            return has(Array("%26".utf8), at: position, text) || has(Array("%22".utf8), at: position, text)
        case _ where isLineEnd(text[position]): return !goesOn(behind: position, text)
        default: return false
        }
    }

    // Whether the next line is one more line of the token and of nothing else.
    private func goesOn(behind lineEnd: Int, _ text: Span<UInt8>) -> Bool {
        var position = skipGap(from: lineEnd, text)
        let start = position
        while position < content.upperBound, text[position].isTokenCharacter { position += 1 }
        guard position > start else { return false }
        return position == content.upperBound || text[position].isBlank || text[position] == UInt8(ascii: "=")
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func skipGap(from start: Int, _ text: Span<UInt8>) -> Int {
        var position = start
        while position < content.upperBound, text[position].isBlank || text[position] == UInt8(ascii: ">") {
            position += 1
        }
        return position
    }

    // Says what stands between here and the end, if it is more than white space.
    private mutating func dropEnd(_ start: Int, _ text: Span<UInt8>) {
        var rest = start..<content.upperBound
        while let first = rest.first, text[first].isBlank { rest.removeFirst() }
        guard !rest.isEmpty else { return }
        findings.append(Finding(.textSurrounded, "Something else stands behind the token.", range: rest))
    }
}
