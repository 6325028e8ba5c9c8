import JOSE
import JSON
import Testing

/// What is signed under a policy is what that policy accepts, and nothing else.
struct SigningPolicyTests {
    private static let policies: [(name: String, policy: String)] = [
        (
            "api",
            #"{"key": \#(jwk(SampleKey.secret)), "issuer": "i", "audience": "a", "maxLifetime": "5m", "typ": "at+jwt", "algorithms": ["HS512", "HS384"]}"#
        ),
        ("several", #"{"issuer": ["i", "j"], "audience": ["a", "b"]}"#),
        (
            "all",
            #"{"audience": ["a", "b"], "audienceMatch": "all", "subject": "s", "azp": "z", "nonce": "n", "jti": "t"}"#
        ),
        ("profile", #"{"profile": "at+jwt", "issuer": "i", "audience": "a", "maxLifetime": 60}"#),
        ("json", #"{"serializations": "flattened"}"#), ("scopes", #"{"requiredScopes": "read"}"#),
        ("pss", #"{"algorithms": ["ES256", "PS384"]}"#),
        ("file", #"{"key": {"file": "secret.jwk"}, "issuer": "i"}"#),
    ]

    private static func sign(_ parameters: Parameters, _ service: Service? = nil) throws -> Answer {
        let service = service ?? Service(policies: policies)
        return try service.call("sign", (["key": jwk(SampleKey.secret)] as Parameters).with(parameters))
    }

    /// The header and the claims of a token that was made, as JSON without white space.
    private static func decoded(_ answer: Answer) throws -> (header: String, claims: String) {
        let token = answer["token"].map(quoted) ?? answer.result?["token"]?.lexeme ?? ""
        let decoded = try Service().call("decode", ["token": token, "brief": "true"])
        return (decoded.result?["header"]?.lexeme ?? "", decoded.result?["payload"]?.lexeme ?? "")
    }

    @Test(
        arguments: [
            (
                "api", [:], #"{"alg":"HS512","typ":"at+jwt"}"#,
                #"{"iat":1800000000,"iss":"i","aud":"a","exp":1800000300}"#
            ),
            (
                "api", ["expiresIn": "60", "claims": #"{"iss":"i","x":1}"#], #"{"alg":"HS512","typ":"at+jwt"}"#,
                #"{"iss":"i","x":1,"iat":1800000000,"exp":1800000060,"aud":"a"}"#
            ),
            (
                "api", ["claims": #"{"iat":1799999999.5}"#], #"{"alg":"HS512","typ":"at+jwt"}"#,
                #"{"iat":1799999999.5,"iss":"i","aud":"a","exp":1800000299}"#
            ),
            (
                "several", ["issuer": #""j""#, "audience": #""b""#], #"{"alg":"HS256","typ":"JWT"}"#,
                #"{"iss":"j","aud":"b","iat":1800000000}"#
            ),
            (
                "all", [:], #"{"alg":"HS256","typ":"JWT"}"#,
                #"{"iat":1800000000,"sub":"s","azp":"z","nonce":"n","jti":"t","aud":["a","b"]}"#
            ),
            (
                "profile", ["subject": #""s""#, "jti": #""1""#, "claims": #"{"client_id":"c"}"#],
                #"{"alg":"HS256","typ":"at+jwt"}"#,
                #"{"client_id":"c","sub":"s","iat":1800000000,"jti":"1","iss":"i","aud":"a","exp":1800000060}"#
            ),
            ("json", [:], #"{"alg":"HS256","typ":"JWT"}"#, #"{"iat":1800000000}"#),
            (
                "scopes", ["claims": #"{"scope":"read"}"#], #"{"alg":"HS256","typ":"JWT"}"#,
                #"{"scope":"read","iat":1800000000}"#
            ),
            ("pss", ["key": jwk(SampleKey.rsa)], #"{"alg":"PS384","typ":"JWT"}"#, #"{"iat":1800000000}"#),
            ("pss", ["key": jwk(SampleKey.p256)], #"{"alg":"ES256","typ":"JWT"}"#, #"{"iat":1800000000}"#),
            ("file", [:], #"{"alg":"HS256","typ":"JWT"}"#, #"{"iat":1800000000,"iss":"i"}"#),
        ] as [(String, Parameters, String, String)])
    func `what a policy leaves no choice about is set`(
        name: String, others: Parameters, header: String, claims: String
    ) throws {
        let service = Service(policies: Self.policies)
        for _ in 1...2 {
            let made = try Self.sign((["policy": quoted(name), "claims": "{}"] as Parameters).with(others), service)
            let decoded = try Self.decoded(made)
            #expect(decoded.header == header && decoded.claims == claims, "\(made.text)")
            let token = made["token"].map(quoted) ?? made.result?["token"]?.lexeme ?? ""
            let verification: Parameters = ["token": token, "policy": quoted(name)]
            let key =
                ["api", "file"].contains(name) ? [:] : ["key": others["key"] ?? jwk(SampleKey.secret)] as Parameters
            #expect(try service.call("verify", verification.with(key)).isValid)
        }
        let members = try #require(Self.policies.first { $0.name == name }?.policy)
        guard name != "file" else { return }
        let inline = try Self.sign((["policy": members, "claims": "{}"] as Parameters).with(others))
        #expect(try Self.decoded(inline).claims == claims, "\(inline.text)")
    }

    @Test(
        arguments: [
            ("api", ["issuer": #""j""#]), ("api", ["audience": #""b""#]), ("api", ["expiresIn": "301"]),
            ("api", ["claims": #"{"exp":1800000301}"#]), ("api", ["typ": #""JWT""#]), ("api", ["typ": "false"]),
            ("api", ["alg": #""HS256""#]), ("api", ["key": jwk(OtherKey.secret)]),
            ("api", ["claims": #"{"iss":["i"]}"#]),
            ("api", ["claims": #"{"aud":[]}"#]), ("file", ["key": jwk(OtherKey.secret)]),
            ("several", [:]), ("several", ["issuer": #""i""#]), ("all", ["audience": #""a""#]),
            ("all", ["jti": "true"]),
            ("profile", [:]), ("profile", ["claims": #"{"client_id":"c"}"#, "expiresIn": "60"]),
            ("scopes", [:]), ("scopes", ["claims": #"{"scope":"write"}"#]), ("json", ["serialization": #""compact""#]),
            ("pss", [:]),
        ] as [(String, Parameters)])
    func `what a policy would refuse is not made`(name: String, others: Parameters) throws {
        let service = Service(policies: Self.policies)
        for _ in 1...2 {
            let answer = try Self.sign((["policy": quoted(name), "claims": "{}"] as Parameters).with(others), service)
            #expect(answer.error == "sign.refused", "\(answer.text)")
        }
    }

    @Test func `a policy that changes counts for what is signed next`() throws {
        let configuration = MemoryConfiguration(Service.configuration([("api", #"{"issuer": "i"}"#)]))
        let service = Service(configuration)
        for issuer in ["i", "j", "k", "i"] {
            configuration.replace(with: Service.configuration([("api", #"{"issuer": "\#(issuer)"}"#)]))
            for _ in 1...2 {
                let made = try Self.sign(["policy": #""api""#, "claims": "{}"], service)
                #expect(try Self.decoded(made).claims.contains(#""iss":"\#(issuer)""#))
            }
        }
        configuration.replace(with: "")
        #expect(try Self.sign(["policy": #""api""#, "claims": "{}"], service).error == "config.invalid")
    }

    @Test(arguments: [
        (#""none""#, "policy.not_found"), (#"{"isuer":"i"}"#, "params.invalid"),
        (#"{"profile":"at+jwt"}"#, "params.invalid"),
        (#"{"extends":"several","issuer":"i","audience":"a"}"#, nil), ("7", "params.invalid"),
    ])
    func `a policy that cannot be used is told of`(policy: String, error: String?) throws {
        let answer = try Self.sign(["policy": policy, "claims": "{}"])
        #expect(answer.error == error, "\(answer.text)")
        if error != nil { #expect(answer.text.contains(#""parameter":"/policy"#), "\(answer.text)") }
    }

    @Test func `what was prepared under a policy that changed meanwhile is not completed`() throws {
        let configuration = MemoryConfiguration(Service.configuration([("api", #"{"issuer": "i"}"#)]))
        let service = Service(configuration)
        for isChanged in [false, true] {
            let prepared = try service.call(
                "sign/prepare", ["key": jwk(SampleKey.p256), "policy": #""api""#, "claims": "{}"])
            let input = String(
                decoding: try Base64URL.decode(Array(try #require(prepared["signingInput"]).utf8).span), as: UTF8.self)
            if isChanged { configuration.replace(with: Service.configuration([("api", #"{"issuer": "j"}"#)])) }
            let answer = try service.call(
                "sign/complete",
                [
                    "handle": quoted(try #require(prepared["handle"])),
                    "signature": quoted(try signature(of: input, by: "ES256", with: SampleKey.p256)),
                ])
            #expect(answer.error == (isChanged ? "sign.refused" : nil), "\(answer.text)")
        }
    }

    @Test func `sign prepare and encrypt take policies by name, too`() throws {
        let service = Service(policies: Self.policies)
        let prepared = try service.call(
            "sign/prepare", ["key": jwk(SampleKey.p256), "policy": #""scopes""#, "claims": #"{"scope":"read"}"#])
        #expect(prepared["handle"] != nil, "\(prepared.text)")
        let key = jwk(#"{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODw"}"#)
        let sealed = try service.call(
            "encrypt", ["key": key, "alg": #""A128KW""#, "policy": #""all""#, "claims": "{}"])
        let opened = try service.call("decrypt", ["token": quoted(try #require(sealed["token"])), "key": key])
        #expect(opened.result?["claims"]?.lexeme.contains(#""sub":"s""#) == true, "\(opened.text)")
        let refused = try service.call(
            "encrypt", ["key": key, "alg": #""A128KW""#, "policy": #""several""#, "claims": "{}"])
        #expect(refused.error == "sign.refused", "\(refused.text)")
    }
}
