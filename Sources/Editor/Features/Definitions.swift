import JSON
import JWT
import RPC

extension Editor {
    /// From a token, or the name of a key, to the key; and from a key to what it signed and to what names it (LSP 3.17, "Goto Definition
    /// Request", "Find References Request").
    static let definitions = EditorFeature(requests: [definition, references]) { _, writer in
        writer.member("definitionProvider", true)
        writer.member("referencesProvider", true)
    }

    private static let definition = EditorRequest(
        "textDocument/definition", "Where the key stands that a place is about.", [.document, .position]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let offset = try call.offset(in: document)
        guard call.covers(document), let subject = KeySubject(at: offset, in: document) else { return writer.null() }
        try call.call.takesLong()
        var places = subject.keyID.map { KeyPlace.all(named: $0, call) } ?? []
        if places.isEmpty, let token = subject.token { places = call.verifying(document.text[token]) }
        let isLink = call.client.has("textDocument", "definition", "linkSupport")
        let origin = (subject.token ?? subject.key?.range).map { document.range(of: $0) }
        writer.array { writer in
            for place in places.prefix(placeLimit) { place.write(from: origin, asLink: isLink, to: &writer) }
        }
    }

    private static let references = EditorRequest(
        "textDocument/references",
        "What was signed with the key that a place is about, or names it, in all open documents.",
        [.document, .position, Parameter("context", .any, "Whether the key itself is wanted, too.")]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let offset = try call.offset(in: document)
        guard call.covers(document), let subject = KeySubject(at: offset, in: document) else { return writer.null() }
        try call.call.takesLong()
        let wantsKey = call.params["context"]?["includeDeclaration"]?.boolean != false
        let key = subject.key.flatMap { item in
            item.note.key.map { ScannedKey.plain(Array(document.text[item.range]), $0.form) }
        }
        var count = 0
        try writer.array { (writer) throws(RPCError) in
            for other in call.view.documents.values.sorted(by: { $0.uri < $1.uri }) where call.covers(other) {
                try call.call.takesLong()
                var ranges = subject.keyID.map { KeyMention.all(of: $0, in: other) } ?? []
                if !wantsKey { ranges.removeAll { $0.kind == .key } }
                if let key { ranges += call.signed(with: key, in: other) }
                var walk = PositionWalk(other)
                for mention in ranges.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where count < placeLimit
                {
                    count += 1
                    writer.object { writer in
                        writer.member("uri", other.uri)
                        writer.member("range", walk.range(of: mention.range))
                    }
                }
            }
        }
    }

    static let placeLimit = 2000
}

extension EditorCall {
    /// Keys that are tried, and tokens that are tried with one.
    private static let tried = 64

    /// The keys with which the signature of a token holds that names none.
    fileprivate func verifying(_ token: ArraySlice<UInt8>) -> [KeyPlace] {
        KeyPlace.all(self).prefix(Self.tried).filter { place in
            workspace.judgements(of: [token], under: EditorSettings(), keys: Self.list(place.text)) == [.valid]
        }
    }

    /// The tokens of a document that name no key, and whose signature holds with this one.
    fileprivate func signed(with key: [UInt8], in document: TextDocument) -> [KeyMention] {
        let items = document.noted.items.lazy.filter { item in
            item.note.token.map { $0.keyID == nil && $0.kind == .jws } ?? false
        }.prefix(Self.tried).map { $0 }
        guard !items.isEmpty else { return [] }
        let text = document.text
        let judgements = workspace.judgements(
            of: items.map { text[$0.range] }, under: EditorSettings(), keys: Self.list(key))
        return zip(items, judgements).compactMap { item, judgement in
            judgement == .valid ? KeyMention(range: item.range, kind: .token) : nil
        }
    }

    // One key, as the configured ones are.
    private static func list(_ key: [UInt8]) -> JSONValue? {
        var writer = JSONWriter()
        writer.array { $0.string(key.span) }
        do throws(JSONFault) {
            return try JSONDocument(writer.bytes).root
        } catch {
            return nil
        }
    }
}
