import JSON
import OpenSSL

/// A way to sign certificates (RFC 3279 §2.2, RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3, RFC 9881 §3).
struct CertificateSignature {
    /// What people call it.
    let name: String
    /// The content of its object identifier.
    let identifier: [UInt8]
    /// Whether somebody may forge it today.
    let isWeak: Bool

    private init(_ name: String, _ identifier: [UInt8], isWeak: Bool = false) {
        self.name = name
        self.identifier = identifier
        self.isWeak = isWeak
    }

    static let sha256WithRSA = CertificateSignature("sha256WithRSAEncryption", pkcs1 + [0x0B])
    static let rsassaPSS = CertificateSignature("RSASSA-PSS", pkcs1 + [0x0A])
    static let ecdsaWithSHA256 = CertificateSignature("ecdsa-with-SHA256", ecdsa + [0x03, 0x02])
    static let ecdsaWithSHA384 = CertificateSignature("ecdsa-with-SHA384", ecdsa + [0x03, 0x03])
    static let ecdsaWithSHA512 = CertificateSignature("ecdsa-with-SHA512", ecdsa + [0x03, 0x04])

    private static let all =
        [
            sha256WithRSA, rsassaPSS, ecdsaWithSHA256, ecdsaWithSHA384, ecdsaWithSHA512,
            CertificateSignature("md2WithRSAEncryption", pkcs1 + [0x02], isWeak: true),
            CertificateSignature("md4WithRSAEncryption", pkcs1 + [0x03], isWeak: true),
            CertificateSignature("md5WithRSAEncryption", pkcs1 + [0x04], isWeak: true),
            CertificateSignature("sha1WithRSAEncryption", pkcs1 + [0x05], isWeak: true),
            CertificateSignature("sha1WithRSA", [0x2B, 0x0E, 0x03, 0x02, 0x1D], isWeak: true),
            CertificateSignature("sha384WithRSAEncryption", pkcs1 + [0x0C]),
            CertificateSignature("sha512WithRSAEncryption", pkcs1 + [0x0D]),
            CertificateSignature("ecdsa-with-SHA1", ecdsa + [0x01], isWeak: true),
            CertificateSignature("dsa-with-SHA1", [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x03], isWeak: true),
            CertificateSignature("Ed25519", [0x2B, 0x65, 0x70]), CertificateSignature("Ed448", [0x2B, 0x65, 0x71]),
        ] + MLDSAParameterSet.allCases.map { CertificateSignature($0.algorithmName.description, $0.identifier) }

    private static let pkcs1: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01]
    private static let ecdsa: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04]

    static func named(_ identifier: Span<UInt8>) -> CertificateSignature? {
        all.first { identifier.equals($0.identifier) }
    }
}
