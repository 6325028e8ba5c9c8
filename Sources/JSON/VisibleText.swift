/// Text from outside, made safe to show to people: nothing in it moves the cursor, hides or reorders what stands beside.
package enum VisibleText {
    /// The text with every character that could mislead written as `\u{…}`.
    package static func escape(_ text: String) -> String {
        guard isUnsafe(text) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if JSONEscape.isUnsafeToShow(scalar.value) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a character of it could mislead.
    package static func isUnsafe(_ text: String) -> Bool {
        text.unicodeScalars.contains { JSONEscape.isUnsafeToShow($0.value) }
    }

    /// Several lines, each made safe.
    package static func escapeLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escape(String($0)) }.joined(separator: "\n")
    }

    /// As many characters of it as fit a line, with a sign where some are missing.
    package static func shorten(_ text: String, to count: Int) -> String {
        guard text.utf8.count > count, text.count > count else { return text }
        return text.prefix(max(1, count - 1)) + "…"
    }
}
