package import RPC

/// The settings for people and their editors: each member with its shape and what it does, said once.
extension EditorSettings {
    /// One setting.
    struct Row: Sendable {
        /// The member's name.
        let name: StaticString
        /// Its shape, as the members of a JSON Schema.
        let shape: String
        /// What it does, in a sentence or two, with its unit and default.
        let summary: String
    }

    /// Every setting, in the order of documents.
    static let rows: [Row] = [
        Row(name: "enable", shape: #""type": "boolean""#, summary: "Whether anything is done at all (true)."),
        Row(
            name: "keys",
            shape:
                ##""type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Key"}, {"type": "string", "description": "The path of a file below the folder that is open."}]}"##,
            summary:
                "Keys to verify with, and to sign with where they are private. Files are named from the folder that is open."
        ),
        Row(
            name: "policy", shape: ##""anyOf": [{"$ref": "#/components/schemas/Policy"}]"##,
            summary:
                "The policy to verify under, by its name or as an object (the signature alone, and what every token must keep)."
        ),
        Row(
            name: "severities",
            shape:
                #""type": "object", "additionalProperties": {"enum": ["error", "warning", "information", "hint", "off"]}"#,
            summary: "How severe findings are, by their codes, or that nobody wants to know."),
        Row(
            name: "expiresSoon", shape: length,
            summary:
                "How long before it expires a token is said to do so soon (15m): seconds, or text like 15m, 12h, 366d."
        ),
        Row(
            name: "maximumLifetime", shape: length,
            summary:
                "How long a token may live without being remarked upon (366d): seconds, or text like 15m, 12h, 366d."
        ),
        Row(name: "include", shape: globs, summary: "Files that are looked at (all), as globs on whole paths."),
        Row(name: "exclude", shape: globs, summary: "Files among them that are not (**/.git/**)."),
        Row(
            name: "tests", shape: globs,
            summary:
                "Where tokens for tests stand: what is wrong with one there is a hint (folders named test, tests, testdata, fixtures, __tests__, spec)."
        ),
        Row(
            name: "maximumDiagnostics", shape: #""type": "integer", "minimum": 1, "maximum": 100000"#,
            summary: "Findings of one document that are told (1000)."),
        Row(name: "inlayHints", shape: #""type": "boolean""#, summary: "Whether hints stand in the text (true)."),
        Row(name: "codeLenses", shape: #""type": "boolean""#, summary: "Whether commands stand above tokens (true)."),
    ]

    private static let length = #""type": ["string", "integer"]"#
    private static let globs = #""type": "array", "items": {"type": "string"}, "maxItems": 1000"#

    /// The schema of `.jwtls.json`, of `initializationOptions`, and of a client's section `jwtls`.
    package static let schema = Schema(
        "EditorSettings", [.object],
        {
            let members = rows.map { row in
                #""\#(row.name)": {"description": "\#(row.summary)", \#(row.shape)}"#
            }
            return #"{"type": "object", "additionalProperties": false, "properties": {"$schema": {"type": "string"}, "#
                + members.joined(separator: ", ") + "}}"
        }())
}
