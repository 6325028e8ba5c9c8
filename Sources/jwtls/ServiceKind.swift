/// The commands that start the service: they differ in whom they are for, and take the same options.
enum ServiceKind: String, CaseIterable, Sendable {
    case serve, lsp, mcp

    /// What it does, in one sentence.
    var summary: String {
        switch self {
        case .serve: "Serves JSON-RPC on standard input and output, as jwtls does without a command."
        case .lsp: "Serves editors on standard input and output, as a language server."
        case .mcp: "Serves AI assistants alone on standard input and output, by the Model Context Protocol."
        }
    }

    /// A command that works as it stands.
    var example: String {
        switch self {
        case .serve:
            #"printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"server/info"}' | jwtls serve --framing lines"#
        case .lsp:
            #"printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}' | jwtls lsp"#
        case .mcp:
            #"printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}' | jwtls mcp"#
        }
    }
}
