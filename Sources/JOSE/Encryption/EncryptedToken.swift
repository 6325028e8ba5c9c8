import JSON
import OpenSSL

/// An encrypted token that was taken apart and not yet opened: each part is spelled as it must be, nothing more
/// (RFC 7516 §3, §7).
package struct EncryptedToken: Sendable {
    /// How it was written.
    package let serialization: SignedToken.Serialization
    /// Its recipients; a compact token has one.
    package let recipients: [Recipient]
    /// The content encryption's parts, decoded.
    let vector: [UInt8]
    let ciphertext: [UInt8]
    let tag: [UInt8]
    /// The protected header as it stands in the token, base64url; empty where there is none.
    let protectedText: ArraySlice<UInt8>
    /// What is authenticated beside the content, as it stands in the token, base64url; JSON serializations only.
    let additionalText: ArraySlice<UInt8>?
    /// The octets that are authenticated beside the content, if there are any.
    package let additionalData: [UInt8]?
    /// Where the protected header stands in the token as it was given.
    package let headerRange: Range<Int>?
    /// Where the ciphertext stands in the token as it was given.
    package let ciphertextRange: Range<Int>?

    /// One recipient: a header, and the content key as it was encrypted for them.
    package struct Recipient: Sendable {
        /// The header.
        package let header: EncryptionHeader
        /// The encrypted content key; empty where the algorithm has none.
        package let encryptedKey: [UInt8]
    }

    /// The ciphertext's length, in octets.
    package var ciphertextLength: Int { ciphertext.count }

    /// The content, or nil where the key or anything else is wrong: which of both, is not said, and the same work is done.
    /// What the cryptographic library could not do is told apart from nothing else.
    package func open(
        _ recipient: Recipient, with key: EncryptionKey, _ algorithm: KeyManagementAlgorithm,
        _ encryption: ContentEncryption
    ) -> OpenedContent? {
        do throws(CryptoFault) {
            let contentKey = try recipient.contentKey(with: key, algorithm, encryption)
            let authenticated = Self.authenticated(protectedText, additionalText)
            let content = try encryption.cipher.decrypt(
                ciphertext.span, tag: tag.span, key: contentKey, vector: vector.span, additional: authenticated.span)
            return content.map(OpenedContent.init)
        } catch {
            return nil
        }
    }

    /// What the tag covers beside the content: the protected header's text, and a dot and the further data's where there
    /// are some (RFC 7516 §5.1 step 14).
    static func authenticated(
        _ protectedText: ArraySlice<UInt8>, _ additionalText: ArraySlice<UInt8>?
    ) -> [UInt8] {
        guard let additionalText else { return Array(protectedText) }
        return protectedText + [UInt8(ascii: ".")] + additionalText
    }
}
