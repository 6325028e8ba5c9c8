import JOSE
import JSON
import OpenSSL
import Testing

/// What `encrypt` refuses to make, and what it never does by itself.
struct EncryptionMakingTests {
    private static let aes = EncryptionSample.secret(32)

    @Test(
        arguments: [
            ("JWE-30 a vector outside unsafe", ["iv": #""AAAAAAAAAAAAAAAA""#], "params.invalid"),
            ("JWE-30 a content key outside unsafe", ["cek": #""AAAA""#], "params.invalid"),
            ("MKR-08 a vector of another length", ["unsafe": #"{"iv":"AAAA"}"#], "params.invalid"),
            ("MKR-08 a content key of another length", ["unsafe": #"{"cek":"AAAA"}"#], "params.invalid"),
            (
                "MKR-08 a header that says something else", ["unsafe": #"{"protected":"eyJhbGciOiJkaXIifQ"}"#],
                "params.invalid"
            ),
            ("MKR-08 a value that is none", ["unsafe": #"{"nonce":"AAAA"}"#], "params.invalid"),
            ("MKR-03 enc in the header", ["header": #"{"enc":"A128GCM"}"#], "params.invalid"),
            ("MKR-03 crit in the header", ["header": #"{"crit":["x"],"x":1}"#], "params.invalid"),
            ("MKR-03 p2c for a key", ["p2c": "1000"], "params.invalid"),
            ("MKR-03 apu for a secret", ["apu": #""QQ""#], "params.invalid"),
            ("MKR-03 PKCS #1 v1.5", ["alg": #""RSA1_5""#], "params.invalid"),
            ("MKR-03 another size", ["alg": #""A128KW""#], "key.refused"),
            ("MKR-03 aad in a compact token", ["aad": #""QQ""#], "params.invalid"),
            ("MKR-03 an unprotected header in a compact token", ["unprotectedHeader": #"{"x":1}"#], "params.invalid"),
            ("MKR-03 two recipients of dir", ["key": "[\(aes),\(aes)]", "alg": #""dir""#], "params.invalid"),
            ("MKR-04 claims that have expired", ["claims": #"{"exp":1}"#], "sign.refused"),
            ("MKR-10 a key for signatures", ["key": jwk(adding(#""use":"sig""#, to: SampleKey.rsa))], "key.refused"),
            ("MKR-10 a key that expired", ["key": jwk(adding(#""exp":1"#, to: SampleKey.rsa))], "key.refused"),
            ("MKR-10 a key on a curve that signs", ["key": jwk(SampleKey.ed25519)], "algorithm.unsupported"),
            ("JWE-16 an empty password", ["key": #"{"password":""}"#], "params.invalid"),
        ] as [(String, Parameters, String)])
    func `nothing is encrypted`(id: String, parameters: Parameters, error: String) throws {
        let order: Parameters = ["key": Self.aes, "claims": #"{"sub":"alice"}"#]
        let answer = try Service().call("encrypt", order.with(parameters))
        #expect(answer.error == error, "\(id): \(answer.text.prefix(400))")
        #expect(answer.result == nil)
    }

    @Test func `JWE-21 nothing is compressed unless that is asked for`() throws {
        for key in [Self.aes, jwk(SampleKey.rsa), jwk(SampleKey.p256)] {
            let made = try Service().call("encrypt", ["key": key, "text": quoted(String(repeating: "a", count: 4000))])
            let header = try #require(made["token"]?.split(separator: ".").first)
            #expect(try JSONDocument(try decode(String(header))).root["zip"] == nil)
            #expect(made["token"]?.count ?? 0 > 5000)
        }
    }

    @Test func `JWE-30 no two tokens have the same vector, content key or key of the moment`() throws {
        var seen: Set<String> = []
        let keys = [Self.aes, jwk(SampleKey.p256), EncryptionSample.secret(16), #"{"password":"tree of the 7 winds"}"#]
        for key in keys {
            for _ in 1...20 {
                let order: Parameters = ["key": key, "text": #""x""#]
                let made = try Service().call("encrypt", key.contains("password") ? order.with(["p2c": "1000"]) : order)
                let parts = try #require(made["token"]).split(separator: ".", omittingEmptySubsequences: false)
                for part in parts.dropFirst() where part.count > 8 { #expect(seen.insert(String(part)).inserted) }
            }
        }
    }

    @Test func `JWE-27 what is encrypted to a public key proves nothing, and is no signed token`() throws {
        let token = try ForgedEncryption.made(["key": jwk(SampleKey.rsa)])
        let answer = try Service().call("verify", ["token": token, "key": jwk(SampleKey.rsa)])
        Expectation.refused("token.kind_not_allowed").check(answer, "verify")
    }

    @Test func `JWE-18 what costs a password's work is put off to where it delays nobody`() throws {
        let password = #"{"password":"tree of the 7 winds"}"#
        let token = try ForgedEncryption.made(["key": password, "p2c": "1000"])
        let service = Service()
        for _ in 1...2 {
            #expect(try service.isDeferred("decrypt", ["token": token, "key": password]))
            #expect(try service.isDeferred("encrypt", ["text": #""x""#, "key": password]))
            _ = try service.call("decrypt", ["token": token, "key": password])
        }
        #expect(try !service.isDeferred("encrypt", ["text": #""x""#, "key": Self.aes]))
    }

    // RFC 7518 appendix C: the key that both come to opens what one encrypts for the other.
    @Test func `JWE-26 two who agree on a key come to the one that RFC 7518 prints`() throws {
        let alice = #"""
            {"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps","d":"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}
            """#
        let bob = #"""
            {"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ","y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}
            """#
        let answer = try Service().call(
            "encrypt",
            [
                "key": jwk(bob), "alg": #""ECDH-ES""#, "enc": #""A128GCM""#, "apu": #""QWxpY2U""#, "apv": #""Qm9i""#,
                "text": #""hello""#, "unsafe": #"{"epk":\#(alice)}"#,
            ])
        let parts = try #require(answer["token"], "\(answer.text)").split(
            separator: ".", omittingEmptySubsequences: false
        ).map(String.init)
        #expect(parts.count == 5 && parts[1].isEmpty)
        let header = try JSONDocument(try decode(parts[0])).root
        #expect(header["epk"]?["x"]?.string == "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0")
        #expect(header["epk"]?["d"] == nil)
        let (key, vector, ciphertext) = (
            try decode("VqqN6vgjbSBcIijNcacQGg"), try decode(parts[2]), try decode(parts[3])
        )
        let (tag, additional) = (try decode(parts[4]), Array(parts[0].utf8))
        let content = try ContentCipher.gcm(keyLength: 16).decrypt(
            ciphertext.span, tag: tag.span, key: SecretBytes(copying: key.span), vector: vector.span,
            additional: additional.span)
        #expect(content?.withBytes { $0.array } == Array("hello".utf8))
    }
}
