import OpenSSL

extension SigningAlgorithm {
    /// How many octets a signature has, where that does not depend on the key.
    package var expectedSignatureLength: Int? {
        switch (scheme, requirement) {
        case (.hmac(let hash), _): hash.length
        case (.mlDSA(let parameters), _): parameters.signatureLength
        case (_, .ec(let curve)): 2 * curve.coordinateLength
        case (_, .okp(let curves)): curves.count == 1 ? curves[0].signatureLength : nil
        default: nil
        }
    }

    /// The signature as JOSE writes it, of one that is DER; nil where it is none, or this is not ECDSA (RFC 7518 §3.4).
    package func signature(fromDER der: [UInt8]) -> [UInt8]? {
        guard case .ec(let curve) = requirement else { return nil }
        return ecdsaRawFromDER(der.span, curve: curve)
    }
}

extension SigningAlgorithm {
    /// The digest that a signer elsewhere may want in place of the whole input, and its name; nil where the algorithm
    /// hashes by itself (EdDSA, ML-DSA) or is keyed (HMAC).
    package func digest(of input: [UInt8]) throws(KeyFault) -> (name: String, value: [UInt8])? {
        let hash: HashFunction
        switch scheme {
        case .hmac, .eddsa, .mlDSA: return nil
        case .rsaPKCS1(let function), .rsaPSS(let function), .ecdsa(let function): hash = function
        }
        guard let name = Thumbprint.name(hash) else { return nil }
        do throws(CryptoFault) {
            return (name, try OpenSSL.digest(input.span, using: hash))
        } catch {
            throw KeyFault(.failed(error))
        }
    }

    /// The algorithm that a key is for by itself: what its `alg` says, else what its type and curve leave; for RSA and
    /// secrets the one that most others know.
    package static func natural(for key: Key) -> SigningAlgorithm? {
        if let name = key.algorithm { return named(name.span) }
        return all.first { $0.fits(key) }
    }
}
