package import JSON
package import OpenSSL

/// How the octets of a secret are written down; a caller says which, since none can be told from another.
package enum SecretEncoding: String, Sendable, CaseIterable {
    case utf8, base64url, base64, hex

    /// What the protocol calls it.
    package var name: StaticString {
        switch self {
        case .utf8: "utf8"
        case .base64url: "base64url"
        case .base64: "base64"
        case .hex: "hex"
        }
    }
}

extension Key {
    /// The HMAC secret that a text stands for. A text or octets that look like a key of another kind are refused: whoever
    /// takes a public key for a secret lets everybody sign (RFC 8725 §2.1).
    package convenience init(
        secret text: Span<UInt8>, encoding: SecretEncoding, attributes: KeyAttributes = KeyAttributes(),
        limits: KeyLimits = KeyLimits()
    ) throws(KeyFault) {
        // No encoding takes more than two characters for an octet.
        guard text.count <= 2 * limits.secretOctets else { throw KeyFault(.tooLong(limit: limits.secretOctets)) }
        if let shape = SecretShape(of: text) { throw KeyFault(.secretIsKey(shape)) }
        let octets = try Self.octets(text, encoding)
        self.init(
            try KeyNumbers.secret(octets).material(limits), attributes: attributes, origin: KeyOrigin(.secret, .text))
    }

    private static func octets(_ text: Span<UInt8>, _ encoding: SecretEncoding) throws(KeyFault) -> SecretBytes {
        switch encoding {
        case .utf8: return SecretBytes(copying: text)
        case .hex: return try hexadecimal(text)
        case .base64url:
            do throws(Base64URL.Fault) {
                return try Base64URL.decodeSecret(text)
            } catch {
                throw KeyFault(.base64URL(error), offset: error.offset)
            }
        case .base64:
            do throws(Base64.Fault) {
                return try Base64.decodeSecret(text, skipsWhiteSpace: false)
            } catch {
                throw KeyFault(.base64(error), offset: error.offset)
            }
        }
    }

    private static func hexadecimal(_ text: Span<UInt8>) throws(KeyFault) -> SecretBytes {
        guard text.count.isMultiple(of: 2) else { throw KeyFault(.hexadecimal, offset: text.count) }
        return try SecretBytes(count: text.count / 2) { (output) throws(KeyFault) in
            for offset in stride(from: 0, to: text.count, by: 2) {
                guard let high = text[offset].hexadecimalDigit else { throw KeyFault(.hexadecimal, offset: offset) }
                guard let low = text[offset + 1].hexadecimalDigit else {
                    throw KeyFault(.hexadecimal, offset: offset + 1)
                }
                output.append(high << 4 | low)
            }
        }
    }
}

extension Key {
    /// The text that a shared secret is in an encoding. Only a secret has one, and in UTF-8 only one whose octets are that.
    package func secretText(_ encoding: SecretEncoding) throws(KeyFault) -> SecretBytes {
        guard case .secret(let octets) = material else { throw KeyFault(.cannotCarry(.secret)) }
        switch encoding {
        case .base64url: return octets.withBytes { Base64URL.encodeSecret($0) }
        case .base64: return octets.withBytes { Base64.encodeSecret($0) }
        case .hex: return octets.withBytes { Hexadecimal.encodeSecret($0) }
        case .utf8:
            guard octets.withBytes({ $0.isUTF8 }) else { throw KeyFault(.secretNotText) }
            return octets
        }
    }
}

extension Key {
    /// Writes a shared secret as the member `secret`, in an encoding.
    package func writeSecret(_ encoding: SecretEncoding, to writer: inout JSONWriter) throws(KeyFault) {
        let text = try secretText(encoding)
        writer.name("secret")
        text.withBytes { writer.string($0) }
    }
}

extension Span<UInt8> {
    fileprivate var isUTF8: Bool {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: self)
            return true
        } catch {
            return false
        }
    }
}
