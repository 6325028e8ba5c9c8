/// Whom a token is for: compared byte by byte, and needed as soon as it is asked for (RFC 7519 §4.1.3).
extension Attack {
    private static let mismatch = Expectation.refused("claim.aud_mismatch")
    private static let expectingAPI: Parameters = ["audience": #""api""#]

    static let audiences: [Attack] =
        [
            ("CLM-14 a string", #"{"aud":"api"}"#, .valid, expectingAPI),
            ("CLM-14 an array", #"{"aud":["x","api"]}"#, .valid, expectingAPI),
            ("CLM-14 an empty array", #"{"aud":[]}"#, mismatch, expectingAPI),
            ("CLM-14 an empty string", #"{"aud":""}"#, mismatch, expectingAPI),
            ("CLM-14 a number among strings", #"{"aud":["api",1]}"#, .refused("claim.wrong_type"), expectingAPI),
            ("CLM-14 an object", #"{"aud":{"api":1}}"#, .refused("claim.wrong_type"), expectingAPI),
            ("CLM-14 null", #"{"aud":null}"#, .refused("claim.wrong_type"), expectingAPI),
            ("CLM-14 none", "{}", .refused("claim.missing"), expectingAPI),
            ("CLM-14 one of several", #"{"aud":"b"}"#, .valid, ["audience": #"["a","b"]"#]),
            ("CLM-14 all of several", #"{"aud":["b","c","a"]}"#, .valid, both),
            ("CLM-14 one where all are asked for", #"{"aud":["b","c"]}"#, mismatch, both),
            ("CLM-16 an empty array expected", #"{"aud":"api"}"#, .error("params.invalid"), ["audience": "[]"]),
            ("CLM-16 an empty string expected", #"{"aud":""}"#, .error("params.invalid"), ["audience": #""""#]),
            ("CLM-16 null expected", #"{"aud":"api"}"#, .error("params.invalid"), ["audience": "null"]),
            ("CLM-16 a number expected", #"{"aud":"1"}"#, .error("params.invalid"), ["audience": "1"]),
            (
                "CLM-14 300 audiences",
                #"{"aud":[\#(Array(repeating: #""api""#, count: 300).joined(separator: ","))]}"#,
                .refused("token.too_large"), expectingAPI
            ),
        ].map { (id: String, claims: String, expected: Expectation, policy: Parameters) in
            Attack(id, expected, policy) { try forged(#"{"alg":"HS256"}"#, claims) }
        }
        + ["api.example", "xapi", "ap", "API", "api/", "api ", " api", "api\u{301}", "a\u{200B}pi", "api\0"].map {
            name in
            Attack("CLM-15 \(name.debugDescription)", mismatch, expectingAPI) {
                try forged(#"{"alg":"HS256"}"#, #"{"aud":\#(quoted(name))}"#)
            }
        }

    private static let both: Parameters = ["audience": #"["a","b"]"#, "audienceMatch": #""all""#]
}
