import JSON
import OpenSSL

/// Whose certificates are trusted, for chains that lead to them.
package final class CertificateTrust: Sendable {
    private let anchors: TrustAnchors

    /// The certificates of these keys; nil where one of the keys has none.
    package init?(_ keys: [Key]) throws(KeyFault) {
        var certificates: [[UInt8]] = []
        for key in keys {
            guard let certificate = key.attributes.certificates.first else { return nil }
            certificates.append(certificate.der)
        }
        do throws(CryptoFault) {
            guard let anchors = try TrustAnchors(certificates) else { throw CryptoFault.unavailable }
            self.anchors = anchors
        } catch {
            throw KeyFault(.failed(error))
        }
    }

    /// The certificates that the system trusts.
    package init() throws(KeyFault) {
        do throws(CryptoFault) {
            anchors = try TrustAnchors.system()
        } catch {
            throw KeyFault(.failed(error))
        }
    }

    /// Why the certificates of a key do not lead to a trusted one at an instant, in seconds of NumericDate; nil where they
    /// do. A key without certificates leads nowhere.
    package func refusal(of key: Key, at seconds: Int64) throws(KeyFault) -> TrustRefusal? {
        let certificates = key.attributes.certificates
        guard let leaf = certificates.first else { return .issuerUnknown }
        let chain = CertificateChain(leaf: leaf.der, others: certificates.dropFirst().map(\.der))
        let use: CertificateUse =
            switch key.attributes.use {
            case .signature: .signature
            case .encryption: .encryption
            case .other, nil: .any
            }
        do throws(CryptoFault) {
            return try chain.refusal(under: anchors, for: use, at: seconds).map { TrustRefusal($0) }
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}

/// Why certificates do not lead to a trusted one, in the words of the protocol.
package enum TrustRefusal: String, Sendable, CaseIterable {
    case unreadable
    case issuerUnknown = "issuer_unknown"
    case selfSigned = "self_signed"
    case expired
    case notYetValid = "not_yet_valid"
    case signature
    case issuerNotAllowed = "issuer_not_allowed"
    case weak
    case unsupported
    case tooLong = "too_long"
    case usage
    case criticalExtension = "critical_extension"
    case other

    fileprivate init(_ refusal: ChainRefusal) {
        self =
            switch refusal {
            case .unreadable: .unreadable
            case .issuerUnknown: .issuerUnknown
            case .selfSigned: .selfSigned
            case .expired: .expired
            case .notYetValid: .notYetValid
            case .signature: .signature
            case .issuerNotAllowed: .issuerNotAllowed
            case .weak: .weak
            case .unsupported: .unsupported
            case .tooLong: .tooLong
            case .usage: .usage
            case .criticalExtension: .criticalExtension
            case .other: .other
            }
    }

    /// A clause for people.
    package var explanation: String {
        switch self {
        case .unreadable: "a certificate cannot be read"
        case .issuerUnknown: "nobody that is trusted issued it"
        case .selfSigned: "it signed itself, and is not trusted"
        case .expired: "a certificate is past its time"
        case .notYetValid: "the time of a certificate has not begun"
        case .signature: "a signature is not its issuer's"
        case .issuerNotAllowed: "an issuer may not issue it"
        case .weak: "a key or a signature is weaker than 112 bits"
        case .unsupported: "the cryptographic library that is running cannot use a key of the chain"
        case .tooLong: "the chain is too long"
        case .usage: "it may not be used for this"
        case .criticalExtension: "a certificate has a critical extension that is not understood"
        case .other: "the chain does not hold"
        }
    }
}

extension Certificate {
    /// Whether it is signed with its own key.
    package func isSelfSigned() throws(KeyFault) -> Bool {
        guard namesItsIssuer else { return false }
        do throws(CryptoFault) {
            return try CertificateChain.isSelfSigned(der)
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}
