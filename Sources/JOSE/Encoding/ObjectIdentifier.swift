import JSON

/// The object identifiers that stand in keys, as the content of their DER.
enum ObjectIdentifier {
    /// 1.2.840.113549.1.1.1 (RFC 8017 §C).
    static let rsaEncryption: [UInt8] = pkcs1 + [0x01]
    /// 1.2.840.113549.1.1.8 (RFC 8017 §C).
    static let mgf1: [UInt8] = pkcs1 + [0x08]
    /// 1.2.840.113549.1.1.10 (RFC 8017 §C).
    static let rsassaPSS: [UInt8] = pkcs1 + [0x0A]
    /// 1.2.840.10045.2.1 (RFC 5480 §2.1.1).
    static let ecPublicKey: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    /// 2.16.840.1.101.3.4.2.1 and the two behind it (RFC 8017 §C).
    static let sha256: [UInt8] = nist + [0x02, 0x01]
    static let sha384: [UInt8] = nist + [0x02, 0x02]
    static let sha512: [UInt8] = nist + [0x02, 0x03]

    /// 2.16.840.1.101.3.4.3.17 and the two behind it (RFC 9881 §2).
    static let mlDSA44: [UInt8] = nist + [0x03, 0x11]
    static let mlDSA65: [UInt8] = nist + [0x03, 0x12]
    static let mlDSA87: [UInt8] = nist + [0x03, 0x13]

    private static let pkcs1: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01]
    private static let nist: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04]

    // Types of keys, and curves, that people have and that are refused by their name; longer identifiers below one of
    // these count as well.
    private static let foreign: [(identifier: [UInt8], name: String)] = [
        ([0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], "DSA"),
        ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01], "Diffie-Hellman"),
        ([0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01], "Diffie-Hellman (X9.42)"),
        (pkcs1 + [0x07], "RSAES-OAEP"),
        ([0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D], "SM2"),
        ([0x2A, 0x85, 0x03], "GOST"),
        ([0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01], "a Brainpool curve"),
        ([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x01], "the curve P-192"),
        ([0x2B, 0x81, 0x04, 0x00, 0x21], "the curve P-224"),
        (nist + [0x04], "ML-KEM"),
    ]

    /// What people call an identifier that is not supported: its name, or its numbers.
    static func name(of identifier: Span<UInt8>) -> String {
        let content = identifier.array
        let known = foreign.first { content.starts(with: $0.identifier) }
        return known?.name ?? "a key of type \(dotted(content))"
    }

    /// The numbers of an identifier, with dots between them (X.690 §8.19: base 128, the first two numbers in one).
    static func dotted(_ content: [UInt8]) -> String {
        guard content.count <= 32 else { return "unknown" }
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for octet in content {
            guard number < 1 << 56 else { return "unknown" }
            number = number << 7 | UInt64(octet & 0x7F)
            guard octet & 0x80 == 0 else { continue }
            numbers.append(number)
            number = 0
        }
        guard let first = numbers.first else { return "unknown" }
        let root = min(first / 40, 2)
        return ([root, first - 40 * root] + numbers.dropFirst()).map(String.init).joined(separator: ".")
    }
}
