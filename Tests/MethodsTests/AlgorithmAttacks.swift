/// What a header can say about its algorithm (RFC 7515 §4.1.1, RFC 7518 §3.6, RFC 8725 §2.1).
extension Attack {
    private static let notAllowed = Expectation.refused("header.alg_not_allowed")
    private static let malformed = Expectation.refused("token.malformed")

    static let algorithms: [Attack] =
        [
            Attack("ALG-01 none", notAllowed) { unsigned(#"{"alg":"none"}"#) },
            Attack("ALG-01 none, public key", notAllowed, key: jwk(SampleKey.rsa)) { unsigned(#"{"alg":"none"}"#) },
            Attack("ALG-04 none with a signature", notAllowed) { unsigned(#"{"alg":"none"}"#, signature: "AAAA") },
            Attack("ALG-04 none, signed all the same", notAllowed) { try forged(#"{"alg":"none"}"#) },
            Attack("ALG-06 two segments", malformed) { "eyJhbGciOiJIUzI1NiJ9.e30" },
            Attack("ALG-06 one segment", malformed) { "eyJhbGciOiJIUzI1NiJ9" },
            Attack("ALG-06 only dots", malformed) { ".." },
            Attack("ALG-06 nothing", malformed) { "" },
            Attack("ALG-06 no header", malformed) { String(try forged().drop { $0 != "." }) },
            Attack("ALG-06 no payload", .refused(["signature.invalid", "token.malformed"])) {
                let parts = try forged().split(separator: ".")
                return "\(parts[0])..\(parts[2])"
            },
            Attack("ALG-08 none allowed by the caller", .error("params.invalid"), ["algorithms": #"["none"]"#]) {
                unsigned(#"{"alg":"none"}"#)
            },
            Attack("ALG-08 no algorithm allowed", .error("params.invalid"), ["algorithms": "[]"]) { try forged() },
            Attack("ALG-08 null allowed", .error("params.invalid"), ["algorithms": "null"]) { try forged() },
            Attack(
                "ALG-17 both kinds allowed", .refused("header.alg_key_mismatch"), key: jwk(SampleKey.rsa),
                ["algorithms": #"["HS256","RS256"]"#]
            ) { try forged() },
            Attack("ALG-27 another algorithm allowed", notAllowed, ["algorithms": #""HS512""#]) { try forged() },
            Attack("ALG-28 members of encryption", .found("header.encryption_member")) {
                try forged(#"{"alg":"HS256","enc":"A128GCM","zip":"DEF","epk":{}}"#)
            },
        ] + emptySignatures + otherTypes

    private static let emptySignatures: [Attack] = [
        ("HS256", SampleKey.secret), ("RS256", SampleKey.rsa), ("PS256", SampleKey.rsa), ("ES256", SampleKey.p256),
        ("EdDSA", SampleKey.ed25519), ("Ed448", SampleKey.ed448),
    ].map { name, key in
        Attack("ALG-05 \(name) with an empty signature", .refused("signature.invalid"), key: jwk(key)) {
            unsigned(#"{"alg":"\#(name)"}"#)
        }
    }

    private static let otherTypes =
        ["null", "256", #"["HS256"]"#, "{}", "true"].map { value in
            Attack("ALG-07 alg is \(value)", malformed) { try forged(#"{"alg":\#(value)}"#) }
        } + [
            Attack("ALG-07 no alg", malformed) { try forged(#"{"typ":"JWT"}"#) },
            Attack("ALG-07 empty header", malformed) { try forged("{}") },
        ]

    /// Names that are no algorithm's, or not this one's: compared byte by byte, nothing folded or trimmed.
    static let algorithmNames: [Attack] = names.flatMap { row, names in
        names.map { name in
            Attack("\(row) \(name.debugDescription)", notAllowed) { try forged(#"{"alg":"\#(name)"}"#) }
        }
    }

    private static let names: [(row: String, names: [String])] = [
        ("ALG-02", ["None", "NONE", "nOnE"]),
        ("ALG-03", ["none ", " none", #"none\u0000"#, #"n\u006fne"#, "ｎone", "no\u{200B}ne"]),
        ("ALG-22", ["", "hs256", "Hs256", "H\u{17F}256", #"H\u017f256"#, "HS256 ", #"HS256\n"#, #"HS256\u0000"#]),
        ("ALG-27", ["RSA-OAEP", "dir", "A256GCM", "ECDH-ES", "A128KW", "PBES2-HS256+A128KW"]),
        (
            "ALG-29",
            [
                "HS1", "RS1", "ES256R", "SHA256", "HS256/64", "ESP256", "ES521", "RS256K", "ML-DSA-45", "HS2560",
                #"HS256\ud83d\ude00"#, "__proto__", "constructor",
            ]
        ),
    ]
}
