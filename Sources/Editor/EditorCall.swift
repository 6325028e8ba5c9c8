import JSON
import JWT
import RPC

/// One request of an editor, with what it is about: the documents and the settings as they are while it is answered.
struct EditorCall {
    let call: Call
    let workspace: Workspace

    init(_ call: Call, _ workspace: Workspace) {
        self.call = call
        self.workspace = workspace
    }

    /// What is known now. Nothing of it changes while a call is answered in the quick lane; what takes long holds on to one. A call
    /// that changes something takes none, since what is held twice is copied to be changed.
    var view: WorkspaceView { workspace.view }
    /// The parameters.
    var params: Arguments { call.arguments }
    /// What the client can do.
    var client: ClientCapabilities { view.capabilities }
    /// The instant that it is.
    var now: NumericDate { workspace.world.now() }

    /// The document that the request is about.
    func document() throws(RPCError) -> TextDocument {
        let uri = try uri()
        guard let document = view.documents[uri] else {
            throw RPCError(
                .invalidParameters, "The document is not open.", parameter: "/textDocument/uri",
                hint: "Send textDocument/didOpen first.")
        }
        return document
    }

    /// The address of the document that the request is about.
    func uri() throws(RPCError) -> String {
        guard let uri = params["textDocument"]?["uri"]?.string else {
            throw RPCError(.invalidParameters, "uri is a string.", parameter: "/textDocument/uri")
        }
        return uri
    }

    /// The place that the request is about.
    func offset(in document: TextDocument) throws(RPCError) -> Int {
        guard let position = TextPosition(params["position"]) else {
            throw RPCError(
                .invalidParameters, "A position has a line and a character, from 0.", parameter: "/position")
        }
        return document.offset(of: position)
    }

    /// The stretch that the request is about.
    func range(in document: TextDocument) throws(RPCError) -> Range<Int> {
        guard let range = TextRange(params["range"]) else {
            throw RPCError(.invalidParameters, "A range has a start and an end.", parameter: "/range")
        }
        return document.bytes(of: range)
    }

    /// Whether a document is one that is looked at.
    func covers(_ document: TextDocument) -> Bool {
        view.settings.covers(FileAddress.path(document.uri) ?? document.uri)
    }
}
