import JSON
import RPC
import Testing

struct KeyThumbprintTests {
    private let client = KeyClient()

    /// The key of RFC 8037 §A.2, and its thumbprint of §A.3.
    private static let ed25519 =
        #"{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"other","use":"sig"}}"#
    private static let thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"

    @Test(arguments: [
        ("", thumbprint), (#","form":"base64url""#, thumbprint),
        (#","form":"uri""#, "urn:ietf:params:oauth:jwk-thumbprint:sha-256:\(thumbprint)"),
        (#","form":"hex""#, "90facafea9b1556698540f70c0117a22ea37bd5cf3ed3c47093c1707282b4b89"),
    ])
    func `writes a published thumbprint in every form`(form: String, expected: String) throws {
        let result = try client.call("key/thumbprint", #"{"key":\#(Self.ed25519)\#(form)}"#)
        #expect(result["thumbprint"]?.string == expected)
        #expect(result["hash"]?.string == "sha-256")
        #expect(result["uri"]?.string == "urn:ietf:params:oauth:jwk-thumbprint:sha-256:\(Self.thumbprint)")
        #expect(
            result["canonical"]?.string
                == #"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)
    }

    @Test(arguments: [("sha-256", 43), ("sha-384", 64), ("sha-512", 86)])
    func `hashes with every function`(hash: String, length: Int) throws {
        let result = try client.call("key/thumbprint", #"{"key":\#(Self.ed25519),"hash":"\#(hash)"}"#)
        #expect(result["thumbprint"]?.string?.utf8.count == length)
        #expect(result["uri"]?.string?.hasPrefix("urn:ietf:params:oauth:jwk-thumbprint:\(hash):") == true)
    }

    @Test(arguments: KeyKind.asymmetric)
    func `is the same for a private key and its public part`(kind: KeyKind) throws {
        let key = try client.newKey(kind.params)
        let ofPrivate = try client.call("key/thumbprint", #"{"key":\#(key.private)}"#)
        let ofPublic = try client.call("key/thumbprint", #"{"key":\#(key.public)}"#)
        #expect(ofPrivate.lexeme == ofPublic.lexeme)
    }

    @Test func `gives a secret's only on request, and never what is hashed`() throws {
        let secret = #"{"secret":"correct horse battery staple","encoding":"utf8"}"#
        #expect(try client.refusal("key/thumbprint", #"{"key":\#(secret)}"#).code.word == "key.refused")
        let result = try client.call("key/thumbprint", #"{"key":\#(secret),"secret":true}"#)
        #expect(result["thumbprint"]?.string?.utf8.count == 43)
        #expect(result["canonical"] == nil)
    }

    @Test(arguments: [
        (#"[\#(ed25519),\#(ed25519)]"#, "params.invalid"), (#"{"jwks":{"keys":[]}}"#, "key.not_found"),
        (#"{"jwks":{"keys":[{"kty":"EC"}]}}"#, "key.unusable"),
        (#"{"jwk":{"kty":"OKP","crv":"Ed25519"}}"#, "key.unusable"),
        (#""nonsense""#, "key.unusable"),
    ])
    func `takes one key that can be used`(key: String, code: String) throws {
        #expect(try client.refusal("key/thumbprint", #"{"key":\#(key)}"#).code.word == code)
    }
}
