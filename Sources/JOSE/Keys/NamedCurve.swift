import JSON
package import OpenSSL

/// A curve as a JWK and as DER name it.
package struct NamedCurve: Sendable {
    /// The value of `crv`.
    package let name: StaticString
    /// The curve itself.
    package let curve: Curve
    /// Bits of the field that its coordinates are of, rounded as its name rounds them.
    package let bits: Int
    /// The content of its object identifier.
    let identifier: [UInt8]
    /// What others call it, which JOSE does not accept.
    let otherNames: [StaticString]

    /// A curve of either family.
    package enum Curve: Sendable, Hashable {
        /// RFC 7518 §6.2.1.1 and RFC 8812 §3.1.
        case ec(EllipticCurve)
        /// RFC 8037 §2.
        case okp(EdwardsCurve)
    }

    // The identifiers of RFC 5480 §2.1.1.1, SEC 2 §A.2 and RFC 8410 §3.
    fileprivate static let p256 = NamedCurve(
        name: "P-256", curve: .ec(.p256), bits: 256, identifier: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
        otherNames: ["secp256r1", "prime256v1"])
    fileprivate static let p384 = NamedCurve(
        name: "P-384", curve: .ec(.p384), bits: 384, identifier: [0x2B, 0x81, 0x04, 0x00, 0x22],
        otherNames: ["secp384r1"])
    fileprivate static let p521 = NamedCurve(
        name: "P-521", curve: .ec(.p521), bits: 521, identifier: [0x2B, 0x81, 0x04, 0x00, 0x23],
        otherNames: ["secp521r1"])
    fileprivate static let secp256k1 = NamedCurve(
        name: "secp256k1", curve: .ec(.secp256k1), bits: 256, identifier: [0x2B, 0x81, 0x04, 0x00, 0x0A],
        otherNames: ["K-256"])
    fileprivate static let ed25519 = NamedCurve(
        name: "Ed25519", curve: .okp(.ed25519), bits: 256, identifier: [0x2B, 0x65, 0x70], otherNames: ["edwards25519"])
    fileprivate static let ed448 = NamedCurve(
        name: "Ed448", curve: .okp(.ed448), bits: 448, identifier: [0x2B, 0x65, 0x71], otherNames: ["edwards448"])
    fileprivate static let x25519 = NamedCurve(
        name: "X25519", curve: .okp(.x25519), bits: 256, identifier: [0x2B, 0x65, 0x6E], otherNames: ["curve25519"])
    fileprivate static let x448 = NamedCurve(
        name: "X448", curve: .okp(.x448), bits: 448, identifier: [0x2B, 0x65, 0x6F], otherNames: ["curve448"])

    /// Every curve.
    package static let all = [p256, p384, p521, secp256k1, ed25519, ed448, x25519, x448]

    /// The family that the curve belongs to.
    package var keyType: KeyType {
        switch curve {
        case .ec: .ec
        case .okp: .okp
        }
    }

    /// The curves that the library running now can do.
    package static var available: [NamedCurve] {
        all.filter { row in
            switch row.curve {
            case .ec(let curve): OpenSSLLibrary.provides(curve)
            case .okp(let curve): OpenSSLLibrary.provides(curve)
            }
        }
    }

    /// The curve with exactly this name, byte for byte, or nil.
    package static func named(_ name: Span<UInt8>) -> NamedCurve? {
        for curve in all where name.equals(curve.name) { return curve }
        return nil
    }

    /// The curve that a name was probably meant to be, or nil.
    static func resembling(_ name: [UInt8]) -> NamedCurve? {
        let folded = folded(name)
        return all.first { row in
            ([row.name] + row.otherNames).contains { Self.folded(Array($0.description.utf8)) == folded }
        }
    }

    // Letters and digits, in lower case.
    private static func folded(_ name: [UInt8]) -> [UInt8] {
        name.compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: nil
            }
        }
    }

    /// The curve with this object identifier, or nil.
    static func identified(by identifier: Span<UInt8>) -> NamedCurve? {
        all.first { identifier.equals($0.identifier) }
    }
}

extension EllipticCurve {
    /// The names of this curve.
    package var named: NamedCurve {
        switch self {
        case .p256: .p256
        case .p384: .p384
        case .p521: .p521
        case .secp256k1: .secp256k1
        }
    }
}

extension EdwardsCurve {
    /// The names of this curve.
    package var named: NamedCurve {
        switch self {
        case .ed25519: .ed25519
        case .ed448: .ed448
        case .x25519: .x25519
        case .x448: .x448
        }
    }
}

extension AsymmetricKey.Kind {
    /// The key type that a JWK of such a key has.
    var keyType: KeyType {
        switch self {
        case .rsa: .rsa
        case .ec: .ec
        case .okp: .okp
        case .mlDSA: .akp
        }
    }

    /// The curve, for a key that has one.
    var namedCurve: NamedCurve? {
        switch self {
        case .rsa, .mlDSA: nil
        case .ec(let curve): curve.named
        case .okp(let curve): curve.named
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether these bytes are those, one by one.
    func equals(_ other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
