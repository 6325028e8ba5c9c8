import JSON
import Testing

/// A policy that has a name is what its members are.
struct PolicyTests {
    private static let token = Result {
        try forged(#"{"alg":"HS256","typ":"JWT"}"#, #"{"iss":"i","aud":"a","scope":"read","exp":1800000060}"#)
    }
    private static let policies: [(name: String, policy: String)] = [
        (
            "base",
            #"{"key": \#(jwk(SampleKey.secret)), "issuer": "i", "audience": "b", "requiredScopes": ["read", "write"]}"#
        ),
        (
            "api",
            #"{"extends": "base", "audience": ["a", "c"], "requiredScopes": "read", "description": "What the API takes."}"#
        ),
        ("strict", #"{"extends": "api", "issuer": ["j"]}"#),
        ("by-file", #"{"key": {"file": "secret.jwk"}}"#),
        ("by-variable", #"{"key": {"env": "SECRET"}}"#),
        ("keyless", #"{"issuer": "i"}"#),
    ]

    private static func verify(_ parameters: Parameters, _ service: Service? = nil) throws -> Answer {
        let service = service ?? Service(policies: policies)
        return try service.call("verify", (["token": quoted(try token.get())] as Parameters).with(parameters))
    }

    @Test(
        arguments: [
            ("api", [:], .valid), ("base", [:], .refused(["claim.aud_mismatch", "claim.insufficient_scope"])),
            ("strict", [:], .refused("claim.iss_mismatch")),
            // What is given beside the name counts in the place of the policy's.
            ("strict", ["issuer": #""i""#], .valid), ("api", ["audience": #""b""#], .refused("claim.aud_mismatch")),
            ("base", ["audience": #""a""#, "requiredScopes": #""read""#], .valid),
            ("api", ["key": jwk(OtherKey.secret)], .refused("signature.invalid")),
            ("keyless", ["key": jwk(SampleKey.secret)], .valid), ("keyless", [:], .error("params.invalid")),
            ("by-file", [:], .valid), ("by-variable", [:], .valid),
        ] as [(String, Parameters, Expectation)])
    func `a policy counts where the call says nothing, and what extends another where both say something`(
        name: String, others: Parameters, expected: Expectation
    ) throws {
        let service = Service(policies: Self.policies)
        for _ in 1...3 {
            expected.check(try Self.verify((["policy": quoted(name)] as Parameters).with(others), service), name)
        }
    }

    @Test(
        arguments: [
            (#"{"extends":"api"}"#, .valid), (#"{"extends":"strict","issuer":"i"}"#, .valid),
            (#"{"extends":"api","requiredScopes":["admin"]}"#, .refused("claim.insufficient_scope")),
            (#"{"key":\#(jwk(SampleKey.secret)),"audience":"a"}"#, .valid), (#"{}"#, .error("params.invalid")),
            (#"{"extends":"none"}"#, .error("policy.not_found")), (#"{"isuer":"i"}"#, .error("params.invalid")),
            (#"{"issuer":7}"#, .error("params.invalid")), (#"{"issuer":"i","issuer":"j"}"#, .error("params.invalid")),
            (#"{"extends":"../x"}"#, .error("params.invalid")), ("7", .error("params.invalid")),
            (#""none""#, .error("policy.not_found")), (#""""#, .error("policy.not_found")),
            (#""API""#, .error("policy.not_found")), ("null", .error("params.invalid")),
        ] as [(String, Expectation)])
    func `a call may give the members of a policy itself`(policy: String, expected: Expectation) throws {
        expected.check(try Self.verify(["policy": policy]), policy)
    }

    @Test func `a name that is nearly one is told`() throws {
        let answer = try Self.verify(["policy": #""apii""#])
        #expect(answer.text.contains("Did you mean api?") && answer.text.contains(#""parameter":"/policy""#))
    }

    @Test func `where there is no file, that is told, and whoever names no policy is served`() throws {
        let service = Service()
        let answer = try Self.verify(["policy": #""api""#], service)
        #expect(answer.error == "policy.not_found")
        #expect(try Self.verify(["key": jwk(SampleKey.secret)], service).isValid)
        let missing = try Self.verify(["policy": #""api""#], Service(MemoryConfiguration(nil)))
        #expect(
            missing.error == "policy.not_found" && missing.text.contains("There is no configuration file /etc/jwtls"))
    }

    @Test(arguments: [0, 64])
    func `a policy that changes counts at once, and again when it changes back`(remembered: Int) throws {
        let configuration = MemoryConfiguration(Service.configuration(Self.policies))
        let service = Service(configuration, rememberedTokens: remembered)
        let narrow = Service.configuration(
            Self.policies.filter { $0.name == "base" } + [("api", #"{"extends": "base"}"#)])
        for _ in 1...3 {
            for _ in 1...3 { #expect(try Self.verify(["policy": #""api""#], service).isValid) }
            configuration.replace(with: narrow)
            for _ in 1...3 { #expect(try !Self.verify(["policy": #""api""#], service).isValid) }
            configuration.replace(with: "{}")
            for _ in 1...3 { #expect(try Self.verify(["policy": #""api""#], service).error == "policy.not_found") }
            configuration.replace(with: nil)
            for _ in 1...3 { #expect(try Self.verify(["policy": #""api""#], service).error == "policy.not_found") }
            configuration.replace(with: "{")
            for _ in 1...3 {
                #expect(try Self.verify(["policy": #""api""#], service).error == "config.invalid")
                #expect(try Self.verify(["key": jwk(SampleKey.secret)], service).isValid)
            }
            configuration.replace(with: Service.configuration(Self.policies))
        }
    }

    @Test func `the file is read when a policy is first named, and once as long as it stays the same`() throws {
        let configuration = MemoryConfiguration(Service.configuration(Self.policies))
        let service = Service(configuration)
        #expect(try Self.verify(["key": jwk(SampleKey.secret)], service).isValid)
        #expect(configuration.reads == 0)
        for name in ["api", "base", "strict", "api", "none"] {
            _ = try Self.verify(["policy": quoted(name)], service)
            #expect(configuration.reads == 1)
        }
        configuration.replace(with: "{}")
        for _ in 1...3 { _ = try Self.verify(["policy": #""api""#], service) }
        #expect(configuration.reads == 2)
    }

    @Test(arguments: [0, 64])
    func `CCH-01 the same token under another policy is another question`(remembered: Int) throws {
        let service = Service(
            MemoryConfiguration(Service.configuration(Self.policies)), rememberedTokens: remembered)
        let rows: [(Parameters, Set<String>)] = [
            (["policy": #""api""#], []), (["policy": #""strict""#], ["claim.iss_mismatch"]),
            (["policy": #""base""#], ["claim.aud_mismatch", "claim.insufficient_scope"]),
            (["policy": #""by-file""#], []), (["policy": #""api""#, "now": "1800000061"], ["claim.exp_expired"]),
            (["policy": #""api""#, "key": jwk(OtherKey.secret)], ["signature.invalid"]),
            (["policy": #"{"extends":"api","jti":"x"}"#], ["claim.missing"]),
        ]
        for (parameters, failures) in (0..<4).flatMap({ $0.isMultiple(of: 2) ? rows : rows.reversed() }) {
            let answer = try Self.verify(parameters, service)
            #expect(answer.failures == failures && answer.isValid == failures.isEmpty, "\(answer.text)")
        }
    }

    @Test func `TYP-10 the keys of an issuer are its own where each policy has both`() throws {
        let service = Service(policies: [
            ("one", #"{"issuer": "one", "key": \#(jwk(SampleKey.secret))}"#),
            ("other", #"{"issuer": "other", "key": \#(jwk(OtherKey.secret))}"#),
        ])
        for (issuer, key, policy, failures) in [
            ("one", SampleKey.secret, "one", []), ("other", OtherKey.secret, "other", []),
            ("one", OtherKey.secret, "one", ["signature.invalid"]),
            ("one", OtherKey.secret, "other", ["claim.iss_mismatch"]),
            ("other", SampleKey.secret, "one", ["claim.iss_mismatch"]),
        ] as [(String, String, String, Set<String>)] {
            let token = try forged(#"{"alg":"HS256"}"#, #"{"iss":"\#(issuer)"}"#, with: key)
            let answer = try service.call("verify", ["token": quoted(token), "policy": quoted(policy)])
            #expect(answer.failures == failures && answer.isValid == failures.isEmpty, "\(answer.text)")
        }
    }

    @Test func `a key file that the configuration names is read once as long as nothing changes`() throws {
        let configuration = MemoryConfiguration(Service.configuration(Self.policies))
        let service = Service(configuration)
        for turn in 1...3 {
            for _ in 1...5 { #expect(try Self.verify(["policy": #""by-file""#], service).isValid) }
            #expect(configuration.keyReads == turn)
            configuration.replace(with: Service.configuration(Self.policies))
        }
    }

    @Test func `what is wrong with a member is told with its place in the file`() throws {
        let policies = [("api", #"{"audience": "a", "key": {"jwk": {"kty": "oct"}}}"#)]
        let answer = try Self.verify(["policy": #""api""#], Service(policies: policies))
        #expect(answer.error == "key.unusable")
        #expect(answer.text.contains("Policy api, /etc/jwtls/config.json:3:45: ") && answer.text.contains("/policy"))
    }

    @Test(
        arguments: [
            ("scan", ["text": #""nothing""#, "policy": #""strange""#]),
            ("decrypt", ["token": #""x""#, "policy": #""strange""#]),
            ("decrypt", ["token": #""x""#, "policy": #""algorithms""#]),
            ("decrypt", ["token": #""x""#, "key": jwk(SampleKey.secret), "verify": #"{"policy":"strange"}"#]),
        ] as [(String, Parameters)])
    func `nothing that a policy asks for is passed over`(method: String, parameters: Parameters) throws {
        let key = jwk(SampleKey.secret)
        let service = Service(policies: [
            ("strange", #"{"key": \#(key), "certificateNames": "a"}"#),
            ("algorithms", #"{"key": \#(key), "algorithms": "HS256"}"#),
        ])
        let answer = try service.call(method, parameters)
        #expect(answer.error == "params.invalid" && answer.text.contains("has no parameter"), "\(answer.text)")
    }

    @Test func `scan and decrypt take policies by name, decrypt for what is inside, too`() throws {
        let service = Service(policies: Self.policies)
        let token = try Self.token.get()
        let scan = try service.call("scan", ["text": quoted("a \(token) b"), "policy": #""api""#])
        #expect(scan.text.contains(#""valid":true"#), "\(scan.text)")
        let conform = try service.call("scan", ["text": quoted(token), "policy": #""keyless""#])
        #expect(conform.text.contains(#""conforms":true"#), "\(conform.text)")
        let key = jwk(#"{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODw"}"#)
        let sealed = try service.call(
            "encrypt", ["key": key, "alg": #""A128KW""#, "text": quoted(token), "cty": #""JWT""#])
        let text = quoted(try #require(sealed["token"]))
        for (policy, isValid) in [("api", true), ("strict", false)] {
            let answer = try service.call(
                "decrypt", ["token": text, "key": key, "verify": #"{"policy":"\#(policy)"}"#])
            #expect(answer.isValid == isValid, "\(answer.text)")
        }
        let claims = try service.call("encrypt", ["key": key, "alg": #""A128KW""#, "claims": #"{"iss":"i"}"#])
        let inside = Service(policies: [
            ("in", #"{"key": \#(key), "issuer": "i"}"#), ("out", #"{"key": \#(key), "issuer": "j"}"#),
        ])
        for (policy, isValid) in [("in", true), ("out", false)] {
            let answer = try inside.call(
                "decrypt", ["token": quoted(try #require(claims["token"])), "policy": quoted(policy)])
            #expect(answer.isValid == isValid, "\(answer.text)")
        }
    }
}
