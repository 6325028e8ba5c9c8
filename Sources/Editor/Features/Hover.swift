import JSON
import JWT
import RPC

extension Editor {
    /// What stands at a place, for people (LSP 3.17, "Hover Request").
    static let hover = EditorFeature(requests: [hoverRequest]) { _, writer in writer.member("hoverProvider", true) }

    private static let hoverRequest = EditorRequest(
        "textDocument/hover", "What stands at a place.", [.document, .position]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let offset = try call.offset(in: document)
        guard call.covers(document), let (page, range) = try page(at: offset, in: document, call) else {
            return writer.null()
        }
        writer.object { writer in
            writer.object("contents") { writer in
                writer.member("kind", page.kind)
                writer.member("value", page.text)
            }
            writer.member("range", document.range(of: range))
        }
    }

    private static func page(
        at offset: Int, in document: TextDocument, _ call: EditorCall
    ) throws(RPCError) -> (HoverPage, Range<Int>)? {
        let isMarkdown = call.client.showsMarkdownHover
        let item = document.noted.item(at: offset)
        if let item, let note = item.note.token {
            let octets = Array(document.text[item.range])
            let start = item.range.lowerBound
            let page = try TokenPage(octets, note, at: offset - start, for: call, isMarkdown: isMarkdown)
            let range = page.range.map { ($0.lowerBound + start)..<($0.upperBound + start) } ?? item.range
            return (page.page, range.clamped(to: item.range))
        }
        let word = WordPage(at: offset, in: document, for: call, isMarkdown: isMarkdown)
        if let word, item == nil || item?.note.key?.form == .jwk { return (word.page, word.range) }
        if let item, let note = item.note.key {
            var page = HoverPage(isMarkdown: isMarkdown)
            page.describe(note, Array(document.text[item.range]), for: call)
            return (page, item.range)
        }
        // Some clients count bytes where they should count characters: what is so near is meant.
        guard let near = document.noted.token(near: offset), let note = near.note.token else { return nil }
        let octets = Array(document.text[near.range])
        return (try TokenPage(octets, note, at: nil, for: call, isMarkdown: isMarkdown).page, near.range)
    }
}

extension NotedText {
    /// How far from a token a place may be that is meant to be in it.
    private static let courtesy = 3

    /// The token that a place is next to, in the same line.
    func token(near offset: Int) -> Item? {
        let stretch = max(0, offset - Self.courtesy)..<min(text.count, offset + Self.courtesy)
        return items(in: stretch).first { item in
            guard item.note.token != nil else { return false }
            let between =
                item.range.lowerBound > offset
                ? offset..<item.range.lowerBound : item.range.upperBound..<max(item.range.upperBound, offset)
            return between.count <= Self.courtesy && !text[between].contains(UInt8(ascii: "\n"))
        }
    }
}
