import JSON
import OpenSSL

/// What both sides of an ECDH-ES agreement put in beside their keys (RFC 7518 §4.6.2).
struct AgreementParties {
    /// What the derived key is for: `enc` where it is the content key, `alg` where it wraps one.
    let purpose: StaticString
    /// `apu`, decoded.
    let producer: [UInt8]
    /// `apv`, decoded.
    let recipient: [UInt8]
    /// Octets of the derived key.
    let keyLength: Int

    init(_ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption, producer: [UInt8], recipient: [UInt8]) {
        self.producer = producer
        self.recipient = recipient
        if case .agreement(let wrapOctets?) = algorithm.scheme {
            purpose = algorithm.name
            keyLength = wrapOctets
        } else {
            purpose = encryption.name
            keyLength = encryption.cipher.keyLength
        }
    }

    /// The key that an agreed secret gives.
    func key(from secret: SecretBytes) throws(CryptoFault) -> SecretBytes {
        var info: [UInt8] = []
        Self.append(Array(purpose.description.utf8), to: &info)
        Self.append(producer, to: &info)
        Self.append(recipient, to: &info)
        Self.append(UInt32(truncatingIfNeeded: keyLength &* 8), to: &info)
        return try KeyDerivation.concat(secret, info: info, count: keyLength)
    }

    private static func append(_ octets: [UInt8], to info: inout [UInt8]) {
        append(UInt32(truncatingIfNeeded: octets.count), to: &info)
        info += octets
    }

    private static func append(_ number: UInt32, to info: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] { info.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}

/// The salt of PBES2: the algorithm's name, a zero octet, and the octets of `p2s` (RFC 7518 §4.8.1.1).
func passwordSalt(_ algorithm: KeyManagementAlgorithm, _ octets: [UInt8]) -> [UInt8] {
    Array(algorithm.name.description.utf8) + [0] + octets
}
