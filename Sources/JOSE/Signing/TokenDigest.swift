import OpenSSL

/// Digests of texts that stand in claims of other tokens, base64url.
package enum TokenDigest {
    /// The SHA-256 of a text: `ath` (RFC 9449 §4.2), `sd_hash` and the like. Nil where the library fails.
    package static func whole(of text: [UInt8]) -> [UInt8]? { base64URL(of: text, .sha256) { $0 } }

    /// The left half of a text's digest, by the hash function of an algorithm: `at_hash`, `c_hash`, `s_hash` (OpenID
    /// Connect Core 1.0 §3.1.3.6). EdDSA's is SHA-512, as Ed25519 has it; nil where nobody has said what it is.
    package static func half(of text: [UInt8], as algorithm: SigningAlgorithm?) -> [UInt8]? {
        guard let hash = algorithm?.claimHash else { return nil }
        return base64URL(of: text, hash) { Array($0.prefix($0.count / 2)) }
    }

    private static func base64URL(of text: [UInt8], _ hash: HashFunction, _ part: ([UInt8]) -> [UInt8]) -> [UInt8]? {
        do throws(CryptoFault) {
            let octets = part(try digest(text.span, using: hash))
            return Base64URL.encode(octets.span)
        } catch {
            return nil
        }
    }
}

extension SigningAlgorithm {
    fileprivate var claimHash: HashFunction? {
        switch scheme {
        case .hmac(let hash), .rsaPKCS1(let hash), .rsaPSS(let hash), .ecdsa(let hash): hash
        case .eddsa: name.description == "Ed448" ? nil : .sha512
        case .mlDSA: nil
        }
    }
}
