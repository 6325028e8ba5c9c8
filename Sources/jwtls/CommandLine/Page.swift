import CProcess
import JSON

/// How a page is shown: with colour or without, and how wide.
struct PageStyle {
    let isColoured: Bool
    let columns: Int

    /// What the options, the terminal and the environment ask for (no-color.org).
    init(_ colour: OutputChoice.Colour, isTerminal: Bool) {
        let isUnwanted = Environment.value(of: "NO_COLOR")?.isEmpty == false
        let isPossible = isTerminal && Environment.value(of: "TERM") != Array("dumb".utf8)
        switch colour {
        case .always: isColoured = true
        case .never: isColoured = false
        case .auto: isColoured = isPossible && !isUnwanted
        }
        let width = isTerminal ? Int(cprocess_columns(1)) : 0
        columns = width > 0 ? max(40, min(width, 200)) : 120
    }
}

/// A page for people, made line by line. Text is made safe here, whoever it is from: no call can forget to.
struct Page {
    /// What was written.
    private(set) var text = ""
    private let style: PageStyle

    /// What a piece of text is, which decides how it looks.
    enum Ink: String {
        case plain = "", heading = "1", quiet = "2", good = "32", bad = "31", doubtful = "33", name = "36"
        case goodBanner = "1;32", badBanner = "1;31", doubtfulBanner = "1;33"
    }

    /// A row of a table: a name, a value, and what is to be said of it.
    struct Row {
        let name: String
        let value: String
        var note = ""
        var ink = Ink.plain
    }

    /// An empty page.
    init(_ style: PageStyle) {
        self.style = style
    }

    /// Writes a line of pieces, with a space between them.
    mutating func line(_ pieces: (Ink, String)..., indent: Int = 0) {
        text += String(repeating: " ", count: indent)
        text += pieces.filter { !$0.1.isEmpty }.map { inked(VisibleText.escape($0.1), $0.0) }.joined(separator: " ")
        text += "\n"
    }

    /// Writes rows, their values below each other.
    mutating func rows(_ rows: [Row], indent: Int = 2) {
        let rows = rows.map { row in
            Row(name: VisibleText.escape(row.name), value: VisibleText.escape(row.value), note: row.note, ink: row.ink)
        }
        let names = min(rows.map(\.name.count).max() ?? 0, 24)
        let values = min(rows.filter { !$0.note.isEmpty }.map(\.value.count).max() ?? 0, 36)
        for row in rows {
            let room = style.columns - indent - names - 2
            let value = VisibleText.shorten(row.value, to: max(60, room))
            text += String(repeating: " ", count: indent)
            text += inked(Self.pad(VisibleText.shorten(row.name, to: 60), names), .name) + "  "
            text += inked(row.note.isEmpty ? value : Self.pad(value, values), row.ink)
            let left = room - max(values, value.count) - 2
            let note = VisibleText.escape(row.note)
            if !note.isEmpty { text += "  " + inked(left > 20 ? VisibleText.shorten(note, to: left) : note, .quiet) }
            text += "\n"
        }
    }

    private func inked(_ text: String, _ ink: Ink) -> String {
        guard style.isColoured, ink != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }

    private static func pad(_ text: String, _ count: Int) -> String {
        text + String(repeating: " ", count: max(0, count - text.count))
    }
}
