/// Tokens that bring the certificate of their own key, where roots are trusted (RFC 7515 §4.1.6).
extension Attack {
    private static let untrusted = "header.key_untrusted"
    private static let root: Parameters = ["trustedRoots": #"{"der":"\#(CertifiedKey.root)"}"#]

    private static func token(
        _ certificates: [String] = [CertifiedKey.certificate], with key: String = CertifiedKey.jwk,
        _ members: String = ""
    ) throws -> String {
        let chain = certificates.map { "\"\($0)\"" }.joined(separator: ",")
        return try forged(
            #"{"alg":"ES256","x5c":[\#(chain)]\#(members)}"#, #"{"sub":"alice"}"#, by: "ES256", with: key)
    }

    private static func row(
        _ id: String, _ code: String?, _ others: Parameters = [:], _ token: @escaping @Sendable () throws -> String
    ) -> Attack {
        Attack(id, code.map { .refused($0) } ?? .valid, key: nil, root.with(others), token: token)
    }

    private static func named(_ names: String) -> Parameters { ["certificateNames": names] }

    static let certifiedKeys: [Attack] = [
        row("HDR-05 a chain to the root", nil) { try token() },
        row("HDR-05 a chain with its root", nil) { try token([CertifiedKey.certificate, CertifiedKey.root]) },
        row("HDR-05 its host", nil, named(#""API.example""#)) { try token() },
        row("HDR-05 its URI", nil, named(#"["other.example","URI:spiffe://example/a"]"#)) { try token() },
        row("HDR-05 its address", nil, named(#""IP:127.0.0.1""#)) { try token() },
        row("HDR-05 another host", untrusted, named(#""www.example""#)) { try token() },
        row("HDR-05 the subject is no name", untrusted, named(#""leaf.example""#)) { try token() },
        row("HDR-05 a URI with other case", untrusted, named(#""URI:SPIFFE://example/a""#)) { try token() },
        row("HDR-05 the attacker's own certificate", untrusted) {
            try forged(
                #"{"alg":"RS256","x5c":["\#(PublicText.certificateBody)"]}"#, by: "RS256", with: SampleKey.rsa)
        },
        row("HDR-05 the certificate, the attacker's signature", "signature.invalid") {
            try token(with: SampleKey.p256)
        },
        row("HDR-05 no certificate", "key.not_found") { try forged(by: "HS256") },
        row("HDR-05 a jwk in place of a certificate", "key.not_found") {
            try forged(#"{"alg":"ES256","jwk":\#(try publicJWK(SampleKey.p256))}"#, by: "ES256", with: SampleKey.p256)
        },
        row("HDR-05 not a certificate", "header.key_unusable") { try token(["MAA="]) },
        row("HDR-08 eleven certificates", "header.key_unusable") {
            try token([String](repeating: CertifiedKey.certificate, count: 11))
        },
        row("HDR-06 x5t of another", "header.key_unusable") {
            try token([CertifiedKey.certificate], with: CertifiedKey.jwk, #","x5t":"AAAAAAAAAAAAAAAAAAAAAAAAAAA""#)
        },
        row("HDR-05 after its time", untrusted, ["now": "5000000000"]) { try token() },
        row("HDR-05 before its time", untrusted, ["now": "1500000000"]) { try token() },
        Attack(
            "HDR-05 the system's roots", .refused(untrusted), key: nil,
            ["systemRoots": "true", "certificateNames": #""api.example""#]
        ) {
            try token()
        },
        Attack("HDR-05 the system's roots for any name", .error("params.invalid"), key: nil, ["systemRoots": "true"]) {
            try token()
        },
        Attack("HDR-05 names without roots", .error("params.invalid"), ["certificateNames": #""a""#]) { try token() },
        Attack("HDR-05 roots and a key", .error("params.invalid"), root) { try token() },
        Attack("HDR-01 the jwk whose thumbprint is pinned", .valid, key: nil, ["jkt": quoted(p256Thumbprint)]) {
            try forged(#"{"alg":"ES256","jwk":\#(try publicJWK(SampleKey.p256))}"#, by: "ES256", with: SampleKey.p256)
        },
        Attack("HDR-01 another jwk than the pinned one", .refused(untrusted), key: nil, ["jkt": quoted(p256Thumbprint)])
        {
            try forged(#"{"alg":"ES256","jwk":\#(try publicJWK(OtherKey.p256))}"#, by: "ES256", with: OtherKey.p256)
        },
        Attack("HDR-02 no key, a jwk in the token", .error("params.invalid"), key: nil) {
            try forged(#"{"alg":"ES256","jwk":\#(try publicJWK(SampleKey.p256))}"#, by: "ES256", with: SampleKey.p256)
        },
    ]
}
