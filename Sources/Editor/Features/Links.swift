import JOSE
import JSON
import JWT
import RPC

extension Editor {
    /// From claims and headers in JSON to the sections that say what they mean, and from the name of a key to the key (LSP 3.17, "Document
    /// Link Request"). No link carries anything of a token.
    static let links = EditorFeature(requests: [linkRequest]) { client, writer in
        guard client.knows("textDocument", "documentLink") else { return }
        writer.object("documentLinkProvider") { $0.member("resolveProvider", false) }
    }

    private static let linkRequest = EditorRequest(
        "textDocument/documentLink", "What in a document leads somewhere.", [.document]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        guard call.covers(document), document.text.count <= LooseJSON.wholeText else { return writer.array { _ in } }
        if document.text.count > quickText { try call.call.takesLong() }
        let hasTooltips = call.client.has("textDocument", "documentLink", "tooltipSupport")
        let links = TextLink.all(in: document, call).prefix(linkLimit)
        var walk = PositionWalk(document)
        writer.array { writer in
            for link in links {
                writer.object { writer in
                    writer.member("range", walk.range(of: link.range))
                    writer.member("target", link.target)
                    if hasTooltips { writer.member("tooltip", link.title) }
                }
            }
        }
    }

    static let linkLimit = 2000
}

/// Something in a text that leads somewhere.
private struct TextLink {
    let range: Range<Int>
    let target: String
    let title: String

    /// What leads somewhere in a document, in the order of the text.
    static func all(in document: TextDocument, _ call: EditorCall) -> [TextLink] {
        let json = LooseJSON(document.text, 0..<document.text.count)
        let keys = KeyPlace.byName(call)
        var links: [TextLink] = []
        for index in json.objects.indices {
            guard let role = json.role(of: index), role == .claims || role == .header else { continue }
            for member in json.objects[index].members {
                links += ofName(member, role, in: json)
                if role == .header { links += ofValue(member, in: json, keys) }
            }
        }
        // A client that shows where a diagnostic's code leads needs no link beside it.
        if !call.client.has("textDocument", "publishDiagnostics", "codeDescriptionSupport") {
            links += ofFindings(in: document, call)
        }
        return links.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func ofName(_ member: LooseJSON.Member, _ role: JSONRole, in json: LooseJSON) -> [TextLink] {
        guard let meaning = MemberMeaning(Array(json.text[member.name]), in: role),
            let specification = meaning.specification
        else { return [] }
        return [
            TextLink(range: member.name, target: specification.url, title: "\(meaning.title), \(specification.text)")
        ]
    }

    private static func ofValue(
        _ member: LooseJSON.Member, in json: LooseJSON, _ keys: [[UInt8]: KeyPlace]
    ) -> [TextLink] {
        guard let range = json.string(member.value) else { return [] }
        let name = Array(json.text[member.name])
        if name.elementsEqual("kid".utf8) {
            let place = keys[KeyMention.content(of: json.text[range])]
            return place.map { [TextLink(range: range, target: $0.address, title: "The key")] } ?? []
        }
        guard let meaning = ValueMeaning(Array(json.text[range]), under: name),
            let specification = meaning.specification
        else { return [] }
        return [TextLink(range: range, target: specification.url, title: specification.text)]
    }

    private static func ofFindings(in document: TextDocument, _ call: EditorCall) -> [TextLink] {
        let diagnosis = Diagnosis(document, call.view.settings, call.now)
        return diagnosis.list.compactMap { diagnostic in
            diagnostic.code.url.map { TextLink(range: diagnostic.range, target: $0, title: diagnostic.code.summary) }
        }
    }
}
