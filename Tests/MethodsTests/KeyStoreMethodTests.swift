import JSON
import Launching
import Methods
import Testing

/// Keys that are kept: put, told of, listed, taken away, and named by requests.
struct KeyStoreMethodTests {
    private static let generate = #"{"set":"api","generate":{"alg":"ES256"}}"#

    @Test(arguments: ["ES256", "Ed25519", "HS256", "RS256"])
    func `a key that is kept signs and verifies by the name of its set, and of itself`(alg: String) throws {
        let service = KeyStoreClient().service()
        let put = try service.result("keys/put", #"{"set":"api","generate":{"alg":"\#(alg)"}}"#)
        let kid = try #require(put[text: "kid"])
        #expect(put[text: "state"] == "current" && put["changed"]?.boolean == true)
        for name in ["api", "api/\(kid)"] {
            let token = try service.token(name)
            #expect(try service.verdict(token, "api").isValid)
            #expect(try service.verdict(token, "api/\(kid)").isValid)
        }
    }

    @Test(arguments: ["RSA-OAEP-256", "ECDH-ES+A256KW", "A256KW"])
    func `a key that is kept decrypts what is encrypted for it`(alg: String) throws {
        let service = KeyStoreClient().service()
        try service.result("keys/put", #"{"set":"box","generate":{"alg":"\#(alg)"}}"#)
        let made = try service.result("encrypt", #"{"key":{"ref":"box"},"claims":{"sub":"a"}}"#)
        let token = try #require(made[text: "token"])
        let opened = try service.result("decrypt", #"{"key":{"ref":"box"},"token":"\#(token)"}"#)
        #expect(opened["claims"]?["sub"]?.string == "a")
    }

    @Test func `a key comes back after the process that kept it, and only with what protects it`() throws {
        let folder = try ScratchFolder()
        let first = KeyStoreClient(file: folder.file).service()
        try first.result("keys/put", Self.generate)
        let token = try first.token("api")
        let other = KeyStoreClient(file: folder.file)
        #expect(try other.service().verdict(token, "api").isValid)
        #expect(try other.service().verdict(try other.service().token("api"), "api").isValid)
        for (secret, word) in [(KeyStoreClient.secret(2), "key.password"), (nil, "keys.sealed")] {
            let stranger = KeyStoreClient(file: folder.file, secret: secret).service()
            // Who has nothing looks at no seal of public parts; who has something else finds that they are not his.
            #expect(try stranger.verdict(token, "api").error == (secret == nil ? nil : "key.password"))
            #expect(try stranger.error("sign", #"{"key":{"ref":"api"},"claims":{}}"#) == word)
        }
        #expect(try other.service().verdict(try other.service().token("api"), "api").isValid)
    }

    @Test func `a password protects as a key does, and its work is done where it delays nobody`() throws {
        let folder = try ScratchFolder()
        var password = Array("correct horse".utf8)
        let service = KeyStoreClient(file: folder.file, secret: try StoreSecret(password: &password)).service()
        #expect(password.isEmpty)
        try service.result("keys/put", Self.generate)
        #expect(try service.verdict(try service.token("api"), "api").isValid)
        password = Array("correct horse".utf8)
        let other = KeyStoreClient(file: folder.file, secret: try StoreSecret(password: &password)).service()
        let sign: Parameters = ["key": #"{"ref":"api"}"#, "claims": "{}", "expiresIn": "1"]
        #expect(try other.isDeferred("sign", sign))
        #expect(try other.call("sign", sign).result != nil)
        // It is open now.
        #expect(try !other.isDeferred("sign", sign))
        password = Array("battery staple".utf8)
        let wrong = KeyStoreClient(file: folder.file, secret: try StoreSecret(password: &password)).service()
        #expect(try wrong.call("sign", sign).error == "key.password")
    }

    @Test func `without what protects them only public keys are kept`() throws {
        let service = KeyStoreClient(secret: nil).service()
        #expect(try service.error("keys/put", Self.generate) == "keys.sealed")
        #expect(try service.error("keys/put", #"{"set":"api","key":\#(jwk(SampleKey.p256))}"#) == "keys.sealed")
        #expect(try service.error("keys/list", "{}") == nil)
        let other = try KeyStoreClient().service().result("keys/put", Self.generate)
        #expect(other[text: "holds"] == "private")
        let pair = try Service().result("keygen", #"{"alg":"ES256"}"#)
        let key = try #require(pair["keys"]?.elements.first { _ in true })
        let put = try service.result(
            "keys/put", #"{"set":"api","key":\#(try #require(key["public"]?.lexeme))}"#)
        #expect(put[text: "holds"] == "public")
        let secret = try #require(key["private"]?.lexeme)
        let token = try #require(try Service().result("sign", #"{"key":\#(secret),"claims":{}}"#)[text: "token"])
        #expect(try service.verdict(token, "api").isValid)
        #expect(try service.error("sign", #"{"key":{"ref":"api"},"claims":{}}"#) == "key.refused")
    }

    @Test func `a kid names one key, and a set one kind of key`() throws {
        let service = KeyStoreClient().service()
        let (first, second) = (jwk(SampleKey.p256), jwk(SampleKey.rsa))
        let put = { (key: String) in #"{"set":"api","kid":"k","key":\#(key)}"# }
        #expect(try service.result("keys/put", put(first))["changed"]?.boolean == true)
        #expect(try service.result("keys/put", put(first))["changed"]?.boolean == false)
        #expect(try service.error("keys/put", put(second)) == "keys.conflict")
        #expect(try service.error("keys/put", #"{"set":"api","key":\#(first),"kid":"l"}"#) == "keys.conflict")
        #expect(try service.error("keys/put", #"{"set":"api","generate":{"alg":"HS256"}}"#) == "keys.conflict")
        #expect(try service.error("keys/rotate", #"{"set":"api","alg":"HS256"}"#) == "keys.conflict")
        let secret = #"{"set":"s","kid":"k","key":{"secret":"correct horse battery staple, twice","encoding":"utf8"}}"#
        #expect(try service.result("keys/put", secret)["changed"]?.boolean == true)
        #expect(try service.result("keys/put", secret)["changed"]?.boolean == false)
        #expect(try service.error("keys/put", #"{"set":"s","kid":"k","generate":{"alg":"HS256"}}"#) == "keys.conflict")
        #expect(try service.error("keys/jwks", #"{"set":"s"}"#) == "key.refused")
    }

    @Test func `a set that was fetched is believed up to its age, and no longer`() throws {
        let client = KeyStoreClient()
        let service = client.service()
        let pair = try Service().result("keygen", #"{"alg":"ES256"}"#)
        let (jwks, key) = (
            try #require(pair["jwks"]?.lexeme),
            try #require(pair["keys"]?.elements.first { _ in true }?["private"]?.lexeme)
        )
        let put = try service.result("keys/put", #"{"set":"idp","jwks":\#(jwks),"maxAge":"1h"}"#)
        #expect(put["keys"]?.integer == 1 && put["until"]?.integer == Service.now + 3600)
        let token = try #require(try Service().result("sign", #"{"key":\#(key),"claims":{}}"#)[text: "token"])
        for second in [0, 3600] as [Int64] {
            client.seconds = second
            #expect(try service.verdict(token, "idp").isValid)
        }
        client.seconds = 3601
        #expect(try service.verdict(token, "idp").error == "keys.expired")
        #expect(try service.error("keys/jwks", #"{"set":"idp"}"#) == "keys.expired")
        try service.result("keys/put", #"{"set":"idp","jwks":\#(jwks)}"#)
        #expect(try service.verdict(token, "idp").isValid)
        #expect(try service.error("keys/put", #"{"set":"idp","generate":{"alg":"ES256"}}"#) == "keys.conflict")
        #expect(try service.error("keys/rotate", #"{"set":"idp"}"#) == "keys.conflict")
        let secret = try #require(pair["keys"]?.elements.first { _ in true }?["private"]?["jwk"]?.lexeme)
        #expect(try service.error("keys/put", #"{"set":"x","jwks":{"keys":[\#(secret)]}}"#) == "key.refused")
        #expect(try service.result("keys/remove", #"{"set":"idp","all":true}"#)["removed"]?.integer == 1)
        #expect(try service.verdict(token, "idp").error == "keys.unknown")
    }

    @Test func `keys are listed by pages, and a cursor is one that was given`() throws {
        let service = KeyStoreClient().service()
        for set in ["a", "b", "c"] {
            try service.result("keys/put", #"{"set":"\#(set)","generate":{"alg":"ES256"}}"#)
            try service.result("keys/put", #"{"set":"\#(set)","generate":{"alg":"ES256"}}"#)
        }
        var (seen, cursor, pages) = ([String](), String?.none, 0)
        repeat {
            let more = cursor.map { #","cursor":"\#($0)""# } ?? ""
            let page = try service.result("keys/list", #"{"limit":2\#(more)}"#)
            for key in page["keys"]?.elements.map({ $0 }) ?? [] {
                seen.append("\(key[text: "set"] ?? "") \(key[text: "state"] ?? "")")
            }
            cursor = page[text: "next"]
            pages += 1
        } while cursor != nil
        #expect(pages == 3 && seen == ["a current", "a next", "b current", "b next", "c current", "c next"])
        #expect(try service.result("keys/list", #"{"set":"b"}"#)["keys"]?.count == 2)
        for cursor in ["", "YQ", "YS9i", "!", "a/1", String(repeating: "A", count: 300)] {
            #expect(try service.error("keys/list", #"{"cursor":"\#(cursor)"}"#) == "params.invalid")
        }
        #expect(try service.error("keys/list", #"{"limit":1001}"#) == "params.invalid")
    }

    @Test func `the current key goes only alone or with its set`() throws {
        let service = KeyStoreClient().service()
        let first = try #require(try service.result("keys/put", Self.generate)[text: "kid"])
        let second = try #require(try service.result("keys/put", Self.generate)[text: "kid"])
        #expect(try service.error("keys/put", Self.generate) == "keys.state")
        #expect(try service.error("keys/remove", #"{"set":"api","kid":"\#(first)"}"#) == "keys.state")
        #expect(try service.error("keys/remove", #"{"set":"api","kid":"other"}"#) == "keys.unknown")
        #expect(try service.error("keys/remove", #"{"set":"api"}"#) == "params.invalid")
        #expect(try service.result("keys/remove", #"{"set":"api","kid":"\#(second)"}"#)["removed"]?.integer == 1)
        #expect(try service.result("keys/remove", #"{"set":"api","kid":"\#(first)"}"#)["removed"]?.integer == 1)
        #expect(try service.error("keys/get", #"{"set":"api"}"#) == "keys.unknown")
    }

    @Test(arguments: ["", "a b", "a/b", "é", String(repeating: "a", count: 65)])
    func `a set has a plain name`(name: String) throws {
        let service = KeyStoreClient().service()
        let put = #"{"set":\#(quoted(name)),"generate":{"alg":"ES256"}}"#
        #expect(try service.error("keys/put", put) == "params.invalid")
    }

    @Test func `a secret key is exported by its own name, and by nothing else`() throws {
        let service = KeyStoreClient().service()
        let kid = try #require(try service.result("keys/put", Self.generate)[text: "kid"])
        let exported = try service.result("keys/get", #"{"set":"api","kid":"\#(kid)","export":true}"#)
        let scalar = try #require(exported["key"]?["jwk"]?["d"]?.string)
        #expect(try service.error("keys/get", #"{"set":"api","export":true}"#) == "params.invalid")
        try service.result("keys/put", Self.generate)
        let token = try service.token("api")
        let ref = #"{"ref":"api"}"#
        let calls = [
            ("keys/get", #"{"set":"api"}"#), ("keys/get", #"{"set":"api","kid":"\#(kid)"}"#), ("keys/list", "{}"),
            ("keys/put", #"{"set":"api","key":\#(exported["key"]?.lexeme ?? "")}"#), ("keys/jwks", #"{"set":"api"}"#),
            ("keys/rotate", #"{"set":"api","dryRun":true}"#), ("key/inspect", #"{"key":\#(ref)}"#),
            ("key/convert", #"{"key":\#(ref),"to":"jwks"}"#), ("key/match", #"{"a":\#(ref),"b":\#(ref)}"#),
            ("key/thumbprint", #"{"key":{"ref":"api/\#(kid)"}}"#),
            ("verify", #"{"token":"\#(token)","key":\#(ref)}"#), ("decode", #"{"token":"\#(token)"}"#),
            ("key/convert", #"{"key":{"ref":"api/\#(kid)"},"to":"pkcs8"}"#),
            ("sign", #"{"key":\#(ref),"claims":{},"embed":"jwk"}"#), ("keys/rotate", #"{"set":"api"}"#),
            ("keys/remove", #"{"set":"api","all":true}"#),
        ]
        for (method, text) in calls {
            let answer = try service.call(method, text: text)
            #expect(!answer.text.contains(scalar) && !answer.text.contains(#""d":"#), "\(method): \(answer.text)")
        }
    }
}
