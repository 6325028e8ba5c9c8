package import JSON
package import JWT
import RPC

extension Editor {
    /// Puts a token in the place of one that is the same but for its times: issued now, with as long a life.
    static let renew = EditorCommand(
        name: "jwtls.renew", title: "Renew and sign again", needsEdits: true, offers: renewals
    ) {
        (call) throws(RPCError) in
        let (item, _) = try call.token()
        let token = DecodedToken(call.octets(item), now: call.editor.now)
        guard token.kind == .jws, token.serialization == .compact, token.isComplete,
            let header = token.header?.object, let claims = token.payload?.object
        else {
            throw RPCError(
                .invalidParameters,
                "Only a whole signed token of claims, in compact serialization, can be renewed; this is none.",
                parameter: "/arguments/0/range")
        }
        let key = try SigningKey.forSuccessor(of: header, call)
        let renewed = RenewedClaims(claims, at: call.editor.now)
        let text = try key.sign(renewed.json, under: header, withNewID: renewed.needsNewID, call)
        let edit = WorkspaceChange.Edit(range: item.range, text: Array(text.utf8))
        return Outcome(change: WorkspaceChange(call.document, [edit]))
    }

    private static let renewals: @Sendable (OfferContext) -> [Offer] = { context in
        context.tokens.filter(\.note.isRenewable).map { token in
            let mended = context.diagnostics(about: token.item.range, [.expired, .expiresSoon])
            return Offer(
                title: "Renew the token and sign it again", kind: mended.isEmpty ? .rewrite : .quickFix,
                range: token.item.range, mended: mended, isPreferred: !mended.isEmpty,
                obstacle: context.keyObstacle)
        }
    }
}

/// Claims whose times begin anew, and go on for as long as they did.
package struct RenewedClaims {
    /// The claims, in the order that they had.
    package let json: [UInt8]
    /// Whether they had an identifier, which is not theirs any more.
    package let needsNewID: Bool

    /// How long a token lives that does not say since when.
    private static let life: Int64 = 3600

    package init(_ claims: JSONValue, at now: NumericDate) {
        let issued = claims["iat"].flatMap { NumericDate($0) }
        let start = claims["nbf"].flatMap { NumericDate($0) }
        let end = claims["exp"].flatMap { NumericDate($0) }
        needsNewID = claims["jti"] != nil
        var writer = JSONWriter()
        writer.object { writer in
            for member in claims.members where !member.name.isString("jti") {
                writer.name(member.name)
                var shift: Int64?
                if member.name.isString("iat"), issued != nil { shift = 0 }
                if member.name.isString("nbf"), let start {
                    shift = issued.map { start.seconds(since: $0) } ?? 0
                }
                if member.name.isString("exp"), let end {
                    shift = (issued ?? start).map { end.seconds(since: $0) } ?? Self.life
                }
                if let shift {
                    writer.integer(now.advanced(by: TimeSpan(seconds: shift)).seconds)
                } else {
                    writer.copy(member.value)
                }
            }
        }
        json = writer.bytes
    }
}
