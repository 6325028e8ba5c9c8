package import JSON
package import RPC

/// The list of what an assistant can ask for, as the Model Context Protocol has it.
package enum Assistant {
    /// Every request. Those that are notifications alone need no answer and no line here.
    static let requests: [AssistantRequest] = [initialize, ping, discover, listTools, callTool]

    /// What the connection knows of them.
    package static let descriptions: [MethodDescription] = requests.map(\.description)
}

/// Answers an assistant's requests, and passes on all others.
package final class AssistantResponder: Responder {
    private let server: ToolServer
    private let others: any Responder

    /// A responder for one thread. `others` answers the methods that the tools stand for.
    package init(_ server: ToolServer, others: any Responder) {
        self.server = server
        self.others = others
    }

    package func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
        if call.method.isConversational {
            for request in Assistant.requests where request.description === call.method {
                return try request.run(AssistantCall(call, server, others), &writer)
            }
        }
        try others.respond(to: call, into: &writer)
    }

    package func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool {
        others.respond(to: repetition, into: &writer)
    }

    package func take(_ reply: JSONValue) { others.take(reply) }
}

/// One request of the protocol, and what answers it.
struct AssistantRequest: Sendable {
    let description: MethodDescription
    let run: @Sendable (AssistantCall, inout JSONWriter) throws(RPCError) -> Void

    /// A request with these parameters; every one also has `_meta`, and revisions bring others.
    init(
        _ name: StaticString, _ summary: String, _ parameters: [Parameter] = [], isBarrier: Bool = false,
        mark: StaticString? = nil,
        run: @escaping @Sendable (AssistantCall, inout JSONWriter) throws(RPCError) -> Void
    ) {
        description = MethodDescription(
            name, summary, parameters: parameters, toleratesOthers: true, result: Schema("MCPAny", [], "{}"),
            isConversational: true, isBarrier: isBarrier, mark: mark)
        self.run = run
    }
}

/// A request at work: what was asked, of whom, and who answers the methods behind the tools.
struct AssistantCall {
    let call: Call
    let server: ToolServer
    let others: any Responder

    init(_ call: Call, _ server: ToolServer, _ others: any Responder) {
        self.call = call
        self.server = server
        self.others = others
    }

    /// The revision that the request is made in: its own word counts, else what was agreed on at the beginning.
    func revision() throws(RPCError) -> Revision {
        if let stated = try Revision(stating: call.arguments.params) { return stated }
        guard let agreed = server.agreed else { throw .noRevision }
        return agreed
    }
}
