import JSON
import RPC

extension Editor {
    /// What stands at a place, for people (LSP 3.17, "Hover Request").
    static let hover = EditorFeature(requests: [hoverRequest]) { _, writer in writer.member("hoverProvider", true) }

    private static let hoverRequest = EditorRequest(
        "textDocument/hover", "What stands at a place.", [.document, .position]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let offset = try call.offset(in: document)
        guard call.view.settings.isEnabled, let item = document.noted.item(at: offset) else { return writer.null() }
        var page = HoverPage(isMarkdown: call.client.showsMarkdownHover)
        switch item.note {
        case .token: page.describeToken(item, at: offset, document, call)
        case .key(let note): page.describe(note)
        }
        writer.object { writer in
            writer.object("contents") { writer in
                writer.member("kind", page.kind)
                writer.member("value", page.text)
            }
            writer.member("range", document.range(of: item.range))
        }
    }
}
