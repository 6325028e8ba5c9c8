import JSON

/// What comes of a command: what the client is asked to do, and what it is answered.
struct Outcome: Sendable {
    /// What people are told.
    struct Message: Sendable {
        let isGood: Bool
        let text: String
    }

    /// What is to be changed.
    var change: WorkspaceChange?
    /// What is to be shown: an address.
    var shown: String?
    /// What people are told.
    var message: Message?
    /// What is answered.
    var answer: @Sendable (inout JSONWriter) -> Void = { $0.null() }
    /// Called when the client has changed it.
    var applied: (@Sendable () -> Void)?

    /// Has the client do it, and writes the answer. A client that cannot be asked to change anything is answered what it would
    /// be asked.
    func perform(_ call: EditorCall, to writer: inout JSONWriter) {
        let client = call.client
        if let message { call.workspace.show(message) }
        guard let change else {
            if let shown { call.workspace.show(shown) }
            return answer(&writer)
        }
        guard client.appliesEdits else {
            return writer.object { writer in
                writer.name("edit")
                change.write(for: client, to: &writer)
            }
        }
        let (workspace, applied, shown) = (call.workspace, applied, client.showsDocuments ? shown : nil)
        workspace.ask(
            "workspace/applyEdit",
            { writer in
                writer.object { writer in
                    writer.name("edit")
                    change.write(for: client, to: &writer)
                }
            },
            then: { reply in
                guard reply["result"]?["applied"]?.boolean == true else { return }
                applied?()
                if let shown { workspace.show(shown) }
            })
        answer(&writer)
    }
}

extension Workspace {
    /// Tells people something (LSP 3.17, "ShowMessage Notification").
    func show(_ message: Outcome.Message) {
        notify("window/showMessage") { writer in
            writer.object { writer in
                writer.member("type", message.isGood ? 3 : 2)
                writer.member("message", VisibleText.escape(message.text))
            }
        }
    }

    /// Has a document shown (LSP 3.17, "Show Document Request").
    func show(_ uri: String) {
        ask("window/showDocument") { writer in
            writer.object { writer in
                writer.member("uri", uri)
                writer.member("takeFocus", true)
            }
        }
    }
}
