import JOSE
import JSON
import JWT
import RPC

extension Editor {
    /// Says what a token says: in a comment below or above it, or as the answer.
    static let decode = EditorCommand(name: "jwtls.decode", title: "Decode", offers: decodings) {
        (call) throws(RPCError) in
        let (item, _) = try call.token()
        let text = DecodedText(call.octets(item), now: call.editor.now).text
        let place = try call.choice("place", ["answer", "below", "above"])
        guard place != "answer" else {
            return Outcome { writer in
                writer.object { writer in
                    writer.member("language", "json" as StaticString)
                    writer.member("text", text)
                }
            }
        }
        guard let syntax = CommentSyntax(of: call.document) else {
            throw RPCError(
                .invalidParameters, "The document's language has no comments, or none that are known here.",
                parameter: "/arguments/0/place")
        }
        return Outcome(change: WorkspaceChange(call.document, [comment(text, syntax, item, place == "above", call)]))
    }

    private static func comment(
        _ text: String, _ syntax: CommentSyntax, _ item: NotedText.Item, _ isAbove: Bool, _ call: CommandCall
    ) -> WorkspaceChange.Edit {
        let document = call.document
        let (end, first) = (document.lineEnd, document.line(around: item.range.lowerBound))
        let lines = syntax.lines(text, margin: document.margin(of: first))
        if isAbove {
            let start = first.lowerBound
            return WorkspaceChange.Edit(
                range: start..<start, text: Array((lines.joined(separator: end) + end).utf8))
        }
        let place = document.line(around: item.range.upperBound).upperBound
        return WorkspaceChange.Edit(range: place..<place, text: Array((end + lines.joined(separator: end)).utf8))
    }

    private static let decodings: @Sendable (OfferContext) -> [Offer] = { context in
        guard CommentSyntax(of: context.document) != nil else { return [] }
        return context.tokens.filter { $0.note.kind != .unknown }.flatMap { token in
            ["below", "above"].map { place in
                Offer(
                    title: "Decode into a comment \(place)", kind: .rewrite, range: token.item.range,
                    words: ["place": place])
            }
        }
    }
}

/// What a token says as JSON for people: its header, and its claims or what it carries instead.
struct DecodedText {
    let text: String

    init(_ octets: [UInt8], now: NumericDate) {
        let token = DecodedToken(octets, now: now)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("header", token.header?.value ?? token.unprotectedHeader?.value)
            switch token.payloadType {
            case .json: writer.member(token.payload?.object == nil ? "payload" : "claims", token.payload?.value)
            case .text: writer.member("payload", token.payload.map { String(decoding: $0.octets, as: UTF8.self) })
            case .encrypted: writer.member("payload", "encrypted" as StaticString)
            default:
                if let octets = token.payload?.octets {
                    writer.name("payload")
                    let text = Base64URL.encode(octets.span)
                    writer.plainString(text.span)
                }
            }
        }
        do throws(JSONFault) {
            text = PrettyJSON(try JSONDocument(writer.bytes).root).text
        } catch {
            text = "{}"
        }
    }
}
