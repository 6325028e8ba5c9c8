import JSON
import OpenSSL

/// A hash function under its registered name (RFC 6920 §9.4): keys are named by it (RFC 9278 §5), and disclosures found by
/// it (RFC 9901 §4.1.1). The truncated ones of the registry are fit for neither.
package enum NamedHash: String, Sendable, CaseIterable {
    /// What everybody uses (RFC 7638 §3.4, RFC 9901 §4.1.1).
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

    /// The function of this name, compared byte by byte; nil where it is none of these.
    package static func named(_ name: Span<UInt8>) -> NamedHash? {
        allCases.first { hash in
            let known = Array(hash.rawValue.utf8)
            return known.span.isEqual(to: name)
        }
    }

    /// The digest of a text, itself as base64url.
    package func digestText(of text: Span<UInt8>) throws(KeyFault) -> [UInt8] {
        do throws(CryptoFault) {
            let octets = try digest(text, using: function)
            return Base64URL.encode(octets.span)
        } catch {
            throw KeyFault(.failed(error))
        }
    }

    /// The URI of a thumbprint that was made by this function (RFC 9278 §3).
    package func uri(of thumbprint: Span<UInt8>) -> String {
        "urn:ietf:params:oauth:jwk-thumbprint:\(rawValue):\(String(decoding: Base64URL.encode(thumbprint), as: UTF8.self))"
    }
}

extension Key {
    /// The thumbprint by a hash function; that of a secret is a digest of it, and only for who may see it (RFC 7638 §7).
    package func thumbprint(by hash: NamedHash) throws(KeyFault) -> [UInt8] {
        do throws(CryptoFault) {
            return try thumbprint(hash.function)
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}
