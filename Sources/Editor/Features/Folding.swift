import JSON
import JWT
import RPC

extension Editor {
    /// Keys of many lines, and sets of them, as one line (LSP 3.17, "Folding Range Request").
    static let folding = EditorFeature(requests: [foldingRequest]) { client, writer in
        guard client.knows("textDocument", "foldingRange") else { return }
        writer.member("foldingRangeProvider", true)
    }

    private static let foldingRequest = EditorRequest(
        "textDocument/foldingRange", "What can be shown as one line.", [.document]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        guard call.covers(document) else { return writer.array { _ in } }
        if document.text.count > quickText { try call.call.takesLong() }
        let limit = min(call.client.integer("textDocument", "foldingRange", "rangeLimit") ?? foldLimit, foldLimit)
        let isByLines = call.client.has("textDocument", "foldingRange", "lineFoldingOnly")
        let showsText = call.client.has("textDocument", "foldingRange", "foldingRange", "collapsedText")
        var walk = PositionWalk(document)
        writer.array { writer in
            for fold in Fold.all(in: document).prefix(max(0, limit)) {
                let place = walk.range(of: fold.range)
                writer.object { writer in
                    writer.member("startLine", place.start.line)
                    if !isByLines { writer.member("startCharacter", place.start.character) }
                    writer.member("endLine", place.end.line)
                    if !isByLines { writer.member("endCharacter", place.end.character) }
                    writer.member("kind", "region" as StaticString)
                    if showsText { writer.member("collapsedText", fold.title) }
                }
            }
        }
    }

    /// A text that is looked through in passing.
    static let quickText = 256 << 10
    static let foldLimit = 5000
}

/// Something of many lines.
private struct Fold {
    let range: Range<Int>
    let title: String

    /// What can be folded in a document, in the order of the text.
    static func all(in document: TextDocument) -> [Fold] {
        let text = document.text
        var folds: [Fold] = []
        var hasJWK = false
        for item in document.noted.items {
            guard let note = item.note.key else { continue }
            if note.form == .jwk { hasJWK = true }
            folds.append(Fold(range: item.range, title: note.title ?? "Key"))
        }
        if hasJWK, text.count <= LooseJSON.wholeText {
            let json = LooseJSON(text, 0..<text.count)
            for index in json.objects.indices where json.role(of: index) == .keySet {
                folds.append(Fold(range: json.objects[index].range, title: "JWK Set"))
            }
        }
        return folds.filter { fold in
            document.lines.line(of: fold.range.lowerBound) < document.lines.line(of: max(0, fold.range.upperBound - 1))
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
