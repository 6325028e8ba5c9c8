import JSON

/// Where a connection stands in the life that LSP gives it: token methods work at once, editor methods only between
/// `initialize` and `shutdown` (LSP 3.17, "Server lifecycle"). An assistant's `initialize`, which has a mark, begins a life
/// beside that one.
struct Lifecycle {
    private enum Stage { case fresh, initialized, shutDown }

    private var stage = Stage.fresh
    private var isAssisting = false

    /// The exit code that `exit` asks for.
    var exitCode: Int32 { stage == .shutDown ? 0 : 1 }

    /// Whether a call of a token method is served now.
    var servesCalls: Bool { stage != .shutDown }

    /// Why this request or notification, of this method, may not be served now, or nil where it may; the requests
    /// `initialize` and `shutdown` move the stage on.
    mutating func admit(_ request: Request, of known: MethodDescription?) -> RPCError? {
        let method = request.method
        if stage == .shutDown {
            return RPCError(.invalidRequest, "The server was shut down; only exit may follow.")
        }
        if request.id != nil, method.isString("initialize") {
            let isAssistants = known?.mark != nil
            guard isAssistants ? !isAssisting : stage == .fresh else {
                return RPCError(.invalidRequest, "initialize was sent before.")
            }
            if isAssistants {
                isAssisting = true
            } else if request.params?.kind == .object {
                // Other parameters are refused where all parameters are, and then nothing has begun.
                stage = .initialized
            }
            return nil
        }
        if request.id != nil, method.isString("shutdown") {
            stage = .shutDown
            return nil
        }
        if stage == .fresh, Self.isEditorMethod(method) {
            return RPCError(.notInitialized, "An editor's requests come after initialize.")
        }
        return nil
    }

    private static let editorGroups: [StaticString] = [
        "textDocument/", "workspace/", "window/", "notebookDocument/", "completionItem/", "codeAction/", "codeLens/",
        "documentLink/", "inlayHint/", "callHierarchy/", "typeHierarchy/", "workspaceSymbol/",
    ]

    private static func isEditorMethod(_ method: JSONValue) -> Bool {
        method.withString { name in
            guard name.firstOffset(of: UInt8(ascii: "/"), from: 0) != nil else { return false }
            return editorGroups.contains { name.starts(with: $0) }
        } ?? false
    }
}
