import JSON
import RPC

extension Editor {
    /// What can be done with what stands at a place (LSP 3.17, "Code Action Request"): commands, or what they change.
    static let codeActions = EditorFeature(requests: [codeAction, resolve]) { client, writer in
        guard client.takesCodeActions else { return writer.member("codeActionProvider", true) }
        writer.object("codeActionProvider") { writer in
            writer.member("codeActionKinds", ["quickfix", "refactor.rewrite", "source.jwtls"])
            if client.resolvesEdits { writer.member("resolveProvider", true) }
        }
    }

    private static let codeAction = EditorRequest(
        "textDocument/codeAction", "What can be done with what stands in a stretch of a document.",
        [.document, .range, Parameter("context", .object, "What the client shows there, and what kinds it wants.")]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let context = OfferContext(call, document, try call.range(in: document))
        let only = call.params["context"]?["only"]
        let kinds = only?.kind == .array ? only?.elements.compactMap(\.string) : nil
        let writing = ActionWriting(call, document)
        guard call.view.settings.isEnabled else { return writer.array { _ in } }
        if !call.client.resolvesEdits, call.client.takesCodeActions { try call.call.takesLong() }
        writer.array { writer in
            for command in commands {
                for offer in command.offers(context) where offer.kind.isWanted(kinds) {
                    writing.write(offer, of: command, to: &writer)
                }
            }
        }
    }

    private static let resolve = EditorRequest(
        "codeAction/resolve", "What an action that was offered changes.",
        [Parameter("data", .any, "What we said with the action.")]
    ) { (call, writer) throws(RPCError) in
        let data = call.params["data"]
        // What came whole is whole: some clients ask for more of everything.
        if let action = call.params.params, data == nil || data?.kind == .null { return writer.copy(action) }
        guard let name = data?["command"], let command = commands.first(where: { name.isString($0.name) }) else {
            throw RPCError(.invalidParameters, "The action is none of ours.", parameter: "/data")
        }
        try call.call.takesLong()
        let outcome = try command.make(try CommandCall(call, data?["argument"]))
        writer.object { writer in
            for name in ["title", "kind", "diagnostics", "isPreferred", "data"] as [StaticString] {
                writer.member(name, call.params[name])
            }
            guard let change = outcome.change else { return }
            writer.name("edit")
            change.write(for: call.client, to: &writer)
        }
    }
}

/// Writes actions as a client takes them.
private struct ActionWriting {
    private let call: EditorCall
    private let document: TextDocument

    init(_ call: EditorCall, _ document: TextDocument) {
        (self.call, self.document) = (call, document)
    }

    private var client: ClientCapabilities { call.client }

    func write(_ offer: Offer, of command: EditorCommand, to writer: inout JSONWriter) {
        guard client.takesCodeActions else {
            // A command that changes something needs a client that lets itself be asked to.
            guard offer.obstacle == nil, client.appliesEdits || !offer.isEdit else { return }
            return writer.object { writeCommand(offer, command, to: &$0) }
        }
        var offer = offer
        var change: WorkspaceChange?
        if offer.isEdit, !client.resolvesEdits, offer.obstacle == nil {
            do throws(RPCError) {
                change = try command.make(CommandCall(call, document, offer.range, offer.words)).change
            } catch {
                offer.obstacle = error.message
            }
        }
        if offer.obstacle != nil, !client.has("textDocument", "codeAction", "disabledSupport") { return }
        writer.object { write(offer, command, change, to: &$0) }
    }

    private func write(
        _ offer: Offer, _ command: EditorCommand, _ change: WorkspaceChange?, to writer: inout JSONWriter
    ) {
        writer.member("title", offer.title)
        writer.member("kind", offer.kind.rawValue)
        if !offer.mended.isEmpty {
            writer.array("diagnostics") { writer in
                for diagnostic in offer.mended { writer.copy(diagnostic) }
            }
        }
        if offer.isPreferred, client.has("textDocument", "codeAction", "isPreferredSupport") {
            writer.member("isPreferred", true)
        }
        if let obstacle = offer.obstacle {
            return writer.object("disabled") { $0.member("reason", VisibleText.escape(obstacle)) }
        }
        if let change {
            writer.name("edit")
            change.write(for: client, to: &writer)
        } else if offer.isEdit {
            writer.object("data") { writer in
                writer.member("command", command.name)
                writer.name("argument")
                writeArgument(offer, to: &writer)
            }
        } else {
            writer.object("command") { writeCommand(offer, command, to: &$0) }
        }
    }

    private func writeCommand(_ offer: Offer, _ command: EditorCommand, to writer: inout JSONWriter) {
        writer.member("title", offer.title)
        writer.member("command", command.name)
        writer.array("arguments") { writeArgument(offer, to: &$0) }
    }

    private func writeArgument(_ offer: Offer, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uri", document.uri)
            writer.member("version", document.version)
            writer.member("range", document.range(of: offer.range))
            for (name, word) in offer.words.sorted(by: { $0.key < $1.key }) {
                writer.name(name)
                writer.string(word)
            }
        }
    }
}
