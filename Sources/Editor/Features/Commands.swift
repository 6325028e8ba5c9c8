import JSON
import RPC

extension Editor {
    /// What is done when a command is called by its name (LSP 3.17, "Execute a command"). Each is a file in `Commands/`, and takes
    /// one object: `uri`, `range` or `position`, the `version` that they are about if that matters, and how it is to be done.
    static let commanding = EditorFeature(
        requests: [execute],
        commands: [
            redact, decode, openDecoded, openClaims, signClaims, renew, signObject, convertTime, convertKey, suppress,
            verify, copyClaims,
        ]
    ) { client, writer in
        writer.object("executeCommandProvider") { writer in
            writer.member("commands", commands.filter { client.appliesEdits || !$0.needsEdits }.map { "\($0.name)" })
        }
    }

    private static let execute = EditorRequest(
        "workspace/executeCommand", "Does what a command says.",
        [
            Parameter("command", .string, "Its name.", required: true),
            Parameter("arguments", .any, "An array of one object: what it is about."),
        ]
    ) { (call, writer) throws(RPCError) in
        let name = call.params["command"]
        guard let command = commands.first(where: { name?.isString($0.name) == true }) else {
            throw RPCError(.invalidParameters, "There is no such command.", parameter: "/command")
        }
        // A key may be slow, and nobody waits for it who only types.
        try call.call.takesLong()
        let argument = call.params["arguments"]?.elements.first { _ in true }
        try command.make(try CommandCall(call, argument)).perform(call, to: &writer)
    }
}
