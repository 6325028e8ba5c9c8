import JSON
import OpenSSL

/// A secret key as it lies in a place that others may read or write: the JWK in an encrypted token, and with it what the key
/// belongs to, so that it opens nowhere else (RFC 7516 §7.2.2, `aad`).
package enum SealedJWK {
    /// The key, encrypted with a password or for a key, as the JSON of a flattened token. `binding` is authenticated with it.
    package static func seal(
        _ key: Key, with wrapper: EncryptionKey, binding: [UInt8]
    ) throws(KeyFault) -> [UInt8] {
        guard let algorithm = algorithm(for: wrapper) else { throw KeyFault(.failed(.schemeDoesNotFitKey)) }
        var json = JSONWriter()
        defer { json.wipe() }
        try key.writeJWK(isPublic: false, to: &json)
        var content = json.bytes
        defer { content.wipe() }
        do throws(EncryptionDraft.Fault) {
            let recipient = EncryptionDraft.Recipient(ContentKeySealing(wrapper, algorithm), members: [])
            var draft = try EncryptionDraft(
                encryption: encryption, recipients: [recipient], serialization: .flattened)
            draft.protected = [.text("cty", Array("jwk+json".utf8))]
            draft.additionalData = binding
            return try draft.text(of: content)
        } catch {
            if case .failed(let fault) = error { throw KeyFault(.failed(fault)) }
            throw KeyFault(.failed(.unavailable))
        }
    }

    /// The key in such a token. Where the wrapper or the binding is another, or the token was changed, there is one answer.
    package static func open(
        _ text: [UInt8], with wrapper: EncryptionKey, binding: [UInt8]
    ) throws(KeyFault) -> Key {
        let token = try token(text)
        guard let algorithm = algorithm(for: wrapper), let recipient = token.recipients.first,
            token.recipients.count == 1, token.additionalData == binding, recipient.header.algorithm == algorithm,
            recipient.header.encryption == encryption, recipient.header.compression == nil,
            isCheap(recipient, algorithm),
            let content = token.open(recipient, with: wrapper, algorithm, encryption)
        else { throw KeyFault(.passwordWrong) }
        var json = content.bytes
        defer { json.wipe() }
        let document: JSONDocument
        do throws(JSONFault) {
            document = try JSONDocument(json)
        } catch {
            throw KeyFault(.json(error))
        }
        return try Key(jwk: document.root)
    }

    /// Whether a key can protect others: it must encrypt, and open again what it encrypted.
    package static func canBeWrapper(_ key: Key) -> Bool {
        guard key.isSecret, let algorithm = algorithm(for: .key(key)) else { return false }
        return key.refusal(for: algorithm, encryption, to: .decrypt) == nil
            && key.refusal(for: algorithm, encryption, to: .encrypt) == nil
    }

    private static let encryption = ContentEncryption.all.last { $0.name.description == "A256GCM" } ?? .all[0]

    // The strongest that is there for a password; a key has its own.
    private static func algorithm(for wrapper: EncryptionKey) -> KeyManagementAlgorithm? {
        switch wrapper {
        case .password: KeyManagementAlgorithm.all.last(where: \.takesPassword)
        case .key: KeyManagementAlgorithm.natural(for: wrapper)
        }
    }

    private static func isCheap(_ recipient: EncryptedToken.Recipient, _ algorithm: KeyManagementAlgorithm) -> Bool {
        guard algorithm.takesPassword else { return true }
        return PasswordWork.iterations ~= recipient.header.iterations ?? 0
            && PasswordWork.saltOctets ~= recipient.header.salt?.count ?? 0
    }

    private static func token(_ text: [UInt8]) throws(KeyFault) -> EncryptedToken {
        var reader = TokenReader()
        let document: JSONDocument
        do throws(JSONFault) {
            document = try JSONDocument(text)
        } catch {
            throw KeyFault(.structureUnknown)
        }
        do throws(TokenFault) {
            return try reader.encryptedJSON(document.root)
        } catch {
            throw KeyFault(.structureUnknown)
        }
    }
}
