import JSON
import JWT

/// What people wrote into a line to say that something may stand there: the marks of gitleaks and detect-secrets, which are about
/// what should not stand in a file, and ours, which may name what it is about: `jwtls:ignore[claim.exp_expired]`.
enum Suppression {
    /// Whether a finding is not to be told of what stands in these bytes, by its own lines or the one above, where that is about the
    /// next.
    static func allows(_ code: FindingCode, around range: Range<Int>, in document: TextDocument) -> Bool {
        let first = document.lines.line(of: range.lowerBound)
        let last = document.lines.line(of: max(range.lowerBound, range.upperBound - 1))
        // A key of many lines is marked in the first or the last.
        for line in Set([first, last]) where allows(code, line: line, apart: range, document, word: "jwtls:ignore") {
            return true
        }
        return first > 0 && allows(code, line: first - 1, apart: nil, document, word: "jwtls:ignore-next-line")
    }

    private static func allows(
        _ code: FindingCode, line: Int, apart range: Range<Int>?, _ document: TextDocument, word: String
    ) -> Bool {
        let text = document.text
        guard let content = document.lines.content(of: line, in: text) else { return false }
        // A line of megabytes is no place for remarks but at its ends.
        var parts = [content]
        if let range, content.overlaps(range) {
            let before = content.lowerBound..<max(content.lowerBound, range.lowerBound)
            let behind = min(range.upperBound, content.upperBound)..<content.upperBound
            parts = [max(before.lowerBound, before.upperBound - reach)..<before.upperBound, behind]
        }
        for part in parts {
            let part = text[part].prefix(reach)
            if range != nil, code.isExposure, marks.contains(where: { place(of: $0, in: part) != nil }) { return true }
            if let place = place(of: word, in: part), names(code, part[place...]) { return true }
        }
        return false
    }

    private static let marks = ["gitleaks:allow", "pragma: allowlist secret"]
    private static let reach = 4096

    private static func place(of mark: String, in text: ArraySlice<UInt8>) -> Int? {
        let mark = Array(mark.utf8)
        for index in text.indices where text[index] == mark[0] && text[index...].starts(with: mark) {
            return index + mark.count
        }
        return nil
    }

    // Behind the mark: all, or those in brackets.
    private static func names(_ code: FindingCode, _ rest: ArraySlice<UInt8>) -> Bool {
        if rest.first == UInt8(ascii: "-") { return false }
        guard rest.first == UInt8(ascii: "[") else { return true }
        let list = rest.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        return list.split(separator: UInt8(ascii: ",")).contains { name in
            name.filter { !$0.isSpace }.elementsEqual(code.word.utf8)
        }
    }
}

extension FindingCode {
    /// Whether it is about what should not stand in a text that others read.
    var isExposure: Bool { [FindingCode.tokenExposed, .privateKeyExposed, .secretExposed].contains(self) }
}
