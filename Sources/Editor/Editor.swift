package import JSON
package import RPC

/// The list of what an editor can ask for. A feature is a file in `Features/` and a line here.
package enum Editor {
    /// Every feature.
    static let features: [EditorFeature] = [
        session, synchronization, configuration, diagnostics, hover, semanticTokens, inlayHints, codeLenses, symbols,
        highlights, selection, folding, links, definitions, completion, codeActions, commanding, content,
    ]

    /// What the connection knows of them.
    package static let descriptions: [MethodDescription] = requests.map(\.description)

    static let requests: [EditorRequest] = features.flatMap(\.requests)
    static let commands: [EditorCommand] = features.flatMap(\.commands)
}

/// Answers an editor's requests, and passes on all others.
package final class EditorResponder: Responder {
    private let workspace: Workspace
    private let others: any Responder

    /// A responder for one thread.
    package init(_ workspace: Workspace, others: any Responder) {
        self.workspace = workspace
        self.others = others
    }

    package func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
        if call.method.isConversational {
            for request in Editor.requests where request.description === call.method {
                // What is asked before tracing begins is not traced, nor is the wish itself.
                let start = workspace.isTraced ? workspace.world.now() : nil
                defer { if let start { workspace.trace(call.method.name, since: start) } }
                let written = writer.count
                try request.run(EditorCall(call, workspace), &writer)
                // Whoever asks what is only said gets an answer all the same.
                if writer.count == written { writer.null() }
                return
            }
        }
        try others.respond(to: call, into: &writer)
    }

    package func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool {
        others.respond(to: repetition, into: &writer)
    }

    package func take(_ reply: JSONValue) { workspace.take(reply) }
}
