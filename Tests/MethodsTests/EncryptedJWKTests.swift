import JOSE
import JSON
import Testing
import Vectors

/// Keys for encryption, and keys that are encrypted.
struct EncryptedJWKTests {
    private static let password = #""tree of the 7 winds""#

    @Test(arguments: [
        SampleKey.rsa, SampleKey.p256, SampleKey.ed448, SampleKey.secret, EncryptionSample.x25519,
    ])
    func `a JWK that is encrypted with a password is the same key again`(jwk: String) throws {
        let service = Service()
        let key = MethodsTests.jwk(adding(#""kid":"a","use":"enc""#, to: jwk))
        let plain = try service.call("key/convert", ["key": key, "to": #""jwk""#])
        let sealed = try service.call("key/convert", ["key": key, "to": #""jwk""#, "newPassword": Self.password])
        let token = try #require(sealed.result?["jwe"]?.lexeme, "\(sealed.text)")
        #expect(sealed.result?["format"]?["encrypted"]?.boolean == true)
        for form in [
            #"{"jwe":\#(token),"password":\#(Self.password)}"#, #"{"pem":\#(token),"password":\#(Self.password)}"#,
        ] {
            let opened = try service.call("key/convert", ["key": form, "to": #""jwk""#])
            #expect(opened.result?["jwk"]?.lexeme == plain.result?["jwk"]?.lexeme, "\(opened.text)")
        }
        let inspected = try service.call(
            "key/inspect", ["key": #"{"jwe":\#(token),"password":\#(Self.password)}"#])
        #expect(inspected.result?["format"]?["encrypted"]?.boolean == true, "\(inspected.text)")
        for wrong in [#"{"jwe":\#(token),"password":"another"}"#, #"{"jwe":\#(token)}"#, token] {
            #expect(try service.call("key/inspect", ["key": wrong]).error == "key.password")
        }
    }

    @Test func `a set that is encrypted with a password is the same set again`() throws {
        let service = Service()
        let set = jwks(SampleKey.p256, SampleKey.secret)
        let sealed = try service.call("key/convert", ["key": set, "to": #""jwks""#, "newPassword": Self.password])
        let token = try #require(sealed.result?["jwe"]?.lexeme, "\(sealed.text)")
        let opened = try service.call(
            "key/convert", ["key": #"{"jwe":\#(token),"password":\#(Self.password)}"#, "to": #""jwks""#])
        #expect(opened.result?["jwks"]?["keys"]?.count == 2)
    }

    @Test func `a price that nobody pays, and a token that is no key, are refused`() throws {
        let service = Service()
        let costly =
            "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMTI4R0NNIiwicDJzIjoiQUFBQUFBQUFBQUEiLCJwMmMiOjIwMDAwMDAwMDB9.AAAA.AAAA.AAAA.AAAA"
        let refused = try service.call("key/inspect", ["key": #"{"jwe":"\#(costly)","password":"x"}"#])
        #expect(refused.error == "limit.key", "\(refused.text)")
        let token = try ForgedEncryption.made(["key": #"{"password":"x"}"#, "p2c": "1000", "text": #""no key""#])
        let other = try service.call("key/inspect", ["key": #"{"jwe":\#(token),"password":"x"}"#])
        #expect(other.error == "key.unusable", "\(other.text)")
        let direct = try ForgedEncryption.direct()
        let without = try service.call("key/inspect", ["key": #"{"jwe":"\#(direct)","password":"x"}"#])
        #expect(without.error == "key.unusable", "\(without.text)")
    }

    @Test(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
    func `the encrypted key of RFC 7517 appendix C opens with its password`() throws {
        let file = try #require(PublishedVectors.files(of: "rfc").first { $0.name == "rfc7517-c.json" })
        let test = try #require(
            try JSONDocument(try file.bytes()).root["cases"]?.elements.first { _ in true })
        let password = String(decoding: try decode(try #require(test["key"]?["k"]?.string)), as: UTF8.self)
        let answer = try Service().call(
            "key/inspect", ["key": #"{"jwe":\#(try #require(test["token"]).lexeme),"password":\#(quoted(password))}"#])
        let key = answer.result?["keys"]?.elements.first { _ in true }
        #expect(key?["kty"]?.string == "RSA" && key?["private"]?.boolean == true, "\(answer.text)")
    }

    @Test(arguments: KeyManagementAlgorithm.all.filter { $0.isForNewTokens && !$0.takesPassword })
    func `keygen makes a key for every way to encrypt`(algorithm: KeyManagementAlgorithm) throws {
        let service = Service()
        for more in algorithm.scheme == .direct
            ? [128, 192, 256, 384, 512].map({ ["size": "\($0)"] })
            : [[:]]
                as [Parameters]
        {
            let size: Parameters = algorithm.description.hasPrefix("RSA") ? ["size": "2048"] : more
            let made = try service.call("keygen", (["alg": quoted(algorithm.description)] as Parameters).with(size))
            let key = try #require(
                made.result?["keys"]?.elements.first { _ in true }?["private"]?.lexeme, "\(made.text)")
            let inspected = try service.call("key/inspect", ["key": key])
            let compatible = inspected.result?["keys"]?.elements.first { _ in true }?["compatible"]
            for operation in ["encrypt", "decrypt"] as [StaticString] {
                let names = compatible?[operation]?.elements.compactMap(\.string)
                #expect(names == [algorithm.description], "\(inspected.text)")
            }
            let token = try ForgedEncryption.made(["key": key])
            Expectation.valid.check(try service.call("decrypt", ["token": token, "key": key]), algorithm.description)
        }
    }

    @Test func `keygen encrypts a JWK with a password`() throws {
        let made = try Service().call(
            "keygen", ["alg": #""ECDH-ES+A256KW""#, "crv": #""X448""#, "format": #""jwk""#, "password": Self.password])
        let token = try #require(
            made.result?["keys"]?.elements.first { _ in true }?["private"]?["jwe"]?.lexeme, "\(made.text)")
        let opened = try Service().call(
            "key/inspect", ["key": #"{"jwe":\#(token),"password":\#(Self.password)}"#])
        #expect(opened.result?["keys"]?.elements.first { _ in true }?["crv"]?.string == "X448", "\(opened.text)")
    }
}
