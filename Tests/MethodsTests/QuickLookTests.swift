import JSON
import Testing

/// What a service that has learnt from a good token answers about others must be what one answers that has learnt nothing.
struct QuickLookTests {
    @Test(arguments: policies)
    func `a service that has seen a good token judges others as one that has not`(policy: Parameters) throws {
        // The last one's name is deprecated, which each answer says.
        for (key, name) in [(SampleKey.secret, "HS256"), (SampleKey.p256, "ES256"), (SampleKey.ed25519, "EdDSA")] {
            let parameters = (["key": jwk(key)] as Parameters).with(policy)
            let warm = Service()
            // Twice: what was learnt from the first is used for the second.
            for _ in 1...2 {
                let good = parameters.with(["token": quoted(try Self.token(Self.good, name, key))])
                let answer = try warm.call("verify", good)
                #expect(answer.text == (try Service().call("verify", good).text))
                #expect(answer.text.contains(#""valid":true"#), "\(answer.text)")
            }
            for payload in Self.payloads {
                let token = try Self.token(payload, name, key)
                for token in Self.variants(of: token) {
                    let given = parameters.with(["token": quoted(token)])
                    #expect(try warm.call("verify", given).text == Service().call("verify", given).text, "\(payload)")
                }
            }
        }
    }

    @Test func `a token is believed no longer than it is valid, however often it was`() throws {
        let parameters: Parameters = [
            "key": jwk(SampleKey.secret), "token": quoted(try forged(#"{"alg":"HS256"}"#, Self.good)),
        ]
        let service = Service()
        for (now, isValid) in [
            ("1800000000", true), ("1800003599", true), ("1800003600", false), ("1799999900", true),
            ("1799999899", false), ("1800000001", true),
        ] {
            // Only the instant differs: each is prepared for by itself, and again.
            for _ in 1...3 {
                let answer = try service.call("verify", parameters.with(["now": now]))
                #expect(answer.text.contains(#""valid":\#(isValid)"#), "\(now): \(answer.text)")
            }
        }
    }

    private static let good =
        #"{"iss":"https://issuer.example","sub":"alice","aud":["api","web"],"nbf":1799999900,"exp":1800003600,"iat":1799999900}"#

    private static let policies: [Parameters] = [
        [:], ["checks": #""failed""#], ["checks": #""none""#], ["issuer": #""https://issuer.example""#],
        ["audience": #"["other","api"]"#, "subject": #"["bob","alice"]"#],
        ["audience": #"["web","api"]"#, "audienceMatch": #""all""#, "clockTolerance": "60"],
        [
            "issuer": #"["x","https://issuer.example"]"#, "requireExpiry": "true",
            "algorithms": #"["HS256","ES256","EdDSA"]"#,
        ],
        ["expect": #""bytes""#], ["maxTokenAge": "3600"], ["requiredClaims": #""sub""#],
        ["claims": #"{"/sub":{"required":true}}"#], ["strength": #""strict""#], ["now": "1800000000"],
    ]

    private static let payloads: [String] = [
        good, "{}", "[]", "null", "", "{", #"{"exp":1800003600}"#, #"{"exp":1800003600,"exp":1800003600}"#,
        #"{"exp":1800003600,"a":{"b":1,"b":2}}"#, #"{"exp":1800000000}"#, #"{"exp":1800000001}"#,
        #"{"exp":1799999999}"#, #"{"exp":1799999960}"#, #"{"exp":"1800003600"}"#, #"{"exp":1800003600.5}"#,
        #"{"exp":18e8}"#, #"{"exp":1.8000036e9}"#, #"{"exp":1800003600000}"#, #"{"exp":-1}"#, #"{"exp":null}"#,
        #"{"exp":99999999999999999999}"#, #"{"exp":9223372036854775807}"#, #"{"exp":4102444800}"#,
        #"{"exp":4102444801}"#, #"{"exp":1800003600,"nbf":1800000000}"#, #"{"exp":1800003600,"nbf":1800000001}"#,
        #"{"exp":1800003600,"nbf":1800000060}"#, #"{"exp":1800003600,"nbf":1800000061}"#,
        #"{"exp":1800003600,"nbf":"0"}"#, #"{"exp":1800003600,"nbf":0}"#, #"{"exp":1800003600,"iat":1800000000}"#,
        #"{"exp":1800003600,"iat":1800000004}"#, #"{"exp":1800003600,"iat":1800000006}"#,
        #"{"exp":1800003600,"iat":{}}"#, #"{"exp":1800003600,"iat":1}"#, #"{"exp":1800003600,"iss":1}"#,
        #"{"exp":1800003600,"iss":"https://issuer.example"}"#, #"{"exp":1800003600,"iss":"https://issuer.example/"}"#,
        #"{"exp":1800003600,"iss":"https:\/\/issuer.example"}"#, #"{"exp":1800003600,"sub":"alice"}"#,
        #"{"exp":1800003600,"sub":"\u0061lice"}"#, #"{"exp":1800003600,"sub":["alice"]}"#,
        #"{"exp":1800003600,"sub":""}"#,
        #"{"exp":1800003600,"aud":"api"}"#, #"{"exp":1800003600,"aud":[]}"#, #"{"exp":1800003600,"aud":["api",1]}"#,
        #"{"exp":1800003600,"aud":["web","api"]}"#, #"{"exp":1800003600,"aud":"other"}"#,
        #"{"exp":1800003600,"aud":{}}"#,
        #"{"exp":1800003600,"jti":"x"}"#, #"{"exp":1800003600,"jti":7}"#, #"{"\u0065xp":1800003600}"#,
        #"{"\u0065xp":1800003600,"exp":1}"#, #"{"exp":1800003600,"x":"\u202e"}"#,
        "{\"exp\":1800003600,\"x\":\"\u{202E}é\"}",
        #"{"exp":1800003600,"x":"\ud800"}"#, #" {"exp":1800003600} "#, #"{"exp":1800003600}x"#,
        #"{"exp":1800003600,"x":\#(String(repeating: "[", count: 70))}"#,
        #"{"exp":1800003600,"sub":"\#(String(repeating: "a", count: 5000))"}"#,
    ]

    private static func token(_ payload: String, _ name: String, _ key: String) throws -> String {
        try forged(#"{"alg":"\#(name)"}"#, payload, by: name, with: key)
    }

    /// The token, and others that are almost it.
    private static func variants(of token: String) -> [String] {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return [token] }
        let (header, payload, signature) = (parts[0], parts[1], parts[2])
        let flipped = (signature.first == "A" ? "B" : "A") + signature.dropFirst()
        return [
            token, "\(token).", "\(token)=", " \(token)", "\(token)\n", "\(header).\(payload).", "\(header).\(payload)",
            "\(header).\(payload).\(flipped)", "\(header).\(payload).\(signature.dropLast())",
            "\(header).\(payload).\(signature)A", "\(header).\(payload)A.\(signature)", "\(header)..\(signature)",
            "\(header).\(payload).\(signature).\(signature)", "\(header).\(payload)..\(signature)",
        ]
    }
}
