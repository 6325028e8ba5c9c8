import JSON
import OpenSSL

/// The SHA-256 of a text: enough to recognise the text by, and nothing of it.
package struct TextDigest: Hashable, Sendable {
    private let octets: [UInt8]

    /// The digest of this text.
    package init(of text: Span<UInt8>) throws(KeyFault) {
        do throws(CryptoFault) {
            octets = try digest(text, using: .sha256)
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}
