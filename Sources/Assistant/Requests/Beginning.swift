import JSON
import RPC

extension Assistant {
    /// How a connection begins up to 2025-11-25. An editor's `initialize` has no `protocolVersion`.
    static let initialize = AssistantRequest(
        "initialize", "Begins an assistant's session, as revisions up to 2025-11-25 do.",
        [
            Parameter("protocolVersion", .string, "The revision that the client wants.", required: true),
            Parameter("capabilities", .any, "What the client can do."),
            Parameter("clientInfo", .any, "The client's name and version."),
        ], isBarrier: true, mark: "protocolVersion"
    ) { (request, writer) in
        let revision = Revision(agreeingOn: request.call.arguments.string("protocolVersion") ?? "")
        request.server.agreed = revision
        writer.object { writer in
            writer.member("protocolVersion", revision.rawValue)
            writer.capabilities()
            writer.object("serverInfo") { request.server.writeIntroduction(to: &$0) }
            writer.member("instructions", ToolServer.instructions)
        }
    }

    /// Whether anybody is there: of revisions up to 2025-11-25.
    static let ping = AssistantRequest("ping", "Answers at once, with nothing.") {
        (request, writer) throws(RPCError) in
        guard try !request.revision().isStateless else {
            throw RPCError(.methodNotFound, "This revision has no ping.", hint: "Send server/discover.")
        }
        writer.object { _ in }
    }

    /// What is here, since 2026-07-28.
    static let discover = AssistantRequest(
        "server/discover", "Says which revisions are served, and what can be asked for."
    ) { (request, writer) throws(RPCError) in
        guard let revision = try Revision(stating: request.call.arguments.params) else { throw .noRevision }
        try writer.result(in: revision, of: request.server) { writer in
            writer.member("supportedVersions", Revision.names)
            writer.capabilities()
            writer.member("instructions", ToolServer.instructions)
            writer.cacheHints()
        }
    }
}
