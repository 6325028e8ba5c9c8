import JSON
import JWT
import RPC

extension Editor {
    /// Takes tokens, private keys and shared secrets out of a text, or of a token its signature alone.
    static let redact = EditorCommand(name: "jwtls.redact", title: "Redact", needsEdits: true, offers: redactions) {
        (call) throws(RPCError) in
        let keepsClaims = try call.choice("keep", ["nothing", "claims"]) == "claims"
        var edits: [WorkspaceChange.Edit] = []
        var end = 0
        // Of things inside each other, the outer one.
        for item in call.document.noted.items(in: call.range) where item.range.lowerBound >= end {
            guard let edit = keepsClaims ? unsigned(item, call) : redacted(item, call) else { continue }
            edits.append(edit)
            end = item.range.upperBound
        }
        guard !edits.isEmpty else {
            throw RPCError(
                .contentModified, "There is nothing to redact at this place.", parameter: "/arguments/0/range")
        }
        let count = edits.count
        return Outcome(change: WorkspaceChange(call.document, edits)) { writer in
            writer.object { $0.member("replaced", count) }
        }
    }

    private static func redacted(_ item: NotedText.Item, _ call: CommandCall) -> WorkspaceChange.Edit? {
        let redacted = RedactedText(call.octets(item), keepsHeaders: false)
        return redacted.replaced > 0 ? WorkspaceChange.Edit(range: item.range, text: redacted.text) : nil
    }

    // What is left can still be decoded, and opens nothing.
    private static func unsigned(_ item: NotedText.Item, _ call: CommandCall) -> WorkspaceChange.Edit? {
        guard let token = item.note.token, token.kind == .jws, token.isCompact, !token.payload.isEmpty else {
            return nil
        }
        let start = item.range.lowerBound + token.payload.upperBound + 1
        guard start <= item.range.upperBound else { return nil }
        return WorkspaceChange.Edit(range: start..<item.range.upperBound, text: Array("[redacted]".utf8))
    }

    private static let redactions: @Sendable (OfferContext) -> [Offer] = { context in
        guard context.items.count <= OfferContext.itemLimit else {
            return [
                Offer(
                    title: "Redact every token and private key in the selection", kind: .rewrite, range: context.range)
            ]
        }
        var offers: [Offer] = []
        for (item, note) in context.tokens {
            let mended = context.diagnostics(about: item.range, [.tokenExposed, .signatureMissing])
            let isExposed = !context.diagnostics(about: item.range, [.tokenExposed]).isEmpty
            offers.append(
                Offer(
                    title: "Redact the token", kind: isExposed ? .quickFix : .rewrite, range: item.range,
                    mended: isExposed ? mended : [], isPreferred: isExposed))
            guard note.kind == .jws, note.isCompact, note.payload.upperBound + 1 < item.range.count else { continue }
            offers.append(
                Offer(
                    title: "Redact the signature", kind: .rewrite, range: item.range, words: ["keep": "claims"]))
        }
        for (item, note) in context.keys where note.isSecret {
            let mended = context.diagnostics(about: item.range, [.privateKeyExposed, .secretExposed])
            offers.append(
                Offer(
                    title: note.exposure == .secretExposed ? "Redact the secret" : "Redact the private key",
                    kind: mended.isEmpty ? .rewrite : .quickFix, range: item.range, mended: mended,
                    isPreferred: !mended.isEmpty))
        }
        return offers
    }
}
