import JOSE
import JSON

/// A token taken apart, in any serialization and in whatever state, before anybody judges what it says.
struct TokenReading {
    /// How the token is written.
    var serialization = DecodedToken.Serialization.compact
    /// Whether it is a JWE, as far as can be seen.
    var isEncrypted = false
    /// The protected header that counts for the whole token; of several signatures, the first one's.
    var header: TokenPart?
    /// The unprotected header that goes with it (RFC 7515 §7.2.1, RFC 7516 §7.2.1).
    var unprotectedHeader: TokenPart?
    /// What is signed.
    var payload: TokenPart?
    /// Whoever signed.
    var signatures: [Signature] = []
    /// For whom it is encrypted.
    var recipients: [Recipient] = []
    /// Initialization vector, ciphertext, tag, additional data, disclosures, and parts in excess.
    var others: [TokenPart] = []
    /// What stands behind the token of an SD-JWT, or in its unprotected header (RFC 9901 §4, §8.1).
    var selective: Selective?
    /// What was wrong with the structure.
    var findings: [Finding] = []

    /// One signature and the header that it protects.
    struct Signature {
        var header: TokenPart?
        var unprotectedHeader: TokenPart?
        var signature: TokenPart?
    }

    /// One recipient and the content key that is encrypted for it.
    struct Recipient {
        var header: TokenPart?
        var encryptedKey: TokenPart?
    }

    /// Disclosures, and the key binding.
    struct Selective {
        var disclosures: [SelectiveToken.Piece] = []
        var keyBinding: SelectiveToken.Piece?
    }

    /// Signatures and recipients beyond this number are not looked at.
    static let limit = TokenLimits().signatures

    /// Takes apart what a text holds; the text in the answer is the one that the parts refer to.
    static func read(_ text: MendedText) -> (text: MendedText, reading: TokenReading) {
        guard text.form == .json else { return (text, CompactReading.read(text)) }
        if let reading = JSONReading.read(text) { return (text, reading) }
        // A token in an answer of a server; else a compact one whose first byte was overwritten.
        let text = text.memberWithToken ?? text.asCompact
        return (text, CompactReading.read(text))
    }

    /// The part of this name among the others.
    func other(_ name: TokenPart.Name) -> TokenPart? { others.first { $0.name == name } }

    /// Where a payload stands that is in a compact token as it is (RFC 7797 §5.2).
    var unencodedRange: Range<Int>? {
        guard serialization == .compact, header?.object?["b64"]?.boolean == false else { return nil }
        return payload?.range
    }

    /// Every part, in the order of the text.
    var parts: [TokenPart] {
        var parts = [header, payload].compactMap { $0 } + others
        for (index, signature) in signatures.enumerated() {
            if index > 0, let header = signature.header { parts.append(header) }
            if let signature = signature.signature { parts.append(signature) }
        }
        parts += recipients.compactMap(\.encryptedKey)
        return parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
