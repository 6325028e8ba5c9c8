import JSON
import JWT

/// What people wrote beside something to say that it may stand there: the marks of gitleaks and detect-secrets, which are about what
/// should not stand in a file, and ours, which may name what it is about: `jwtls:ignore[claim.exp_expired]`, and
/// `jwtls:ignore-next-line` in the line above.
struct Allowance: Sendable, Equatable {
    private var allowsExposure = false
    private var allowsAll = false
    private var codes: [String] = []

    /// What is written beside these bytes, in the lines that they begin and end in and in the line above.
    init(around range: Range<Int>, in text: [UInt8]) {
        let text = text.span
        let start = Self.lineStart(range.lowerBound, in: text)
        take(text, start..<range.lowerBound, isAbove: false)
        take(text, range.upperBound..<Self.lineEnd(range.upperBound, in: text), isAbove: false)
        // Nothing is looked for in a line above whose end is out of reach.
        guard start > 0, text[start - 1].isLineEnd else { return }
        let isCRLF = start > 1 && text[start - 1] == UInt8(ascii: "\n") && text[start - 2] == UInt8(ascii: "\r")
        let above = start - (isCRLF ? 2 : 1)
        take(text, Self.lineStart(above, in: text)..<above, isAbove: true)
    }

    /// Whether a finding is not to be told.
    func allows(_ code: FindingCode) -> Bool {
        allowsAll || allowsExposure && code.isExposure || codes.contains { $0 == code.word }
    }

    // A line of megabytes is no place for remarks but near to what they are about.
    private static let reach = 4096

    /// Bytes between something and what is written about it, at most: its own line and the one above.
    static let farthest = 3 * reach

    private static func lineStart(_ place: Int, in text: Span<UInt8>) -> Int {
        var start = place
        while start > 0, place - start < reach, !text[start - 1].isLineEnd { start -= 1 }
        return start
    }

    private static func lineEnd(_ place: Int, in text: Span<UInt8>) -> Int {
        var end = place
        while end < text.count, end - place < reach, !text[end].isLineEnd { end += 1 }
        return end
    }

    // Every mark has a colon behind its first word.
    private mutating func take(_ text: Span<UInt8>, _ part: Range<Int>, isAbove: Bool) {
        let part = text.extracting(part)
        var colon = part.firstOffset(of: UInt8(ascii: ":"), from: 0)
        while let place = colon {
            take(part, colon: place, isAbove)
            colon = part.firstOffset(of: UInt8(ascii: ":"), from: place + 1)
        }
    }

    private mutating func take(_ part: Span<UInt8>, colon: Int, _ isAbove: Bool) {
        if !isAbove, part.stands("gitleaks:allow", colon - 8) || part.stands("pragma: allowlist secret", colon - 6) {
            allowsExposure = true
        }
        guard part.stands("jwtls:ignore", colon - 5) else { return }
        var end = colon + 7
        let isNext = part.stands("-next-line", end)
        guard isNext == isAbove else { return }
        if isNext { end += 10 }
        guard end < part.count, part[end] == UInt8(ascii: "[") else {
            allowsAll = true
            return
        }
        let rest = part.extracting((end + 1)...)
        let list = rest.extracting(..<(rest.firstOffset(of: UInt8(ascii: "]"), from: 0) ?? 0)).array
        codes += list.split(separator: UInt8(ascii: ",")).map { name in
            String(decoding: name.filter { !$0.isSpace }, as: UTF8.self)
        }
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}

extension Span where Element == UInt8 {
    fileprivate func stands(_ words: StaticString, _ place: Int) -> Bool {
        place >= 0 && place <= count && extracting(place...).starts(with: words)
    }
}

extension FindingCode {
    /// Whether it is about what should not stand in a text that others read.
    var isExposure: Bool { [FindingCode.tokenExposed, .privateKeyExposed, .secretExposed].contains(self) }
}
