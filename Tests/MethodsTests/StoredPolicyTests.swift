import JSON
import JWT
import Methods
import RPC
import Store
import Testing

/// Policies that are put into the store.
struct StoredPolicyTests {
    private static let file = Service.configuration([
        ("fixed", #"{"key": \#(jwk(SampleKey.secret)), "issuer": "i"}"#),
        ("base", #"{"key": \#(jwk(SampleKey.secret))}"#),
    ])

    private static func service(
        _ store: Store = Store(.memory) { 0 }, _ configuration: MemoryConfiguration = MemoryConfiguration(file)
    ) -> Service {
        Service(
            Surroundings(
                clock: { NumericDate(seconds: Service.now) }, configuration: configuration, store: store))
    }

    private static func put(_ service: Service, _ name: String, _ policy: String) throws -> Answer {
        try service.call("policies/put", ["name": quoted(name), "policy": policy])
    }

    private static func verify(_ service: Service, _ policy: String) throws -> Answer {
        try service.call(
            "verify",
            ["token": quoted(try forged(#"{"alg":"HS256"}"#, #"{"iss":"i","aud":"a"}"#)), "policy": quoted(policy)])
    }

    @Test func `a policy that is put counts at once, for every service on the store, until it is removed`() throws {
        let store = Store(.memory) { 0 }
        let (one, two) = (Self.service(store), Self.service(store))
        for _ in 1...2 {
            for (audience, isValid) in [("a", true), ("b", false), ("a", true)] {
                #expect(try Self.put(one, "api", #"{"extends":"base","audience":"\#(audience)"}"#).error == nil)
                for service in [one, two, one, two] { #expect(try Self.verify(service, "api").isValid == isValid) }
            }
            #expect(try two.call("policies/remove", ["name": #""api""#]).text.contains(#"{"removed":true}"#))
            #expect(try two.call("policies/remove", ["name": #""api""#]).text.contains(#"{"removed":false}"#))
            for service in [one, two] { #expect(try Self.verify(service, "api").error == "policy.not_found") }
        }
    }

    @Test func `what else happens to the store changes nothing`() throws {
        let store = Store(.memory) { 0 }
        let service = Self.service(store)
        _ = try Self.put(service, "api", #"{"extends":"base"}"#)
        for _ in 1...3 {
            #expect(try Self.verify(service, "api").isValid)
            _ = try store.write { (connection) throws(StoreFault) in try connection.next("revocations") }
        }
    }

    @Test(arguments: [
        ("fixed", "{}", "policy.fixed"), ("-", "{}", "params.invalid"), ("", "{}", "params.invalid"),
        ("api", #"{"isuer":"i"}"#, "params.invalid"), ("api", #"{"issuer":7}"#, "params.invalid"),
        ("api", #"{"issuer":""}"#, "params.invalid"), ("api", #"{"extends":"api"}"#, "policy.invalid"),
        ("api", #"{"extends":"none"}"#, "policy.not_found"), ("kept", #"{"extends":"other"}"#, "policy.invalid"),
        ("api", #"{"extends":"fixed","profile":"at"}"#, "params.invalid"),
        ("api", #"{"claims":{"a":{"value":1,"value":2}}}"#, "params.invalid"),
        ("api", #"{"description":"\#(String(repeating: "a", count: 65536))"}"#, "limit.policy"),
        ("api", #""fixed""#, "params.invalid"),
        // The store keeps no secret as it is written.
        ("api", #"{"key":\#(jwk(SampleKey.secret))}"#, "params.invalid"),
        ("api", #"{"key":\#(jwk(SampleKey.p256))}"#, "params.invalid"),
        ("api", #"{"key":\#(quoted(SampleKey.p256))}"#, "params.invalid"),
        ("api", #"{"key":[{"file":"x"},\#(quoted(SampleKey.p256))]}"#, "params.invalid"),
        ("api", #"{"statusKey":\#(jwk(SampleKey.secret))}"#, "params.invalid"),
        ("api", #"{"key":{"secret":"correct horse battery staple, twice","encoding":"utf8"}}"#, "params.invalid"),
        ("api", #"{"key":{"jwk":{"kty":"EC"}}}"#, "key.unusable"),
        ("api", #"{"key":{"file":"x"}}"#, nil), ("api", #"{"extends":"fixed","audience":"a"}"#, nil),
        (
            "api",
            #"{"key":\#(jwk(#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#))}"#,
            nil
        ),
    ])
    func `what is no policy, or not to be kept, is refused`(name: String, policy: String, error: String?) throws {
        let service = Self.service()
        #expect(try Self.put(service, "kept", "{}").error == nil)
        #expect(try Self.put(service, "other", #"{"extends":"kept"}"#).error == nil)
        let answer = try Self.put(service, name, policy)
        #expect(answer.error == error, "\(answer.text.prefix(600))")
        #expect(!answer.text.contains("correct horse") && !answer.text.contains(SampleKey.p256))
        #expect(try service.call("policies/list", [:]).text.contains("api") == (error == nil))
    }

    @Test func `a policy that others extend is not removed, nor one that stands in the file`() throws {
        let service = Self.service()
        _ = try Self.put(service, "kept", "{}")
        _ = try Self.put(service, "other", #"{"extends":"kept"}"#)
        #expect(try service.call("policies/remove", ["name": #""kept""#]).error == "policy.needed")
        #expect(try service.call("policies/remove", ["name": #""fixed""#]).error == "policy.fixed")
        #expect(try service.call("policies/remove", ["name": #""other""#]).error == nil)
        #expect(try service.call("policies/remove", ["name": #""kept""#]).error == nil)
    }

    @Test func `the file counts where both have a name, and without the file nothing of the store counts either`()
        throws
    {
        let configuration = MemoryConfiguration(Self.file)
        let service = Self.service(Store(.memory) { 0 }, configuration)
        _ = try Self.put(service, "api", #"{"extends":"base"}"#)
        #expect(try Self.verify(service, "api").isValid)
        configuration.replace(
            with: Service.configuration([("api", #"{"key": \#(jwk(SampleKey.secret)), "issuer": "j"}"#)]))
        #expect(try Self.verify(service, "api").failures == ["claim.iss_mismatch"])
        #expect(try service.call("policies/list", [:]).text.contains(#""changed":1800000000,"hidden":true"#))
        #expect(try Self.put(service, "api", "{}").error == "policy.fixed")
        configuration.replace(with: "{")
        #expect(try Self.verify(service, "api").error == "config.invalid")
        #expect(try Self.put(service, "new", "{}").error == "config.invalid")
        configuration.replace(with: Self.file)
        #expect(try Self.verify(service, "api").isValid)
    }

    @Test func `where there is no store, policies of the file count, and none is kept`() throws {
        let service = Self.service(Store(.none) { 0 })
        #expect(try Self.verify(service, "fixed").isValid)
        #expect(try Self.verify(service, "none").error == "policy.not_found")
        #expect(try Self.put(service, "api", "{}").error == "store.off")
        #expect(try service.call("policies/list", [:]).error == nil)
    }

    @Test func `a policy that somebody else wrote into the store is checked as one that is put`() throws {
        let store = Store(.memory) { 0 }
        let service = Self.service(store)
        for content in ["{", "[]", #"{"isuer":"i"}"#, #"{"issuer":7}"#] {
            try store.write { (connection) throws(StoreFault) in
                try PolicyTable(connection).put(
                    PolicyTable.Entry(name: Array("api".utf8), content: Array(content.utf8), changed: 0))
            }
            #expect(try Self.verify(service, "api").error == "store.corrupt", "\(content)")
            #expect(try Self.verify(service, "fixed").isValid)
            #expect(try Self.verify(service, "none").error == "policy.not_found")
            #expect(try service.call("policies/list", [:]).text.contains(#""readable":false"#))
        }
        #expect(try service.call("policies/remove", ["name": #""api""#]).error == nil)
        #expect(try Self.verify(service, "api").error == "policy.not_found")
    }

    @Test func `a policy may name a set of keys of the store, and sign holds its token to that set`() throws {
        let store = Store(.memory) { 0 }
        let policies = Service.configuration([("file", #"{"key": {"ref": "issuer"}}"#)])
        let service = Service(
            Surroundings(
                clock: { NumericDate(seconds: Service.now) },
                configuration: MemoryConfiguration(policies, isPrivate: false), store: store))
        #expect(try Self.put(service, "kept", #"{"key":{"ref":"issuer"}}"#).error == nil)
        for policy in ["file", "kept"] { #expect(try Self.verify(service, policy).error != nil) }
        let put = try service.call("keys/put", ["set": #""issuer""#, "key": jwk(try publicPart(SampleKey.p256))])
        #expect(put.error == nil, "\(put.text)")
        for policy in ["file", "kept"] {
            for (key, isRight) in [(SampleKey.p256, true), (OtherKey.p256, false)] {
                let signed = try service.call(
                    "sign",
                    ["key": jwk(key), "policy": quoted(policy), "claims": "{}", "kid": quoted(put["kid"] ?? "")])
                #expect(signed.error == (isRight ? nil : "sign.refused"), "\(signed.text)")
                guard let token = signed["token"] else { continue }
                let answer = try service.call("verify", ["token": quoted(token), "policy": quoted(policy)])
                #expect(answer.isValid, "\(answer.text)")
            }
        }
    }

    @Test func `what it comes to is told, and where each member is from`() throws {
        let service = Self.service()
        _ = try Self.put(service, "api", #"{"extends":"fixed","audience":"a","description":"Ours."}"#)
        let answer = try service.call("policies/get", ["name": #""api""#])
        let expected = #"""
            {"name":"api","extends":["fixed"],"from":"store","changed":1800000000,"description":"Ours.","members":[\#
            {"member":"key","value":{"form":"jwk","kty":"oct"},"policy":"fixed","from":"file","place":"/etc/jwtls/config.json:3:22"},\#
            {"member":"issuer","value":"i","policy":"fixed","from":"file","place":"/etc/jwtls/config.json:3:187"},\#
            {"member":"audience","value":"a","policy":"api","from":"store"}]}
            """#
        #expect(
            answer.outcome.replacing(/json:3:[0-9]+/, with: "json:3")
                == expected.replacing(/json:3:[0-9]+/, with: "json:3"))
    }
}
