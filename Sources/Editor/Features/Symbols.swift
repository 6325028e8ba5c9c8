import JSON
import JWT
import RPC

extension Editor {
    /// Tokens and keys as an outline of a document, and of all that are open (LSP 3.17, "Document Symbols Request", "Workspace Symbols
    /// Request").
    static let symbols = EditorFeature(requests: [documentSymbols, workspaceSymbols]) { _, writer in
        writer.member("documentSymbolProvider", true)
        writer.member("workspaceSymbolProvider", true)
    }

    private static let documentSymbols = EditorRequest(
        "textDocument/documentSymbol", "The tokens and keys of a document.", [.document]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        guard call.covers(document) else { return writer.array { _ in } }
        if document.noted.items.count > quickItems || document.text.count > quickText { try call.call.takesLong() }
        let symbols = TextSymbol.all(in: document, at: call.now, atMost: symbolLimit)
        let isTree = call.client.has("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
        let kinds = SymbolKinds(call.client, "textDocument", "documentSymbol")
        var walk = PositionWalk(document)
        writer.array { writer in
            guard isTree else {
                for symbol in symbols { symbol.writeFlat(in: document, &walk, kinds, to: &writer) }
                return
            }
            var index = 0
            while index < symbols.count { TextSymbol.writeTree(symbols, &index, &walk, kinds, to: &writer) }
        }
    }

    private static let workspaceSymbols = EditorRequest(
        "workspace/symbol", "Tokens and keys of the documents that are open, by what they are called.",
        [Parameter("query", .string, "What is in the name, or nothing.", required: true)]
    ) { (call, writer) throws(RPCError) in
        try call.call.takesLong()
        let query = Array((call.params.string("query") ?? "").utf8).map(\.lowered)
        let kinds = SymbolKinds(call.client, "workspace", "symbol")
        var count = 0
        try writer.array { (writer) throws(RPCError) in
            for document in call.view.documents.values.sorted(by: { $0.uri < $1.uri }) where call.covers(document) {
                try call.call.takesLong()
                var walk = PositionWalk(document)
                for symbol in TextSymbol.all(in: document, at: call.now, atMost: symbolLimit) {
                    guard count < Self.workspaceSymbolLimit else { return }
                    guard symbol.isFound(by: query) else { continue }
                    symbol.writeFlat(in: document, &walk, kinds, to: &writer)
                    count += 1
                }
            }
        }
    }

    static let symbolLimit = 10_000
    static let workspaceSymbolLimit = 1000
}

/// The numbers of kinds that a client knows (LSP 3.17, "SymbolKind"): those of keys and sets came later than others.
private struct SymbolKinds {
    private let known: Set<Int>

    init(_ client: ClientCapabilities, _ part: StaticString, _ feature: StaticString) {
        known = Set(client.integers(part, feature, "symbolKind", "valueSet"))
    }

    func number(_ kind: TextSymbol.Kind) -> Int {
        let (number, old) =
            switch kind {
            case .token: (15, 15)
            case .key: (20, 14)
            case .keySet: (19, 5)
            }
        return known.contains(number) ? number : old
    }
}

/// A token, a key or a set of keys, as an outline shows it.
private struct TextSymbol {
    enum Kind { case token, key, keySet }

    let kind: Kind
    let name: String
    let detail: String
    let range: Range<Int>
    /// What of it is shown as chosen.
    let selection: Range<Int>

    /// What is in a document, in the order of the text; what another one holds comes behind it.
    static func all(in document: TextDocument, at now: NumericDate, atMost limit: Int) -> [TextSymbol] {
        let items = document.noted.items.prefix(limit)
        var symbols = items.map { TextSymbol($0, at: now) }
        let hasKeys = items.contains { $0.note.key?.form == .jwk }
        guard hasKeys, document.text.count <= LooseJSON.wholeText else { return symbols }
        let json = LooseJSON(document.text, 0..<document.text.count)
        for index in json.objects.indices where json.role(of: index) == .keySet {
            guard json.objects[index].isClosed else { continue }
            symbols.append(TextSymbol(keySet: json.objects[index].range))
        }
        return symbols.sorted { first, second in
            (first.range.lowerBound, -first.range.upperBound) < (second.range.lowerBound, -second.range.upperBound)
        }
    }

    private init(_ item: NotedText.Item, at now: NumericDate) {
        (range, selection) = (item.range, item.range)
        switch item.note {
        case .token(let note):
            kind = .token
            name = note.label.isEmpty ? "JWT" : "JWT \(note.label)"
            let state = TokenLabel(note, item.judgement, at: now).text
            detail = state
        case .key(let note):
            kind = .key
            let words = note.keyID.map {
                VisibleText.shorten(VisibleText.escape(String(decoding: $0, as: UTF8.self)), to: 48)
            }
            name = words.map { "Key \($0)" } ?? note.title ?? "Key"
            detail = note.title ?? "cannot be read"
        }
    }

    private init(keySet range: Range<Int>) {
        (kind, name, detail) = (.keySet, "JWK Set", "")
        (self.range, selection) = (range, range.lowerBound..<(range.lowerBound + 1))
    }

    /// Whether it has all the letters of a query in their order.
    func isFound(by query: [UInt8]) -> Bool {
        var rest = query[...]
        for byte in name.utf8 {
            guard let next = rest.first else { break }
            if byte.lowered == next { rest = rest.dropFirst() }
        }
        return rest.isEmpty
    }

    func writeFlat(
        in document: TextDocument, _ walk: inout PositionWalk, _ kinds: SymbolKinds, to writer: inout JSONWriter
    ) {
        let place = walk.range(of: range)
        writer.object { writer in
            writer.member("name", name)
            writer.member("kind", kinds.number(kind))
            writer.object("location") { writer in
                writer.member("uri", document.uri)
                writer.member("range", place)
            }
            if !detail.isEmpty { writer.member("containerName", detail) }
        }
    }

    /// Writes a symbol and what is in it.
    static func writeTree(
        _ symbols: [TextSymbol], _ index: inout Int, _ walk: inout PositionWalk, _ kinds: SymbolKinds,
        to writer: inout JSONWriter
    ) {
        let symbol = symbols[index]
        index += 1
        let selection = walk.range(of: symbol.selection)
        let place = walk.range(of: symbol.range)
        writer.object { writer in
            writer.member("name", symbol.name)
            if !symbol.detail.isEmpty { writer.member("detail", symbol.detail) }
            writer.member("kind", kinds.number(symbol.kind))
            writer.member("range", place)
            writer.member("selectionRange", selection)
            guard index < symbols.count, symbols[index].range.lowerBound < symbol.range.upperBound else { return }
            writer.array("children") { writer in
                while index < symbols.count, symbols[index].range.upperBound <= symbol.range.upperBound {
                    // One level below another, as often as objects stand in each other.
                    writeTree(symbols, &index, &walk, kinds, to: &writer)
                }
            }
        }
    }
}

extension UInt8 {
    /// A letter of ASCII as a small one.
    var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
