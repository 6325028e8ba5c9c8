import JOSE
import JSON
import RPC
import Testing

struct KeygenTests {
    private let client = KeyClient()

    @Test(arguments: SigningAlgorithm.available)
    func `makes a key for every algorithm, whose signatures its public part verifies`(
        algorithm: SigningAlgorithm
    ) throws {
        let size = algorithm.requirement.keyType == .rsa ? #","size":2048"# : ""
        let result = try client.call("keygen", #"{"alg":"\#(algorithm.name)"\#(size)}"#)
        let key = try #require(result["keys"]?.elements.first { _ in true })
        #expect(key["alg"]?.string == algorithm.name.description)
        #expect(key["use"]?.string == "sig")
        let privateKey = try #require(key["private"]).lexeme
        let publicKey = (key["public"] ?? key["private"])?.lexeme ?? ""
        let signed = try client.call("sign", #"{"key":\#(privateKey),"claims":{"sub":"alice"}}"#)
        #expect(signed["alg"]?.string == algorithm.name.description)
        #expect(signed["kid"]?.string == key["kid"]?.string)
        let verdict = try client.call("verify", #"{"key":\#(publicKey),"token":\#(signed["token"]?.lexeme ?? "")}"#)
        #expect(verdict["valid"]?.boolean == true)
        #expect(!codes(verdict).contains("key.too_weak"))
    }

    @Test(arguments: KeyKind.all)
    func `says what it made, and names it by its thumbprint`(kind: KeyKind) throws {
        let result = try client.call("keygen", kind.params)
        let key = try #require(result["keys"]?.elements.first { _ in true })
        #expect(key["kty"]?.string == kind.type)
        #expect(key["bits"]?.integer == Int64(kind.bits))
        #expect(privateMembers(of: try #require(key["private"]?["jwk"])).isEmpty == false)
        #expect(key["private"]?["jwk"]?["kid"]?.string == key["kid"]?.string)
        guard !kind.isSecret else {
            #expect(key["public"] == nil && key["thumbprint"] == nil && result["jwks"] == nil)
            #expect(key["kid"]?.string?.utf8.count == 22)
            return
        }
        let jwk = try #require(key["public"]?["jwk"])
        #expect(privateMembers(of: jwk) == [])
        #expect(result["jwks"]?["keys"]?.lexeme == "[\(jwk.lexeme)]")
        let named = try client.call("key/thumbprint", #"{"key":{"jwk":\#(jwk.lexeme)}}"#)
        #expect(key["kid"]?.string == named["thumbprint"]?.string)
        #expect(key["thumbprint"]?.string == named["thumbprint"]?.string)
    }

    @Test(arguments: KeyKind.asymmetric, ["pem", "der"])
    func `writes what reads back as the same pair`(kind: KeyKind, format: String) throws {
        let key = try client.newKey(kind.with(#""format":"\#(format)""#))
        let match = try client.call("key/match", #"{"a":\#(key.private),"b":\#(key.public)}"#)
        #expect(match["relation"]?.string == "pair")
        #expect(match["same"]?.boolean == false)
    }

    @Test(arguments: [#""format":"pem","#, #""format":"der","#, ""])
    func `encrypts a private key so that nothing but the password opens it`(format: String) throws {
        let key = try client.newKey(#"{"alg":"Ed25519",\#(format)"password":"correct horse"}"#)
        #expect(try client.refusal("key/inspect", #"{"key":\#(key.private)}"#).code.word == "key.password")
        let wrong = #"{"key":\#(key.private.dropLast()),"password":"battery staple"}}"#
        #expect(try client.refusal("key/inspect", wrong).code.word == "key.password")
        let right = #"\#(key.private.dropLast()),"password":"correct horse"}"#
        let inspected = try client.call("key/inspect", #"{"key":\#(right)}"#)
        #expect(inspected["format"]?["container"]?.string == "pkcs8")
        #expect(inspected["format"]?["encrypted"]?.boolean == true)
        let match = try client.call("key/match", #"{"a":\#(right),"b":\#(key.public)}"#)
        #expect(match["relation"]?.string == "pair")
    }

    @Test(arguments: [
        (#"{}"#, "/alg"), (#"{"alg":"ES256","kty":"RSA"}"#, "/kty"), (#"{"alg":"ES256","crv":"P-384"}"#, "/crv"),
        (#"{"alg":"Ed25519","crv":"Ed448"}"#, "/crv"), (#"{"kty":"EC"}"#, "/crv"),
        (#"{"kty":"EC","crv":"X25519"}"#, "/crv"),
        (#"{"kty":"RSA","crv":"P-256"}"#, "/crv"), (#"{"alg":"ES256","size":256}"#, "/size"),
        (#"{"kty":"RSA","size":1024}"#, "/size"), (#"{"kty":"RSA","size":16384}"#, "/size"),
        (#"{"kty":"RSA","size":2049}"#, "/size"), (#"{"alg":"HS512","size":256}"#, "/size"),
        (#"{"kty":"oct","size":12}"#, "/size"), (#"{"kty":"oct","size":0}"#, "/size"),
        (#"{"kty":"oct","size":524296}"#, "/size"), (#"{"alg":"ES256","count":0}"#, "/count"),
        (#"{"alg":"ES256","count":101}"#, "/count"), (#"{"alg":"ES256","kid":true}"#, "/kid"),
        (#"{"alg":"ES256","kid":""}"#, "/kid"), (#"{"alg":"ES256","count":2,"kid":"a"}"#, "/kid"),
        (#"{"alg":"none"}"#, "/alg"), (#"{"alg":"es256"}"#, "/alg"), (#"{"kty":"AKP"}"#, "/alg"),
        (#"{"alg":"ES256","use":"enc"}"#, "/use"), (#"{"kty":"OKP","crv":"X25519","use":"sig"}"#, "/use"),
        (#"{"alg":"HS256","format":"pem"}"#, "/format"), (#"{"alg":"HS256","password":"hunter22"}"#, "/password"),
        (#"{"alg":"ES256","format":"jwk","password":""}"#, "/password"), (#"{"alg":"A128KW","size":256}"#, "/size"),
        (#"{"alg":"ECDH-ES","crv":"Ed25519"}"#, "/crv"), (#"{"alg":"dir","kty":"RSA"}"#, "/kty"),
        (#"{"alg":"ES256","password":""}"#, "/password"),
        (#"{"alg":"ES256","workDoneToken":1.5}"#, "/workDoneToken"),
    ])
    func `refuses what contradicts itself, or is no key`(params: String, parameter: String) throws {
        let error = try client.refusal("keygen", params)
        #expect(error.code == .invalidParameters, "\(error.message)")
        #expect(error.parameter == parameter, "\(error.message)")
    }

    @Test(arguments: [
        (#"{"alg":"ES256","kid":"my key"}"#, "my key"), (#"{"alg":"ES256","kid":false}"#, nil),
        (#"{"alg":"HS256","kid":"my secret"}"#, "my secret"),
    ])
    func `gives the kid that is asked for`(params: String, kid: String?) throws {
        let key = try #require(try client.call("keygen", params)["keys"]?.elements.first { _ in true })
        #expect(key["kid"]?.string == kid)
        #expect(key["private"]?["jwk"]?["kid"]?.string == kid)
    }

    @Test func `names a secret by its thumbprint only when told to`() throws {
        let key = try client.newKey(#"{"alg":"HS256","kid":"thumbprint"}"#)
        let named = try client.call("key/thumbprint", #"{"key":\#(key.private),"secret":true}"#)
        let jwk = try JSONDocument(Array(key.private.utf8)).root["jwk"]
        #expect(jwk?["kid"]?.string == named["thumbprint"]?.string)
    }

    @Test func `makes different keys, and a set of their public parts`() throws {
        let result = try client.call("keygen", #"{"alg":"ES256","count":3}"#)
        let names = result["keys"]?.elements.compactMap { $0["kid"]?.string } ?? [String]()
        #expect(Set(names).count == 3)
        #expect(result["jwks"]?["keys"]?.elements.compactMap { $0["kid"]?.string } == names)
        let secrets = try client.call("keygen", #"{"kty":"oct","size":512,"count":2}"#)
        #expect(Set(secrets["keys"]?.elements.map(\.lexeme) ?? [String]()).count == 2)
    }

    @Test(arguments: [
        (#"{"alg":"Ed25519"}"#, "Ed25519"), (#"{"kty":"OKP","crv":"Ed25519"}"#, "Ed25519"),
        (#"{"alg":"EdDSA"}"#, "EdDSA"), (#"{"alg":"EdDSA","crv":"Ed448"}"#, "EdDSA"),
    ])
    func `says that Edwards keys have an algorithm of two names`(params: String, name: String) throws {
        let result = try client.call("keygen", params)
        #expect(result["keys"]?.elements.map { $0["alg"]?.string } == [name])
        #expect(codes(result) == ["key.alg_two_names"])
        #expect(codes(try client.call("keygen", #"{"alg":"ES256"}"#)) == [])
    }

    @Test func `says that a short secret is short`() throws {
        #expect(codes(try client.call("keygen", #"{"kty":"oct","size":128}"#)) == ["key.too_weak"])
    }
}

struct KeygenWorkTests {
    private let client = KeyClient()

    @Test(arguments: [
        (#"{"alg":"RS256"}"#, true), (#"{"alg":"ES256","format":"pem","password":"hunter22"}"#, true),
        (#"{"alg":"ES256","count":100}"#, true), (#"{"alg":"ES256"}"#, false), (#"{"alg":"HS256","count":8}"#, false),
    ])
    func `leaves the quick lane for what takes long`(params: String, isLong: Bool) throws {
        guard isLong else {
            _ = try client.call("keygen", params, lane: .quick)
            return
        }
        #expect(try client.refusal("keygen", params, lane: .quick).isDeferral)
        #expect(client.notifications.isEmpty)
    }

    @Test func `does nothing when nobody wants the answer any more`() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        for params in [#"{"alg":"RS256","size":8192}"#, #"{"alg":"ES256"}"#] {
            #expect(try client.refusal("keygen", params, cancellation: cancellation).code == .cancelled)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `stops in the middle of a search for primes`() throws {
        let cancellation = Cancellation()
        client.onNotification = { cancellation.cancel() }
        let params = #"{"alg":"RS256","size":8192,"count":100,"workDoneToken":"t"}"#
        #expect(try client.refusal("keygen", params, cancellation: cancellation).code == .cancelled)
        #expect(kinds == ["begin", "end"])
    }

    @Test(arguments: [#""key making""#, "7", "-1"])
    func `tells of its progress under the token that was given`(token: String) throws {
        _ = try client.call("keygen", #"{"alg":"RS256","size":2048,"count":2,"workDoneToken":\#(token)}"#)
        #expect(client.notifications.allSatisfy { $0.method == "$/progress" && $0.params["token"]?.lexeme == token })
        #expect(kinds == ["begin", "report", "report", "end"])
        #expect(client.notifications.compactMap { $0.params["value"]?["percentage"]?.integer } == [0, 50, 100])
        #expect(client.notifications.first?.params["value"]?["cancellable"]?.boolean == true)
    }

    @Test func `tells nothing of its progress unasked`() throws {
        _ = try client.call("keygen", #"{"alg":"RS256","size":2048}"#)
        #expect(client.notifications.isEmpty)
    }

    private var kinds: [String] {
        client.notifications.compactMap { $0.params["value"]?["kind"]?.string }
    }
}
