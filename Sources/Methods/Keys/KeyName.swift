import JOSE
import JSON
import RPC

/// Which `kid` a key gets.
enum KeyName {
    /// Its own thumbprint (RFC 7638).
    case thumbprint
    /// A text that the caller chose, as UTF-8.
    case text([UInt8])
    /// Octets that mean nothing, in base64url.
    case random
    /// None.
    case none

    // What a token may name its key by.
    private static let lengths = 1...TokenLimits().keyIDBytes

    /// What the parameter `kid` asks for, or nil where it is not given.
    init?(_ value: JSONValue?) throws(RPCError) {
        guard let value else { return nil }
        if value.boolean == false {
            self = .none
            return
        }
        guard let text = value.utf8, Self.lengths.contains(text.count) else {
            throw RPCError(
                .invalidParameters,
                "kid is \"thumbprint\", another text of 1 to \(Self.lengths.upperBound) bytes, or false for none.",
                parameter: "/kid")
        }
        self = value.isString("thumbprint") ? .thumbprint : .text(text)
    }

    /// The `kid` for a key.
    func keyID(of key: Key, _ surroundings: Surroundings) throws(RPCError) -> [UInt8]? {
        switch self {
        case .none: return nil
        case .text(let text): return text
        case .random:
            let octets = try surroundings.random(16)
            return Base64URL.encode(octets.span)
        case .thumbprint:
            do throws(KeyFault) {
                let thumbprint = try key.thumbprint(by: .sha256)
                return Base64URL.encode(thumbprint.span)
            } catch {
                throw RPCError(writing: error)
            }
        }
    }
}
