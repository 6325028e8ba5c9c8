/// A key prepared for one scheme: what a verifier or signer keeps. All threads may use it at once; contexts that libcrypto
/// needs are kept inside, so that a call in steady state looks nothing up.
package final class PreparedKey: Sendable {
    /// The scheme it was prepared for.
    package let scheme: SignatureScheme
    private let preparation: Preparation

    private enum Preparation {
        case hmac(HMACPreparation)
        case digest(DigestSignaturePreparation)
        case message(MessageSignaturePreparation)
        case swiftCrypto(SwiftCryptoPreparation)
    }

    /// Prepares a key for a scheme of its type and, for ECDSA, of its curve; for ML-DSA, of its parameters.
    package init(_ key: AsymmetricKey, _ scheme: SignatureScheme) throws(CryptoFault) {
        self.scheme = scheme
        switch scheme {
        case .hmac: throw .schemeDoesNotFitKey
        case .rsaPKCS1(let hash): preparation = .digest(try DigestSignaturePreparation(key, .pkcs1, hash))
        case .rsaPSS(let hash): preparation = .digest(try DigestSignaturePreparation(key, .pss, hash))
        case .ecdsa(let hash): preparation = .digest(try DigestSignaturePreparation(key, .none, hash))
        case .eddsa:
            guard case .okp(let curve) = key.kind, let length = curve.signatureLength else {
                throw .schemeDoesNotFitKey
            }
            preparation = .message(try MessageSignaturePreparation(key, length: length))
        case .mlDSA(let parameters): preparation = try Self.mlDSA(key, parameters)
        }
    }

    private static func mlDSA(
        _ key: AsymmetricKey, _ parameters: MLDSAParameterSet
    ) throws(CryptoFault) -> Preparation {
        guard key.kind == .mlDSA(parameters) else { throw .schemeDoesNotFitKey }
        if let key = key.inSwiftCrypto { return .swiftCrypto(SwiftCryptoPreparation(key, parameters)) }
        guard parameters.implementation == .libcrypto else { throw .unavailable }
        return .message(try MessageSignaturePreparation(key, length: parameters.signatureLength))
    }

    /// Prepares a secret for HMAC; an empty one is refused.
    package init(secret: SecretBytes, hash: HashFunction) throws(CryptoFault) {
        scheme = .hmac(hash)
        preparation = .hmac(try HMACPreparation(secret: secret, hash: hash))
    }

    /// Whether the signature, as JOSE writes it, is this key's for the message. A wrong length is false.
    package func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(CryptoFault) -> Bool {
        switch preparation {
        case .hmac(let hmac): try hmac.verify(signature, of: message)
        case .digest(let digest): try digest.verify(signature, of: message)
        case .message(let whole): try whole.verify(signature, of: message)
        case .swiftCrypto(let other): other.verify(signature, of: message)
        }
    }

    /// The signature or tag of a message as JOSE writes it; an asymmetric one is verified before it is released.
    package func sign(_ message: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        switch preparation {
        case .hmac(let hmac): try hmac.tag(of: message)
        case .digest(let digest): try digest.sign(message)
        case .message(let whole): try whole.sign(message)
        case .swiftCrypto(let other): try other.sign(message)
        }
    }

    /// Octets in a signature.
    package var signatureLength: Int {
        switch preparation {
        case .hmac(let hmac): hmac.length
        case .digest(let digest): digest.length
        case .message(let whole): whole.length
        case .swiftCrypto(let other): other.length
        }
    }
}
