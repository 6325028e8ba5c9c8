import JSON
import OpenSSL

/// What looks like a key of another kind and must not become an HMAC secret: a verifier that takes a public key for one
/// lets everybody sign (RFC 8725 §2.1).
package enum SecretShape: Sendable, Equatable {
    /// `-----BEGIN` somewhere in the text.
    case pem
    /// A line of an OpenSSH public key.
    case openSSH
    /// The text of a JWK or a JWK Set.
    case jwk
    /// The DER of a key or a certificate, as bytes or as base64.
    case der

    /// The shape, or nil for a secret that looks like nothing else.
    package init?(of secret: Span<UInt8>) {
        if Self.holdsArmour(secret) {
            self = .pem
        } else if Self.isOpenSSH(secret) {
            self = .openSSH
        } else if Self.isJWK(secret) {
            self = .jwk
        } else if Self.isDER(secret) || Self.isBase64OfDER(secret) {
            self = .der
        } else {
            return nil
        }
    }

    /// What it is, with its article.
    package var phrase: String {
        switch self {
        case .pem: "a PEM text"
        case .openSSH: "an OpenSSH public key"
        case .jwk: "a JWK or JWK Set"
        case .der: "a key or certificate in DER"
        }
    }

    // RFC 7468, and the armour of RFC 4716 with its space.
    private static func holdsArmour(_ text: Span<UInt8>) -> Bool {
        text.firstOffset(of: "-----BEGIN", from: 0) != nil || text.firstOffset(of: "---- BEGIN", from: 0) != nil
    }

    // That it is none is what is hoped for, so that a fault here is an answer.
    private static func isDER(_ bytes: Span<UInt8>) -> Bool {
        do throws(KeyFault) {
            return try DERStructure(of: bytes) != nil
        } catch {
            return false
        }
    }

    // A PEM body without its armour.
    private static func isBase64OfDER(_ text: Span<UInt8>) -> Bool {
        guard text.holds("M", at: text.skipBlanks(from: 0)) else { return false }
        do throws(Base64.Fault) {
            return try Base64.decodeSecret(text, skipsWhiteSpace: true).withBytes { isDER($0) }
        } catch {
            return false
        }
    }

    private static let openSSHTypes: [StaticString] = [
        "ssh-rsa ", "ssh-dss ", "ssh-ed25519 ", "ssh-ed448 ", "ecdsa-sha2-nistp256 ", "ecdsa-sha2-nistp384 ",
        "ecdsa-sha2-nistp521 ", "sk-ssh-ed25519@openssh.com ", "sk-ecdsa-sha2-nistp256@openssh.com ",
        "ssh-rsa-cert-v01@openssh.com ", "ssh-ed25519-cert-v01@openssh.com ",
    ]

    /// Whether a line of the text begins as an OpenSSH public key does.
    static func isOpenSSH(_ text: Span<UInt8>) -> Bool {
        var offset = 0
        while offset < text.count {
            offset = text.skipBlanks(from: offset)
            for type in openSSHTypes where text.holds(type, at: offset) { return true }
            while offset < text.count, text[offset] != UInt8(ascii: "\n") { offset += 1 }
        }
        return false
    }

    // Not parsed: a text that some lenient reader takes for a key is none the better for being odd JSON.
    private static func isJWK(_ text: Span<UInt8>) -> Bool {
        let start = text.skipBlanks(from: 0)
        guard text.holds("{", at: start) || text.holds("[", at: start) else { return false }
        return text.firstOffset(of: "\"kty\"", from: start) != nil
            || text.firstOffset(of: "\"keys\"", from: start) != nil
    }
}

extension Span where Element == UInt8 {
    /// The first offset, from this one on, without white space or a byte order mark.
    func skipBlanks(from start: Int) -> Int {
        var offset = start
        while offset < count {
            if self[offset].isWhiteSpace {
                offset += 1
            } else if holds("\u{FEFF}", at: offset) {
                offset += 3
            } else {
                return offset
            }
        }
        return offset
    }
}
