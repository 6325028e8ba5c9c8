/// Tokens in JSON that say two things, or too little, or too much (RFC 7515 §7.2).
extension Attack {
    private static let malformed = Expectation.refused("token.malformed")
    private static let notAllowed = Expectation.refused("header.alg_not_allowed")
    private static let invalid = Expectation.refused("signature.invalid")
    private static let insufficient = Expectation.refused("signature.insufficient")

    static let serializations: [Attack] =
        shapes + headers + counts + [
            Attack(
                "SER-15 only compact allowed", .refused("token.serialization_not_allowed"),
                ["serializations": #"["compact"]"#]
            ) { try flattened() },
            Attack(
                "SER-15 only flattened allowed", .refused("token.serialization_not_allowed"),
                ["serializations": #"["flattened"]"#]
            ) { try forged() },
            Attack("SER-15 none allowed", .error("params.invalid"), ["serializations": "[]"]) { try forged() },
            Attack("ENC-13 text behind the object", malformed) { try flattened() + (try forged()) },
            Attack("ENC-13 an object behind the text", .refused("token.not_canonical")) { try forged() + "{}" },
            Attack("SER-15 white space before the object", malformed) { " " + (try flattened()) },
        ]

    // The members of a flattened token, put together anew.
    private static let shapes: [Attack] =
        [
            ("SER-15 control", [:], .valid),
            ("SER-16 another member", ["x": #""a.b.c""#], .valid),
            ("ENC-14 a compact token beside", ["token": #""eyJhbGciOiJub25lIn0.e30.""#], .valid),
            ("SER-01 signature and signatures", ["signatures": #"[{"protected":"e30","signature":""}]"#], malformed),
            ("SER-01 payload and ciphertext", ["ciphertext": #""AAAA""#], malformed),
            ("SER-02 no signatures", ["signatures": "[]"], malformed),
            ("SER-08 protected empty", ["protected": #""""#], malformed),
            ("SER-08 protected an empty object", ["protected": #""e30""#], malformed),
            ("SER-08 protected null", ["protected": "null"], malformed),
            ("SER-08 protected an object", ["protected": #"{"alg":"HS256"}"#], malformed),
            ("SER-14 payload null", ["payload": "null"], malformed),
            ("SER-14 payload a number", ["payload": "1"], malformed),
            ("SER-14 payload an object", ["payload": #"{"sub":"alice"}"#], malformed),
            ("SER-14 payload changed", ["payload": #""eyJzdWIiOiJib2IifQ""#], invalid),
            ("SER-14 signature null", ["signature": "null"], malformed),
            ("SER-14 signature empty", ["signature": #""""#], invalid),
            ("SER-14 header null", ["header": "null"], malformed),
            ("SER-14 header an array", ["header": "[]"], malformed),
            ("SER-14 header empty", ["header": "{}"], .valid),
            ("SER-06 alg twice, equal", ["header": #"{"alg":"HS256"}"#], .refused("token.duplicate_member")),
            ("SER-06 alg twice, different", ["header": #"{"alg":"none"}"#], .refused("token.duplicate_member")),
            ("SER-06 alg twice, once escaped", ["header": #"{"\u0061lg":"none"}"#], .refused("token.duplicate_member")),
            ("SER-09 kid not protected", ["header": #"{"kid":"a"}"#], .valid),
            ("SER-09 b64 not protected", ["header": #"{"b64":true}"#], malformed),
            ("SER-09 crit not protected", ["header": #"{"crit":["b64"]}"#], malformed),
            ("SER-06 duplicates in the header", ["header": #"{"a":1,"a":2}"#], .refused("token.duplicate_member")),
        ].map { (id: String, members: Parameters, expected: Expectation) in
            Attack(id, expected) { try flattened(members) }
        } + [
            Attack("SER-09 typ not protected, but asked for", .refused("header.typ_mismatch"), ["typ": #""at+jwt""#]) {
                try flattened(["header": #"{"typ":"at+jwt"}"#])
            },
            Attack("ENC-14 payload twice", .refused("token.duplicate_member")) {
                #"{"payload":"e30",\#(try flattened().dropFirst())"#
            },
            Attack("ENC-15 payload twice, once escaped", .refused("token.duplicate_member")) {
                #"{"pay\u006coad":"e30",\#(try flattened().dropFirst())"#
            },
            Attack("SER-14 no payload", malformed) {
                let parts = try forged().split(separator: ".")
                return #"{"protected":"\#(parts[0])","signature":"\#(parts[2])"}"#
            },
            Attack("SER-14 no signature", malformed) { #"{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9"}"# },
            Attack("SER-14 nothing", malformed) { "{}" },
            Attack("SER-14 encrypted", .refused("token.kind_not_allowed")) {
                #"{"ciphertext":"AAAA","protected":"eyJhbGciOiJkaXIifQ","iv":"AAAA","tag":"AAAA"}"#
            },
        ]

    private static let headers: [Attack] = [
        Attack("SER-07 alg not protected", notAllowed) { try withoutProtected() },
        Attack("SER-07 alg not protected, with leave", .valid, ["unprotectedAlgorithm": "true"]) {
            try withoutProtected()
        },
        Attack("SER-07 none, not protected, with leave", notAllowed, ["unprotectedAlgorithm": "true"]) {
            #"{"payload":"e30","header":{"alg":"none"},"signature":""}"#
        },
        Attack("SER-08 no header at all", malformed) { #"{"payload":"e30","signature":"AAAA"}"# },
    ]

    private static let counts: [Attack] =
        [
            ("SER-03 any, one of two", #""any""#, 1, .valid), ("SER-03 all, one of two", #""all""#, 1, insufficient),
            ("SER-03 two, one of two", #"{"atLeast":2}"#, 1, insufficient),
            ("SER-03 two, both", #"{"atLeast":2}"#, 2, .valid), ("SER-03 all, both", #""all""#, 2, .valid),
            ("SER-03 three, both", #"{"atLeast":3}"#, 2, insufficient),
            ("SER-03 any, none", #""any""#, 0, insufficient),
            ("SER-03 none at least", #"{"atLeast":0}"#, 2, .error("params.invalid")),
            ("SER-03 some", #""some""#, 2, .error("params.invalid")),
            ("SER-03 65 at least", #"{"atLeast":65}"#, 2, .error("params.invalid")),
        ].map { (id: String, policy: String, good: Int, expected: Expectation) in
            Attack(id, expected, key: jwks(SampleKey.secret, SampleKey.ed25519), ["signaturePolicy": policy]) {
                general(try entry(good > 0), try entry(good > 1, by: "EdDSA", with: SampleKey.ed25519))
            }
        } + [
            Attack("SER-04 one signature twice", insufficient, ["signaturePolicy": #"{"atLeast":2}"#]) {
                general(try entry(true), try entry(true))
            },
            Attack("SER-04 one key, two algorithms", insufficient, ["signaturePolicy": #"{"atLeast":2}"#]) {
                general(try entry(true), try entry(true, by: "HS512"))
            },
            Attack(
                "SER-04 one key given twice", insufficient, key: jwks(SampleKey.secret, SampleKey.secret),
                ["signaturePolicy": #"{"atLeast":2}"#]
            ) { general(try entry(true), try entry(true, by: "HS512")) },
            Attack("SER-05 a number among them", malformed) { general(try entry(true), "1") },
            Attack("SER-05 null among them", malformed) { general(try entry(true), "null") },
            Attack("SER-05 no header in one", malformed) { general(try entry(true), #"{"signature":"AAAA"}"#) },
            Attack("SER-05 an unknown algorithm in one", .valid) {
                general(try entry(true), #"{"protected":"\#(encode(Array(#"{"alg":"X"}"#.utf8)))","signature":"AAAA"}"#)
            },
            Attack("SER-02 an object of signatures", malformed) { #"{"payload":"e30","signatures":{}}"# },
            Attack("SER-10 17 signatures", .refused("token.too_large")) {
                let one = try entry(true)
                return #"{"payload":"e30","signatures":[\#(Array(repeating: one, count: 17).joined(separator: ","))]}"#
            },
        ]

    private static func flattened(_ members: Parameters = [:]) throws -> String {
        let parts = try forged().split(separator: ".").map { quoted(String($0)) }
        return (["payload": parts[1], "protected": parts[0], "signature": parts[2]] as Parameters).with(members).json
    }

    private static func withoutProtected() throws -> String {
        #"{"payload":"e30","header":{"alg":"HS256"},"signature":"\#(try signature(of: ".e30", by: "HS256"))"}"#
    }

    private static func general(_ entries: String...) -> String {
        #"{"payload":"e30","signatures":[\#(entries.joined(separator: ","))]}"#
    }

    private static func entry(
        _ isGood: Bool, by algorithm: String = "HS256", with key: String = SampleKey.secret
    ) throws -> String {
        let header = encode(Array(#"{"alg":"\#(algorithm)"}"#.utf8))
        let signature = try signature(of: "\(header).\(isGood ? "e30" : "e31")", by: algorithm, with: key)
        return #"{"protected":"\#(header)","signature":"\#(signature)"}"#
    }
}
