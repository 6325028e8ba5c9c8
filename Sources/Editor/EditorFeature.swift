import JSON
import RPC

/// What an editor can ask for that belongs together: its requests, its commands, and what of it the server says that it can do.
///
/// A feature is a file in `Features/` and a line in `Editor.features`.
package struct EditorFeature: Sendable {
    /// What can be asked.
    let requests: [EditorRequest]
    /// What can be asked for by `workspace/executeCommand`.
    var commands: [EditorCommand] = []
    /// Writes its members of `ServerCapabilities` for a client that can do so much.
    var capabilities: @Sendable (ClientCapabilities, inout JSONWriter) -> Void = { _, _ in }
}

/// One request or notification of LSP, and what answers it.
struct EditorRequest: Sendable {
    let description: MethodDescription
    let run: @Sendable (EditorCall, inout JSONWriter) throws(RPCError) -> Void

    /// A request with these parameters; LSP has more of them now and then, which are passed over.
    init(
        _ name: StaticString, _ summary: String, _ parameters: [Parameter] = [], isBarrier: Bool = false,
        run: @escaping @Sendable (EditorCall, inout JSONWriter) throws(RPCError) -> Void
    ) {
        description = MethodDescription(
            name, summary, parameters: parameters, toleratesOthers: true, result: Schema("LSPAny", [], "{}"),
            isConversational: true, isBarrier: isBarrier)
        self.run = run
    }
}

/// One thing that can be done with what stands in a document: offered where it fits, and done when it is called by its name.
struct EditorCommand: Sendable {
    /// Its name, which begins with `jwtls.`.
    let name: StaticString
    /// What people read of it.
    let title: String
    /// Whether it comes to nothing where the client cannot be asked to change a document.
    var needsEdits = false
    /// What of it is offered in a stretch of a document.
    var offers: @Sendable (OfferContext) -> [Offer] = { _ in [] }
    /// Finds out what comes of it; changes nothing.
    let make: @Sendable (CommandCall) throws(RPCError) -> Outcome
}

extension Parameter {
    /// What most requests of LSP are about.
    static let document = Parameter("textDocument", .object, "The document.", required: true)
    static let position = Parameter("position", .object, "The place in it.", required: true)
    static let range = Parameter("range", .object, "The stretch of it.", required: true)
}
