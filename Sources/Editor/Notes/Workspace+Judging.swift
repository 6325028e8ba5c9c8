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
            for found in answer.root["found"].map({ Array($0.elements) }) ?? [] {
                guard let start = found.byteRange?.lowerBound, let index = places[start] else { continue }
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
        guard let (first, code) = found.failuresAsideFromTime.first else {
            self = found["valid"] != nil ? .valid : found["conforms"] != nil ? .conforming : .none
            return
        }
        switch code {
        case .signatureInvalid: self = .invalid
        case .keyNotFound: self = .keyUnknown
        default: self = .refused(code, VisibleText.escape(first["message"]?.string ?? ""))
        }
    }
}

extension JSONValue {
    /// The failures in an answer of a token method with their rows, but for those that rest on the time.
    var failuresAsideFromTime: [(failure: JSONValue, code: FindingCode)] {
        (self["failures"].map { Array($0.elements) } ?? []).compactMap { failure in
            guard let code = failure["code"]?.string.flatMap({ FindingCode.named($0) }), !code.restsOnTime else {
                return nil
            }
            return (failure, code)
        }
    }

    /// The bytes that a member `range` of an answer says.
    var byteRange: Range<Int>? {
        let ends = self["range"]?.elements.compactMap(\.integer) ?? []
        guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else { return nil }
        return Int(ends[0])..<Int(ends[1])
    }
}
