import JSON
import RPC

/// A tool together with the method that it stands for.
struct OfferedTool: Sendable {
    let tool: Tool
    let method: MethodDescription
    /// What it takes, as a method of its own says it.
    let description: MethodDescription

    init(_ tool: Tool, _ method: MethodDescription) {
        self.tool = tool
        self.method = method
        let parameters = tool.offered.compactMap { name in
            (tool.narrowed + method.parameters).first { $0.name.description == name.description }
        }
        description = MethodDescription(
            tool.name, tool.summary, parameters: parameters + (tool.showsClaims ? [.withheldClaims] : []),
            result: method.result)
    }

    /// Writes what a client is told of it.
    func write(in revision: Revision, to writer: inout JSONWriter) throws(RPCError) {
        let schemas = OpenRPC(title: "", version: "", summary: "", methods: [method, description]).schemas
        try writer.object { (writer) throws(RPCError) in
            writer.member("name", tool.name)
            if revision.hasStructure { writer.member("title", tool.title) }
            writer.member("description", tool.summary)
            var input = JSONWriter()
            input.schema(tool.summary, of: description.parameters)
            writer.name("inputSchema")
            try LocalSchema(input.bytes, schemas).write(to: &writer)
            if revision.hasStructure {
                writer.name("outputSchema")
                try LocalSchema(Array(method.result.text.utf8), schemas)
                    .write(with: tool.quotesOthers ? ToolAnswer.noticeSchema : nil, to: &writer)
            }
            if revision.hasAnnotations { writeAnnotations(to: &writer) }
        }
    }

    private func writeAnnotations(to writer: inout JSONWriter) {
        let looksOnly = tool.permission == nil
        writer.object("annotations") { writer in
            writer.member("title", tool.title)
            writer.member("readOnlyHint", looksOnly)
            writer.member("destructiveHint", false)
            writer.member("idempotentHint", looksOnly)
            writer.member("openWorldHint", false)
        }
    }

    /// The parameters of the method, out of the arguments of a call, which were checked.
    func parameters(from arguments: JSONValue?) throws(RPCError) -> JSONDocument {
        if let key = arguments?["key"], tool.permission != nil {
            guard key.count == 1, key["ref"]?.kind == .string else {
                throw RPCError(
                    .invalidParameters, "An assistant signs with keys of the store: {\"ref\": \"set\"}.",
                    parameter: "/key", offset: key.offset)
            }
        }
        var writer = JSONWriter()
        writer.object { writer in
            if let arguments {
                for member in arguments.members
                where !(tool.showsClaims && member.name.isString(Parameter.withheldClaims.name)) {
                    writer.name(member.name)
                    writer.copy(member.value)
                }
            }
            for (name, value) in tool.fixed {
                writer.name(name)
                writer.verbatim(value.description)
            }
        }
        defer { writer.wipe() }
        return try JSONDocument.read(writer.bytes)
    }
}

extension JSONDocument {
    /// Reads JSON that came out of this process, which may hold a little more than one message can.
    static func read(_ bytes: [UInt8]) throws(RPCError) -> JSONDocument {
        do throws(JSONFault) {
            return try JSONDocument(bytes, limits: JSONLimits(depth: 256, values: 8_000_000, members: 100_000))
        } catch {
            throw RPCError(error)
        }
    }
}
