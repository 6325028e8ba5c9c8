/// Keys that a token names or carries: never trusted, never fetched (RFC 8725 §3.10).
extension Attack {
    static let carriedKeys: [Attack] =
        addresses + names + [
            Attack("HDR-01 the attacker's jwk", .refused("signature.invalid"), key: jwk(SampleKey.ed25519)) {
                try forged(
                    #"{"alg":"EdDSA","jwk":\#(OtherKey.ed25519)}"#, by: "EdDSA", with: OtherKey.ed25519)
            },
            Attack("HDR-02 no key", .error("params.invalid"), key: "null") { try embedded() },
            Attack("HDR-02 an empty array of keys", .error("params.invalid"), key: "[]") { try embedded() },
            Attack("HDR-02 an empty set", .refused("key.not_found"), key: #"{"jwks":{"keys":[]}}"#) { try embedded() },
            Attack("HDR-03 a secret in the header", .refused("signature.invalid")) {
                try forged(#"{"alg":"HS256","jwk":\#(OtherKey.secret)}"#, with: OtherKey.secret)
            },
            Attack("HDR-08 a header of 40 kB", .refused("token.too_large")) {
                try forged(#"{"alg":"HS256","x5c":["\#(String(repeating: "A", count: 40_000))"]}"#)
            },
            Attack("HDR-17 more keys than are tried", .refused("signature.invalid"), key: manySecrets) { try forged() },
            Attack("HDR-18 20 kB of typ", .valid) {
                try forged(#"{"alg":"HS256","typ":"\#(String(repeating: "x", count: 20_000))"}"#)
            },
        ] + wrongTypes

    private static func embedded() throws -> String {
        try forged(#"{"alg":"EdDSA","jwk":\#(OtherKey.ed25519)}"#, by: "EdDSA", with: OtherKey.ed25519)
    }

    // Nothing is fetched and nothing is opened: the token holds by its own key, or does not.
    private static let addresses = [
        "http://169.254.169.254/latest", "file:///etc/passwd", "https://evil.example/", "https://good@evil.example/",
    ].flatMap { address in
        ["jku", "x5u"].map { name in
            Attack("HDR-04 \(name) \(address)", .valid) { try forged(#"{"alg":"HS256","\#(name)":"\#(address)"}"#) }
        }
    }

    // A name is only looked up, byte by byte.
    private static let names =
        [
            ("HDR-10", ["../../../../dev/null", "/etc/passwd", #"C:\\windows"#, "file:///etc/passwd"]),
            ("HDR-11", ["' OR 1=1 --", "x' UNION SELECT 'AA==' --", "%", "_", "*", #"\""#]),
            ("HDR-12", [#"a\r\nSET k v\r\n"#, #"\u0000"#, "{tag}", "a:b"]),
            ("HDR-13", ["", "own ", " own"]),
            ("HDR-14", ["e\u{301}", "OWN", "o\u{200B}wn"]),
            ("HDR-15", ["unknown"]),
        ].flatMap { row, names in
            names.map { name in
                Attack(
                    "\(row) kid \(name.debugDescription)", .refused("key.not_found"),
                    key: jwks(adding(#""kid":"own""#, to: SampleKey.secret), adding(#""kid":"é""#, to: OtherKey.secret))
                ) { try forged(#"{"alg":"HS256","kid":"\#(name)"}"#) }
            }
        } + [
            Attack("HDR-10 control", .valid, key: jwks(adding(#""kid":"own""#, to: SampleKey.secret))) {
                try forged(#"{"alg":"HS256","kid":"\u006fwn"}"#)
            }
        ]

    private static let wrongTypes =
        [
            ("HDR-13 kid a number", #""kid":1"#), ("HDR-13 kid null", #""kid":null"#),
            ("HDR-13 kid an array", #""kid":[]"#),
            ("HDR-13 kid half a pair", #""kid":"\ud800""#), ("HDR-13 typ a number", #""typ":1"#),
            ("HDR-13 cty an array", #""cty":["JWT"]"#), ("HDR-04 jku an object", #""jku":{}"#),
            ("HDR-01 jwk a string", #""jwk":"{}""#), ("HDR-07 x5c a number", #""x5c":1"#),
            ("HDR-07 x5c a string", #""x5c":"MIIB""#), ("HDR-07 x5c empty", #""x5c":[]"#),
            ("HDR-07 x5c of numbers", #""x5c":[1]"#), ("HDR-07 x5c base64url", #""x5c":["-_-_"]"#),
            ("HDR-07 x5c with line feeds", #""x5c":["MIIB\nMIIB"]"#),
            ("HDR-07 x5c armoured", #""x5c":["-----BEGIN CERTIFICATE-----"]"#),
        ].map { id, member in
            Attack(id, .refused("token.malformed")) { try forged(#"{"alg":"HS256",\#(member)}"#) }
        } + [
            Attack("HDR-13 kid of 5 kB", .refused("token.too_large")) {
                try forged(#"{"alg":"HS256","kid":"\#(String(repeating: "k", count: 5000))"}"#)
            }
        ]

    private static let manySecrets: String = {
        let others = (0..<20).map { #"{"kty":"oct","k":"\#(encode([UInt8](repeating: UInt8($0), count: 64)))"}"# }
        return #"{"jwks":{"keys":[\#((others + [SampleKey.secret]).joined(separator: ","))]}}"#
    }()
}
