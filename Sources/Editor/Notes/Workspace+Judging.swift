import JSON
import JWT
import RPC

/// What the configured keys say of the tokens in documents.
extension Workspace {
    /// Has tokens judged that were not yet, of these documents.
    func judge(_ uris: Set<String>) {
        let view = view
        guard view.settings.isEnabled, view.settings.keys != nil || view.settings.policy != nil else { return }
        for uri in uris {
            guard let document = view.documents[uri] else { continue }
            let text = document.text
            let open = document.noted.items.indices.filter { index in
                let item = document.noted.items[index]
                return item.judgement == .none && item.note.token.map { $0.kind != .jwe } == true
            }
            var judgements: [Judgement] = []
            while judgements.count < open.count {
                let some = open[judgements.count...].prefix(Self.judgedTogether)
                judgements += self.judgements(
                    of: some.map { text[document.noted.items[$0].range] }, under: view.settings)
            }
            guard !open.isEmpty else { continue }
            change { view in
                for (index, judgement) in zip(open, judgements) {
                    view.documents[uri]?.noted.items[index].judgement = judgement
                }
            }
        }
    }

    private static let judgedTogether = 256

    /// What the keys say of these tokens, in their order; nothing where they could not be asked. The keys are the configured ones
    /// unless others are given.
    func judgements(
        of tokens: [ArraySlice<UInt8>], under settings: EditorSettings, keys given: JSONValue? = nil
    ) -> [Judgement] {
        var text: [UInt8] = []
        var places: [Int: Int] = [:]
        for (index, token) in tokens.enumerated() {
            places[text.count] = index
            text += token + [UInt8(ascii: "\n")]
        }
        var result = [Judgement](repeating: .none, count: tokens.count)
        do throws(RPCError) {
            let keys = given ?? view.keys
            let answer = try world.call("scan") { writer in
                writer.object { writer in
                    writer.name("text")
                    writer.string(text.span)
                    if let keys { writer.member("key", keys) }
                    if let policy = settings.policy { writer.member("policy", policy) }
                }
            }
            for found in answer.root["found"]?.elements.lazy.map({ $0 }) ?? [] {
                guard
                    let start = found["range"]?["start"]?.integer
                        ?? found["range"]?.elements.first(where: { _ in true })?.integer,
                    let index = places[Int(start)]
                else { continue }
                result[index] = Judgement(found)
            }
        } catch {
            complain("Tokens cannot be verified: \(error.message)")
        }
        return result
    }

    /// Says once what keeps us from doing something.
    func complain(_ sentence: String) {
        guard change({ $0.complaints.insert(sentence).inserted }) else { return }
        notify("window/logMessage") { writer in
            writer.object { writer in
                writer.member("type", 2)
                writer.member("message", "jwtls: \(VisibleText.escape(sentence))")
            }
        }
    }
}

extension Judgement {
    // What `scan` says of a token; times are the editor's own matter.
    fileprivate init(_ found: JSONValue) {
        let words: [StaticString] = ["claim.exp_expired", "claim.nbf_not_yet", "claim.iat_future"]
        let failures = found["failures"]?.elements.filter { failure in
            !words.contains { failure["code"]?.isString($0) == true }
        }
        guard let first = failures?.first, let code = first["code"]?.string else {
            self = found["valid"] != nil ? .valid : found["conforms"] != nil ? .conforming : .none
            return
        }
        switch code {
        case FindingCode.signatureInvalid.word: self = .invalid
        case FindingCode.keyNotFound.word: self = .keyUnknown
        default: self = .refused(code, VisibleText.escape(first["message"]?.string ?? ""))
        }
    }
}
