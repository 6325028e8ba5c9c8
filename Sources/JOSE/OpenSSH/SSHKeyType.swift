import JSON
import OpenSSL

/// A type of key as OpenSSH names it (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4).
enum SSHKeyType: Equatable {
    case rsa
    case ecdsa(EllipticCurve)
    case ed25519

    /// The types that are read and written.
    static let all: [SSHKeyType] = [.rsa, .ecdsa(.p256), .ecdsa(.p384), .ecdsa(.p521), .ed25519]

    /// The type with exactly this name; a fault with its kind where it is another that people have.
    static func named(_ name: Span<UInt8>) throws(KeyFault) -> SSHKeyType {
        if let type = all.first(where: { name.equals(Array($0.name.utf8)) }) { return type }
        throw KeyFault(.unsupported(foreign(String(decoding: name.array, as: UTF8.self))))
    }

    /// The type of a key; nil where OpenSSH has none.
    init?(_ kind: AsymmetricKey.Kind) {
        switch kind {
        case .rsa: self = .rsa
        case .ec(.secp256k1): return nil
        case .ec(let curve): self = .ecdsa(curve)
        case .okp(.ed25519): self = .ed25519
        case .okp, .mlDSA: return nil
        }
    }

    /// What a key of this type is called.
    var name: String {
        switch self {
        case .rsa: "ssh-rsa"
        case .ecdsa: "ecdsa-sha2-\(curveName)"
        case .ed25519: "ssh-ed25519"
        }
    }

    /// What its curve is called in a key; empty where it has none.
    var curveName: String {
        switch self {
        case .ecdsa(.p256): "nistp256"
        case .ecdsa(.p384): "nistp384"
        case .ecdsa(.p521): "nistp521"
        case .rsa, .ed25519, .ecdsa(.secp256k1): ""
        }
    }

    private static func foreign(_ name: String) -> String {
        if name.contains("-cert-v0") { return "an OpenSSH certificate" }
        if name.hasPrefix("sk-") { return "an OpenSSH key on a security token" }
        return name == "ssh-dss" ? "DSA" : "an OpenSSH key of another type"
    }
}

extension SSHKeyType {
    /// The public numbers behind the name of the type in a public key.
    func publicNumbers(_ reader: inout SSHReader, _ octets: Span<UInt8>) throws(KeyFault) -> KeyNumbers {
        switch self {
        case .rsa:
            let e = octets.array(try reader.integer(octets))
            let n = octets.array(try reader.integer(octets))
            return .rsaPublic(RSAPublicNumbers(n: n, e: e))
        case .ecdsa(let curve): return .ecPublic(curve, try point(&reader, octets))
        case .ed25519: return .okpPublic(.ed25519, x: octets.array(try reader.string(octets)))
        }
    }

    /// The numbers behind the name of the type in a private key (OpenSSH's PROTOCOL.key, PROTOCOL.agent §4.2).
    func privateNumbers(_ reader: inout SSHReader, _ octets: Span<UInt8>) throws(KeyFault) -> KeyNumbers {
        switch self {
        case .rsa: return try rsa(&reader, octets)
        case .ecdsa(let curve):
            let point = try point(&reader, octets)
            let d = try reader.secretInteger(octets)
            guard d.count <= curve.coordinateLength else {
                throw KeyFault(.defect(.wrongLength(.d, expected: curve.coordinateLength, actual: d.count)))
            }
            return .ecPrivate(curve, d: d.padded(to: curve.coordinateLength), point)
        case .ed25519:
            let x = octets.array(try reader.string(octets))
            let both = try reader.string(octets)
            // The seed, and the public key again.
            guard x.count == 32, both.count == 64, octets.extracting(both.dropFirst(32)).equals(x) else {
                throw KeyFault(.contradiction, offset: both.lowerBound)
            }
            let seed = SecretBytes(copying: octets.extracting(both.prefix(32)))
            return .okpPrivate(.ed25519, d: seed, x: x)
        }
    }

    private func rsa(_ reader: inout SSHReader, _ octets: Span<UInt8>) throws(KeyFault) -> KeyNumbers {
        let n = octets.array(try reader.integer(octets))
        let e = octets.array(try reader.integer(octets))
        let d = try reader.secretInteger(octets)
        let qi = try reader.secretInteger(octets)
        let p = try reader.secretInteger(octets)
        let q = try reader.secretInteger(octets)
        do throws(KeyDefect) {
            let factors = try RSAFactors(p: p, q: q, qi: qi, privateExponent: d)
            return .rsaPrivate(RSAPrivateNumbers(n: n, e: e, d: d, factors: factors))
        } catch {
            throw KeyFault(error)
        }
    }

    private func point(_ reader: inout SSHReader, _ octets: Span<UInt8>) throws(KeyFault) -> KeyNumbers.ECPoint {
        let name = try reader.string(octets)
        guard octets.extracting(name).equals(Array(curveName.utf8)) else {
            throw KeyFault(.contradiction, offset: name.lowerBound)
        }
        return try DERKey.encodedPoint(octets, try reader.string(octets))
    }
}

extension SecretBytes {
    /// The same octets behind zeros, so many in all.
    func padded(to count: Int) -> SecretBytes {
        guard self.count < count else { return self }
        return SecretBytes(count: count) { output in
            for _ in self.count..<count { output.append(0) }
            append(to: &output)
        }
    }
}
