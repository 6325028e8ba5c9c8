/// Presentations that are not the holder's, not for this verifier, or of other claims than he signed (RFC 9901 §7.3).
extension Attack {
    private static let missing = Expectation.refused("claim.missing")

    static let bindings: [Attack] =
        [
            Attack("SDJ-11 control", .valid, bindingExpected) { try SampleSelective.presented() },
            Attack("SDJ-11 no key binding", .refused("key_binding.missing"), bindingExpected) {
                try SampleSelective.presented(binding: { _ in "" })
            },
            Attack("SDJ-11 a digest of another presentation", .refused("key_binding.mismatch"), bindingExpected) {
                let other = try SampleSelective.presented(disclosing: [])
                let binding = other.split(separator: "~").last.map(String.init) ?? ""
                return try SampleSelective.presented(binding: { _ in binding })
            },
            Attack("SDJ-11 a disclosure taken away", .refused("key_binding.mismatch"), bindingExpected) {
                var parts = try SampleSelective.presented().split(separator: "~")
                parts.remove(at: 1)
                return parts.joined(separator: "~")
            },
            Attack("SDJ-11 a disclosure added", .refused("key_binding.mismatch"), bindingExpected) {
                let one = try SampleSelective.presented(disclosing: [0]).split(separator: "~")
                let two = try SampleSelective.presented(disclosing: [0, 1]).split(separator: "~")
                return (two.dropLast() + one.suffix(1)).joined(separator: "~")
            },
            Attack("SDJ-11 disclosures in another order", .refused("key_binding.mismatch"), bindingExpected) {
                var parts = try SampleSelective.presented().split(separator: "~")
                parts.swapAt(1, 2)
                return parts.joined(separator: "~")
            },
            Attack("SDJ-11 a digest without the last tilde", .refused("key_binding.mismatch"), bindingExpected) {
                try SampleSelective.presented(binding: { try SampleSelective.binding(of: String($0.dropLast())) })
            },
            Attack("SDJ-11 no audience is expected", .error("params.invalid"), ["profile": #""sd-jwt+kb""#]) {
                try SampleSelective.presented()
            },
            Attack(
                "SDJ-11 no nonce is expected", .error("params.invalid"),
                ["profile": #""sd-jwt+kb""#, "keyBinding": #"{"audience":"https://verifier"}"#]
            ) { try SampleSelective.presented() },
            Attack(
                "SDJ-11 an expectation that nobody knows", .error("params.invalid"),
                ["profile": #""sd-jwt""#, "keyBinding": #"{"aud":"https://verifier"}"#]
            ) { try SampleSelective.presented() },
            Attack("SDJ-11 an expectation without a profile", .error("params.invalid"), ["keyBinding": "{}"]) {
                try SampleSelective.presented()
            },
            Attack("SDJ-12 the issuer's key", .refused("header.alg_key_mismatch"), bindingExpected) {
                try SampleSelective.presented {
                    try SampleSelective.binding(of: $0, by: "HS256", with: SampleKey.secret)
                }
            },
            Attack("SDJ-12 another key of the kind", .refused("signature.invalid"), bindingExpected) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, with: OtherKey.p256) }
            },
            Attack("SDJ-12 not signed", .refused("header.alg_not_allowed"), bindingExpected) {
                try SampleSelective.presented { text in
                    let claims = try SampleSelective.bindingClaims(of: text)
                    return "\(encode(Array(#"{"alg":"none","typ":"kb+jwt"}"#.utf8))).\(encode(Array(claims.utf8)))."
                }
            },
            Attack("SDJ-12 a key of its own", .refused("signature.invalid"), bindingExpected) {
                try SampleSelective.presented { text in
                    let header = #"{"alg":"ES256","typ":"kb+jwt","jwk":\#(try publicPart(OtherKey.p256))}"#
                    return try SampleSelective.binding(of: text, header: header, with: OtherKey.p256)
                }
            },
            Attack("SDJ-12 no token", .refused("token.malformed"), bindingExpected) {
                try SampleSelective.presented { _ in "AAAA" }
            },
        ]
        + ["JWT", "at+jwt", "kb+jwtx", "sd-jwt"].map { type in
            Attack("SDJ-12 typ \(type)", .refused("header.typ_mismatch"), bindingExpected) {
                try SampleSelective.presented {
                    try SampleSelective.binding(of: $0, header: #"{"alg":"ES256","typ":"\#(type)"}"#)
                }
            }
        } + [
            Attack("SDJ-12 no typ", .refused("header.typ_mismatch"), bindingExpected) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, header: #"{"alg":"ES256"}"#) }
            },
            Attack("SDJ-12 typ in capitals", .valid, bindingExpected) {
                try SampleSelective.presented {
                    try SampleSelective.binding(of: $0, header: #"{"alg":"ES256","typ":"KB+JWT"}"#)
                }
            },
        ]

    static let bindingClaims: [Attack] =
        [
            ("SDJ-12 another audience", #""aud":"https://other""#, "claim.aud_mismatch"),
            ("SDJ-12 audiences in an array", #""aud":["https://verifier"]"#, "claim.wrong_type"),
            ("SDJ-12 no audience", #""x":1"#, "claim.missing"),
            ("SDJ-12 another nonce", #""nonce":"other""#, "claim.nonce_mismatch"),
            ("SDJ-12 no nonce", #""y":1"#, "claim.missing"),
            ("SDJ-12 a nonce that is a number", #""nonce":1"#, "claim.wrong_type"),
            ("SDJ-12 made 301 s ago", #""iat":1799999699"#, "claim.iat_too_old"),
            ("SDJ-12 made in 6 s", #""iat":1800000006"#, "claim.iat_too_old"),
            ("SDJ-12 no time", #""z":1"#, "claim.missing"),
            ("SDJ-12 a time that is a string", #""iat":"1800000000""#, "claim.wrong_type"),
            ("SDJ-12 expired", #""exp":1800000000"#, "claim.exp_expired"),
            ("SDJ-12 not yet", #""nbf":1800000001"#, "claim.nbf_not_yet"),
        ].map { (id: String, member: String, code: String) in
            Attack(id, .refused(code), bindingExpected) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, changing: member) }
            }
        } + [
            Attack("SDJ-12 made 300 s ago", .valid, bindingExpected) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, changing: #""iat":1799999700"#) }
            },
            Attack(
                "SDJ-12 made 301 s ago where an hour is allowed", .valid,
                bindingExpected.with(["keyBinding": #"{"audience":"https://verifier","nonce":"n-0S6","maxAge":"1h"}"#])
            ) { try SampleSelective.presented { try SampleSelective.binding(of: $0, changing: #""iat":1799999699"#) } },
            Attack(
                "SDJ-12 an algorithm that is not allowed", .refused("header.alg_not_allowed"),
                bindingExpected.with([
                    "keyBinding": #"{"audience":"https://verifier","nonce":"n-0S6","algorithms":["ES384"]}"#
                ])
            ) { try SampleSelective.presented() },
            Attack("SDJ-13 not required, and holds", .found("key_binding.unasked"), selective) {
                try SampleSelective.presented()
            },
            Attack("SDJ-13 not required, and of another presentation", .refused("key_binding.mismatch"), selective) {
                var parts = try SampleSelective.presented().split(separator: "~")
                parts.remove(at: 1)
                return parts.joined(separator: "~")
            },
            Attack("SDJ-13 not required, and of another key", .refused("signature.invalid"), selective) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, with: OtherKey.p256) }
            },
            Attack("SDJ-13 not required, and old", .refused("claim.iat_too_old"), selective) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, changing: #""iat":1700000000"#) }
            },
            Attack("SDJ-13 not required, and without an audience", missing, selective) {
                try SampleSelective.presented { try SampleSelective.binding(of: $0, changing: #""x":1"#) }
            },
            Attack("SDJ-13 not required, and no key is named", .refused("key_binding.holder_key"), selective) {
                let token = try SampleSelective.token(#"{"_sd":["decoy"]}"#, [])
                return token + (try SampleSelective.binding(of: token))
            },
        ]

    private static let flaw = Expectation.refused("key_binding.holder_key")

    static let holders: [Attack] = [
        Attack("SDJ-14 cnf disclosed", flaw, bindingExpected) {
            let disclosure = #"["salt","cnf",{"jwk":\#(try publicPart(SampleKey.p256))}]"#
            let token = try SampleSelective.token(#"{"_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
            return token + (try SampleSelective.binding(of: token))
        },
        Attack("SDJ-14 cnf disclosed, no key binding", flaw, selective) {
            let disclosure = #"["salt","cnf",{"jwk":\#(try publicPart(SampleKey.p256))}]"#
            return try SampleSelective.token(#"{"_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
        },
        Attack("SDJ-14 jwk disclosed inside cnf", flaw, selective) {
            let disclosure = #"["salt","jwk",\#(try publicPart(SampleKey.p256))]"#
            return try SampleSelective.token(#"{"cnf":{"_sd":["\#(try digest(disclosure))"]}}"#, [disclosure])
        },
        Attack("SDJ-14 cnf withheld", flaw, bindingExpected) {
            let token = try SampleSelective.token(#"{"_sd":["withheld"]}"#, [])
            return token + (try SampleSelective.binding(of: token))
        },
        Attack("SDJ-14 a private key", flaw, bindingExpected) { try SampleSelective.presented(holder: SampleKey.p256) },
        Attack("SDJ-14 a private key, no key binding", flaw, selective) {
            try SampleSelective.token(#"{"_sd":[],"cnf":{"jwk":\#(SampleKey.p256)}}"#, [])
        },
        Attack("SDJ-14 a private key that is none, no key binding", flaw, selective) {
            try SampleSelective.token(#"{"_sd":[],"cnf":{"jwk":{"kty":"OKP","d":"AAAA"}}}"#, [])
        },
        Attack("SDJ-14 a secret", flaw, bindingExpected) { try SampleSelective.presented(holder: SampleKey.secret) },
        Attack("SDJ-14 no key but a name", flaw, bindingExpected) {
            let token = try SampleSelective.token(#"{"_sd":[],"cnf":{"kid":"k"}}"#, [])
            return token + (try SampleSelective.binding(of: token))
        },
        Attack("SDJ-14 a key that cannot be used", flaw, bindingExpected) {
            try SampleSelective.presented(holder: #"{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}"#)
        },
        Attack("SDJ-14 a name of a key, no key binding", .valid, selective) {
            try SampleSelective.token(#"{"_sd":[],"cnf":{"kid":"k"}}"#, [])
        },
    ]

    static let validity: [Attack] =
        [
            ("exp", "1900000000", ["requireExpiry": "true"], "claim.missing"),
            ("nbf", "1700000000", ["requiredClaims": #"["nbf"]"#], "claim.missing"),
            ("iss", #""i""#, ["issuer": #""i""#], "claim.missing"),
            ("cnf", #"{"kid":"k"}"#, ["requiredClaims": #"["cnf"]"#], "claim.missing"),
            ("tenant", "7", ["claims": #"{"/tenant":{"value":7}}"#], "claim.missing"),
        ].map { (name: String, value: String, policy: Parameters, code: String) in
            Attack("SDJ-15 \(name) withheld", .refused(code), selective.with(policy)) {
                try SampleSelective.token(#"{"_sd":["\#(try digest(#"["salt","\#(name)",\#(value)]"#))"]}"#, [])
            }
        }
        + [
            ("exp", "1900000000", nil, ["requireExpiry": "true"]), ("iss", #""i""#, nil, ["issuer": #""i""#]),
            ("tenant", "7", nil, ["claims": #"{"/tenant":{"value":7}}"#]),
            ("exp", "1700000000", "claim.exp_expired", [:]), ("nbf", "1900000000", "claim.nbf_not_yet", [:]),
            ("exp", #""soon""#, "claim.wrong_type", [:]), ("iss", #""i""#, "claim.iss_mismatch", ["issuer": #""j""#]),
            ("tenant", "7", "claim.rule_failed", ["claims": #"{"/tenant":{"value":8}}"#]),
        ].map { (name: String, value: String, code: String?, policy: Parameters) in
            let expected = code.map { Expectation.refused($0) } ?? .valid
            return Attack("SDJ-15 \(name) \(value) disclosed \(policy.json)", expected, selective.with(policy)) {
                let disclosure = #"["salt","\#(name)",\#(value)]"#
                return try SampleSelective.token(#"{"_sd":["\#(try digest(disclosure))"]}"#, [disclosure])
            }
        }

    private static let otherKind = Expectation.refused("token.kind_not_allowed")

    /// A kind of token where another was asked for.
    static let disclosureKinds: [Attack] = [
        Attack("TYP-04 a JWT where an SD-JWT is asked for", otherKind, selective) { try forged() },
        Attack("TYP-04 a JWT with a tilde", otherKind, selective) { try forged() + "~" },
        Attack(
            "TYP-04 an SD-JWT where a JWT is asked for", .refused("token.not_canonical"), diagnosis: "diagnosis.sd_jwt"
        ) {
            try SampleSelective.token(#"{"_sd":[]}"#, [])
        },
        Attack(
            "TYP-04 an SD-JWT with a key binding where a JWT is asked for", otherKind, diagnosis: "diagnosis.sd_jwt"
        ) {
            try SampleSelective.presented()
        },
        Attack("TYP-04 an SD-JWT without its tilde", otherKind) {
            String(try SampleSelective.token(#"{"_sd":["decoy"]}"#, []).dropLast())
        },
        Attack("TYP-04 an SD-JWT without its tilde, by _sd_alg", otherKind) {
            String(try SampleSelective.token(#"{"_sd_alg":"sha-256"}"#, []).dropLast())
        },
        Attack("TYP-04 an SD-JWT without its tilde, by its type", otherKind) {
            try forged(#"{"alg":"HS256","typ":"example+sd-jwt"}"#)
        },
        Attack("TYP-04 an SD-JWT in JSON where a JWT is asked for", otherKind) {
            try SampleSelective.flattened(#"{"sub":"alice"}"#, header: #"{"disclosures":[]}"#)
        },
        Attack("TYP-04 an SD-JWT in JSON", .valid, selective) {
            try SampleSelective.flattened(#"{"_sd":["decoy"]}"#, header: #"{"disclosures":[]}"#)
        },
        Attack("TYP-04 a JWT in JSON where an SD-JWT is asked for", otherKind, selective) {
            try SampleSelective.flattened(#"{"_sd":["decoy"]}"#, header: #"{"kid":"k"}"#)
        },
        Attack("SDJ-06 disclosures in JSON that are no strings", .refused("token.malformed"), selective) {
            try SampleSelective.flattened(#"{"_sd":["decoy"]}"#, header: #"{"disclosures":[1]}"#)
        },
        Attack("SDJ-06 disclosures in JSON that are no array", .refused("token.malformed"), selective) {
            try SampleSelective.flattened(#"{"_sd":["decoy"]}"#, header: #"{"disclosures":"W10"}"#)
        },
        Attack("SDJ-12 a key binding in JSON that is no string", .refused("token.malformed"), selective) {
            try SampleSelective.flattened(#"{"_sd":["decoy"]}"#, header: #"{"disclosures":[],"kb_jwt":1}"#)
        },
    ]
}
