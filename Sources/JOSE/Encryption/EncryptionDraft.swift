import Compression
package import JSON
package import OpenSSL

/// A token before it is encrypted: the content, its recipients, and how the whole will be written (RFC 7516 §5.1).
package struct EncryptionDraft: Sendable {
    /// How the content is encrypted.
    package let encryption: ContentEncryption
    /// Who can open it.
    package let recipients: [Recipient]
    /// How it is written.
    package let serialization: SignedToken.Serialization
    /// Whether the content is compressed first, which tells its length and what it resembles (RFC 8725 §3.6).
    package var isCompressed = false
    /// Members of the protected header beside `alg`, `enc` and `zip`: an object's JSON.
    package var protected: [HeaderMember] = []
    /// Members of the header that all recipients share and nothing covers; JSON serializations only.
    package var shared: [HeaderMember] = []
    /// What is authenticated beside the content; JSON serializations only.
    package var additionalData: [UInt8]?
    /// Values that are not left to chance.
    package var fixed = FixedValues()

    /// One recipient: how the content key is brought there, and the members of its own header.
    package struct Recipient: Sendable {
        /// How the content key is brought there.
        package let sealing: ContentKeySealing
        /// Members of its header beside `alg` and what the algorithm needs.
        package let members: [HeaderMember]

        /// A recipient with these members in its header.
        package init(_ sealing: ContentKeySealing, members: [HeaderMember]) {
            self.sealing = sealing
            self.members = members
        }
    }

    /// Why a token cannot be made.
    package enum Fault: Error {
        /// Compact and flattened tokens have one recipient.
        case tooManyRecipients
        /// An algorithm that determines the content key allows no second recipient.
        case soleRecipient
        /// A compact token has no header that nothing covers, and no further data.
        case compactHoldsNoMore
        /// A value that was fixed does not fit: its name.
        case fixedValue(StaticString)
        /// A header member would stand in two headers: its name.
        case repeated(String)
        /// The content could not be compressed.
        case compressionFailed
        /// The cryptographic library failed, or a key does not fit its algorithm.
        case failed(CryptoFault)
    }

    /// A draft for these recipients, at least one.
    package init(
        encryption: ContentEncryption, recipients: [Recipient], serialization: SignedToken.Serialization
    ) throws(Fault) {
        guard !recipients.isEmpty, recipients.count == 1 || serialization == .general else { throw .tooManyRecipients }
        guard recipients.count == 1 || !recipients.contains(where: { $0.sealing.algorithm.determinesContentKey }) else {
            throw .soleRecipient
        }
        self.encryption = encryption
        self.recipients = recipients
        self.serialization = serialization
    }

    /// A token that was made, in parts.
    struct Parts {
        var protectedText: [UInt8] = []
        var owns: [[HeaderMember]] = []
        var sealed: [SealedContentKey] = []
        var vector: [UInt8] = []
        var content: ContentCipher.Sealed?
    }

    /// The token with this content, as text: compact, or the JSON of its serialization.
    package func text(of content: [UInt8]) throws(Fault) -> [UInt8] {
        let parts = try seal(content)
        guard serialization != .compact else { return compact(parts) }
        var writer = JSONWriter()
        write(parts, to: &writer)
        return writer.bytes
    }

    /// Writes the token, of which this is the text: a string where it is compact, else an object.
    package func write(_ text: [UInt8], to writer: inout JSONWriter) {
        if serialization == .compact { writer.plainString(text.span) } else { writer.verbatim(text.span) }
    }

    private func seal(_ content: [UInt8]) throws(Fault) -> Parts {
        if serialization == .compact, !shared.isEmpty || additionalData != nil { throw .compactHoldsNoMore }
        var parts = Parts()
        let contentKey = try sealContentKey(&parts)
        try joinHeaders(&parts)
        var plaintext = content
        defer { plaintext.wipe() }
        if isCompressed { plaintext = try compressed(content) }
        if let vector = fixed.vector, vector.count != encryption.cipher.vectorLength { throw .fixedValue("iv") }
        let authenticated = EncryptedToken.authenticated(
            parts.protectedText[...], additionalData.map { Base64URL.encode($0.span)[...] })
        do throws(CryptoFault) {
            parts.vector = try fixed.vector(for: encryption)
            parts.content = try encryption.cipher.encrypt(
                plaintext.span, key: contentKey, vector: parts.vector.span, additional: authenticated.span)
        } catch {
            throw .failed(error)
        }
        return parts
    }

    private func sealContentKey(_ parts: inout Parts) throws(Fault) -> SecretBytes {
        do throws(CryptoFault) {
            let isChosen = !recipients.contains { $0.sealing.algorithm.determinesContentKey }
            let chosen = isChosen ? try fixed.contentKey(for: encryption) : nil
            for recipient in recipients {
                parts.sealed.append(try recipient.sealing.seal(chosen, encryption, fixed))
            }
            let contentKey = chosen ?? parts.sealed.first?.contentKey
            guard let contentKey, contentKey.count == encryption.cipher.keyLength else { throw .lengthOutOfRange }
            return contentKey
        } catch {
            if let chosen = fixed.contentKey, chosen.count != encryption.cipher.keyLength { throw .fixedValue("cek") }
            throw .failed(error)
        }
    }

    private func compressed(_ content: [UInt8]) throws(Fault) -> [UInt8] {
        do throws(RawDeflate.Fault) {
            return try RawDeflate.compress(content.span)
        } catch {
            throw .compressionFailed
        }
    }
}
