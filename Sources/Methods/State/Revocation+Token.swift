import JOSE
import JSON
import JWT
import Store

extension Revocation {
    /// The entry about one token: by the identifier that its issuer gave it, or by what was signed of it. Nil where no digest can
    /// be made.
    init?(tokenID: [UInt8]?, issuer: [UInt8]?, signed: ArraySlice<UInt8>, since: NumericDate, until: NumericDate?) {
        var about = JSONWriter()
        let name: Name?
        if let tokenID, let byID = Name(.tokenID, issuer, tokenID) {
            name = byID
            about.object { writer in
                writer.name("jti")
                writer.string(tokenID.span)
                guard let issuer else { return }
                writer.name("issuer")
                writer.string(issuer.span)
            }
        } else {
            guard let digest = TokenDigest.whole(of: Array(signed)) else { return nil }
            name = Name(.token, digest)
            about.object { writer in
                writer.name("token")
                writer.plainString(digest.span)
            }
        }
        guard let name else { return nil }
        let end = until?.advanced(by: Policy.clockToleranceLimit).seconds
        self.init(name, since: since.seconds, until: end, about: about.bytes)
    }
}
