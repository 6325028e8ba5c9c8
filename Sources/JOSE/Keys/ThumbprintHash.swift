import OpenSSL

/// A hash function that keys are named by, under its registered name (RFC 9278 §5).
package enum ThumbprintHash: String, Sendable, CaseIterable {
    /// What everybody uses (RFC 7638 §3.4).
    case sha256 = "sha-256"
    case sha384 = "sha-384"
    case sha512 = "sha-512"

    /// The same function by its other name; nil for SHA-1, which names no key.
    init?(_ function: HashFunction) {
        guard let hash = Self.allCases.first(where: { $0.function == function }) else { return nil }
        self = hash
    }

    fileprivate var function: HashFunction {
        switch self {
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }

    /// The URI of a thumbprint that was made by this function (RFC 9278 §3).
    package func uri(of thumbprint: Span<UInt8>) -> String {
        "urn:ietf:params:oauth:jwk-thumbprint:\(rawValue):\(String(decoding: Base64URL.encode(thumbprint), as: UTF8.self))"
    }
}

extension Key {
    /// The thumbprint by a hash function; that of a secret is a digest of it, and only for who may see it (RFC 7638 §7).
    package func thumbprint(by hash: ThumbprintHash) throws(KeyFault) -> [UInt8] {
        do throws(CryptoFault) {
            return try thumbprint(hash.function)
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}
