package import JOSE

/// What an attempt to open a token came to: the layers that were opened, and the verdict on what was inside.
package struct Decryption: Sendable {
    /// The encryptions, outermost first. One that failed is the last, and has no key.
    package internal(set) var layers: [Layer] = []
    /// Every check, of all layers and of the content; believed only where it is valid. Who knows more adds to it.
    package var verdict: Verdict
    /// Whether the content is a signed token, whose signatures stand in the verdict.
    package internal(set) var isSigned = false

    init() {
        verdict = Verdict(reserving: 12)
    }

    /// One encryption of a token.
    package struct Layer: Sendable {
        /// The header of the recipient whose key opened it; of the first one where none did.
        package let header: EncryptionHeader
        /// That recipient's place, where there are several.
        package let recipient: Int?
        /// The key or password that opened it, or nil where none did.
        package let key: EncryptionKey?
    }
}
