import JOSE

/// Keys of one kind in the place of another (RFC 8725 §2.1, §3.1).
extension Attack {
    private static let mismatch = Expectation.refused("header.alg_key_mismatch")
    private static let unusable = Expectation.error("key.unusable")

    static let keyConfusions: [Attack] =
        pemAsKey + pemAsSecret + asymmetricForHMAC + secretForOthers + otherCurves + smallOrder + bound

    private static let bound: [Attack] = [
        Attack(
            "ALG-18 key bound to RS256, token PS256", mismatch,
            key: jwk(adding(#""alg":"RS256""#, to: SampleKey.rsa))
        ) { try forged(#"{"alg":"PS256"}"#, by: "PS256", with: SampleKey.rsa) },
        Attack(
            "ALG-18 key bound to HS512, token HS256", mismatch,
            key: jwk(adding(#""alg":"HS512""#, to: SampleKey.secret))
        ) { try forged() },
        Attack(
            "ALG-21 EdDSA, key bound to Ed25519", .found("key.alg_two_names"),
            key: jwk(adding(#""alg":"Ed25519""#, to: SampleKey.ed25519))
        ) { try forged(#"{"alg":"EdDSA"}"#, by: "EdDSA", with: SampleKey.ed25519) },
        Attack(
            "ALG-21 Ed25519, key bound to EdDSA", .found("key.alg_two_names"),
            key: jwk(adding(#""alg":"EdDSA""#, to: SampleKey.ed25519))
        ) { try forged(#"{"alg":"Ed25519"}"#, by: "Ed25519", with: SampleKey.ed25519) },
        Attack(
            "ALG-20 EdDSA, key bound to Ed448", mismatch,
            key: jwk(adding(#""alg":"Ed448""#, to: SampleKey.ed25519))
        ) { try forged(#"{"alg":"EdDSA"}"#, by: "EdDSA", with: SampleKey.ed25519) },
        Attack(
            "KEY-22 key for encryption", .refused("key.use_mismatch"),
            key: jwk(adding(#""use":"enc""#, to: SampleKey.secret))
        ) { try forged() },
        Attack(
            "KEY-23 key for signing alone", .refused("key.use_mismatch"),
            key: jwk(adding(#""key_ops":["sign"]"#, to: SampleKey.secret))
        ) { try forged() },
        Attack("KEY-16 empty secret", unusable, key: #"{"jwk":{"kty":"oct","k":""}}"#) { try forged() },
        Attack("KEY-16 empty text", unusable, key: #"{"secret":"","encoding":"utf8"}"#) { try forged() },
        Attack("SIG-12 x of another d", unusable, key: jwk(mixed)) {
            try forged(#"{"alg":"EdDSA"}"#, by: "EdDSA", with: SampleKey.ed25519)
        },
        lattice("ML-DSA-44", octets: 2420), lattice("ML-DSA-65", octets: 3309), lattice("ML-DSA-87", octets: 4627),
        Attack(
            "ALG-15 DER, as a secret", unusable,
            key: #"{"secret":\#(quoted(PublicText.spkiDER)),"encoding":"base64"}"#
        ) { try forged() },
    ]

    // A signature as long as they get: where no library does the algorithm, that is what is said, and never a limit.
    private static func lattice(_ name: String, octets: Int) -> Attack {
        let isHere = SigningAlgorithm.available.contains { $0.description == name }
        return Attack("SIG-15 \(name)", .refused("header.\(isHere ? "alg_key_mismatch" : "alg_not_allowed")")) {
            unsigned(#"{"alg":"\#(name)"}"#, signature: encode([UInt8](repeating: 7, count: octets)))
        }
    }

    // The secret is what everybody knows: the text of a public key (CVE-2015-9235 and its kin).
    private static let pemAsKey: [Attack] = [
        ("ALG-10 SPKI", PublicText.spki), ("ALG-11 PKCS #1", PublicText.pkcs1),
        ("ALG-11 certificate", PublicText.certificate), ("ALG-11 SPKI of P-256", PublicText.ecSPKI),
    ].map { id, text in
        // What a certificate says besides its key is not kept, so that its text cannot be tried.
        let diagnosis = text == PublicText.certificate ? nil : "diagnosis.public_key_as_secret"
        return Attack("\(id), as the key", mismatch, key: quoted(text), diagnosis: diagnosis) {
            try forged(withSecret: text)
        }
    }

    private static let pemAsSecret: [Attack] = publicTexts.map { id, text in
        Attack("\(id), as a secret", unusable, key: asSecret(text)) { try forged(withSecret: text) }
    }

    private static let publicTexts: [(id: String, text: String)] = [
        ("ALG-10 SPKI", PublicText.spki), ("ALG-11 PKCS #1", PublicText.pkcs1),
        ("ALG-11 certificate", PublicText.certificate), ("ALG-11 SPKI of P-256", PublicText.ecSPKI),
        ("ALG-12 space before", " " + PublicText.spki), ("ALG-12 line feed before", "\n" + PublicText.spki),
        ("ALG-12 BOM before", "\u{FEFF}" + PublicText.spki), ("ALG-12 tab before", "\t" + PublicText.spki),
        ("ALG-12 text before", "# key\n" + PublicText.spki),
        ("ALG-12 no line feed behind", String(PublicText.spki.dropLast())),
        ("ALG-12 CRLF", PublicText.spki.split(separator: "\n").joined(separator: "\r\n")),
        ("ALG-13 OpenSSH of RSA", PublicText.openSSH), ("ALG-13 OpenSSH of P-256", PublicText.ecOpenSSH),
        ("ALG-13 OpenSSH of Ed25519", PublicText.edOpenSSH), ("ALG-14 JWK", SampleKey.p256),
        ("ALG-14 JWK Set", #"{"keys":[\#(SampleKey.p256)]}"#),
    ]

    private static let asymmetricForHMAC: [Attack] = ["HS256", "HS384", "HS512"].flatMap { name in
        [SampleKey.rsa, SampleKey.p256, SampleKey.ed25519].enumerated().map { index, key in
            Attack("ALG-16 \(name), asymmetric key \(index)", mismatch, key: jwk(key)) {
                try forged(#"{"alg":"\#(name)"}"#, by: name)
            }
        }
    }

    private static let secretForOthers: [Attack] = [
        ("RS256", SampleKey.rsa), ("PS512", SampleKey.rsa), ("ES256", SampleKey.p256), ("ES384", SampleKey.p384),
        ("EdDSA", SampleKey.ed25519),
    ].map { name, key in
        Attack("ALG-16 \(name), secret", mismatch) { try forged(#"{"alg":"\#(name)"}"#, by: name, with: key) }
    }

    private static let otherCurves: [Attack] = curves.enumerated().map { index, row in
        Attack("\(row.id) \(row.algorithm), key of another curve, \(index)", mismatch, key: jwk(row.other)) {
            try forged(#"{"alg":"\#(row.algorithm)"}"#, by: row.algorithm, with: row.own)
        }
    }

    private static let curves: [(id: String, algorithm: String, own: String, other: String)] = [
        ("ALG-19", "ES256", SampleKey.p256, SampleKey.p384), ("ALG-19", "ES384", SampleKey.p384, SampleKey.p256),
        ("ALG-19", "ES512", SampleKey.p521, SampleKey.p384), ("ALG-19", "ES256K", SampleKey.secp256k1, SampleKey.p256),
        ("ALG-19", "ES256", SampleKey.p256, SampleKey.secp256k1),
        ("ALG-20", "Ed25519", SampleKey.ed25519, SampleKey.ed448),
        ("ALG-20", "Ed448", SampleKey.ed448, SampleKey.ed25519),
        ("ALG-20", "RS256", SampleKey.rsa, SampleKey.p256), ("ALG-20", "EdDSA", SampleKey.ed25519, SampleKey.p256),
    ]

    // Points of small order and those written with too large a number (RFC 8032 §5.1.3): no key is one.
    private static let smallOrder: [Attack] = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
    ].map { hex in
        let octets = stride(from: 0, to: 64, by: 2).map { index in
            let start = hex.index(hex.startIndex, offsetBy: index)
            return UInt8(hex[start...].prefix(2), radix: 16) ?? 0
        }
        let key = #"{"jwk":{"kty":"OKP","crv":"Ed25519","x":"\#(encode(octets))"}}"#
        return Attack("SIG-08 small order \(hex.prefix(4))…\(hex.suffix(2))", unusable, key: key) {
            // R is the neutral element and S is zero.
            unsigned(#"{"alg":"EdDSA"}"#, signature: encode([1] + [UInt8](repeating: 0, count: 63)))
        }
    }

    private static let mixed =
        #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"\#(encode([UInt8](repeating: 9, count: 32)))"}"#

    private static func asSecret(_ text: String) -> String { #"{"secret":\#(quoted(text)),"encoding":"utf8"}"# }
}
