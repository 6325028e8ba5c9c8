import JSON
import OpenSSL

extension EncryptionDraft {
    func compact(_ parts: Parts) -> [UInt8] {
        var token = parts.protectedText
        let encryptedKey = parts.sealed.first?.encryptedKey ?? []
        for part in [encryptedKey, parts.vector, parts.content?.ciphertext ?? [], parts.content?.tag ?? []] {
            token.append(UInt8(ascii: "."))
            Base64URL.append(part.span, to: &token)
        }
        return token
    }

    func write(_ parts: Parts, to writer: inout JSONWriter) {
        writer.object { writer in
            if !parts.protectedText.isEmpty {
                writer.name("protected")
                writer.plainString(parts.protectedText.span)
            }
            if !shared.isEmpty {
                writer.name("unprotected")
                writer.object(shared)
            }
            if serialization == .general {
                writer.array("recipients") { writer in
                    for (own, sealed) in zip(parts.owns, parts.sealed) {
                        writer.object { Self.write(own, sealed, to: &$0) }
                    }
                }
            } else {
                for (own, sealed) in zip(parts.owns, parts.sealed) { Self.write(own, sealed, to: &writer) }
            }
            if let additionalData { writer.member("aad", octets: additionalData) }
            writer.member("iv", octets: parts.vector)
            writer.member("ciphertext", octets: parts.content?.ciphertext ?? [])
            writer.member("tag", octets: parts.content?.tag ?? [])
        }
    }

    private static func write(_ own: [HeaderMember], _ sealed: SealedContentKey, to writer: inout JSONWriter) {
        if !own.isEmpty {
            writer.name("header")
            writer.object(own)
        }
        if !sealed.encryptedKey.isEmpty { writer.member("encrypted_key", octets: sealed.encryptedKey) }
    }
}
