package import JSON

/// What a client says that it can do, as far as it makes a difference to us (LSP 3.17, "ClientCapabilities"). What it does not
/// say, and what it says `null` of, it cannot do.
package struct ClientCapabilities: Sendable {
    private let document: JSONDocument?

    /// What the characters of positions count.
    package let encoding: PositionEncoding

    /// What the `capabilities` of `initialize` say.
    package init(_ capabilities: JSONValue?) {
        document = capabilities.map { $0.document.detached() }
        root = document.flatMap { copy in capabilities?.moved(to: copy) }
        encoding = PositionEncoding(offered: root?["general"]?["positionEncodings"])
    }

    private let root: JSONValue?

    private func value(_ path: [StaticString]) -> JSONValue? {
        var value = root
        for name in path { value = value?[name] }
        return value
    }

    /// Whether it says `true` at this place.
    func has(_ path: StaticString...) -> Bool { value(path)?.boolean == true }

    /// Whether it says this string in the array at this place.
    func offers(_ name: StaticString, _ path: StaticString...) -> Bool {
        value(path)?.elements.contains { $0.isString(name) } ?? false
    }

    /// The strings of the array at this place.
    func strings(_ path: StaticString...) -> [String] { value(path)?.elements.compactMap(\.string) ?? [] }

    /// The integer at this place.
    func integer(_ path: StaticString...) -> Int? { value(path)?.integer.flatMap { Int(exactly: $0) } }

    /// The integers of the array at this place.
    func integers(_ path: StaticString...) -> [Int] {
        value(path)?.elements.compactMap { $0.integer.flatMap { Int(exactly: $0) } } ?? []
    }

    /// Whether there is an object at this place: the feature is known, whatever it can.
    func knows(_ path: StaticString...) -> Bool { value(path)?.kind == .object }

    /// Whether diagnostics are asked for instead of sent: only where what has changed by itself can be asked for again.
    var pullsDiagnostics: Bool {
        knows("textDocument", "diagnostic")
            && (has("workspace", "diagnostics", "refreshSupport") || has("workspace", "diagnostic", "refreshSupport"))
    }

    /// Whether hovers are shown as Markdown.
    var showsMarkdownHover: Bool { offers("markdown", "textDocument", "hover", "contentFormat") }

    /// Whether a workspace edit may say what it changes by versions.
    var takesDocumentChanges: Bool { has("workspace", "workspaceEdit", "documentChanges") }

    /// Whether a workspace edit may make a file.
    var createsFiles: Bool {
        takesDocumentChanges && offers("create", "workspace", "workspaceEdit", "resourceOperations")
    }

    /// Whether it can be asked to change documents.
    var appliesEdits: Bool { has("workspace", "applyEdit") }

    /// Whether it can be asked to show a document.
    var showsDocuments: Bool { has("window", "showDocument", "support") }

    /// Whether it asks for the text of documents that only we have (LSP 3.18, "Text Document Content Request").
    var asksForContent: Bool { knows("workspace", "textDocumentContent") }

    /// Whether what a code action is to change may be said later.
    var resolvesEdits: Bool {
        offers("edit", "textDocument", "codeAction", "resolveSupport", "properties")
            && has("textDocument", "codeAction", "dataSupport")
    }

    /// Whether it takes code actions that are more than a command.
    var takesCodeActions: Bool { knows("textDocument", "codeAction", "codeActionLiteralSupport") }
}
