import JSON
import RPC

extension Assistant {
    /// Which tools there are.
    static let listTools = AssistantRequest(
        "tools/list", "Lists the tools, with what they take and answer.",
        [Parameter("cursor", .string, "Where an earlier list ended; there is one page.")]
    ) { (request, writer) throws(RPCError) in
        let revision = try request.revision()
        if request.call.arguments["cursor"] != nil {
            throw RPCError(.invalidParameters, "There is one page, and so no cursor.", parameter: "/cursor")
        }
        try writer.result(in: revision, of: request.server) { (writer) throws(RPCError) in
            try writer.array("tools") { (writer) throws(RPCError) in
                for tool in request.server.tools { try tool.write(in: revision, to: &writer) }
            }
            if revision.isStateless { writer.cacheHints() }
        }
    }

    /// What a tool has to say.
    static let callTool = AssistantRequest(
        "tools/call", "Has a tool do its work.",
        [
            Parameter("name", .string, "The tool.", required: true),
            Parameter("arguments", .object, "What it takes."),
        ]
    ) { (request, writer) throws(RPCError) in
        let revision = try request.revision()
        let name = request.call.arguments.string("name") ?? ""
        guard let tool = request.server.tools.first(where: { $0.tool.name.description == name }) else {
            throw unknown(name, request.server)
        }
        let answer = try ToolAnswer(of: tool, to: request)
        try writer.result(in: revision, of: request.server) { answer.write(in: revision, to: &$0) }
    }

    private static func unknown(_ name: String, _ server: ToolServer) -> RPCError {
        var hint = Spelling.nearest(to: name, among: server.tools.map { $0.tool.name.description })
            .map { "Did you mean \($0)?" }
        if let permission = Tool.all.first(where: { $0.name.description == name })?.permission {
            hint = "It is there where jwtls was started with --mcp-allow \(permission.rawValue)."
        }
        return RPCError(
            .invalidParameters, "There is no tool \(VisibleText.shorten(name, to: 40)).", parameter: "/name",
            hint: hint ?? "tools/list lists them all.")
    }
}
