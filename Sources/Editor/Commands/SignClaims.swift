import JSON
import JWT
import RPC

extension Editor {
    /// Signs what a claims document holds, and puts the token in the place of the one that it was opened for.
    static let signClaims = EditorCommand(
        name: "jwtls.signClaims", title: "Sign claims into their token", needsEdits: true,
        offers: { context in
            let link = context.call.workspace.link(of: context.document.uri)
            guard let link, context.call.view.token(link) != nil else { return [] }
            return [
                Offer(title: "Sign the claims into their token", kind: .source, range: context.range, isPreferred: true)
            ]
        }
    ) { (call) throws(RPCError) in
        let document = call.document
        guard let link = call.editor.workspace.link(of: document.uri) else {
            throw RPCError(
                .invalidParameters, "The document is not one that jwtls.openClaims opened.",
                parameter: "/arguments/0/uri")
        }
        guard let (source, item) = call.editor.view.token(link) else {
            throw RPCError(
                .contentModified, "The token of these claims stands in no open document any more.",
                hint: "Open its claims again.")
        }
        let claims = try JSONValue(claims: document.text)
        let token = DecodedToken(Array(source.text[item.range]), now: call.editor.now)
        guard let header = token.header?.object, let old = token.payload?.object else {
            throw RPCError(.contentModified, "The token has no claims any more.")
        }
        guard claims.minified != old.minified else {
            return Outcome { writer in writer.object { $0.member("changed", false) } }
        }
        let key = try SigningKey.forSuccessor(of: header, call)
        let text = Array(try key.sign(claims.minified, under: header, call).utf8)
        let change = WorkspaceChange(source, [WorkspaceChange.Edit(range: item.range, text: text)])
        let (workspace, name) = (call.editor.workspace, TokenAddress.digest(in: document.uri, .claims) ?? "")
        var outcome = Outcome(change: change) { writer in writer.object { $0.member("changed", true) } }
        outcome.applied = {
            guard let digest = TokenAddress.digest(of: text) else { return }
            workspace.link(name, to: ClaimsLink(digest: digest, uri: source.uri, start: item.range.lowerBound))
        }
        return outcome
    }

    /// Signs a claims document that was saved, where it was opened for a token here: a file of such a name may come from anybody.
    static func signSavedClaims(_ uri: String, _ call: EditorCall) {
        guard call.workspace.openedLink(of: uri) != nil, let document = call.view.documents[uri],
            call.client.appliesEdits
        else { return }
        do throws(RPCError) {
            let outcome = try signClaims.make(CommandCall(call, document, 0..<document.text.count, [:]))
            var writer = JSONWriter()
            outcome.perform(call, to: &writer)
        } catch {
            call.workspace.show(Outcome.Message(isGood: false, text: "The claims were not signed: \(error.message)"))
        }
    }
}

extension JSONValue {
    /// The claims that a document holds.
    fileprivate init(claims text: [UInt8]) throws(RPCError) {
        do throws(JSONFault) {
            self = try JSONDocument(text).root
        } catch {
            throw RPCError(
                .invalidParameters, "The claims are not JSON: \(error.explanation).", offset: error.offset)
        }
        guard kind == .object else { throw RPCError(.invalidParameters, "Claims are a JSON object.") }
    }

    /// The value on one line.
    fileprivate var minified: [UInt8] {
        var writer = JSONWriter()
        writer.copy(self)
        return writer.bytes
    }
}
