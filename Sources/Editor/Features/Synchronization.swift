import JSON
import RPC

extension Editor {
    /// Documents as the client has them open (LSP 3.17, "Text Document Synchronization"): what is said of them follows by itself.
    static let synchronization = EditorFeature(requests: [open, change, close, save]) { _, writer in
        writer.object("textDocumentSync") { writer in
            writer.member("openClose", true)
            writer.member("change", 2)
            writer.object("save") { $0.member("includeText", false) }
        }
    }

    private static let open = EditorRequest(
        "textDocument/didOpen", "Says that a document is open, and what it holds.", [.document], isBarrier: true
    ) { (call, _) throws(RPCError) in
        let uri = try call.uri()
        guard let given = call.params["textDocument"], let text = given["text"]?.utf8 else { return }
        var document = TextDocument(
            uri: uri, language: given["languageId"]?.string ?? "plaintext",
            version: given["version"]?.integer.map { Int($0) }, text: text, encoding: call.client.encoding)
        document.isTracked = call.workspace.isTracked(uri)
        let kept = document
        let isKept = call.workspace.change { view in
            guard view.documents.count < WorkspaceView.documentLimit || view.documents[uri] != nil else { return false }
            view.documents[uri]?.wipe()
            view.documents[uri] = kept
            return true
        }
        if !isKept { call.workspace.complain("More documents are open than \(WorkspaceView.documentLimit).") }
        call.workspace.touch(uri)
    }

    private static let change = EditorRequest(
        "textDocument/didChange", "Says how a document has changed.",
        [.document, Parameter("contentChanges", .any, "What replaces what, one after the other.", required: true)],
        isBarrier: true
    ) { (call, _) throws(RPCError) in
        let uri = try call.uri()
        let version = call.params["textDocument"]?["version"]?.integer.map { Int($0) }
        guard let changes = call.params["contentChanges"] else { return }
        let isUnderstood = call.workspace.change { view in
            var isUnderstood = view.documents[uri] != nil
            // In place: a document that is held twice is copied for every key that is pressed.
            for change in changes.elements {
                let range = TextRange(change["range"])
                let isWhole = (change["range"]?.kind ?? .null) == .null
                // A range that says nothing is not the whole document.
                guard let text = change["text"]?.utf8, isWhole || range != nil else {
                    isUnderstood = false
                    continue
                }
                view.documents[uri]?.replace(range, with: text)
            }
            view.documents[uri]?.setVersion(version)
            return isUnderstood
        }
        if !isUnderstood {
            call.workspace.complain(
                "A change of a document could not be followed: open it again if what is shown is wrong.")
        }
        call.workspace.touch(uri)
    }

    private static let close = EditorRequest(
        "textDocument/didClose", "Says that a document is no longer open.", [.document], isBarrier: true
    ) { (call, _) throws(RPCError) in
        let uri = try call.uri()
        call.workspace.change { view in
            view.documents[uri]?.wipe()
            view.documents[uri] = nil
        }
        call.workspace.colours.forget(uri)
        call.workspace.touch(uri)
    }

    private static let save = EditorRequest(
        "textDocument/didSave", "Says that a document was saved.", [.document], isBarrier: true
    ) { (call, _) throws(RPCError) in
        let uri = try call.uri()
        // It may be one that its repository keeps now.
        let isTracked = call.workspace.isTracked(uri)
        call.workspace.change { $0.documents[uri]?.isTracked = isTracked }
        call.workspace.touch(uri)
        signSavedClaims(uri, call)
    }
}
