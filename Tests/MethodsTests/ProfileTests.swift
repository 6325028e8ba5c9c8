import JSON
import JWT
import Testing

/// Tokens of every profile, made by name and verified by name.
struct ProfileTests {
    /// What one profile's token is made of and verified with.
    struct Sample: Sendable {
        let name: String
        let making: Parameters
        let verifying: Parameters
    }

    private static let parties: Parameters = ["issuer": #""https://as.example""#, "audience": #""app""#]
    private static let lifetime: Parameters = ["expiresIn": #""5m""#, "subject": #""alice""#]

    static let samples: [Sample] = [
        Sample(
            name: "at+jwt", making: parties.with(lifetime).with(["claims": #"{"client_id":"web"}"#]), verifying: parties
        ),
        Sample(
            name: "dpop",
            making: ["htm": #""POST""#, "htu": #""https://api.example/a?b""#, "accessToken": #""token""#],
            verifying: ["htm": #""POST""#, "htu": #""https://api.example/a""#, "accessToken": #""token""#]),
        Sample(
            name: "client-assertion",
            making: lifetime.with([
                "issuer": #""app""#, "subject": #""app""#, "audience": #""https://as.example""#,
            ]),
            verifying: ["audience": #""https://as.example""#]),
        Sample(
            name: "jar",
            making: ["audience": #""app""#, "claims": #"{"client_id":"web","response_type":"code"}"#],
            verifying: ["audience": #""app""#]),
        Sample(
            name: "jarm", making: parties.with(["expiresIn": #""5m""#, "state": #""s""#, "claims": #"{"code":"c"}"#]),
            verifying: parties.with(["state": #""s""#])),
        Sample(
            name: "id_token",
            making: parties.with(lifetime).with([
                "accessToken": #""token""#, "code": #""code""#, "state": #""state""#,
                "claims": #"{"auth_time":\#(Service.now),"nonce":"n"}"#,
            ]),
            verifying: parties.with([
                "accessToken": #""token""#, "code": #""code""#, "state": #""state""#, "maxAuthenticationAge": "0",
                "nonce": #""n""#,
            ])),
        Sample(name: "logout", making: parties.with(lifetime), verifying: parties),
        Sample(
            name: "secevent", making: ["issuer": #""https://as.example""#, "claims": #"{"events":{"urn:a":{}}}"#],
            verifying: ["issuer": #""https://as.example""#]),
        Sample(
            name: "statuslist",
            making: [
                "subject": #""https://as.example/list""#, "statuses": #"{"size":100,"bits":2,"set":{"3":1,"99":2}}"#,
            ],
            verifying: [:]),
    ]

    @Test func `every profile has a sample`() {
        // What is disclosed by choice has tests of its own.
        let profiles = Profile.all.filter { $0.disclosure == .none }
        #expect(Set(Self.samples.map(\.name)) == Set(profiles.map { "\($0.name)" }))
    }

    @Test(arguments: samples, [SampleKey.p256, SampleKey.rsa, SampleKey.ed25519])
    func `what is made by name is verified by name, and by no other`(sample: Sample, key: String) throws {
        let service = Service()
        let made = try service.call(
            "sign", sample.making.with(["key": jwk(key), "profile": quoted(sample.name)]))
        let token = try #require(made["token"], "\(made.text)")
        #expect(made.findings.isSubset(of: ["header.alg_deprecated"]), "\(made.text)")
        let keys: Parameters = sample.name == "dpop" ? [:] : ["key": jwk(key)]
        let token1 = keys.with(["token": quoted(token)])
        let answer = try service.call("verify", token1.with(sample.verifying).with(["profile": quoted(sample.name)]))
        #expect(answer.isValid, "\(answer.text)")
        #expect(answer["profile"] == sample.name)
        #expect(answer.findings.isSubset(of: ["header.alg_deprecated"]), "\(answer.text)")
        for other in Self.samples where other.name != sample.name {
            let keys: Parameters = other.name == "dpop" ? [:] : ["key": jwk(key)]
            let parameters = other.verifying.with(keys).with(["token": quoted(token), "profile": quoted(other.name)])
            let answer = try service.call("verify", parameters)
            #expect(answer.error == nil && !answer.isValid, "\(sample.name) as \(other.name): \(answer.text)")
        }
    }

    @Test(arguments: samples)
    func `decode recognises it`(sample: Sample) throws {
        let service = Service()
        let made = try service.call(
            "sign", sample.making.with(["key": jwk(SampleKey.p256), "profile": quoted(sample.name)]))
        let answer = try service.call("decode", ["token": quoted(try #require(made["token"]))])
        #expect(answer.result?["profile"] != nil, "\(answer.text)")
    }

    @Test(
        arguments: [
            ("verify", ["profile": #""at+jwt""#, "issuer": #""a""#], "/audience"),
            ("verify", ["profile": #""at+jwt""#, "audience": #""a""#], "/issuer"),
            ("verify", ["profile": #""dpop""#, "htm": #""GET""#], "/htu"),
            ("verify", ["profile": #""at+jwt""#, "issuer": #""a""#, "audience": #""a""#, "typ": #""JWT""#], "/typ"),
            ("verify", ["profile": #""statuslist""#, "expect": #""bytes""#], "/expect"),
            ("verify", ["htm": #""GET""#], "/htm"), ("verify", ["profile": #""at+jwt""#, "htm": #""GET""#], "/htm"),
            ("verify", ["profile": #""access""#], "/profile"), ("verify", ["code": #""c""#], "/code"),
            ("sign", ["profile": #""at+jwt""#, "text": #""a""#], "/profile"), ("sign", ["state": #""s""#], "/state"),
            ("sign", ["statuses": #"{"size":1}"#], "/statuses"),
            ("sign", ["profile": #""dpop""#, "htm": #""GET""#, "htu": #""/a""#], "/htu"),
            ("sign", ["profile": #""dpop""#, "htm": #""GET""#, "htu": #""https://a/""#, "embed": #""x5c""#], "/embed"),
            ("sign", ["embed": #""x5c""#], "/embed"),
            ("sign", ["embed": #""jwk""#, "header": #"{"jwk":{}}"#], "/header/jwk"),
            ("sign", ["profile": #""statuslist""#, "statuses": #"{"size":0}"#], "/statuses/size"),
            ("sign", ["profile": #""statuslist""#, "statuses": #"{"size":8,"bits":3}"#], "/statuses/bits"),
            ("sign", ["profile": #""statuslist""#, "statuses": #"{"size":8,"set":{"8":1}}"#], "/statuses/set"),
            ("sign", ["profile": #""statuslist""#, "statuses": #"{"size":8,"set":{"x":1}}"#], "/statuses/set"),
            ("sign", ["profile": #""statuslist""#, "statuses": #"{"size":8,"list":{}}"#], "/statuses/size"),
            ("sign", ["profile": #""statuslist""#, "statuses": #"{"list":{"bits":1,"lst":"AA"}}"#], "/statuses/list"),
        ] as [(String, Parameters, String)])
    func `what does not fit a profile is refused by name`(method: String, parameters: Parameters, pointer: String)
        throws
    {
        let token: Parameters =
            method == "verify" ? ["token": #""a.b.c""#, "key": jwk(SampleKey.p256)] : ["key": jwk(SampleKey.p256)]
        let answer = try Service().call(method, token.with(parameters))
        #expect(answer.error == "params.invalid", "\(answer.text)")
        #expect(answer.text.contains(#""parameter":"\#(pointer)""#), "\(answer.text)")
    }

    @Test func `a token that its profile refuses is not made`() throws {
        let answer = try Service().call(
            "sign",
            [
                "key": jwk(SampleKey.p256), "profile": #""at+jwt""#, "issuer": #""a""#, "audience": #""b""#,
                "subject": #""c""#,
            ])
        #expect(answer.error == "sign.refused", "\(answer.text)")
        #expect(answer.text.contains("claim.missing"))
    }

    @Test func `an earlier status list is carried on`() throws {
        let service = Service()
        var statuses = #"{"size":10,"bits":4,"set":{"1":5}}"#
        for _ in 1...2 {
            let made = try service.call(
                "sign",
                ["key": jwk(SampleKey.p256), "profile": #""statuslist""#, "subject": #""u""#, "statuses": statuses])
            let claims = try service.call("decode", ["token": quoted(try #require(made["token"]))]).result?["payload"]
            let list = try #require(claims?["status_list"])
            statuses = #"{"list":\#(list.lexeme),"set":{"2":6}}"#
        }
        #expect(statuses.contains("set"))
    }

    @Test func `a header says of the key what is asked for`() throws {
        let service = Service()
        let certified = adding(#""x5c":["\#(CertifiedKey.certificate)"]"#, to: CertifiedKey.jwk)
        for (embed, key) in [("jwk", SampleKey.rsa), ("x5c", certified), ("x5t#S256", certified)] {
            let made = try service.call("sign", ["key": jwk(key), "claims": "{}", "embed": quoted(embed)])
            let answer = try service.call("decode", ["token": quoted(try #require(made["token"], "\(made.text)"))])
            let header = try #require(answer.result?["header"])
            let value = try #require(header[Array(embed.utf8).span])
            #expect(value["d"] == nil)
            if embed == "x5c" { #expect(value.lexeme == #"["\#(CertifiedKey.certificate)"]"#) }
        }
    }
}
