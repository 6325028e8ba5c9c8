import JSON
import JWT
import RPC

extension Editor {
    /// Answers a token's claims as text, for a client to put where it likes.
    static let copyClaims = EditorCommand(name: "jwtls.copyClaims", title: "Copy claims") { (call) throws(RPCError) in
        let (item, _) = try call.token()
        guard let claims = DecodedToken(call.octets(item), now: call.editor.now).payload?.object else {
            throw RPCError(.invalidParameters, "The token has no claims that can be read.")
        }
        let text = PrettyJSON(claims).text
        return Outcome { $0.string(text) }
    }
}
