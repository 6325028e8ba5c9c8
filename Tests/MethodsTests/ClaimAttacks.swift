/// Times and other claims at and beyond their bounds (RFC 7519 §2, §4.1); the clock says 1 800 000 000.
extension Attack {
    private static let expired = Expectation.refused("claim.exp_expired")
    private static let early = Expectation.refused("claim.nbf_not_yet")
    private static let wrongType = Expectation.refused("claim.wrong_type")
    private static let missing = Expectation.refused("claim.missing")

    /// A row: its name, the claims, what must come of them, and the policy.
    private typealias Row = (id: String, claims: String, expected: Expectation, policy: Parameters)

    static let claims: [Attack] =
        (boundaries + numbers + ages + policies).map { row in
            Attack(row.id, row.expected, row.policy) { try forged(#"{"alg":"HS256"}"#, row.claims) }
        } + wrongTypes

    private static let boundaries: [Row] = [
        ("CLM-08 exp a second away", #"{"exp":1800000001}"#, .valid, [:]),
        ("CLM-08 exp now", #"{"exp":1800000000}"#, expired, [:]),
        ("CLM-08 exp a second ago", #"{"exp":1799999999}"#, expired, [:]),
        ("CLM-08 exp within the tolerance", #"{"exp":1799999941}"#, .valid, ["clockTolerance": "60"]),
        ("CLM-08 exp at the tolerance", #"{"exp":1799999940}"#, expired, ["clockTolerance": "60"]),
        ("CLM-08 nbf now", #"{"nbf":1800000000}"#, .valid, [:]),
        ("CLM-08 nbf a second away", #"{"nbf":1800000001}"#, early, [:]),
        ("CLM-08 nbf at the tolerance", #"{"nbf":1800000060}"#, .valid, ["clockTolerance": "60"]),
        ("CLM-08 nbf beyond the tolerance", #"{"nbf":1800000061}"#, early, ["clockTolerance": "60"]),
        ("CLM-08 exp of a fraction away", #"{"exp":1800000000.001}"#, .valid, [:]),
        ("CLM-08 exp of a fraction ago", #"{"exp":1799999999.999}"#, expired, [:]),
        ("CLM-08 nbf of a fraction away", #"{"nbf":1800000000.001}"#, early, [:]),
        ("CLM-08 at a given instant", #"{"exp":1000}"#, .valid, ["now": "999.5"]),
        ("CLM-08 at that instant itself", #"{"exp":1000}"#, expired, ["now": "1000"]),
        ("CLM-10 nbf behind exp", #"{"exp":1800000010,"nbf":1800000020}"#, early, [:]),
    ]

    private static let numbers: [Row] = [
        ("CLM-02 1e400", #"{"exp":1e400}"#, wrongType, [:]),
        ("CLM-02 -1e400", #"{"exp":-1e400}"#, wrongType, [:]),
        ("CLM-02 1e31", #"{"exp":1e31}"#, wrongType, [:]),
        ("CLM-02 an exponent of 20 digits", #"{"exp":1e99999999999999999999}"#, wrongType, [:]),
        ("CLM-02 a small exponent of 20 digits", #"{"exp":1e-99999999999999999999}"#, wrongType, [:]),
        ("CLM-03 2^53 + 1", #"{"exp":9007199254740993}"#, .found("claim.milliseconds"), [:]),
        ("CLM-03 2^63 - 1", #"{"exp":9223372036854775807}"#, .found("claim.milliseconds"), [:]),
        ("CLM-03 2^63", #"{"exp":9223372036854775808}"#, .found("claim.milliseconds"), [:]),
        ("CLM-03 2^64", #"{"exp":18446744073709551616}"#, .found("claim.milliseconds"), [:]),
        ("CLM-03 -2^63", #"{"exp":-9223372036854775808}"#, expired, [:]),
        ("CLM-03 nbf of 2^63 - 1", #"{"nbf":9223372036854775807}"#, early, [:]),
        ("CLM-03 iat of -2^63", #"{"iat":-9223372036854775808}"#, .valid, [:]),
        ("CLM-04 2^63 - 1 with a tolerance", #"{"exp":9223372036854775807}"#, .valid, ["clockTolerance": "600"]),
        ("CLM-04 -2^63 with a tolerance", #"{"nbf":-9223372036854775808}"#, .valid, ["clockTolerance": "600"]),
        (
            "CLM-04 -2^63 with an age", #"{"iat":-9223372036854775808}"#, .refused("claim.iat_too_old"),
            ["maxTokenAge": "600"]
        ),
        (
            "CLM-04 -2^63 to 2^63 - 1", #"{"iat":-9223372036854775808,"exp":9223372036854775807}"#,
            .refused("claim.lifetime_too_long"), ["maxLifetime": "600"]
        ),
        ("CLM-05 zero", #"{"exp":0}"#, expired, [:]), ("CLM-05 -0", #"{"exp":-0}"#, expired, [:]),
        ("CLM-05 -1", #"{"exp":-1}"#, expired, [:]), ("CLM-05 -1e30", #"{"exp":-1e30}"#, expired, [:]),
        ("CLM-06 a fraction", #"{"exp":1800000000.999}"#, .valid, [:]),
        ("CLM-06 1.9e9", #"{"exp":1.9e9}"#, .valid, [:]), ("CLM-06 19e8", #"{"exp":19e8}"#, .valid, [:]),
        ("CLM-06 1.8e9", #"{"exp":1.8e9}"#, expired, [:]), ("CLM-06 18E+8", #"{"exp":18E+8}"#, expired, [:]),
        ("CLM-06 1900000000.0", #"{"exp":1900000000.0}"#, .valid, [:]),
        (
            "CLM-06 400 digits behind the point", #"{"exp":1900000000.\#(String(repeating: "3", count: 400))}"#, .valid,
            [:]
        ),
        ("CLM-06 400 digits", #"{"exp":\#(String(repeating: "3", count: 400))}"#, wrongType, [:]),
        ("CLM-07 milliseconds", #"{"exp":1800000000000}"#, .found("claim.milliseconds"), [:]),
        (
            "CLM-07 milliseconds with a lifetime", #"{"iat":1800000000,"exp":1800000000000}"#,
            .refused("claim.lifetime_too_long"), ["maxLifetime": #""1d""#]
        ),
    ]

    private static let ages: [Row] = [
        ("CLM-09 no exp", "{}", .found("claim.no_expiry"), [:]),
        ("CLM-09 no exp where it is required", "{}", missing, ["requireExpiry": "true"]),
        ("CLM-09 no exp with a lifetime", "{}", missing, ["maxLifetime": "60"]),
        ("CLM-10 iat in the future", #"{"iat":1800000100}"#, .found("claim.iat_future"), [:]),
        ("CLM-10 iat zero", #"{"iat":0}"#, .found("claim.absurd_date"), [:]),
        ("CLM-11 a tolerance below zero", "{}", .error("params.invalid"), ["clockTolerance": "-1"]),
        ("CLM-11 a tolerance beyond the limit", "{}", .error("params.invalid"), ["clockTolerance": "601"]),
        ("CLM-11 a tolerance at the limit", "{}", .valid, ["clockTolerance": "600"]),
        ("CLM-11 a tolerance of a day", "{}", .error("params.invalid"), ["clockTolerance": #""1d""#]),
        ("CLM-11 a tolerance of 2^63", "{}", .error("params.invalid"), ["clockTolerance": "9223372036854775808"]),
        ("CLM-11 a tolerance of NaN", "{}", .error("params.invalid"), ["clockTolerance": #""NaN""#]),
        ("CLM-11 a tolerance of half a second", "{}", .error("params.invalid"), ["clockTolerance": "0.5"]),
        ("CLM-11 no tolerance but null", "{}", .error("params.invalid"), ["clockTolerance": "null"]),
        ("CLM-12 an age without iat", "{}", missing, ["maxTokenAge": "60"]),
        ("CLM-12 an age at its limit", #"{"iat":1799999940}"#, .valid, ["maxTokenAge": "60"]),
        ("CLM-12 an age beyond it", #"{"iat":1799999939}"#, .refused("claim.iat_too_old"), ["maxTokenAge": "60"]),
        (
            "CLM-12 an age beyond it, tolerated", #"{"iat":1799999939}"#, .valid,
            ["maxTokenAge": "60", "clockTolerance": "1"]
        ),
        ("CLM-12 an age from the future", #"{"iat":1800000100}"#, .refused("claim.iat_too_old"), ["maxTokenAge": "60"]),
        ("CLM-12 a lifetime at its limit", #"{"iat":1800000000,"exp":1800000060}"#, .valid, ["maxLifetime": "60"]),
        (
            "CLM-12 a lifetime beyond it", #"{"iat":1800000000,"exp":1800000061}"#,
            .refused("claim.lifetime_too_long"), ["maxLifetime": "60"]
        ),
    ]

    private static let policies: [Row] =
        [
            (
                "CLM-17 iss an array", #"{"iss":["https://good","https://evil"]}"#, wrongType,
                ["issuer": #""https://good""#]
            ),
            ("CLM-17 iss an array, nobody asks", #"{"iss":["https://good"]}"#, wrongType, [:]),
            ("CLM-18 iss", #"{"iss":"https://good"}"#, .valid, ["issuer": #""https://good""#]),
            ("CLM-18 iss of several", #"{"iss":"b"}"#, .valid, ["issuer": #"["a","b"]"#]),
            ("CLM-18 no iss", "{}", missing, ["issuer": #""https://good""#]),
            ("CLM-18 an expected issuer that is empty", #"{"iss":""}"#, .error("params.invalid"), ["issuer": #""""#]),
            (
                "CLM-19 sub of 5 kB", #"{"sub":"\#(String(repeating: "s", count: 5000))"}"#,
                .refused("token.too_large"), [:]
            ),
            (
                "CLM-19 jti of 5 kB", #"{"jti":"\#(String(repeating: "s", count: 5000))"}"#,
                .refused("token.too_large"), [:]
            ),
            ("CLM-20 jti of another form", #"{"jti":"e\u0301"}"#, .refused("claim.jti_mismatch"), ["jti": #""é""#]),
            (
                "CLM-22 a pointer of 10 000 steps", #"{"a":[1]}"#, .error("params.invalid"),
                rule(String(repeating: "/a", count: 10_000))
            ),
            ("CLM-22 a pointer behind an array", #"{"a":[1]}"#, missing, rule("/a/-")),
            ("CLM-22 a pointer with a wrong escape", #"{"a":[1]}"#, .error("params.invalid"), rule("/a~2")),
            ("CLM-22 an index with a zero before", #"{"a":[1]}"#, missing, rule("/a/00")),
            ("CLM-22 an index of 20 digits", #"{"a":[1]}"#, missing, rule("/a/99999999999999999999")),
            ("CLM-23 a scope", #"{"scope":"read write"}"#, .valid, ["requiredScopes": #""write""#]),
            (
                "CLM-23 a scope between spaces", #"{"scope":"  read   write "}"#, .valid,
                ["requiredScopes": #"["read","write"]"#]
            ),
            (
                "CLM-23 part of a scope", #"{"scope":"readwrite"}"#, .refused("claim.insufficient_scope"),
                ["requiredScopes": #""read""#]
            ),
            ("CLM-23 scopes in an array", #"{"scp":["read","write"]}"#, .valid, ["requiredScopes": #""read""#]),
            ("CLM-23 scopes of numbers", #"{"scp":["read",1]}"#, wrongType, ["requiredScopes": #""read""#]),
        ]
        + [
            "https://good/", "https://GOOD", "https://good:443", "https://goo%64", "https://good\u{301}",
            "https://good.evil",
        ].map { issuer in
            (
                "CLM-18 iss \(issuer.debugDescription)", #"{"iss":\#(quoted(issuer))}"#, .refused("claim.iss_mismatch"),
                ["issuer": #""https://good""#]
            )
        }

    private static func rule(_ pointer: String) -> Parameters {
        ["claims": #"{\#(quoted(pointer)):{"required":true}}"#]
    }

    // A claim of the wrong type fails; it is not one that is absent.
    private static let wrongTypes: [Attack] = [
        ("exp", [#""1900000000""#, #""never""#, #""""#, "null", "true", "[]", "{}"]),
        ("nbf", [#""1700000000""#, "null", "false", "[1]"]), ("iat", [#""1700000000""#, "null", "{}"]),
        ("iss", ["1", "null", "[]", "{}", "true"]), ("sub", ["1", "null", "[]"]), ("jti", ["1", "null", "[]"]),
        ("aud", ["1", "null", "{}", "[1]", #"["api",1]"#, #"{"api":1}"#, "[null]", #"[["api"]]"#]),
    ].flatMap { name, values in
        values.map { value in
            Attack("CLM-01 \(name) is \(value)", wrongType) {
                try forged(#"{"alg":"HS256"}"#, #"{"\#(name)":\#(value)}"#)
            }
        }
    }
}
