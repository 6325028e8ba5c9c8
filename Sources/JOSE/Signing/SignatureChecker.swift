import OpenSSL

/// A key made ready for one algorithm: what asks about one signature after another keeps it.
package struct SignatureChecker: Sendable {
    private let key: PreparedKey

    /// The checker for a key and an algorithm that fits it; nil where it does not.
    package init?(_ key: Key, _ algorithm: SigningAlgorithm) {
        do throws(CryptoFault) {
            self.key = try key.prepared(for: algorithm)
        } catch {
            return nil
        }
    }

    /// Whether checking costs much more than comparing a token with another.
    package var isCostly: Bool {
        if case .hmac = key.scheme { return false }
        return true
    }

    /// Whether a signature is the key's for what was signed. What the library cannot decide is no signature of it.
    package func accepts(_ signature: Span<UInt8>, of input: Span<UInt8>) -> Bool {
        do throws(CryptoFault) {
            return try key.verify(signature, of: input)
        } catch {
            return false
        }
    }
}
