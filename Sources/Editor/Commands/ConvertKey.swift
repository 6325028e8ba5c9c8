import JSON
import JWT
import RPC

extension Editor {
    /// Writes a PEM block as a JWK, or a JWK as PEM.
    static let convertKey = EditorCommand(
        name: "jwtls.convertKey", title: "Convert key", needsEdits: true, offers: keyConversions
    ) {
        (call) throws(RPCError) in
        let (item, note) = try call.key()
        guard note.title != nil else {
            throw RPCError(.invalidParameters, "The key cannot be read.", parameter: "/arguments/0/range")
        }
        let octets = call.octets(item)
        let isJWK = note.form == .jwk
        let answer = try call.editor.workspace.world.call("key/convert") { writer in
            writer.object { writer in
                writer.object("key") { writer in
                    writer.name(isJWK ? "jwk" : "pem")
                    let text = ScannedKey.plain(octets, note.form)
                    if isJWK { writer.verbatim(text.span) } else { writer.string(text.span) }
                }
                writer.member("to", !isJWK ? "jwk" : note.isSecret ? "pkcs8" : "spki" as StaticString)
            }
        }
        defer { answer.wipe() }
        let edit =
            isJWK
            ? pem(answer.root["pem"]?.string ?? "", item, call) : jwk(answer.root["jwk"], item, call)
        return Outcome(change: WorkspaceChange(call.document, [edit]))
    }

    // Where line ends would end what it stands in, they are spelled out.
    private static func pem(_ text: String, _ item: NotedText.Item, _ call: CommandCall) -> WorkspaceChange.Edit {
        let document = call.document
        var lines = text.split(separator: "\n").map { String($0) }
        if document.isJSON {
            var writer = JSONWriter()
            writer.string(text)
            return WorkspaceChange.Edit(range: item.range, text: writer.bytes)
        }
        guard let syntax = CommentSyntax(of: document), !syntax.trails else {
            let margin = document.margin(of: document.line(around: item.range.lowerBound))
            lines = lines.enumerated().map { $0.offset == 0 ? $0.element : margin + $0.element }
            return WorkspaceChange.Edit(range: item.range, text: Array(lines.joined(separator: document.lineEnd).utf8))
        }
        return WorkspaceChange.Edit(range: item.range, text: Array(lines.joined(separator: "\\n").utf8))
    }

    // A PEM block in JSON is a string, and a JWK is none.
    private static func jwk(_ jwk: JSONValue?, _ item: NotedText.Item, _ call: CommandCall) -> WorkspaceChange.Edit {
        let text = call.document.text
        var range = item.range
        if call.document.isJSON, let end = stringEnd(behind: range, in: text) {
            range = (range.lowerBound - 1)..<end
        }
        var writer = JSONWriter()
        if let jwk { writer.copy(jwk) }
        return WorkspaceChange.Edit(range: range, text: writer.bytes)
    }

    // Behind the quote that ends the string which holds the block alone, line ends aside.
    private static func stringEnd(behind range: Range<Int>, in text: [UInt8]) -> Int? {
        guard range.lowerBound > 0, text[range.lowerBound - 1] == UInt8(ascii: "\"") else { return nil }
        var end = range.upperBound
        while text[end...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "n")]) { end += 2 }
        return end < text.count && text[end] == UInt8(ascii: "\"") ? end + 1 : nil
    }

    private static let keyConversions: @Sendable (OfferContext) -> [Offer] = { context in
        // What cannot be read cannot be converted; a shared secret has no other form.
        context.keys.filter { $0.note.title != nil && $0.note.exposure != .secretExposed }.map { key in
            Offer(
                title: key.note.form == .jwk ? "Convert the key to PEM" : "Convert the key to a JWK", kind: .rewrite,
                range: key.item.range)
        }
    }
}
