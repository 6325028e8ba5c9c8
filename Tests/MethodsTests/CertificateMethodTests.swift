import JOSE
import JSON
import JWT
import RPC
import Testing

struct CertificateMethodTests {
    private let client = KeyClient()

    /// The certificate of RFC 7517 §B, as PEM.
    private static let published: String = """
        MIIDQjCCAiqgAwIBAgIGATz/FuLiMA0GCSqGSIb3DQEBBQUAMGIxCzAJBgNVBAYTAlVTMQswCQYDVQQIEwJDTzEPMA0GA1UEBxMGRGVudmVyMRwwGgYDVQQ\
        KExNQaW5nIElkZW50aXR5IENvcnAuMRcwFQYDVQQDEw5CcmlhbiBDYW1wYmVsbDAeFw0xMzAyMjEyMzI5MTVaFw0xODA4MTQyMjI5MTVaMGIxCzAJBgNVBA\
        YTAlVTMQswCQYDVQQIEwJDTzEPMA0GA1UEBxMGRGVudmVyMRwwGgYDVQQKExNQaW5nIElkZW50aXR5IENvcnAuMRcwFQYDVQQDEw5CcmlhbiBDYW1wYmVsb\
        DCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAL64zn8/QnHYMeZ0LncoXaEde1fiLm1jHjmQsF/449IYALM9if6amFtPDy2yvz3YlRij66s5gyLC\
        yO7ANuVRJx1NbgizcAblIgjtdf/u3WG7K+IiZhtELto/A7Fck9Ws6SQvzRvOE8uSirYbgmj6He4iO8NCyvaK0jIQRMMGQwsU1quGmFgHIXPLfnpnfajr1rV\
        TAwtgV5LEZ4Iel+W1GC8ugMhyr4/p1MtcIM42EA8BzE6ZQqC7VPqPvEjZ2dbZkaBhPbiZAS3YeYBRDWm1p1OZtWamT3cEvqqPpnjL1XyW+oyVVkaZdklLQp\
        2Btgt9qr21m42f4wTw+Xrp6rCKNb0CAwEAATANBgkqhkiG9w0BAQUFAAOCAQEAh8zGlfSlcI0o3rYDPBB07aXNswb4ECNIKG0CETTUxmXl9KUL+9gGlqCz5\
        iWLOgWsnrcKcY0vXPG9J1r9AqBNTqNgHq2G03X09266X5CpOe1zFo+Owb1zxtp3PehFdfQJ610CDLEaS9V9Rqp17hCyybEpOGVwe8fnk+fbEL2Bo3UPGrps\
        HzUoaGpDftmWssZkhpBJKVMJyf/RuP2SmmaIzmnw9JiSlYhzo4tpzd5rFXhjRbg4zW9C+2qok+2+qDM1iJ684gPHMIY8aLWrdgQTxkumGmTqgawR+N5MDtd\
        PTEQ0XfIBc2cJEUyMTY5MPvACWpkA6SdS4xSvdXK3IVfOWA==
        """

    @Test func `says what a certificate says`() throws {
        let result = try client.call("key/inspect", #"{"key":{"der":"\#(Self.published)"}}"#)
        let key = try #require(result["keys"]?.elements.first { _ in true })
        let certificate = try #require(key["certificates"]?.elements.first { _ in true })
        let name = "CN=Brian Campbell,O=Ping Identity Corp.,L=Denver,ST=CO,C=US"
        #expect(certificate["subject"]?.string == name && certificate["issuer"]?.string == name)
        #expect(certificate["serialNumber"]?.string == "013cff16e2e2")
        #expect(certificate["notBefore"]?.integer == 1_361_489_355 && certificate["notAfter"]?.integer == 1_534_285_755)
        #expect(certificate["state"]?.string == "expired" && certificate["selfSigned"]?.boolean == true)
        #expect(certificate["signatureAlgorithm"]?.string == "sha1WithRSAEncryption")
        #expect(certificate["x5t"]?.string == "4pNenEBLv0JpLIdugWxQkOsZcK0")
        #expect(certificate["x5t#S256"]?.string == "pJm2BBpkB8y7tCqrWM0X37WOmQTO8zQw-VpxVgBb21I")
        #expect(codes(result) == ["key.expired", "certificate.weak"])
        #expect(key["trust"] == nil)
        let then = try client.call("key/inspect", #"{"key":{"der":"\#(Self.published)"},"now":1400000000}"#)
        #expect(codes(then) == ["certificate.weak"])
    }

    @Test func `makes a certificate with a key, and trusts it where it is told to`() throws {
        for kind in KeyKind.asymmetric where !kind.params.contains("\"X") {
            let made = try client.call("keygen", kind.with(#""subject":"CN=a,O=b","days":30"#))
            let key = try #require(made["keys"]?.elements.first { _ in true })
            let certificate = try #require(key["certificate"])
            #expect(key["public"]?["jwk"]?["x5c"]?.count == 1 && key["private"]?["jwk"]?["x5c"]?.count == 1)
            let trusted = try client.call(
                "key/inspect", #"{"key":\#(key["public"]?.lexeme ?? ""),"trustedRoots":\#(certificate.lexeme)}"#)
            let inspected = try #require(trusted["keys"]?.elements.first { _ in true })
            // Certificates are judged by libcrypto, also those of keys that swift-crypto holds.
            guard !SigningAlgorithm.bySwiftCrypto.contains(where: { kind.params.contains($0.description) }) else {
                #expect(inspected["trust"]?.lexeme == #"{"trusted":false,"reason":"unsupported"}"#)
                continue
            }
            #expect(inspected["trust"]?.lexeme == #"{"trusted":true}"#)
            let facts = try #require(inspected["certificates"]?.elements.first { _ in true })
            #expect(facts["subject"]?.string == "CN=a,O=b" && facts["authority"]?.boolean == false)
            #expect(facts["notAfter"]?.integer == KeyClient.now.seconds + 2_591_999)
            #expect(codes(trusted) == [])
            let system = try client.call("key/inspect", #"{"key":\#(certificate.lexeme),"systemRoots":true}"#)
            #expect(system["keys"]?.elements.first { _ in true }?["trust"]?["reason"]?.string == "self_signed")
            #expect(codes(system) == ["certificate.untrusted"])
        }
    }

    @Test func `converts a key to a certificate and back`() throws {
        let key = try client.newKey(#"{"alg":"ES256"}"#)
        let made = try client.call("key/convert", #"{"key":\#(key.private),"to":"x509","subject":"example.com"}"#)
        #expect(made["public"]?.boolean == true && made["format"]?["container"]?.string == "x509")
        let pem = try #require(made["pem"]).lexeme
        let jwk = try #require(try client.call("key/convert", #"{"key":{"pem":\#(pem)},"to":"jwk"}"#)["jwk"])
        let again = try client.call("key/convert", #"{"key":{"jwk":\#(jwk.lexeme)},"to":"x509"}"#)
        #expect(again["pem"]?.lexeme == pem && again["dropped"]?.count == 0)
        let match = try client.call("key/match", #"{"a":{"pem":\#(pem)},"b":\#(key.private)}"#)
        #expect(match["relation"]?.string == "pair")
    }

    private static let ed25519 =
        #"{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}"#

    @Test(arguments: [
        ("key/convert", #""key":\#(ed25519),"to":"x509""#, "key.refused", "/key"),
        ("key/convert", #""key":\#(ed25519),"to":"x509","subject":"a""#, "key.refused", "/subject"),
        ("key/convert", #""key":\#(ed25519),"to":"spki","subject":"a""#, "params.invalid", "/subject"),
        ("key/convert", #""key":\#(ed25519),"to":"x509","days":3"#, "params.invalid", "/days"),
        ("keygen", #""alg":"ES256","subject":"X=y""#, "params.invalid", "/subject"),
        ("keygen", #""alg":"ES256","subject":"a","days":0"#, "params.invalid", "/days"),
        ("keygen", #""alg":"HS256","subject":"a""#, "key.refused", "/subject"),
        ("keygen", #""crv":"X25519","kty":"OKP","subject":"a""#, "key.refused", "/subject"),
        ("key/inspect", #""key":\#(ed25519),"trustedRoots":\#(ed25519)"#, "params.invalid", "/trustedRoots"),
        (
            "key/inspect", #""key":\#(ed25519),"trustedRoots":{"der":"\#(published)"},"systemRoots":true"#,
            "params.invalid", "/systemRoots"
        ),
    ])
    func `refuses a certificate that cannot be`(
        method: String, members: String, code: String, parameter: String
    ) throws {
        let error = try client.refusal(method, "{\(members)}")
        #expect(error.code.word == code && error.parameter == parameter, "\(error.message)")
    }
}
