/// How a signature or tag is made and checked; the row of an algorithm points here.
package enum SignatureScheme: Sendable, Hashable {
    /// HMAC (RFC 2104) with the whole tag (RFC 7518 §3.2).
    case hmac(HashFunction)
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2, RFC 7518 §3.3).
    case rsaPKCS1(HashFunction)
    /// RSASSA-PSS with the same hash for MGF1 and a salt of its length (RFC 8017 §8.1, RFC 7518 §3.5).
    case rsaPSS(HashFunction)
    /// ECDSA with a signature of R ‖ S (RFC 7518 §3.4); the hash belongs to the curve.
    case ecdsa(HashFunction)
    /// Ed25519 or Ed448, as the key is (RFC 8032, RFC 8037 §3.1).
    case eddsa
    /// ML-DSA with the empty context, which signs the message itself (FIPS 204 §5, RFC 9964).
    case mlDSA(MLDSAParameterSet)
}
