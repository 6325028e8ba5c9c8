import OpenSSL

extension Key {
    /// How large the key is, in bits: of the modulus, of the curve's field, of the secret, or of the public key
    /// of a pair for one algorithm.
    package var bits: Int {
        if let curve { return curve.bits }
        switch material {
        case .secret(let secret): return 8 * secret.count
        case .asymmetric(let key):
            switch key.kind {
            case .rsa(let bits, _): return bits
            case .mlDSA(let parameters): return 8 * parameters.publicKeyLength
            case .ec, .okp: return 0
            }
        }
    }

    /// The public exponent of an RSA key, which has 64 bits at most; nil for others.
    package var publicExponent: UInt64? {
        guard case .asymmetric(let key) = material, case .rsa(_, let octets) = key.kind else { return nil }
        return octets.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
