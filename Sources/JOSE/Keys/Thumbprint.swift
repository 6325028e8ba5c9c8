import JSON
package import OpenSSL

/// The name that a key has by itself: the digest of its required members (RFC 7638), also as a URI (RFC 9278).
package enum Thumbprint {
    /// The thumbprint of a key; of a private key, that of its public part. The thumbprint of a secret is a digest of that
    /// secret, and only for who may see it (RFC 7638 §7).
    static func of(_ key: Key, _ hash: HashFunction) throws(CryptoFault) -> [UInt8] {
        let canonical = canonicalSecret(key)
        return try canonical.withBytes { (bytes) throws(CryptoFault) in try digest(bytes, using: hash) }
    }

    /// The JSON that is hashed: the required members in the order of their names (RFC 7638 §3.2), from the numbers as they
    /// are and not as they were written. Nil for a secret.
    package static func canonical(_ key: Key) -> [UInt8]? {
        switch key.material {
        case .asymmetric(let key): return canonical(key.publicNumbers)
        case .secret: return nil
        }
    }

    /// The URI of a thumbprint (RFC 9278 §3), or nil for a hash function without a registered name.
    package static func uri(_ thumbprint: Span<UInt8>, _ hash: HashFunction) -> String? {
        NamedHash(hash)?.uri(of: thumbprint)
    }

    /// What the registry of named information calls a hash function, or nil for SHA-1, which names no key.
    package static func name(_ hash: HashFunction) -> String? {
        NamedHash(hash)?.rawValue
    }

    private static func canonicalSecret(_ key: Key) -> SecretBytes {
        switch key.material {
        case .asymmetric(let key): return SecretBytes(copying: canonical(key.publicNumbers).span)
        case .secret(let secret):
            let text = secret.withBytes { Base64URL.encodeSecret($0) }
            let (head, tail) = (#"{"k":""#, #"","kty":"oct"}"#)
            return text.withBytes { text in
                SecretBytes(count: head.utf8.count + text.count + tail.utf8.count) { output in
                    for byte in head.utf8 { output.append(byte) }
                    for index in text.indices { output.append(text[index]) }
                    for byte in tail.utf8 { output.append(byte) }
                }
            }
        }
    }

    private static func canonical(_ numbers: PublicNumbers) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            switch numbers {
            case .rsa(let numbers):
                writer.member("e", base64URL: numbers.e.span)
                writer.member("kty", KeyType.rsa.name)
                writer.member("n", base64URL: numbers.n.span)
            case .ec(let point):
                writer.member("crv", point.curve.named.name)
                writer.member("kty", KeyType.ec.name)
                writer.member("x", base64URL: point.x.span)
                writer.member("y", base64URL: point.y.span)
            case .okp(let curve, let x):
                writer.member("crv", curve.named.name)
                writer.member("kty", KeyType.okp.name)
                writer.member("x", base64URL: x.span)
            case .mlDSA(let parameters, let publicKey):
                // RFC 9964 §6
                writer.member("alg", parameters.algorithmName)
                writer.member("kty", KeyType.akp.name)
                writer.member("pub", base64URL: publicKey.span)
            }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a member whose value is octets in base64url.
    mutating func member(_ name: StaticString, base64URL octets: Span<UInt8>) {
        self.name(name)
        let text = Base64URL.encode(octets)
        plainString(text.span)
    }
}
