import JSON
import OpenSSL

/// Signatures that everybody can make, since their secret stands in examples, defaults and lists (RFC 8725 §3.5).
package enum PublishedSecret {
    /// Whether a signature was made under one. Each of the list is tried, which takes as long as so many signatures.
    package static func made(
        _ signature: Span<UInt8>, of message: Span<UInt8>, with algorithm: SigningAlgorithm
    ) -> Bool {
        guard case .hmac(let hash) = algorithm.scheme, signature.count == hash.length else { return false }
        for key in keys[hash] ?? [] {
            do throws(CryptoFault) {
                if try key.verify(signature, of: message) { return true }
            } catch {
                // A library that cannot tell has nothing to say.
                return false
            }
        }
        return false
    }

    // Prepared once for the process, when somebody first asks.
    private static let keys: [HashFunction: [PreparedKey]] = {
        var keys: [HashFunction: [PreparedKey]] = [:]
        for case .hmac(let hash) in SigningAlgorithm.all.map(\.scheme) { keys[hash] = prepared(with: hash) }
        return keys
    }()

    private static func prepared(with hash: HashFunction) -> [PreparedKey] {
        GuessableSecret.published.compactMap { text in
            do throws(CryptoFault) {
                return try PreparedKey(secret: text.withBytes { SecretBytes(copying: $0) }, hash: hash)
            } catch {
                return nil
            }
        }
    }
}
