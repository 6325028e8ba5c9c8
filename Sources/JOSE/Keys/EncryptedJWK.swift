import JSON
import OpenSSL

/// A JWK or a JWK Set that is the content of an encrypted token, opened by a password (RFC 7517 §7, appendix C).
package enum EncryptedJWK {
    /// Whether a text is an encrypted token, as its parts show: nothing else that is a key looks like it.
    static func isOne(_ text: Span<UInt8>) -> Bool {
        let start = text.skipBlanks(from: 0)
        if text.holds("{", at: start) { return text.firstOffset(of: "\"ciphertext\"", from: start) != nil }
        guard text.holds("eyJ", at: start) else { return false }
        var dots = 0
        var from = start
        while dots < 5, let dot = text.firstOffset(of: UInt8(ascii: "."), from: from) {
            dots += 1
            from = dot + 1
        }
        return dots == 4
    }

    /// The JSON of the key or set in a token. A wrong password is told apart from damage by nobody.
    static func open(_ text: Span<UInt8>, password: SecretBytes?) throws(KeyFault) -> OpenedContent {
        guard let password else { throw KeyFault(.passwordNeeded) }
        let token = try token(text)
        for recipient in token.recipients {
            guard let algorithm = recipient.header.algorithm, algorithm.takesPassword,
                let encryption = recipient.header.encryption, recipient.header.compression == nil
            else { continue }
            guard PasswordWork.iterations ~= recipient.header.iterations ?? 0,
                PasswordWork.saltOctets ~= recipient.header.salt?.count ?? 0
            else { throw KeyFault(.derivationTooCostly) }
            let key = EncryptionKey.password(Password(octets: password))
            guard let content = token.open(recipient, with: key, algorithm, encryption) else {
                throw KeyFault(.passwordWrong)
            }
            return content
        }
        throw KeyFault(.unsupported("a key that is not encrypted with a password"))
    }

    private static func token(_ text: Span<UInt8>) throws(KeyFault) -> EncryptedToken {
        var bytes = text.array
        bytes.removeFirst(text.skipBlanks(from: 0))
        while let last = bytes.last, last.isSpace { bytes.removeLast() }
        var reader = TokenReader()
        do throws(TokenFault) {
            guard bytes.first == UInt8(ascii: "{") else { return try reader.encryptedCompact(TokenText(bytes)) }
            return try reader.encryptedJSON(try object(bytes))
        } catch {
            throw KeyFault(.structureUnknown)
        }
    }

    private static func object(_ bytes: [UInt8]) throws(TokenFault) -> JSONValue {
        do throws(JSONFault) {
            return try JSONDocument(bytes).root
        } catch {
            throw TokenFault(.json(error), .serialization)
        }
    }

    /// A compact token with the JSON of a key (`jwk+json`) or of a set (`jwk-set+json`), and the password's usual price.
    package static func seal(
        _ json: [UInt8], isSet: Bool, password: Password
    ) throws(KeyFault) -> [UInt8] {
        guard let algorithm = KeyManagementAlgorithm.natural(for: .password(password)) else {
            throw KeyFault(.failed(.unavailable))
        }
        let recipient = EncryptionDraft.Recipient(
            ContentKeySealing(.password(password), algorithm), members: [])
        do throws(EncryptionDraft.Fault) {
            var draft = try EncryptionDraft(
                encryption: .natural(for: [.password(password)], isDirect: false), recipients: [recipient],
                serialization: .compact)
            draft.protected = [.text("cty", Array((isSet ? "jwk-set+json" : "jwk+json").utf8))]
            return try draft.text(of: json)
        } catch {
            if case .failed(let fault) = error { throw KeyFault(.failed(fault)) }
            throw KeyFault(.failed(.unavailable))
        }
    }
}
