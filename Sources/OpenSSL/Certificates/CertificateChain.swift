import COpenSSL

/// Why a chain of certificates does not lead to an anchor, or may not be used (RFC 5280 §6).
package enum ChainRefusal: Sendable, Equatable {
    /// A certificate is none that can be read.
    case unreadable
    /// Nobody that is trusted issued the last certificate.
    case issuerUnknown
    /// The certificate signed itself and is not among the anchors.
    case selfSigned
    /// A certificate is past its time.
    case expired
    /// The time of a certificate has not begun.
    case notYetValid
    /// A signature in the chain is not its issuer's.
    case signature
    /// An issuer may not issue certificates, or not so many below it, or not for this name.
    case issuerNotAllowed
    /// A key of the chain is too small, or a signature is of an outdated kind.
    case weak
    /// A key of the chain is of a type that the libcrypto that is running does not know.
    case unsupported
    /// The chain has more certificates than are looked at.
    case tooLong
    /// The certificate may not be used for this.
    case usage
    /// A certificate has a part that must be understood and is not.
    case criticalExtension
    /// Something else, by libcrypto's number for it.
    case other(Int32)
}

/// What the key of the first certificate is to be used for, which its key usage must allow (RFC 5280 §4.2.1.3).
package enum CertificateUse: Sendable, CaseIterable {
    case signature, encryption, any
}

/// A certificate and those that may stand between it and an anchor, in DER.
package struct CertificateChain: Sendable {
    private let leaf: [UInt8]
    private let others: [[UInt8]]

    /// Certificates that may stand between the first and an anchor.
    static let depth: Int32 = 8
    // 112 bits: RSA of 2048, SHA-256.
    private static let securityLevel: Int32 = 2

    package init(leaf: [UInt8], others: [[UInt8]]) {
        self.leaf = leaf
        self.others = others
    }

    /// Whether a certificate is signed with its own key.
    package static func isSelfSigned(_ der: [UInt8]) throws(CryptoFault) -> Bool {
        try CertificateDigests.ensure()
        defer { ERR_clear_error() }
        guard let certificate = CertificateOwner(der), let key = unsafe X509_get0_pubkey(certificate.pointer) else {
            return false
        }
        return unsafe X509_verify(certificate.pointer, key) == 1
    }

    /// Why the first certificate does not lead to one of the anchors at an instant, in seconds of NumericDate; nil where
    /// it does.
    package func refusal(
        under anchors: TrustAnchors, for use: CertificateUse, at seconds: Int64
    ) throws(CryptoFault) -> ChainRefusal? {
        try CertificateDigests.ensure()
        guard let leaf = CertificateOwner(leaf) else { return .unreadable }
        let between = try CertificateStack()
        for der in others {
            guard let certificate = CertificateOwner(der) else { return .unreadable }
            try between.append(certificate)
        }
        guard leaf.allows(use) else { return .usage }
        let context = try unsafe made(X509_STORE_CTX_new())
        defer { unsafe X509_STORE_CTX_free(context) }
        try check(unsafe X509_STORE_CTX_init(context, anchors.pointer, leaf.pointer, between.pointer))
        let parameters = try unsafe made(X509_STORE_CTX_get0_param(context))
        unsafe X509_VERIFY_PARAM_set_auth_level(parameters, Self.securityLevel)
        unsafe X509_VERIFY_PARAM_set_depth(parameters, Self.depth)
        unsafe X509_VERIFY_PARAM_set_time(parameters, time_t(seconds))
        // Whoever gives an authority that is not the topmost as an anchor trusts that one.
        try check(unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN)))
        let result = unsafe X509_verify_cert(context)
        defer { ERR_clear_error() }
        guard result != 1 else { return nil }
        // A key that cannot be read counts as too small there, or as one that no signature is of.
        if let current = unsafe X509_STORE_CTX_get_current_cert(context), unsafe X509_get0_pubkey(current) == nil {
            return .unsupported
        }
        return ChainRefusal(unsafe X509_STORE_CTX_get_error(context))
    }
}

extension ChainRefusal {
    fileprivate init(_ error: Int32) {
        self =
            switch error {
            case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
                X509_V_ERR_CERT_UNTRUSTED, X509_V_ERR_CERT_REJECTED:
                .issuerUnknown
            case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned
            case X509_V_ERR_CERT_HAS_EXPIRED: .expired
            case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
            case X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE,
                X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH:
                .signature
            case X509_V_ERR_INVALID_CA, X509_V_ERR_PATH_LENGTH_EXCEEDED, X509_V_ERR_KEYUSAGE_NO_CERTSIGN,
                X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION, X509_V_ERR_SUBJECT_ISSUER_MISMATCH,
                X509_V_ERR_AKID_SKID_MISMATCH, X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH:
                .issuerNotAllowed
            case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK: .weak
            case X509_V_ERR_CERT_CHAIN_TOO_LONG: .tooLong
            case X509_V_ERR_INVALID_PURPOSE: .usage
            case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION: .criticalExtension
            default: .other(error)
            }
    }
}

extension CertificateOwner {
    // A certificate that says nothing about its key's use allows all of them.
    fileprivate func allows(_ use: CertificateUse) -> Bool {
        let usage = unsafe X509_get_key_usage(pointer)
        guard usage != UInt32.max else { return true }
        switch use {
        case .any: return true
        case .signature: return usage & UInt32(KU_DIGITAL_SIGNATURE) != 0
        case .encryption: return usage & UInt32(KU_KEY_ENCIPHERMENT | KU_KEY_AGREEMENT) != 0
        }
    }
}

/// Owner of a list of certificates that it owns as well.
@safe
private final class CertificateStack {
    let pointer: OpaquePointer
    private var certificates: [CertificateOwner] = []

    init() throws(CryptoFault) {
        unsafe pointer = try made(OPENSSL_sk_new_null())
    }

    func append(_ certificate: CertificateOwner) throws(CryptoFault) {
        guard unsafe OPENSSL_sk_push(pointer, UnsafeRawPointer(certificate.pointer)) > 0 else { throw .drained() }
        certificates.append(certificate)
    }

    deinit { unsafe OPENSSL_sk_free(pointer) }
}
