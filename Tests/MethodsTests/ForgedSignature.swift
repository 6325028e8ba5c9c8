/// A signature that was made outside, over the same content always, to break one rule: or to keep it by a hair.
struct ForgedSignature: Sendable {
    /// The row of the table of attacks, and what is special about it.
    let id: String
    /// `alg` of the header.
    let algorithm: String
    /// The key, a JWK.
    let key: String
    /// Whether it must hold.
    let isGood: Bool
    /// The signature, base64url.
    let signature: String

    /// One that must not hold.
    static func bad(_ id: String, _ algorithm: String, _ key: String, _ signature: String) -> ForgedSignature {
        ForgedSignature(id: id, algorithm: algorithm, key: key, isGood: false, signature: signature)
    }

    /// One that must.
    static func good(_ id: String, _ algorithm: String, _ key: String, _ signature: String) -> ForgedSignature {
        ForgedSignature(id: id, algorithm: algorithm, key: key, isGood: true, signature: signature)
    }

    /// All of them, as rows.
    static let attacks = (rsa + ecdsa + eddsa).map { forged in
        Attack(forged.id, forged.isGood ? .valid : .refused("signature.invalid"), key: jwk(forged.key)) {
            let header = Array(#"{"alg":"\#(forged.algorithm)"}"#.utf8)
            return "\(encode(header)).\(encode(Array(#"{"sub":"alice"}"#.utf8))).\(forged.signature)"
        }
    }
}
