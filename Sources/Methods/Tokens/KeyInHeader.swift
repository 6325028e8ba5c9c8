import JOSE
import JSON
import JWT
import RPC

/// What a header says of the key itself: its public part, its certificates, or the digest of the first of them (RFC 7515
/// §4.1.3, §4.1.6 and §4.1.8).
enum KeyInHeader: String {
    case jwk
    case x5c
    case x5t = "x5t#S256"

    /// What a call asks for by `embed`, or a profile by itself; nil where neither does.
    init?(_ arguments: Arguments, for profile: Profile?) throws(RPCError) {
        let asked = arguments.string("embed").flatMap(KeyInHeader.init(rawValue:))
        guard profile?.bringsKey == true else {
            guard let asked else { return nil }
            self = asked
            return
        }
        guard asked == nil || asked == .jwk else {
            throw RPCError(.invalidParameters, "A proof brings its key in jwk.", parameter: "/embed")
        }
        self = .jwk
    }

    /// The member.
    var name: StaticString {
        switch self {
        case .jwk: "jwk"
        case .x5c: "x5c"
        case .x5t: "x5t#S256"
        }
    }

    /// The member's value. The public part has the members that make it up, and no others.
    func json(of key: Key) throws(RPCError) -> [UInt8] {
        let certificates = key.attributes.certificates
        switch self {
        case .jwk:
            if let canonical = Thumbprint.canonical(key) { return canonical }
            throw RPCError(.invalidParameters, "A secret has no public part for the header.", parameter: "/embed")
        case .x5c where !certificates.isEmpty:
            var writer = JSONWriter()
            writer.array { writer in
                for certificate in certificates {
                    let text = Base64.encode(certificate.der.span)
                    writer.plainString(text.span)
                }
            }
            return writer.bytes
        case .x5t:
            guard let first = certificates.first else { break }
            var writer = JSONWriter()
            do throws(KeyFault) {
                let digest = try first.names().sha256
                writer.plainString(digest.span)
            } catch {
                throw RPCError(writing: error)
            }
            return writer.bytes
        case .x5c: break
        }
        throw RPCError(.invalidParameters, "The key has no certificate for the header.", parameter: "/embed")
    }
}
