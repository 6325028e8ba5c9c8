import JOSE
import JSON
import JWT
import RPC

/// A key binding that a call of `present` asks for (RFC 9901 §4.3).
struct KeyBindingOrder {
    private let key: Key
    private let algorithm: SigningAlgorithm
    private let audience: [UInt8]
    private let nonce: [UInt8]
    private let now: NumericDate

    /// Reads what is asked for; nil where no key is given.
    init?(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let arguments = call.arguments
        guard let value = arguments["key"] else {
            for name in ["audience", "nonce", "alg", "now"] as [StaticString] where arguments[name] != nil {
                throw RPCError(
                    .invalidParameters, "\(name) stands in a key binding, which needs the holder's key.",
                    parameter: "/\(name)")
            }
            return nil
        }
        guard let audience = arguments["audience"]?.utf8, let nonce = arguments["nonce"]?.utf8 else {
            throw RPCError(
                .invalidParameters, "A key binding needs an audience and a nonce.", parameter: "/key")
        }
        let keys = try KeyInput(value, at: "/key", for: call, surroundings, to: .sign).keys
        guard let key = keys.first, keys.count == 1 else {
            throw RPCError(.invalidParameters, "A holder has one key.", parameter: "/key")
        }
        self.key = key
        self.audience = audience
        self.nonce = nonce
        now = SigningPlan.now(try arguments.instant(), surroundings)
        let named = arguments["alg"]?.withString { SigningAlgorithm.named($0) } ?? nil
        guard let algorithm = named ?? SigningAlgorithm.natural(for: key) else {
            throw RPCError(
                .algorithmUnsupported, "The key is for no algorithm for signatures that is done here.",
                parameter: "/key")
        }
        if let refusal = key.refusal(for: algorithm, to: .sign) {
            throw RPCError(
                .keyRefused, "The key may not sign with \(algorithm.name): \(refusal.explanation).", parameter: "/key")
        }
        self.algorithm = algorithm
    }

    /// Signs the binding of what is presented.
    func bind(
        _ presentation: Presentation
    ) throws(RPCError) -> (token: [UInt8], algorithm: SigningAlgorithm, issuedAt: NumericDate) {
        let holder: Key
        do throws(DisclosureFault) {
            holder = try presentation.holderKey()
        } catch {
            throw RPCError(error)
        }
        guard KeyRelation(of: key, to: holder) == .pair else {
            throw RPCError(.keyRefused, "The key is not the one that cnf names.", parameter: "/key")
        }
        return (try sign(presentation), algorithm, now)
    }

    private func sign(_ presentation: Presentation) throws(RPCError) -> [UInt8] {
        do throws(KeyFault) {
            let digest = try presentation.digest()
            var header = JSONWriter()
            header.object { writer in
                writer.member("alg", algorithm.name)
                writer.member("typ", "kb+jwt")
            }
            var claims = JSONWriter()
            claims.object { writer in
                writer.member("iat", now.seconds)
                writer.name("aud")
                writer.string(audience.span)
                writer.name("nonce")
                writer.string(nonce.span)
                writer.name("sd_hash")
                writer.plainString(digest.span)
            }
            var token = header.withBytes { Base64URL.encode($0) }
            token.append(UInt8(ascii: "."))
            token += claims.withBytes { Base64URL.encode($0) }
            let signature = try key.sign(token.span, with: algorithm)
            token.append(UInt8(ascii: "."))
            Base64URL.append(signature.span, to: &token)
            return token
        } catch {
            throw RPCError(.keyUnusable, "The key made no signature: \(error.explanation).", parameter: "/key")
        }
    }
}
