import JSON

/// What is to become of a document, or a new one beside it: what LSP calls a workspace edit.
struct WorkspaceChange: Sendable {
    /// Some bytes of the document, and what is to stand in their place.
    struct Edit: Sendable {
        let range: Range<Int>
        let text: [UInt8]
    }

    /// A document that is to be made, with this text.
    struct Addition: Sendable {
        let uri: String
        let text: String
    }

    private let document: TextDocument?
    private let edits: [Edit]
    private let addition: Addition?

    /// Other bytes in the place of some of a document.
    init(_ document: TextDocument, _ edits: [Edit]) {
        (self.document, self.edits, addition) = (document, edits, nil)
    }

    /// A document that is not there yet.
    init(_ addition: Addition) {
        (document, edits, self.addition) = (nil, [], addition)
    }

    /// Writes it as the client takes it: with the version that it is about, where that can be said (LSP 3.17, "WorkspaceEdit").
    func write(for client: ClientCapabilities, to writer: inout JSONWriter) {
        writer.object { writer in
            guard client.takesDocumentChanges else {
                writer.object("changes") { writer in
                    guard let document else { return }
                    writer.name(document.uri)
                    writeEdits(in: document, to: &writer)
                }
                return
            }
            writer.array("documentChanges") { writer in
                if let document { writeChange(of: document, to: &writer) }
                if let addition { Self.write(addition, to: &writer) }
            }
        }
    }

    private func writeChange(of document: TextDocument, to writer: inout JSONWriter) {
        writer.object { writer in
            Self.writeIdentifier(document.uri, document.version, to: &writer)
            writer.name("edits")
            writeEdits(in: document, to: &writer)
        }
    }

    private func writeEdits(in document: TextDocument, to writer: inout JSONWriter) {
        writer.array { writer in
            for edit in edits {
                writer.object { writer in
                    writer.member("range", document.range(of: edit.range))
                    writer.name("newText")
                    writer.string(edit.text.span)
                }
            }
        }
    }

    private static func write(_ addition: Addition, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", "create" as StaticString)
            writer.member("uri", addition.uri)
            writer.object("options") { $0.member("ignoreIfExists", true) }
        }
        writer.object { writer in
            writeIdentifier(addition.uri, nil, to: &writer)
            writer.array("edits") { writer in
                writer.object { writer in
                    let start = TextPosition(line: 0, character: 0)
                    writer.member("range", TextRange(start: start, end: start))
                    writer.member("newText", addition.text)
                }
            }
        }
    }

    private static func writeIdentifier(_ uri: String, _ version: Int?, to writer: inout JSONWriter) {
        writer.object("textDocument") { writer in
            writer.member("uri", uri)
            writer.name("version")
            if let version { writer.integer(version) } else { writer.null() }
        }
    }
}
