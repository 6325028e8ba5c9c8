import JSON

/// What is shown of something, as Markdown or as plain text. What comes from a token is code, on one line, with nothing in it that
/// could end that: it cannot change how the rest reads.
struct HoverPage {
    let isMarkdown: Bool
    private(set) var text = ""

    /// An empty page.
    init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

    /// What LSP calls the kind of text.
    var kind: StaticString { isMarkdown ? "markdown" : "plaintext" }

    /// Adds what is told of all that follows.
    mutating func heading(_ words: String) {
        separate()
        text += isMarkdown ? "**\(words)**\n" : "\(words)\n"
    }

    /// Adds a line of our own words, in which what was quoted may stand.
    mutating func line(_ words: String) {
        if isMarkdown { separate() }
        text += words + "\n"
    }

    /// Adds a line of a list.
    mutating func item(_ words: String) {
        if isMarkdown, !isInList { separate() }
        isInList = true
        text += "- \(words)\n"
    }

    private var isInList = false

    /// Adds rows of a name, a value and what is to be said of it; a table where there are some, else lines.
    mutating func table(_ title: String, _ rows: [Row]) {
        guard !rows.isEmpty else { return }
        separate()
        guard isMarkdown else {
            text += "\(title):\n"
            for row in rows {
                text += "  \(row.name): \(row.value)" + (row.remark.isEmpty ? "\n" : " (\(row.remark))\n")
            }
            return
        }
        text += "| \(title) | | |\n|:---|:---|:---|\n"
        for row in rows { text += "| \(row.name) | \(row.value) | \(row.remark) |\n" }
    }

    /// One row of a table, each cell written as this page wants it.
    struct Row {
        let name: String
        let value: String
        let remark: String
    }

    private mutating func separate() {
        isInList = false
        if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    }

    /// Words of ours that matter.
    func strong(_ words: String) -> String { isMarkdown ? "**\(words)**" : words }

    /// A link to a page that says more; without Markdown it is left out where `isBrief`.
    func link(_ words: String, _ url: String?, isBrief: Bool = false) -> String {
        guard let url else { return words }
        return isMarkdown ? "[\(words)](\(url))" : isBrief ? words : "\(words), \(url)"
    }

    /// Text from outside, shortened and on one line, with nothing in it that could end it.
    func quoted(_ value: String, atMost count: Int = 120) -> String {
        let visible = VisibleText.shorten(VisibleText.escape(value.replacing("\n", with: "\\n")), to: count)
        guard isMarkdown else { return visible }
        // A fence is longer than any run of its own mark inside; a bar would end a table's cell, whatever stands before it.
        var longest = 0
        var run = 0
        for character in visible.unicodeScalars {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = longest > 0 || visible.isEmpty || visible.hasPrefix(" ") || visible.hasSuffix(" ") ? " " : ""
        return fence + pad + visible.replacing("|", with: "\\u{7C}") + pad + fence
    }

    /// A name from outside: as it is where nothing but a name can be read of it, in quotes otherwise.
    func named(_ name: JSONValue) -> String {
        let isPlain = name.plainRange != nil && name.text.dropFirst().dropLast().allSatisfy { $0.isOfName }
        let shown = isPlain && name.count < 64 ? name.string ?? "" : name.excerpt(64)
        return quoted(shown, atMost: 64)
    }

    /// A sentence that may quote names and numbers of a token: as it is where nothing in it can be anything but words.
    func sentence(_ words: String) -> String {
        let words = VisibleText.escape(words)
        guard isMarkdown else { return words }
        let isPlain = words.utf8.allSatisfy { $0.isOfSentence } && !words.contains("www.") && !words.contains("//")
        return isPlain ? words : quoted(words, atMost: 240)
    }
}

extension UInt8 {
    fileprivate var isOfName: Bool { isOfWord || "#:/@$".utf8.contains(self) }

    // Letters, digits, spaces and what stands between words, none of which means anything to Markdown.
    fileprivate var isOfSentence: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        default: " ,.;:'()/\"%?".utf8.contains(self)
        }
    }
}
