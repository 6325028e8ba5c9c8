import JOSE
import JSON
import JWT

/// What a hover shows, as Markdown or as plain text. What comes from a token is code, on one line, with nothing in it that could end
/// that: it cannot change how the rest reads.
struct HoverPage {
    let isMarkdown: Bool
    private(set) var text = ""

    init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

    /// What LSP calls the kind of text.
    var kind: StaticString { isMarkdown ? "markdown" : "plaintext" }

    /// Adds a line of our own words.
    mutating func line(_ words: String) { text += words + "\n" }

    /// Adds a heading.
    mutating func heading(_ words: String) { text += isMarkdown ? "**\(words)**\n\n" : "\(words)\n" }

    /// Text from outside, shortened.
    func quoted(_ value: String, atMost count: Int = 120) -> String {
        let visible = VisibleText.shorten(
            VisibleText.escape(value.replacing("\n", with: "\\n")), to: count)
        guard isMarkdown else { return visible }
        // A fence is longer than any run of its own mark inside; a bar would end a table's cell.
        var longest = 0
        var run = 0
        for character in visible {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = longest > 0 || visible.isEmpty ? " " : ""
        return fence + pad + visible.replacing("|", with: "\\|") + pad + fence
    }

    /// Adds what a token says.
    mutating func describeToken(_ item: NotedText.Item, at offset: Int, _ document: TextDocument, _ call: EditorCall) {
        let token = DecodedToken(Array(document.text[item.range]), now: call.now)
        heading(token.kind.rawValue.uppercased())
    }

    /// Adds what a key is.
    mutating func describe(_ note: KeyNote) {
        heading(note.title ?? "A key that cannot be read")
    }
}
