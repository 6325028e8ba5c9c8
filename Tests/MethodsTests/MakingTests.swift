import JSON
import Testing

/// What is asked of `sign` that must not be made, each row by its name in the table of attacks.
struct MakingTests {
    private static let claims = #"{"sub":"alice"}"#
    private static let expired = #"{"exp":1}"#

    private static let rows: [(id: String, parameters: Parameters, error: String)] = [
        ("ALG-09 none", ["claims": claims, "alg": #""none""#], "params.invalid"),
        ("MKR-01 a member twice", ["claims": #"{"sub":"a","sub":"b"}"#], "params.invalid"),
        ("MKR-01 half a pair", ["claims": #"{"sub":"\ud800"}"#], "message.not_json"),
        ("MKR-01 NaN", ["claims": #"{"n":NaN}"#], "message.not_json"),
        ("MKR-01 a time of another type", ["claims": #"{"exp":"tomorrow"}"#], "sign.refused"),
        ("MKR-02 claims and a payload", ["claims": claims, "payload": #""AAAA""#], "params.invalid"),
        ("MKR-02 claims and a text", ["claims": claims, "text": #""x""#], "params.invalid"),
        ("MKR-02 a claim twice, once as a parameter", ["claims": claims, "subject": #""bob""#], "params.invalid"),
        ("MKR-03 alg", ["claims": claims, "header": #"{"alg":"none"}"#], "params.invalid"),
        ("MKR-03 crit", ["claims": claims, "header": #"{"crit":["x"],"x":1}"#], "params.invalid"),
        ("MKR-03 b64", ["claims": claims, "header": #"{"b64":false}"#], "params.invalid"),
        ("MKR-03 jwk", ["claims": claims, "header": #"{"jwk":\#(SampleKey.p256)}"#], "params.invalid"),
        ("MKR-03 kid", ["claims": claims, "header": #"{"kid":"another"}"#], "params.invalid"),
        ("MKR-03 enc", ["claims": claims, "header": #"{"enc":"A128GCM"}"#], "params.invalid"),
        ("MKR-03 alg, not protected", ["claims": claims, "unprotectedHeader": #"{"alg":"none"}"#], "params.invalid"),
        ("MKR-04 expired already", ["claims": expired], "sign.refused"),
        ("MKR-04 exp below zero", ["claims": #"{"exp":-1}"#], "sign.refused"),
        ("MKR-04 a length below zero", ["claims": claims, "expiresIn": "-1"], "params.invalid"),
        (
            "MKR-04 milliseconds under a policy",
            ["claims": #"{"exp":1800000000000}"#, "policy": #"{"maxLifetime":"1d"}"#], "sign.refused"
        ),
        ("MKR-08 an instant that is none", ["claims": claims, "now": #""yesterday""#], "params.invalid"),
    ]

    @Test(arguments: rows)
    func `nothing is made`(id: String, parameters: Parameters, error: String) throws {
        let key: Parameters = ["key": jwk(SampleKey.secret)]
        let answer = try Service().call("sign", key.with(parameters))
        #expect(answer.error == error, "\(id): \(answer.text.prefix(400))")
        #expect(answer.result == nil)
    }

    @Test func `MKR-04 a time that nobody means is told of`() throws {
        let answer = try Service().call(
            "sign", ["key": jwk(SampleKey.secret), "claims": Self.claims, "expiresIn": #""1000y""#])
        #expect(answer.findings.contains("claim.absurd_date"), "\(answer.text)")
    }

    @Test func `MKR-06 no two ECDSA signatures share their first half`() throws {
        let service = Service()
        var seen: Set<String> = []
        for _ in 0..<100 {
            let answer = try service.call("sign", ["key": jwk(SampleKey.p256), "claims": Self.claims])
            let token = try #require(answer["token"])
            let signature = try decode(String(token.split(separator: ".")[2]))
            #expect(seen.insert(encode(Array(signature.prefix(32)))).inserted)
        }
    }

    @Test func `MKR-09 a handle is good once, for its own content, and guesses nothing`() throws {
        let service = Service()
        let prepare: Parameters = ["key": jwk(SampleKey.ed25519), "claims": Self.claims]
        let first = try service.call("sign/prepare", prepare)
        let second = try service.call("sign/prepare", prepare.with(["subject": #""x""#, "claims": "{}"]))
        let (one, two) = (try #require(first["handle"]), try #require(second["handle"]))
        #expect(one != two)
        let input = String(decoding: try decode(try #require(first["signingInput"])), as: UTF8.self)
        let signature = try MethodsTests.signature(of: input, by: "EdDSA", with: SampleKey.ed25519)
        let other = try service.call("sign/complete", ["handle": quoted(two), "signature": quoted(signature)])
        #expect(other.error != nil && other.result == nil, "\(other.text)")
        for handle in [two, "", "\(one)x", String(one.dropLast())] {
            let answer = try service.call("sign/complete", ["handle": quoted(handle), "signature": quoted(signature)])
            #expect(answer.error == "sign.handle", "\(answer.text)")
        }
        let good = try service.call("sign/complete", ["handle": quoted(one), "signature": quoted(signature)])
        #expect(good["token"] != nil, "\(good.text)")
        let again = try service.call("sign/complete", ["handle": quoted(one), "signature": quoted(signature)])
        #expect(again.error == "sign.handle")
    }

    @Test(arguments: [#""use":"enc""#, #""key_ops":["verify"]"#, #""alg":"ES384""#])
    func `MKR-10 a key that is not for it signs nothing`(member: String) throws {
        let key = adding(member, to: SampleKey.p256)
        let answer = try Service().call("sign", ["key": jwk(key), "claims": Self.claims])
        #expect(answer.error == "key.refused", "\(answer.text)")
    }

    @Test func `OUT-01 the signature that would have been right is in no answer`() throws {
        let good = try forged()
        let right = String(good.split(separator: ".")[2])
        let wrong = good.dropLast(right.count) + encode([UInt8](repeating: 7, count: 32))
        let answer = try Service().call(
            "verify", ["key": jwk(SampleKey.secret), "token": quoted(String(wrong)), "checks": #""all""#])
        #expect(answer.failures == ["signature.invalid"])
        let octets = try decode(right)
        let hexadecimal = octets.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        for text in [right, hexadecimal] { #expect(!answer.text.contains(text)) }
    }
}
