/// A key prepared for one scheme: what a verifier or signer keeps. All threads may use it at once; contexts that libcrypto
/// needs are kept inside, so that a call in steady state looks nothing up.
package final class PreparedKey: Sendable {
    /// The scheme it was prepared for.
    package let scheme: SignatureScheme
    private let preparation: Preparation

    private enum Preparation {
        case hmac(HMACPreparation)
        case digest(DigestSignaturePreparation)
        case edwards(EdwardsSignaturePreparation)
    }

    /// Prepares a key for a scheme of its type and, for ECDSA, of its curve.
    package init(_ key: AsymmetricKey, _ scheme: SignatureScheme) throws(CryptoFault) {
        self.scheme = scheme
        switch scheme {
        case .hmac: throw .schemeDoesNotFitKey
        case .rsaPKCS1(let hash): preparation = .digest(try DigestSignaturePreparation(key, .pkcs1, hash))
        case .rsaPSS(let hash): preparation = .digest(try DigestSignaturePreparation(key, .pss, hash))
        case .ecdsa(let hash): preparation = .digest(try DigestSignaturePreparation(key, .none, hash))
        case .eddsa: preparation = .edwards(try EdwardsSignaturePreparation(key))
        }
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
        case .edwards(let edwards): try edwards.verify(signature, of: message)
        }
    }

    /// The signature or tag of a message as JOSE writes it; an asymmetric one is verified before it is released.
    package func sign(_ message: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        switch preparation {
        case .hmac(let hmac): try hmac.tag(of: message)
        case .digest(let digest): try digest.sign(message)
        case .edwards(let edwards): try edwards.sign(message)
        }
    }

    /// Octets in a signature.
    package var signatureLength: Int {
        switch preparation {
        case .hmac(let hmac): hmac.length
        case .digest(let digest): digest.length
        case .edwards(let edwards): edwards.length
        }
    }
}
