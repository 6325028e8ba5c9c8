import JSON
import RPC

extension Editor {
    /// What is found in documents, for clients that ask for it (LSP 3.17, "Pull Diagnostics"). All others are told.
    static let diagnostics = EditorFeature(requests: [documentDiagnostics]) { client, writer in
        guard client.pullsDiagnostics else { return }
        writer.object("diagnosticProvider") { writer in
            writer.member("identifier", "jwtls" as StaticString)
            writer.member("interFileDependencies", true)
            writer.member("workspaceDiagnostics", false)
        }
    }

    private static let documentDiagnostics = EditorRequest(
        "textDocument/diagnostic", "What is found in a document.", [.document]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let diagnosis = Diagnosis(document, call.view.settings, call.now)
        writer.object { writer in
            writer.member("kind", "full" as StaticString)
            writer.array("items") { writer in
                diagnosis.write(for: call.client, to: &writer, in: document)
            }
        }
    }
}
