import JOSE
import JSON
import RPC
import Testing

struct KeyInspectTests {
    private let client = KeyClient()

    @Test(arguments: KeyKind.all)
    func `says what every kind of key is`(kind: KeyKind) throws {
        let made = try client.newKey(kind.params)
        let result = try client.call("key/inspect", #"{"key":\#(made.private)}"#)
        let key = try onlyKey(result)
        #expect(key["kty"]?.string == kind.type)
        #expect(key["bits"]?.integer == Int64(kind.bits))
        #expect(key["private"]?.boolean == true)
        #expect(key["publicExponent"]?.integer == (kind.type == "RSA" ? 65537 : nil))
        #expect(key["thumbprints"] == nil || !kind.isSecret)
        #expect(result["format"]?.lexeme == #"{"container":"jwk","encoding":"json","encrypted":false}"#)
        #expect(privateMembers(of: key) == [])
        guard !kind.isSecret else { return }
        let publicKey = try onlyKey(try client.call("key/inspect", #"{"key":\#(made.public)}"#))
        #expect(publicKey["private"]?.boolean == false)
        #expect(publicKey["compatible"]?["sign"]?.count == 0)
        #expect(publicKey["compatible"]?["verify"]?.lexeme == key["compatible"]?["sign"]?.lexeme)
        #expect(publicKey["thumbprints"]?.lexeme == key["thumbprints"]?.lexeme)
    }

    @Test(arguments: SigningAlgorithm.available)
    func `names every algorithm that takes the key`(algorithm: SigningAlgorithm) throws {
        let size = algorithm.requirement.keyType == .rsa ? #","size":2048"# : ""
        let made = try client.newKey(#"{"alg":"\#(algorithm.name)"\#(size)}"#)
        let bound = try onlyKey(try client.call("key/inspect", #"{"key":\#(made.private)}"#))
        let names = bound["compatible"]?["sign"]?.elements.compactMap(\.string) ?? [String]()
        #expect(names.contains(algorithm.name.description))
        let synonyms = SigningAlgorithm.all.filter { $0.isSynonym(of: algorithm) }.map(\.name.description)
        #expect(Set(names).isSubset(of: [algorithm.name.description] + synonyms))
    }

    @Test func `obeys what the owner says the key is for`() throws {
        let key =
            #"{"jwk":{"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY","key_ops":["verify"],"use":"sig"}}"#
        let result = try onlyKey(try client.call("key/inspect", #"{"key":\#(key)}"#))
        #expect(
            result["compatible"]?.lexeme == #"{"sign":[],"verify":["HS256","HS384","HS512"],"encrypt":[],"decrypt":[]}"#
        )
        #expect(result["key_ops"]?.lexeme == #"["verify"]"#)
        #expect(result["use"]?.string == "sig")
    }

    @Test func `gives published thumbprints by every hash function, and their URI`() throws {
        let key = #"{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}"#
        let thumbprints = try onlyKey(try client.call("key/inspect", #"{"key":\#(key)}"#))["thumbprints"]
        #expect(thumbprints?["sha-256"]?.string == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(
            thumbprints?["uri"]?.string
                == "urn:ietf:params:oauth:jwk-thumbprint:sha-256:kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(thumbprints?.members.compactMap { $0.name.string } == ["sha-256", "uri", "sha-384", "sha-512"])
    }

    @Test func `gives the thumbprints of a secret only on request`() throws {
        let key = #"{"secret":"correct horse battery staple, twice","encoding":"utf8"}"#
        #expect(try onlyKey(try client.call("key/inspect", #"{"key":\#(key)}"#))["thumbprints"] == nil)
        let shown = try onlyKey(try client.call("key/inspect", #"{"key":\#(key),"secretThumbprint":true}"#))
        let named = try client.call("key/thumbprint", #"{"key":\#(key),"secret":true}"#)
        #expect(shown["thumbprints"]?["sha-256"]?.string == named["thumbprint"]?.string)
    }

    @Test(arguments: [
        ("pkcs8", "pem", "RSA"), ("pkcs8", "der", "RSA"), ("pkcs1", "pem", "RSA"), ("pkcs1", "der", "RSA"),
        ("sec1", "pem", "EC"), ("sec1", "der", "EC"), ("spki", "pem", "EC"), ("spki", "der", "RSA"),
    ])
    func `recognises every structure`(container: String, encoding: String, type: String) throws {
        let params = type == "RSA" ? #"{"kty":"RSA","size":2048}"# : #"{"alg":"ES256"}"#
        let key = try client.newKey(params).private
        let written = try client.call(
            "key/convert", #"{"key":\#(key),"to":"\#(container)","encoding":"\#(encoding)"}"#)
        let text = (written["pem"] ?? written["der"])?.lexeme ?? ""
        let result = try client.call("key/inspect", #"{"key":{"\#(encoding)":\#(text)}}"#)
        let format = #"{"container":"\#(container)","encoding":"\#(encoding)","encrypted":false}"#
        #expect(result["format"]?.lexeme == format)
        #expect(written["format"]?.lexeme == format)
        #expect(try onlyKey(result)["format"]?.lexeme == format)
    }

    private func onlyKey(_ result: JSONValue) throws -> JSONValue {
        let keys = try #require(result["keys"])
        #expect(keys.count == 1)
        return try #require(keys.elements.first { _ in true })
    }
}

struct KeyJudgementTests {
    private let client = KeyClient()

    // 2¹⁰²⁴ − 1 and 2²⁰⁴⁸ − 1: divisible by three, and products of two neighbours.
    private static let ones1024 = String(repeating: "_", count: 170) + "8"
    private static let ones2048 = String(repeating: "_", count: 341) + "w"
    // Of the form that a broken library makes.
    private static let structured = """
        Qyx2FwL7Oq9XPR2bvSf6qPfLYck3PmR31HyOiEt7aYnnSxA0doI9RsaIBaB9OoBpbmKiDsIoLJUDJxG7YVsw7dooKz2IhBB8PpkI\
        4Ev7qHJSxG-p4CTUjeVVp8rkNyKbvJHIGLvPZG5o5dqhLMCdmHrxpZC7-fMfobP2mpCDLuP3S5UEJ3pS9QvuY7yNEj0JUVF5Lwb1\
        0uTnSfv2KoYflnFb05nVAJeHLR4LO1MPkCWuwWtW3yvD1hzEc0GEeBkikZDJ-A5H-Rc1sVXCDJtgwrPbgxcKOnq-jDk7TPMNB-ba\
        HXcwRooKA-0FqhOuyLQFQja8f-2GxG5qKuYtM59quw
        """
    // Octets of which each is different, so that nobody guesses them first.
    private static let secret = "p5C0_3nqGkN0Y6zdvJ8xTuWm2iKqXrOaBe1hSfLVQwM"

    @Test(arguments: [
        (#"{"kty":"RSA","e":"AQAB","n":"\#(ones2048)"}"#, ["key.factorable", "key.factorable"]),
        (#"{"kty":"RSA","e":"AQAB","n":"\#(ones1024)"}"#, ["key.too_weak", "key.factorable", "key.factorable"]),
        (#"{"kty":"RSA","e":"Aw","n":"\#(ones2048)"}"#, ["key.too_weak", "key.factorable", "key.factorable"]),
        (#"{"kty":"RSA","e":"AQAB","n":"\#(structured)"}"#, ["key.too_weak", "key.roca"]),
        (#"{"kty":"oct","k":"c2VjcmV0","use":"enc"}"#, ["key.guessable"]),
        (#"{"kty":"oct","k":"c2VjcmV0"}"#, ["key.guessable", "key.too_weak"]),
        (#"{"kty":"oct","k":"\#(secret)"}"#, []),
        (#"{"kty":"oct","k":"\#(secret)","alg":"HS512"}"#, ["key.too_weak"]),
        (#"{"kty":"oct","k":"\#(secret)","n":"AQAB"}"#, ["key.odd"]),
        (#"{"kty":"oct","k":"\#(secret)","use":"signing"}"#, ["key.odd"]),
        (#"{"kty":"oct","k":"\#(secret)","alg":"RS256"}"#, ["key.odd"]),
        (#"{"kty":"oct","k":"\#(secret)","revoked":{"revoked_at":1}}"#, ["key.revoked"]),
        (#"{"kty":"oct","k":"\#(secret)","exp":1799999999}"#, ["key.expired"]),
        (#"{"kty":"oct","k":"\#(secret)","exp":1800000000,"nbf":1800000000}"#, []),
        (#"{"kty":"oct","k":"\#(secret)","nbf":1800000001}"#, ["key.not_yet_valid"]),
    ])
    func `names what is weak or odd`(jwk: String, expected: [String]) throws {
        let result = try client.call("key/inspect", #"{"key":{"jwk":\#(jwk)}}"#)
        #expect(codes(result) == expected)
        #expect(result["findings"]?.elements.allSatisfy { $0["pointer"] == nil } != false)
    }

    @Test(arguments: [("1799999999", "not_yet_valid"), ("1800000500", "valid"), ("\"+17m\"", "expired")])
    func `judges validity at the instant that is given`(now: String, state: String) throws {
        let jwk = #"{"kty":"oct","k":"\#(Self.secret)","nbf":1800000000,"exp":1800001000}"#
        let result = try client.call("key/inspect", #"{"key":{"jwk":\#(jwk)},"now":\#(now)}"#)
        let key = result["keys"]?.elements.first { _ in true }
        #expect(
            key?["validity"]?.lexeme == #"{"notBefore":1800000000,"notAfter":1800001000,"state":"\#(state)"}"#)
    }

    // Self-signed, for one day of November 2026.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBNDCB56ADAgECAhR4ZwQkSODrkE5cMhEEE4rX251VbzAFBgMrZXAwEDEOMAwG
        A1UEAwwFand0bHMwHhcNMjYxMTIzMjMwMTA4WhcNMjYxMTI0MjMwMTA4WjAQMQ4w
        DAYDVQQDDAVqd3RsczAqMAUGAytlcAMhAPxM1z0yo7ejKUXJufdx9fv4CBOISlGB
        0scWzoJI1swso1MwUTAdBgNVHQ4EFgQUKqDNCkYk+tx2Ev/oxQzCY2F91AYwHwYD
        VR0jBBgwFoAUKqDNCkYk+tx2Ev/oxQzCY2F91AYwDwYDVR0TAQH/BAUwAwEB/zAF
        BgMrZXADQQCUi6lnZjKpw2H1iOMSDs+9x9lUiahb19NKEhDReavwHlLtWXdTqD5/
        vG6Qv96Sur7FmyTkdRrl+T57Q59oYkUN
        -----END CERTIFICATE-----
        """

    @Test func `tells when a certificate is valid, and the key in it`() throws {
        let pem = Self.certificate.replacing("\n", with: "\\n")
        let result = try client.call("key/inspect", #"{"key":{"pem":"\#(pem)"}}"#)
        #expect(result["format"]?.lexeme == #"{"container":"x509","encoding":"pem","encrypted":false}"#)
        let key = try #require(result["keys"]?.elements.first { _ in true })
        #expect(key["crv"]?.string == "Ed25519")
        #expect(key["private"]?.boolean == false)
        #expect(key["validity"]?.lexeme == #"{"notBefore":1795474868,"notAfter":1795561268,"state":"expired"}"#)
        #expect(codes(result) == ["key.expired"])
        let converted = try client.call("key/convert", #"{"key":{"pem":"\#(pem)"},"to":"jwk"}"#)
        #expect(converted["dropped"]?.lexeme == "[]" && converted["jwk"]?["x5c"]?.count == 1)
        let bare = try client.call("key/convert", #"{"key":{"pem":"\#(pem)"},"to":"spki"}"#)
        #expect(bare["dropped"]?.lexeme == #"["x5c","nbf","exp"]"#)
    }

    @Test func `goes through a set, skips what is no key, and says what is odd about the whole`() throws {
        let pair = try client.newKey(#"{"alg":"ES256","kid":"a"}"#)
        let keys = try [pair.public, pair.private].map { text in
            try #require(try JSONDocument(Array(text.utf8)).root["jwk"]).lexeme
        }
        let others = [
            #"{"kty":"APK"}"#, keys[0], #"{"kty":"oct","k":"c2VjcmV0","kid":"b"}"#, #"{"kty":"EC","crv":"P-256"}"#,
        ]
        let set = #"{"jwks":{"keys":[\#((others + [keys[1]]).joined(separator: ","))]}}"#
        let result = try client.call("key/inspect", #"{"key":\#(set)}"#)
        #expect(result["format"]?["container"]?.string == "jwks")
        #expect(result["keys"]?.elements.compactMap { $0["index"]?.integer } == [1, 2, 4])
        #expect(result["skipped"]?.elements.compactMap { $0["index"]?.integer } == [0, 3])
        #expect(result["skipped"]?.elements.compactMap { $0["pointer"]?.string } == ["/keys/0/kty", "/keys/3"])
        #expect(result["skipped"]?.elements.compactMap { $0["code"]?.string } == ["key.unusable", "key.unusable"])
        #expect(
            codes(result) == [
                "key.guessable", "key.too_weak", "key.duplicate_kid", "key.mixed_set", "key.private_in_public_set",
            ])
        #expect(result["findings"]?.elements.compactMap { $0["pointer"]?.string } == ["/keys/1", "/keys/1"])
    }

    @Test func `tells structures apart that came together`() throws {
        let made = try client.newKey(#"{"alg":"ES256"}"#).private
        let result = try client.call(
            "key/inspect", #"{"key":[\#(made),{"secret":"\#(Self.secret)","encoding":"utf8"}]}"#)
        #expect(result["format"]?["container"]?.string == "mixed")
        #expect(result["keys"]?.elements.compactMap { $0["format"]?["container"]?.string } == ["jwk", "secret"])
    }

    @Test func `lists the members that mean nothing`() throws {
        let jwk = #"{"kty":"oct","k":"\#(Self.secret)","jku":"https://example.com","ext":true}"#
        let result = try client.call("key/inspect", #"{"key":{"jwk":\#(jwk)}}"#)
        #expect(result["keys"]?.elements.map { $0["otherMembers"]?.lexeme } == [#"["jku","ext"]"#])
    }

    @Test func `leaves the quick lane for many RSA keys`() throws {
        let jwk = #"{"kty":"RSA","e":"AQAB","n":"\#(Self.ones2048)"}"#
        let set = #"{"jwks":{"keys":[\#(Array(repeating: jwk, count: 5).joined(separator: ","))]}}"#
        #expect(try client.refusal("key/inspect", #"{"key":\#(set)}"#, lane: .quick).isDeferral)
        let cancellation = Cancellation()
        cancellation.cancel()
        let error = try client.refusal("key/inspect", #"{"key":\#(set)}"#, cancellation: cancellation)
        #expect(error.code == .cancelled)
    }

    @Test(arguments: [
        (#"{"jwk":{"kty":"APK"}}"#, "key.unusable", "/key/jwk/kty"),
        (#"{"jwks":{"keys":[]}}"#, "key.not_found", "/key"),
        (#"{"jwks":{"keys":[{"kty":"RSA"}]}}"#, "key.unusable", "/key/keys/0"), (#""secret""#, "key.unusable", "/key"),
        (#"{"pem":"-----BEGIN OPENSSH PRIVATE KEY-----"}"#, "key.unusable", "/key/pem"),
    ])
    func `refuses what holds no key that can be used`(key: String, code: String, parameter: String) throws {
        let error = try client.refusal("key/inspect", #"{"key":\#(key)}"#)
        #expect(error.code.word == code, "\(error.message)")
        #expect(error.parameter == parameter, "\(error.message)")
    }
}
