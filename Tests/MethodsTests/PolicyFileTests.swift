import JSON
import Testing

/// A configuration file is refused as a whole for what is wrong in it, with the place of that.
struct PolicyFileTests {
    private static let chain = (1...9).map { #""p\#($0)": {"extends": "p\#($0 + 1)"}"# }.joined(separator: ",")

    @Test(arguments: [
        ("{", ":1:2: This is not JSON"), ("", ":1:1: This is not JSON"), ("[]", ":1:1: A configuration is an object."),
        ("{\"policies\":\n  {\"api\": {},\n \"api\": {}}}", #":3:2: "api" stands here twice."#),
        ("{\"policies\": {\"api\": {\"issuer\": \"a\",\n\"issuer\": \"b\"}}}", #":2:1: "issuer" stands here twice."#),
        (#"{"policies": {"api": {"claims": {"a": {"value": 1, "value": 2}}}}}"#, #":1:52: "value" stands here twice."#),
        (#"{"polices": {}}"#, #":1:2: A configuration has no member "polices"."#),
        (#"{"policies": []}"#, ":1:14: policies must be an object"),
        (#"{"policies": {"-x": {}}}"#, ":1:15: The name of a policy has"),
        (#"{"policies": {"a b": {}}}"#, ":1:15: The name of a policy has"),
        (#"{"policies": {"": {}}}"#, ":1:15: The name of a policy has"),
        (#"{"policies": {"é": {}}}"#, ":1:15: The name of a policy has"),
        (#"{"policies": {"\#(String(repeating: "a", count: 65))": {}}}"#, ":1:15: The name of a policy has"),
        (#"{"policies": {"api": "x"}}"#, ":1:22: Policy api: A policy is an object; this is a string."),
        (#"{"policies": {"api": {"isuer": "i"}}}"#, #":1:23: Policy api: A policy has no member "isuer"."#),
        (#"{"policies": {"api": {"issuer": 7}}}"#, ":1:33: Policy api: issuer must be a string"),
        (#"{"policies": {"api": {"issuer": ""}}}"#, ":1:33: Policy api: issuer must be a string that is not empty"),
        (#"{"policies": {"api": {"algorithms": ["none"]}}}"#, ":1:37: Policy api: algorithms must be one or more of"),
        (#"{"policies": {"api": {"clockTolerance": "1h"}}}"#, ":1:41: Policy api: clockTolerance must be at most 600"),
        (
            #"{"policies": {"api": {"claims": {"/tenant/id": {"pattern": "("}}}}}"#,
            ":1:60: Policy api: claims/~1tenant~1id/pattern must be"
        ),
        (#"{"policies": {"api": {"profile": "at"}}}"#, ":1:34: Policy api: profile must be one of"),
        (#"{"policies": {"api": {"typ": "x", "profile": "at+jwt"}}}"#, ":1:30: Policy api: typ must be left out"),
        (#"{"policies": {"api": {"extends": "b"}}}"#, ":1:34: There is no policy b."),
        (#"{"policies": {"api": {"extends": "api"}}}"#, ":1:34: Policies extend each other in a circle: api, api."),
        (
            #"{"policies": {"a": {"extends": "b"}, "b": {"extends": "c"}, "c": {"extends": "a"}}}"#,
            ":1:78: Policies extend each other in a circle: a, b, c, a."
        ),
        ("{\"policies\": {\(chain), \"p10\": {}}}", ":1:201: More than 8 policies extend each other."),
        (#"{"policies": {"api": {"policy": "x"}}}"#, #":1:23: Policy api: A policy has no member "policy"."#),
        (#"{"policies": {"api": {"now": 0}}}"#, #":1:23: Policy api: A policy has no member "now"."#),
        ("\u{FEFF}{}", ":1:1: This is not JSON"),
    ])
    func `a fault is told with its line and column`(text: String, message: String) throws {
        let answer = try Service(MemoryConfiguration(text)).call("policies/list", [:])
        #expect(answer.error == "config.invalid")
        #expect(answer.text.contains(escaped("/etc/jwtls/config.json" + message)), "\(answer.text)")
    }

    private func escaped(_ text: String) -> String { String(quoted(text).dropFirst().dropLast()) }

    @Test(arguments: [
        (#"{"policies": {"api": {"isuer": "i"}}}"#, "issuer"), (#"{"polices": {}}"#, "policies"),
        (#"{"policies": {"api": {"algorithms": ["ES384", "ES257"]}}}"#, "ES256"),
        (#"{"policies": {"api": {"strength": "strickt"}}}"#, "strict"),
        (#"{"policies": {"api": {"extends": "bass"}, "base": {}}}"#, "base"),
    ])
    func `what may have been meant is told`(text: String, name: String) throws {
        let answer = try Service(MemoryConfiguration(text)).call("policies/list", [:])
        #expect(answer.error == "config.invalid" && answer.text.contains("Did you mean \(name)?"), "\(answer.text)")
    }

    @Test func `a file that is changed anywhere is read or refused, and nothing else`() throws {
        let text = Service.configuration([
            (
                "base",
                #"{"key": \#(jwk(SampleKey.secret)), "issuer": ["i", "j"], "claims": {"/a/b": {"pattern": "^x+$"}}}"#
            ),
            (
                "api",
                #"{"extends": "base", "maxLifetime": "5m", "requiredScopes": {"any": ["a"]}, "profile": "at+jwt"}"#
            ),
        ])
        let bytes = Array(text.utf8)
        let configuration = MemoryConfiguration(text)
        let service = Service(configuration)
        var read = 0
        for place in bytes.indices {
            for byte in [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "7"), UInt8(ascii: "a"), 0x0A, 0xC3] {
                var changed = bytes
                changed[place] = byte
                configuration.replace(with: String(decoding: changed, as: UTF8.self))
                let answer = try service.call("policies/list", [:])
                #expect(answer.result != nil || answer.error == "config.invalid", "\(answer.text)")
                if answer.result != nil { read += 1 }
            }
            configuration.replace(with: String(decoding: bytes[..<place], as: UTF8.self))
            #expect(try service.call("policies/list", [:]).error == "config.invalid" || place == bytes.count - 1)
        }
        #expect(read > 100)
    }

    @Test(arguments: [
        "{}", #"{"policies": {}}"#, #"{"$schema": "./Configuration.schema.json", "policies": {"a": {}}}"#,
        #"{"policies": {"a/b:c@d.e_f-G0": {"description": "x"}}}"#,
        #"{"policies": {"api": {"profile": "at+jwt"}}}"#,
        #"{"policies": {"api": {"key": {"file": "no/such/file"}, "trustedRoots": {"file": "x"}}}}"#,
        #"{"policies": {"b": {"extends": "a"}, "a": {}}}"#,
    ])
    func `a file is read with all that it may have`(text: String) throws {
        #expect(try Service(MemoryConfiguration(text)).call("policies/list", [:]).result != nil)
    }

    @Test(arguments: [
        #"{"secret": "correct horse battery staple, twice", "encoding": "utf8"}"#, jwk(SampleKey.secret),
        jwk(SampleKey.p256), jwks(SampleKey.secret), "[\(jwk(SampleKey.p256))]", #"{"pem": "x", "password": "y"}"#,
        #"{"pem": "-----BEGIN PRIVATE KEY-----"}"#, #""-----BEGIN EC PRIVATE KEY-----""#,
    ])
    func `a secret in a file that others can read is refused, with what mends it`(key: String) throws {
        let text = Service.configuration([("api", #"{"key": \#(key)}"#)])
        let answer = try Service(MemoryConfiguration(text, isPrivate: false)).call("policies/list", [:])
        #expect(answer.error == "config.permissions", "\(answer.text)")
        #expect(answer.text.contains("chmod 600 /etc/jwtls/config.json"))
        #expect(!answer.text.contains("correct horse"))
    }

    @Test func `a secret that is only seen when it is read is refused then`() throws {
        let text = Service.configuration([("api", #"{"key": \#(quoted(SampleKey.p256))}"#)])
        let token = quoted(try forged(by: "ES256", with: SampleKey.p256))
        for (isPrivate, error) in [(false, "config.permissions"), (true, nil)] {
            let service = Service(MemoryConfiguration(text, isPrivate: isPrivate))
            for _ in 1...2 {
                let answer = try service.call("verify", ["token": token, "policy": #""api""#])
                #expect(answer.error == error, "\(answer.text)")
            }
        }
    }

    @Test func `public keys may be read by everybody, and so may what only names a file`() throws {
        let text = Service.configuration([
            (
                "api",
                #"{"key": \#(jwk(#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#))}"#
            ),
            ("file", #"{"key": {"file": "secret.jwk"}}"#),
        ])
        let service = Service(MemoryConfiguration(text, isPrivate: false))
        let token = quoted(try forged())
        #expect(try service.call("verify", ["token": token, "policy": #""file""#]).isValid)
        #expect(try service.call("verify", ["token": token, "policy": #""api""#]).error == nil)
    }

    @Test func `a key file that a request names is not read because a policy may name it`() throws {
        let service = Service(MemoryConfiguration(Service.configuration([("api", #"{"issuer": "i"}"#)])))
        let token = quoted(try forged())
        for policy in [#""api""#, #"{"extends":"api"}"#] {
            let answer = try service.call(
                "verify", ["token": token, "policy": policy, "key": #"{"file":"secret.jwk"}"#])
            #expect(answer.error == "file.refused", "\(answer.text)")
        }
        let inside = try service.call(
            "verify", ["token": token, "policy": #"{"extends":"api","key":{"file":"secret.jwk"}}"#])
        #expect(inside.error == "file.refused", "\(inside.text)")
    }
}
