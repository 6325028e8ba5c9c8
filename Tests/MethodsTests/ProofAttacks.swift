/// Proofs of possession, and tokens that are bound to a key (RFC 9449, RFC 8705).
extension Attack {
    private static let request: Parameters = [
        "profile": #""dpop""#, "htm": #""GET""#, "htu": #""https://api.example/a/b?c=d""#,
    ]
    private static let mismatch = "proof.htu_mismatch"

    private static func proof(
        _ claims: ProfileClaims = .proof, by algorithm: String = "ES256", with key: String = SampleKey.p256,
        header: String? = nil
    ) throws -> String {
        try forged(
            header ?? #"{"typ":"dpop+jwt","alg":"\#(algorithm)","jwk":\#(try publicJWK(key))}"#, claims.json,
            by: algorithm,
            with: key)
    }

    private static func row(
        _ id: String, _ code: String?, _ others: Parameters = [:], _ claims: ProfileClaims = .proof
    ) -> Attack {
        Attack(id, code.map { .refused($0) } ?? .valid, key: nil, request.with(others)) { try proof(claims) }
    }

    static let proofs: [Attack] =
        [
            row("DPO-01 control", nil),
            Attack("DPO-01 Ed25519", .valid, key: nil, request) {
                try proof(by: "EdDSA", with: SampleKey.ed25519)
            },
            Attack("DPO-01 no typ", .refused("header.typ_mismatch"), key: nil, request) {
                try proof(header: #"{"alg":"ES256","jwk":\#(try publicJWK(SampleKey.p256))}"#)
            },
            Attack("DPO-01 no key", .refused("key.not_found"), key: nil, request) {
                try proof(header: #"{"typ":"dpop+jwt","alg":"ES256"}"#)
            },
            Attack("DPO-01 another key", .refused("signature.invalid"), key: nil, request) {
                try proof(header: #"{"typ":"dpop+jwt","alg":"ES256","jwk":\#(try publicJWK(OtherKey.p256))}"#)
            },
            Attack("DPO-01 a private key", .refused("header.key_unusable"), key: nil, request) {
                try proof(header: #"{"typ":"dpop+jwt","alg":"ES256","jwk":\#(SampleKey.p256)}"#)
            },
            Attack("DPO-01 a secret", .refused("header.key_unusable"), key: nil, request) {
                try proof(
                    by: "HS256", with: SampleKey.secret,
                    header: #"{"typ":"dpop+jwt","alg":"HS256","jwk":\#(SampleKey.secret)}"#)
            },
            Attack("DPO-01 not signed", .refused("header.alg_not_allowed"), key: nil, request) {
                let header = #"{"typ":"dpop+jwt","alg":"none","jwk":\#(try publicJWK(SampleKey.p256))}"#
                return "\(encode(Array(header.utf8))).\(encode(Array(ProfileClaims.proof.json.utf8)))."
            },
            Attack("DPO-01 a key that is no point", .refused("header.key_unusable"), key: nil, request) {
                try proof(
                    header: #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}}"#)
            },
            row("DPO-02 method in lower case", "proof.htm_mismatch", ["htm": #""get""#]),
            row("DPO-02 another method", "proof.htm_mismatch", ["htm": #""POST""#]),
        ]
        + [
            ("https://api.example/a/b", nil), ("https://API.example:443/a/b#x", nil),
            ("HTTPS://api.example/a/./b", nil),
            ("https://api.example/c/../a/b", nil), ("https://api.example/%61/b", nil),
            ("https://api.example/a/B", mismatch),
            ("https://api.example/a/b/", mismatch), ("http://api.example/a/b", mismatch),
            ("https://api.example:8443/a/b", mismatch),
            ("https://other.example/a/b", mismatch), ("https://api.example/a%2Fb", mismatch),
            ("https://api.example./a/b", mismatch),
        ].map { address, code in row("DPO-02 \(address)", code, ["htu": quoted(address)]) }
        + [
            ("ftp://api.example/a/b", "claim.wrong_type"), ("/a/b", "claim.wrong_type"),
            ("https://a@api.example/a/b", "claim.wrong_type"), ("https://api.example/a/%zz", "claim.wrong_type"),
        ].map { address, code in
            row("DPO-02 a proof for \(address)", code, [:], ProfileClaims.proof.with("htu", quoted(address)))
        }
        + [
            row(
                "DPO-03 control", nil, ["accessToken": #""token""#],
                ProfileClaims.proof.with("ath", #""PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A""#)),
            row("DPO-03 no ath", "claim.missing", ["accessToken": #""token""#]),
            row(
                "DPO-03 ath of another token", "proof.ath_mismatch", ["accessToken": #""tokem""#],
                ProfileClaims.proof.with("ath", #""PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A""#)),
            row(
                "DPO-03 ath in hexadecimal", "proof.ath_mismatch", ["accessToken": #""token""#],
                ProfileClaims.proof.with("ath", #""3c469e9d6c5875d37a43f353d4f88e61""#)),
            row("DPO-05 too old", "claim.iat_too_old", [:], ProfileClaims.proof.with("iat", "\(Service.now - 61)")),
            row("DPO-05 at the end of the window", nil, [:], ProfileClaims.proof.with("iat", "\(Service.now - 60)")),
            row(
                "DPO-05 in the future", "claim.iat_too_old", [:], ProfileClaims.proof.with("iat", "\(Service.now + 6)")),
            row("DPO-05 no iat", "claim.missing", [:], ProfileClaims.proof.with("iat", nil)),
            row("DPO-05 a string", "claim.wrong_type", [:], ProfileClaims.proof.with("iat", #""1800000000""#)),
            row("DPO-06 control", nil, ["nonce": #""n""#], ProfileClaims.proof.with("nonce", #""n""#)),
            row("DPO-06 no nonce", "proof.nonce_mismatch", ["nonce": #""n""#]),
            row(
                "DPO-06 an old nonce", "proof.nonce_mismatch", ["nonce": #""n""#],
                ProfileClaims.proof.with("nonce", #""m""#)),
            row("DPO-07 the key that is expected", nil, ["jkt": quoted(p256Thumbprint)]),
            row(
                "DPO-07 another key", "header.key_untrusted", ["jkt": #""jXJm387CQGxIaySMTCyxj-EBnVTSTnPpLPTUHjIWgJY""#]
            ),
            row("DPO-04 no jti", "claim.missing", [:], ProfileClaims.proof.with("jti", nil)),
            Attack("DPO-08 two proofs", .refused("token.kind_not_allowed"), key: nil, request) {
                try "\(proof()),\(proof())"
            },
            Attack("DPO-01 a key beside the proof's own", .error("params.invalid"), request) { try proof() },
        ]

    private static let accessToken = ProfileClaims.accessToken.with("cnf", #"{"jkt":"\#(p256Thumbprint)"}"#)

    private static func bound(_ claims: ProfileClaims = accessToken) throws -> String {
        try forged(#"{"alg":"HS256","typ":"at+jwt"}"#, claims.json)
    }

    private static func withProof(
        _ id: String, _ expected: Expectation, _ claims: ProfileClaims = accessToken, of token: ProfileClaims? = nil,
        with key: String = SampleKey.p256
    ) -> Attack {
        let parameters: Parameters
        do {
            let proof = try proof(
                ProfileClaims.proof.with("ath", quoted(digest(of: bound(token ?? claims)))), with: key)
            parameters = ["dpop": #"{"proof":"\#(proof)","htm":"GET","htu":"https://api.example/a/b"}"#]
        } catch {
            parameters = ["dpop": #""no proof could be made""#]
        }
        return Attack(id, expected, parameters) { try bound(claims) }
    }

    static let boundTokens: [Attack] = [
        withProof("DPO-07 a token with its proof", .valid),
        withProof("DPO-07 a proof with another key", .refused("binding.mismatch"), with: OtherKey.p256),
        withProof("DPO-07 a token that is not bound", .refused("binding.missing"), accessToken.with("cnf", nil)),
        withProof(
            "DPO-07 a binding of another kind", .refused("binding.missing"), accessToken.with("cnf", #"{"kid":"a"}"#)),
        withProof(
            "DPO-07 a binding that is no text", .refused("binding.mismatch"), accessToken.with("cnf", #"{"jkt":1}"#)),
        withProof("DPO-03 a proof for another token", .refused("proof.invalid"), of: accessToken.with("jti", #""2""#)),
        Attack("DPO-07 a bound token taken for a bearer's", .found("binding.unchecked")) { try bound() },
        Attack(
            "DPO-08 an array of proofs", .error("params.invalid"),
            ["dpop": #"{"proof":["a","b"],"htm":"GET","htu":"https://a/"}"#]
        ) {
            try bound()
        },
        Attack("DPO-09 control", .valid, ["certificate": certificate]) {
            try bound(accessToken.with("cnf", #"{"x5t#S256":"\#(certificateDigest)"}"#))
        },
        Attack("DPO-09 another certificate", .refused("binding.mismatch"), ["certificate": certificate]) {
            try bound(accessToken.with("cnf", #"{"x5t#S256":"A\#(certificateDigest.dropFirst())"}"#))
        },
        Attack("DPO-09 cut off", .refused("binding.mismatch"), ["certificate": certificate]) {
            try bound(accessToken.with("cnf", #"{"x5t#S256":"\#(certificateDigest.prefix(22))"}"#))
        },
        Attack("DPO-09 no certificate bound", .refused("binding.missing"), ["certificate": certificate]) {
            try bound()
        },
        Attack("DPO-09 a key that is no certificate", .error("params.invalid"), ["certificate": jwk(SampleKey.p256)]) {
            try bound()
        },
    ]

    private static let certificate = #"{"der":"\#(PublicText.certificateBody)"}"#
}
