import JSON
import RPC

extension Editor {
    /// How a session begins (LSP 3.17, "Server lifecycle"); its end is the connection's.
    static let session = EditorFeature(requests: [initialize, initialized, setTrace])

    private static let initialize = EditorRequest(
        "initialize", "Begins an editor's session, as LSP does; no other method needs it.",
        [
            Parameter("processId", .any, "The editor's process, or null."),
            Parameter("clientInfo", .any, "The editor's name and version."),
            Parameter("capabilities", .any, "What the editor can do."),
            Parameter("initializationOptions", .any, "Settings."),
            Parameter("workspaceFolders", .any, "The folders that are open."),
            Parameter("rootUri", .any, "The folder that is open."),
            Parameter("trace", .any, "Whether it is to be told what is asked: off, messages or verbose."),
        ], isBarrier: true
    ) { (call, writer) in
        let params = call.params
        let capabilities = ClientCapabilities(params["capabilities"])
        let options = params["initializationOptions"].map { $0.moved(to: $0.document.detached()) }
        var folders = params["workspaceFolders"]?.elements.compactMap { $0["uri"]?.string } ?? []
        if folders.isEmpty, let root = params["rootUri"]?.string { folders = [root] }
        let isTraced = ["messages", "verbose"].contains(params.string("trace"))
        let paths = folders.compactMap { FileAddress.path($0) }
        call.workspace.change { view in
            view.capabilities = capabilities
            view.folders = paths
            view.isTraced = isTraced
            view.layers.initialization = options?.kind == .object ? options : nil
        }
        call.workspace.readSettings()
        if let process = params["processId"]?.integer, let number = Int32(exactly: process) {
            call.workspace.world.watch(process: number)
        }
        writer.object { writer in
            writer.object("capabilities") { writer in
                writer.member("positionEncoding", capabilities.encoding.rawValue)
                for feature in features { feature.capabilities(capabilities, &writer) }
            }
            writer.object("serverInfo") { writer in
                writer.member("name", "jwtls" as StaticString)
                writer.member("version", call.workspace.version)
            }
        }
    }

    private static let initialized = EditorRequest(
        "initialized", "Says that the client is ready to be asked.", isBarrier: true
    ) { (call, _) in
        call.workspace.askForSettings()
        call.workspace.watchFiles()
    }

    private static let setTrace = EditorRequest(
        "$/setTrace", "Says whether it is to be told what is asked and how long it takes.",
        [Parameter("value", .string, "off, messages or verbose.")], isBarrier: true
    ) { (call, _) in
        // Nothing of what a message holds is ever traced: tokens stand in it.
        let isTraced = ["messages", "verbose"].contains(call.params.string("value"))
        call.workspace.change { $0.isTraced = isTraced }
    }
}
