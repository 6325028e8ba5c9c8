import JSON
import RPC

extension Methods {
    /// The handshake that LSP begins with; no token method waits for it.
    static let initialize = Method(
        MethodDescription(
            "initialize", "Begins an editor's session, as LSP does; no other method needs it.",
            parameters: [
                Parameter("processId", .any, "The editor's process, or null."),
                Parameter("clientInfo", .any, "The editor's name and version."),
                Parameter("capabilities", .any, "What the editor can do."),
            ], toleratesOthers: true,
            result: Schema(
                "InitializeResult", [.object],
                #"{"type": "object", "required": ["capabilities", "serverInfo"]}"#),
            isConversational: true)
    ) { _, _, writer in
        writer.object { writer in
            writer.object("capabilities") { _ in }
            writer.object("serverInfo") { writer in
                writer.member("name", "jwtls" as StaticString)
                writer.member("version", Surroundings.version)
            }
        }
    }
}
