import JSON
import JWT
import RPC

extension Editor {
    /// Above each token what can be done with it (LSP 3.17, "Code Lens Request"): the commands that are there, where they would do
    /// something.
    static let codeLenses = EditorFeature(requests: [lensRequest, resolveLens]) { client, writer in
        guard client.knows("textDocument", "codeLens") else { return }
        writer.object("codeLensProvider") { $0.member("resolveProvider", true) }
    }

    private static let lensRequest = EditorRequest(
        "textDocument/codeLens", "What can be done with the tokens of a document.", [.document]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        guard call.view.settings.showsCodeLenses, call.covers(document) else { return writer.array { _ in } }
        let tokens = document.noted.items.lazy.filter { $0.note.token != nil }.prefix(lensLimit)
        let keys = ConfiguredKeys(call)
        // Where a document can be shown, that is better than an answer.
        let isShown = call.client.readsContent || call.client.opensNewDocuments
        let decoding = isShown ? openDecoded.name : decode.name
        let (canVerify, canRenew) = (call.view.keys != nil, keys.canSign && call.client.appliesEdits)
        var walk = PositionWalk(document)
        writer.array { writer in
            for item in tokens {
                let isSigned = item.note.token.map { $0.kind != .jwe && $0.kind != .unsecured } ?? false
                let range = walk.range(of: item.range)
                writer.lens("Decode", decoding, range, document)
                if isSigned, canVerify { writer.openLens(range, document) }
                if isSigned, canRenew { writer.lens("Sign again", renew.name, range, document) }
            }
        }
    }

    // What it says of the signature is found out when it is seen.
    private static let resolveLens = EditorRequest(
        "codeLens/resolve", "What a lens says, and the command that it stands for.",
        [
            Parameter("range", .object, "Where it is.", required: true),
            Parameter("data", .any, "What it was sent with."), Parameter("command", .any, "What it stands for."),
        ]
    ) { (call, writer) throws(RPCError) in
        let document = call.params["data"]?["uri"]?.string.flatMap { call.view.documents[$0] }
        guard let document, let range = TextRange(call.params["range"]) else {
            return writer.object { writer in
                writer.member("range", call.params["range"])
                writer.member("command", call.params["command"])
            }
        }
        let bytes = document.bytes(of: range)
        let item = document.noted.items(in: bytes).first { $0.range == bytes }
        let verdict = item.flatMap { call.judged([$0], in: document).first?.judgement.word }
        writer.lens(verdict.map { "Verify (\($0))" } ?? "Verify", verify.name, range, document)
    }

    /// Tokens of one document above which there is something.
    static let lensLimit = 500
}

extension Judgement {
    /// What came of it, in a word or two.
    fileprivate var word: String? {
        switch self {
        case .none, .conforming: nil
        case .valid: "valid"
        case .invalid: "invalid"
        case .keyUnknown: "key unknown"
        case .refused: "refused"
        }
    }
}

extension JSONWriter {
    fileprivate mutating func lens(
        _ title: String, _ command: StaticString, _ range: TextRange, _ document: TextDocument
    ) {
        object { writer in
            writer.member("range", range)
            writer.object("command") { writer in
                writer.member("title", title)
                writer.member("command", command)
                writer.array("arguments") { writer in
                    writer.object { writer in
                        writer.member("uri", document.uri)
                        writer.member("range", range)
                    }
                }
            }
        }
    }

    // What it stands for is said when it is seen.
    fileprivate mutating func openLens(_ range: TextRange, _ document: TextDocument) {
        object { writer in
            writer.member("range", range)
            writer.object("data") { $0.member("uri", document.uri) }
        }
    }
}
