import JSON
import JWT
import RPC

extension Editor {
    /// Shows what a token says in a document of its own: one that only we have, or a new one, or else the text is the answer.
    static let openDecoded = EditorCommand(
        name: "jwtls.openDecoded", title: "Open decoded",
        offers: { context in
            let client = context.call.client
            guard client.readsContent || client.opensNewDocuments else { return [] }
            return context.tokens.filter { $0.note.kind != .unknown }.map { token in
                Offer(
                    title: "Decode into a new document", kind: .source, range: token.item.range, isEdit: false)
            }
        }
    ) { (call) throws(RPCError) in
        let octets = call.octets(try call.token().item)
        let text = DecodedText(octets, now: call.editor.now).text + "\n"
        return try Outcome(showing: text, .copy, of: octets, call.editor)
    }

    /// Opens a token's claims to be changed: `jwtls.signClaims` signs them again, as saving them does.
    static let openClaims = EditorCommand(
        name: "jwtls.openClaims", title: "Edit claims",
        offers: { context in
            guard context.call.client.opensNewDocuments else { return [] }
            return context.tokens.filter(\.note.isRenewable).map { token in
                Offer(
                    title: "Edit the claims in a new document", kind: .source, range: token.item.range, isEdit: false,
                    obstacle: context.keyObstacle)
            }
        }
    ) { (call) throws(RPCError) in
        let (item, note) = try call.token()
        let octets = call.octets(item)
        guard note.isCompact, let claims = DecodedToken(octets, now: call.editor.now).payload?.object else {
            throw RPCError(.invalidParameters, "The token is no compact one with claims that can be read.")
        }
        let outcome = try Outcome(showing: PrettyJSON(claims).text + "\n", .claims, of: octets, call.editor)
        guard let digest = TokenAddress.digest(of: octets) else { return outcome }
        let link = ClaimsLink(digest: digest, uri: call.document.uri, start: item.range.lowerBound)
        call.editor.workspace.link(digest, to: link)
        return outcome
    }

    /// Documents that only we have (LSP 3.18, "Text Document Content Request").
    static let content = EditorFeature(requests: [
        EditorRequest(
            "workspace/textDocumentContent", "The text of a document that only we have.",
            [Parameter("uri", .string, "Its address.", required: true)]
        ) { (call, writer) throws(RPCError) in
            guard let uri = call.params["uri"]?.string, let digest = TokenAddress.digest(in: uri, .content) else {
                throw RPCError(.invalidParameters, "There is no such document.", parameter: "/uri")
            }
            let token = call.view.token(ClaimsLink(digest: digest))
            let text = token.map { token in
                DecodedText(Array(token.document.text[token.item.range]), now: call.now).text + "\n"
            }
            writer.object { $0.member("text", text ?? "The token stands in no open document any more.\n") }
        }
    ])
}

extension ClientCapabilities {
    /// Whether it can show a document that only we have.
    var readsContent: Bool { asksForContent && showsDocuments }

    /// Whether it can be asked to open a document that is new.
    var opensNewDocuments: Bool { createsFiles && appliesEdits }
}

extension Outcome {
    /// Text about a token in a document of its own, as the client can show it.
    fileprivate init(
        showing text: String, _ purpose: TokenAddress.Purpose, of token: [UInt8], _ call: EditorCall
    ) throws(RPCError) {
        let client = call.client
        guard let digest = TokenAddress.digest(of: token) else {
            throw RPCError(.internalError, "The token's digest could not be made.")
        }
        let isContent = purpose == .copy && client.readsContent
        let uri = TokenAddress.uri(isContent ? .content : purpose, digest)
        let isShown = isContent || client.opensNewDocuments
        self.init { writer in
            writer.object { writer in
                writer.member("uri", uri)
                writer.member("language", "json" as StaticString)
                if !isShown { writer.member("text", text) }
            }
        }
        guard isShown else { return }
        // Whoever has it open already may have changed it, and would find the text in it twice.
        let isOpen = call.view.documents[uri].map { !$0.text.isEmpty } ?? false
        if !isContent, !isOpen { change = WorkspaceChange(WorkspaceChange.Addition(uri: uri, text: text)) }
        if change != nil || client.showsDocuments { shown = uri }
    }
}
