import JSON
import RPC

extension Editor {
    /// Names and values in claims, headers and keys that are written as JSON (LSP 3.17, "Completion Request").
    static let completion = EditorFeature(requests: [completionRequest]) { client, writer in
        guard client.knows("textDocument", "completion") else { return }
        writer.object("completionProvider") { writer in
            writer.member("triggerCharacters", ["\""])
            writer.member("resolveProvider", false)
        }
    }

    private static let completionRequest = EditorRequest(
        "textDocument/completion", "What may stand at a place in claims, a header or a key.", [.document, .position]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let offset = try call.offset(in: document)
        guard call.covers(document), let place = CompletionPlace(at: offset, in: document) else { return writer.null() }
        let style = CompletionStyle(call.client)
        let range = document.range(of: place.replaced)
        let proposals = Proposal.all(at: place, call)
        guard !proposals.isEmpty else { return writer.null() }
        writer.object { writer in
            writer.member("isIncomplete", false)
            writer.array("items") { writer in
                for (index, proposal) in proposals.enumerated() {
                    proposal.write(at: index, replacing: range, style, to: &writer)
                }
            }
        }
    }
}

/// What a client can show of a completion.
struct CompletionStyle {
    let takesSnippets: Bool
    let isMarkdown: Bool
    let knowsTags: Bool

    init(_ client: ClientCapabilities) {
        takesSnippets = client.has("textDocument", "completion", "completionItem", "snippetSupport")
        isMarkdown = client.offers("markdown", "textDocument", "completion", "completionItem", "documentationFormat")
        knowsTags = client.knows("textDocument", "completion", "completionItem", "tagSupport")
    }
}

/// Something that may stand at a place.
struct Proposal {
    /// The numbers of LSP (LSP 3.17, "CompletionItemKind").
    enum Kind: Int { case property = 10, value = 12, choice = 20 }

    let label: String
    let kind: Kind
    var detail = ""
    var summary = ""
    var url: String?
    /// What is put in the place of what is there, and the same with stops where one goes on typing.
    let text: String
    var snippet: String?

    func write(at index: Int, replacing range: TextRange, _ style: CompletionStyle, to writer: inout JSONWriter) {
        let inserted = style.takesSnippets ? snippet : nil
        writer.object { writer in
            writer.member("label", label)
            writer.member("kind", kind.rawValue)
            if !detail.isEmpty { writer.member("detail", detail) }
            if !summary.isEmpty { writeDocumentation(style, to: &writer) }
            // In the order of the registries, the ones seen most first.
            writer.member("sortText", String("\(10_000 + index)".dropFirst()))
            writer.member("filterText", label)
            writer.member("insertTextFormat", inserted == nil ? 1 : 2)
            writer.object("textEdit") { writer in
                writer.member("range", range)
                writer.member("newText", inserted ?? text)
            }
        }
    }

    private func writeDocumentation(_ style: CompletionStyle, to writer: inout JSONWriter) {
        guard style.isMarkdown else { return writer.member("documentation", summary) }
        writer.object("documentation") { writer in
            writer.member("kind", "markdown" as StaticString)
            writer.member("value", url.map { "\(summary)\n\n[\($0)](\($0))" } ?? summary)
        }
    }
}
