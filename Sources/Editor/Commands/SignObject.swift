import JSON
import JWT
import RPC

extension Editor {
    /// Signs the claims in a JSON object as they stand there: the token takes their place, or is the answer.
    static let signObject = EditorCommand(name: "jwtls.sign", title: "Sign claims", offers: signatures) {
        (call) throws(RPCError) in
        guard let object = ClaimsObject(at: call.range, in: call.document) else {
            throw RPCError(
                .contentModified, "There is no JSON object at this place.", parameter: "/arguments/0/range")
        }
        let place = try call.choice("place", ["here", "answer"])
        let token = try SigningKey.forClaims(call).sign(object.json, under: nil, call)
        guard place == "here" else { return Outcome { writer in writer.object { $0.member("token", token) } } }
        let text = call.document.isJSON ? "\"\(token)\"" : token
        let edit = WorkspaceChange.Edit(range: object.range, text: Array(text.utf8))
        return Outcome(change: WorkspaceChange(call.document, [edit]))
    }

    private static let signatures: @Sendable (OfferContext) -> [Offer] = { context in
        guard let object = ClaimsObject(at: context.range, in: context.document), object.looksLikeClaims else {
            return []
        }
        return [
            Offer(
                title: "Sign these claims", kind: .rewrite, range: object.range,
                obstacle: context.keyObstacle)
        ]
    }
}

/// The innermost JSON object around a place, or the one that is selected.
struct ClaimsObject {
    let range: Range<Int>
    /// The object on one line.
    let json: [UInt8]
    /// Whether it is what tokens carry, and no key.
    let looksLikeClaims: Bool

    init?(at place: Range<Int>, in document: TextDocument) {
        let text = document.text
        guard place.upperBound <= text.count, let range = Self.braces(around: place, in: text) else { return nil }
        do throws(JSONFault) {
            let value = try JSONDocument(Array(text[range])).root
            guard value.kind == .object, value.firstDuplicate == nil else { return nil }
            self.range = range
            var writer = JSONWriter()
            writer.copy(value)
            json = writer.bytes
            let known: [StaticString] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "scope", "client_id"]
            looksLikeClaims =
                value["kty"] == nil && value["alg"] == nil && known.contains { value[$0] != nil }
        } catch {
            return nil
        }
    }

    private static let reach = 64 << 10

    // Braces are counted from where the nearest line begins with one in its first column, or as far as is looked.
    private static func braces(around place: Range<Int>, in text: [UInt8]) -> Range<Int>? {
        let start = max(0, place.lowerBound - reach)
        let end = min(text.count, place.upperBound + reach)
        var open: [Int] = []
        var isInString = false
        var position = start
        while position < end {
            let byte = text[position]
            if isInString {
                if byte == UInt8(ascii: "\\") { position += 1 }
                // A string ends with its line at the latest: it was none then.
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") { isInString = false }
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte == UInt8(ascii: "{") {
                open.append(position)
            } else if byte == UInt8(ascii: "}"), let first = open.popLast() {
                if first <= place.lowerBound, position + 1 >= place.upperBound { return first..<(position + 1) }
            }
            position += 1
        }
        return nil
    }
}
