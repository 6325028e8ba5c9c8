import JSON
import RPC

extension Editor {
    /// Where else the same token stands, and what names the same key (LSP 3.17, "Document Highlights Request").
    static let highlights = EditorFeature(requests: [highlightRequest]) { _, writer in
        writer.member("documentHighlightProvider", true)
    }

    private static let highlightRequest = EditorRequest(
        "textDocument/documentHighlight", "What in a document is the same as at a place, or about the same key.",
        [.document, .position]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let offset = try call.offset(in: document)
        guard call.covers(document), let subject = KeySubject(at: offset, in: document) else { return writer.null() }
        if document.noted.items.count > quickItems || document.text.count > quickText { try call.call.takesLong() }
        let text = document.text
        let token = subject.token.map { text[$0] }
        var places: [(range: Range<Int>, isSame: Bool)] = []
        for item in document.noted.items where item.note.token != nil {
            if let token, item.range.count == token.count, text[item.range] == token {
                places.append((item.range, true))
            }
        }
        if let keyID = subject.keyID {
            let same = Set(places.map(\.range))
            for place in KeyMention.all(of: keyID, in: document) where !same.contains(place.range) {
                places.append((place.range, false))
            }
        }
        var walk = PositionWalk(document)
        writer.array { writer in
            for place in places.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }).prefix(highlightLimit) {
                writer.object { writer in
                    writer.member("range", walk.range(of: place.range))
                    writer.member("kind", place.isSame ? 1 : 2)
                }
            }
        }
    }

    static let highlightLimit = 2000
}
