import JSON
import Testing

/// SD-JWTs inside encrypted tokens, made and opened in one call each.
struct EncryptedDisclosureTests {
    private let service = Service()

    private func sign(_ others: Parameters = [:]) throws -> Answer {
        let order: Parameters = [
            "key": jwk(SampleKey.p256), "claims": #"{"iss":"i","email":"a@b","name":"Zoë"}"#,
            "disclosable": #"["/email","/name"]"#, "encrypt": #"{"key":{"jwk":\#(SampleKey.rsa)}}"#,
        ]
        return try service.call("sign", order.with(others))
    }

    private func decrypt(_ token: String, verify: Parameters) throws -> Answer {
        let parameters: Parameters = ["token": token, "key": jwk(SampleKey.rsa), "verify": verify.json]
        return try service.call("decrypt", parameters)
    }

    private func header(of token: String) throws -> JSONValue {
        try #require(try service.call("decode", ["token": token]).result?["header"])
    }

    @Test(arguments: [("compact", "sd-jwt"), ("flattened", "sd-jwt+json"), ("general", "sd-jwt+json")])
    func `an SD-JWT is made inside an encrypted token and verified as it is opened`(
        serialization: String, type: String
    ) throws {
        let made = try sign(["serialization": quoted(serialization)])
        let token = try #require(made.result?["token"]?.lexeme, "\(made.text)")
        #expect(made.result?["disclosures"]?.count == 2)
        #expect(try header(of: token)["cty"]?.string == type)
        let opened = try decrypt(token, verify: ["key": jwk(SampleKey.p256), "profile": #""sd-jwt""#])
        #expect(opened.isValid && !opened.findings.contains("token.nested_not_marked"), "\(opened.text)")
        #expect(opened.result?["claims"]?["name"]?.string == "Zoë")
        #expect(opened.result?["sdJwt"]?["disclosed"]?.count == 2)
    }

    @Test func `inside an encrypted token an SD-JWT is none the less no plain JWT`() throws {
        let token = try #require(try sign().result?["token"]?.lexeme)
        let opened = try decrypt(token, verify: ["key": jwk(SampleKey.p256)])
        #expect(!opened.isValid && opened.result?["claims"] == nil && opened.result?["sdJwt"] == nil, "\(opened.text)")
        let plain = try sign(["key": jwk(OtherKey.p256)])
        let other = try decrypt(
            try #require(plain.result?["token"]?.lexeme, "\(plain.text)"),
            verify: ["key": jwk(SampleKey.p256), "profile": #""sd-jwt""#])
        Expectation.refused("signature.invalid").check(other, "another issuer's")
    }

    // The dots of a key binding are as many as an encrypted token has.
    @Test func `a presentation with a key binding is opened and verified`() throws {
        let parameters: Parameters = [
            "key": jwk(SampleKey.rsa), "text": quoted(try SampleSelective.presented()), "cty": #""sd-jwt""#,
        ]
        let sealed = try service.call("encrypt", parameters)
        let token = try #require(sealed.result?["token"]?.lexeme, "\(sealed.text)")
        let opened = try decrypt(token, verify: Attack.bindingExpected.with(["key": jwk(SampleKey.secret)]))
        #expect(opened.isValid && !opened.findings.contains("token.nested_not_marked"), "\(opened.text)")
        #expect(opened.result?["sdJwt"]?["keyBound"]?.boolean == true)
    }
}
