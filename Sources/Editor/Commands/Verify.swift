import JSON
import JWT
import RPC

extension Editor {
    /// Verifies a token with the configured keys, or where none of them is for it with those in open documents, and says what came
    /// of it.
    static let verify = EditorCommand(name: "jwtls.verify", title: "Verify", offers: verifications) {
        (call) throws(RPCError) in
        let (item, note) = try call.token()
        guard note.kind != .jwe else {
            throw RPCError(.invalidParameters, "The token is encrypted: only its reader can say more of it.")
        }
        let found = WorkspaceKeys(for: note, call)
        var verdict = try call.editor.view.keys.map { (keys) throws(RPCError) in
            try judge(call.octets(item), { $0.copy(keys) }, call)
        }
        var isFound = false
        if verdict.map({ hasNoKey($0.root) }) ?? true, !found.json.isEmpty {
            verdict = try judge(call.octets(item), { $0.verbatim(found.json.span) }, call)
            isFound = true
        }
        guard let verdict else {
            let text = "There is no key to verify with: none is configured, and none stands in an open document."
            return Outcome(message: Outcome.Message(isGood: false, text: text))
        }
        return Outcome(message: message(verdict.root, isFound ? found.names : nil)) { $0.copy(verdict.root) }
    }

    private static func judge(
        _ token: [UInt8], _ keys: (inout JSONWriter) -> Void, _ call: CommandCall
    ) throws(RPCError) -> JSONDocument {
        try call.editor.workspace.world.call("verify") { writer in
            writer.object { writer in
                writer.name("token")
                writer.string(token.span)
                writer.name("key")
                keys(&writer)
                if let policy = call.editor.view.settings.policy { writer.member("policy", policy) }
            }
        }
    }

    private static func hasNoKey(_ verdict: JSONValue) -> Bool {
        verdict["failures"]?.elements.contains { $0["code"]?.string == FindingCode.keyNotFound.word } ?? false
    }

    private static func message(_ verdict: JSONValue, _ places: [String]?) -> Outcome.Message {
        let keys = places.map { " under keys of \($0.joined(separator: ", "))" } ?? " under the configured keys"
        guard verdict["valid"]?.boolean != true else { return Outcome.Message(isGood: true, text: "Valid\(keys).") }
        let sentences = verdict["failures"]?.elements.compactMap { $0["message"]?.string } ?? []
        return Outcome.Message(
            isGood: false, text: "Refused\(keys): \(VisibleText.shorten(sentences.joined(separator: " "), to: 400))")
    }

    private static let verifications: @Sendable (OfferContext) -> [Offer] = { context in
        context.tokens.filter { ![.jwe, .unknown].contains($0.note.kind) }.map { token in
            Offer(title: "Verify the token", kind: .source, range: token.item.range, isEdit: false)
        }
    }
}

/// The keys in open documents that may be for a token.
private struct WorkspaceKeys {
    /// The keys as an array, as token methods take them; empty where there are none.
    private(set) var json: [UInt8] = []
    /// The documents that they stand in, for people.
    private(set) var names: [String] = []

    private static let limit = 64

    init(for token: TokenNote, _ call: CommandCall) {
        var writer = JSONWriter()
        var count = 0
        writer.array { writer in
            for document in call.editor.view.documents.values.sorted(by: { $0.uri < $1.uri }) {
                for item in document.noted.items where count < Self.limit {
                    guard let key = item.note.key, key.title != nil else { continue }
                    if let wanted = token.keyID, let name = key.keyID, wanted != name { continue }
                    count += 1
                    let text = ScannedKey.plain(Array(document.text[item.range]), key.form)
                    writer.string(text.span)
                    let name = FileAddress.name(document.uri)
                    if !names.contains(name) { names.append(name) }
                }
            }
        }
        if count > 0 { json = writer.bytes }
    }
}
