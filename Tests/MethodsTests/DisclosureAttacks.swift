import OpenSSL

/// SD-JWTs that were tampered with, or put together by somebody who should not (RFC 9901 §7, §9).
extension Attack {
    static let disclosures: [Attack] =
        digests + names + forms + reserved + hashes + spellings + sizes + bindings + bindingClaims + holders + validity
        + disclosureKinds

    /// Asks for an SD-JWT.
    static let selective: Parameters = ["profile": #""sd-jwt""#]
    /// Asks for one with a key binding, as `SampleSelective.binding` makes it.
    static let bindingExpected: Parameters = [
        "profile": #""sd-jwt+kb""#, "keyBinding": #"{"audience":"https://verifier","nonce":"n-0S6"}"#,
    ]

    private static func row(
        _ id: String, _ code: String?, _ policy: Parameters = selective, token: @escaping @Sendable () throws -> String
    ) -> Attack {
        Attack(id, code.map { Expectation.refused($0) } ?? .valid, policy, token: token)
    }

    private static let mail = #"["salt","email","a@b"]"#

    private static let digests: [Attack] = [
        row("SDJ-01 control", nil) {
            try SampleSelective.token(#"{"_sd":["\#(digest(mail))","decoy"],"a":[{"...":"other"}]}"#, [mail])
        },
        row("SDJ-01 a digest twice in _sd", "disclosure.digest_repeated") {
            let twice = try digest(mail)
            return try SampleSelective.token(#"{"_sd":["\#(twice)","\#(twice)"]}"#, [mail])
        },
        row("SDJ-01 a digest twice, on two levels", "disclosure.digest_repeated") {
            let twice = try digest(mail)
            return try SampleSelective.token(#"{"_sd":["\#(twice)"],"a":{"_sd":["\#(twice)"]}}"#, [mail])
        },
        row("SDJ-01 a digest twice, once in an array", "disclosure.digest_repeated") {
            let twice = try digest(mail)
            return try SampleSelective.token(#"{"_sd":["\#(twice)"],"a":[{"...":"\#(twice)"}]}"#, [mail])
        },
        row("SDJ-01 a digest twice, once inside a disclosure", "disclosure.digest_repeated") {
            let twice = try digest(mail)
            let outer = #"["salt","a",{"_sd":["\#(twice)"]}]"#
            return try SampleSelective.token(#"{"_sd":["\#(twice)","\#(try digest(outer))"]}"#, [mail, outer])
        },
        row("SDJ-01 a decoy twice", "disclosure.digest_repeated") {
            try SampleSelective.token(#"{"_sd":["decoy"],"a":[{"...":"decoy"}]}"#, [])
        },
        row("SDJ-02 a digest that is nowhere", "disclosure.unreferenced") {
            try SampleSelective.token(#"{"_sd":["decoy"]}"#, [mail])
        },
        row("SDJ-02 a digest in what is not disclosed", "disclosure.unreferenced") {
            let outer = #"["salt","a",{"_sd":["\#(try digest(mail))"]}]"#
            return try SampleSelective.token(#"{"_sd":["\#(try digest(outer))"]}"#, [mail])
        },
        row("SDJ-02 a digest where none is looked for", "disclosure.unreferenced") {
            try SampleSelective.token(#"{"_sd":["decoy"],"digest":"\#(digest(mail))"}"#, [mail])
        },
        row("SDJ-03 the same disclosure twice", "disclosure.repeated") {
            try SampleSelective.token(#"{"_sd":["\#(digest(mail))"]}"#, [mail, mail])
        },
    ]

    private static let names: [Attack] =
        ["iss", "exp", "sub", "a"].map { name in
            row("SDJ-04 \(name) a second time", "disclosure.name_taken") {
                let disclosure = #"["salt","\#(name)","evil"]"#
                return try SampleSelective.token(
                    #"{"iss":"i","exp":1900000000,"sub":"s","a":1,"_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
            }
        } + [
            row("SDJ-04 a name in another spelling", "disclosure.name_taken") {
                let disclosure = #"["salt","is\u0073","evil"]"#
                return try SampleSelective.token(#"{"iss":"i","_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
            },
            row("SDJ-04 two disclosures of one name", "disclosure.name_taken") {
                let other = #"["salt","email","c@d"]"#
                return try SampleSelective.token(
                    #"{"_sd":["\#(try digest(mail))","\#(try digest(other))"]}"#, [mail, other])
            },
            row("SDJ-04 the same name on another level", nil) {
                let inner = #"["salt","email","c@d"]"#
                return try SampleSelective.token(
                    #"{"_sd":["\#(try digest(mail))"],"a":{"_sd":["\#(try digest(inner))"]}}"#, [mail, inner])
            },
        ]
        + ["_sd", "...", "_sd_alg", #"_\u0073d"#].map { name in
            row("SDJ-05 a disclosure of \(name)", "disclosure.name_reserved") {
                let disclosure = #"["salt","\#(name)",["x"]]"#
                return try SampleSelective.token(#"{"_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
            }
        }

    private static let malformed = "disclosure.malformed"

    private static let forms: [Attack] =
        [
            ("two elements from _sd", #"["salt","email"]"#, "disclosure.wrong_form"), ("none", "[]", malformed),
            ("one", #"["salt"]"#, malformed), ("four", #"["salt","a",1,2]"#, malformed),
            ("an object", #"{"salt":1,"name":"a","value":1}"#, malformed), ("a string", #""email""#, malformed),
            ("no JSON", "[\"salt\",", malformed), ("a salt that is a number", #"[1,"a",1]"#, malformed),
            ("a name that is a number", #"["salt",1,1]"#, malformed), ("no UTF-8", "[\"\u{1}\",\"a\",1]", malformed),
            ("two members of one name", #"["salt","a",{"b":1,"b":2}]"#, "token.duplicate_member"),
        ].map { (id: String, disclosure: String, code: String) in
            row("SDJ-06 \(id)", code) {
                try SampleSelective.token(#"{"_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
            }
        } + [
            row("SDJ-06 three elements from an array", "disclosure.wrong_form") {
                try SampleSelective.token(#"{"a":[{"...":"\#(digest(mail))"}]}"#, [mail])
            },
            row("SDJ-06 an element, control", nil) {
                let element = #"["salt","DE"]"#
                return try SampleSelective.token(#"{"a":[{"...":"\#(digest(element))"}]}"#, [element])
            },
        ]

    private static let reserved: [Attack] =
        [
            ("... with another member", #"{"a":[{"...":"d","x":1}]}"#), ("... a number", #"{"a":[{"...":1}]}"#),
            ("... outside of an array", #"{"a":{"...":"d"}}"#), ("_sd a string", #"{"_sd":"d"}"#),
            ("_sd with a number", #"{"_sd":["d",1]}"#), ("_sd an object", #"{"a":{"_sd":{}}}"#),
            ("_sd null", #"{"_sd":null}"#),
            ("... an array", #"{"a":[{"...":["d"]}]}"#),
        ].map { (id: String, payload: String) in
            row("SDJ-07 \(id)", "disclosure.digest_malformed") { try SampleSelective.token(payload, []) }
        } + [
            row("SDJ-07 two of _sd", "token.duplicate_member") {
                try SampleSelective.token(#"{"_sd":["a"],"_sd":["b"]}"#, [])
            },
            row("SDJ-07 _sd empty", nil) { try SampleSelective.token(#"{"_sd":[]}"#, []) },
        ]

    private static let hashes: [Attack] =
        [
            #""md5""#, #""sha-1""#, #""SHA-256""#, #""sha-256-128""#, #""sha-256\u0000""#, #""""#, "1", "null",
            #"["sha-256"]"#,
        ].map { name in
            row("SDJ-08 \(name)", "disclosure.hash_unsupported") {
                try SampleSelective.token(#"{"_sd":["\#(digest(mail))"],"_sd_alg":\#(name)}"#, [mail])
            }
        } + [
            row("SDJ-08 one level down", "disclosure.digest_malformed") {
                try SampleSelective.token(#"{"_sd":["\#(digest(mail))"],"a":{"_sd_alg":"sha-512"}}"#, [mail])
            },
            row("SDJ-08 sha-512", nil) {
                try SampleSelective.token(
                    #"{"_sd":["\#(digest(mail, using: .sha512))"],"_sd_alg":"sha-512"}"#, [mail])
            },
            row("SDJ-08 digests of sha-256 under sha-384", "disclosure.unreferenced") {
                try SampleSelective.token(#"{"_sd":["\#(digest(mail))"],"_sd_alg":"sha-384"}"#, [mail])
            },
        ]

    private static let spellings: [Attack] =
        [
            ("other spaces", #"["salt", "email", "a@b"]"#), ("an escape", #"["salt","e\u006dail","a@b"]"#),
        ].map { (id: String, other: String) in
            row("SDJ-09 \(id)", "disclosure.unreferenced") {
                try SampleSelective.token(#"{"_sd":["\#(digest(mail))"]}"#, [other])
            }
        } + [
            row("SDJ-09 spaces that the issuer wrote", nil) {
                let spaced = "[ \"salt\",\r\n\"email\" , \"a@b\"]"
                return try SampleSelective.token(#"{"_sd":["\#(digest(spaced))"]}"#, [spaced])
            },
            row("SDJ-09 padding", "disclosure.malformed") {
                let token = try SampleSelective.token(#"{"_sd":["\#(digest(mail))"]}"#, [mail])
                return String(token.dropLast()) + "=~"
            },
            row("SDJ-09 nothing between two tildes", "token.malformed") {
                try SampleSelective.token(#"{"_sd":["\#(digest(mail))"]}"#, [mail]) + "~"
            },
            row("ENC-12 no tilde behind the last disclosure", "token.malformed") {
                String(try SampleSelective.token(#"{"_sd":["\#(digest(mail))"]}"#, [mail]).dropLast())
            },
        ]

    private static let sizes: [Attack] = [
        row("SDJ-10 disclosures 16 deep", nil) { try SampleSelective.nested(16) },
        row("SDJ-10 disclosures 17 deep", "token.too_large") { try SampleSelective.nested(17) },
        row("SDJ-10 disclosures 1 000 deep", "token.too_large") { try SampleSelective.nested(1000) },
        row("SDJ-10 1 000 disclosures", nil) { try SampleSelective.wide(1000) },
        row("SDJ-10 1 001 disclosures", "token.too_large") { try SampleSelective.wide(1001) },
        row("SDJ-10 100 000 disclosures", "token.too_large") {
            try SampleSelective.token(#"{"_sd":[]}"#, []) + String(repeating: "W10~", count: 100_000)
        },
        row("SDJ-10 10 000 decoys", nil) { try SampleSelective.token(SampleSelective.decoys(10_000), []) },
        row("SDJ-10 10 001 decoys", "token.too_large") {
            try SampleSelective.token(SampleSelective.decoys(10_001), [])
        },
        row("SDJ-10 100 000 decoys", "token.too_large") {
            try SampleSelective.token(SampleSelective.decoys(100_000), [])
        },
        row("SDJ-10 arrays deeper than JSON may be", "token.too_large") {
            let deep = #"["salt","a",\#(String(repeating: "[", count: 60))\#(String(repeating: "]", count: 60))]"#
            let payload = #"{"a":{"a":{"a":{"a":{"a":{"_sd":["\#(try digest(deep))"]}}}}}}"#
            return try SampleSelective.token(payload, [deep])
        },
    ]
}
