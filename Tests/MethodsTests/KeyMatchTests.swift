import JSON
import RPC
import Testing

struct KeyMatchTests {
    private let client = KeyClient()

    @Test(arguments: KeyKind.all)
    func `tells the same key, a pair, and strangers`(kind: KeyKind) throws {
        let key = try client.newKey(kind.params)
        let other = try client.newKey(kind.params)
        try check(key.private, key.private, "identical")
        try check(key.private, other.private, "none")
        guard !kind.isSecret else { return }
        try check(key.private, key.public, "pair")
        try check(key.public, key.private, "pair")
        try check(key.public, key.public, "identical")
        try check(key.private, other.public, "none")
    }

    @Test func `compares the numbers, not the form nor what the owner says`() throws {
        let key = try client.newKey(#"{"alg":"ES256"}"#)
        let pem = try client.call("key/convert", #"{"key":\#(key.private),"to":"sec1"}"#)
        try check(key.private, #"{"pem":\#(pem["pem"]?.lexeme ?? "")}"#, "identical")
        let secret = #"{"secret":"c2VjcmV0IG9mIG1pbmU","encoding":"base64url"}"#
        try check(secret, #"{"secret":"secret of mine","encoding":"utf8"}"#, "identical")
        try check(secret, #"{"secret":"c2VjcmV0IG9mIG1pbmU","encoding":"utf8"}"#, "none")
        try check(secret, key.private, "none")
    }

    @Test func `finds what belongs together in two sets, by the places in them`() throws {
        let made = try client.call("keygen", #"{"alg":"Ed25519","count":3}"#)
        let keys = made["keys"]?.elements.map { $0 } ?? [JSONValue]()
        let privates = keys.compactMap { $0["private"]?["jwk"]?.lexeme }
        let publics = keys.compactMap { $0["public"]?["jwk"]?.lexeme }
        let a = #"{"jwks":{"keys":[\#(privates[0]),{"kty":"new"},\#(publics[1])]}}"#
        let b = #"[{"jwk":\#(publics[2])},{"jwks":{"keys":[null,\#(publics[1]),\#(publics[0])]}}]"#
        let result = try client.call("key/match", #"{"a":\#(a),"b":\#(b)}"#)
        #expect(
            result["pairs"]?.lexeme
                == #"[{"a":0,"b":3,"relation":"pair"},{"a":2,"b":2,"relation":"identical"}]"#)
        #expect(result["same"]?.boolean == false)
        #expect(result["relation"] == nil)
    }

    @Test func `says that two sets hold the same keys in any order`() throws {
        let made = try client.call("keygen", #"{"alg":"ES256","count":2}"#)
        let publics = made["keys"]?.elements.compactMap { $0["public"]?["jwk"]?.lexeme } ?? [String]()
        let a = #"{"jwks":{"keys":[\#(publics[0]),\#(publics[1])]}}"#
        let b = #"{"jwks":{"keys":[\#(publics[1]),\#(publics[0])]}}"#
        #expect(try client.call("key/match", #"{"a":\#(a),"b":\#(b)}"#)["same"]?.boolean == true)
        let fewer = #"{"jwks":{"keys":[\#(publics[1])]}}"#
        #expect(try client.call("key/match", #"{"a":\#(a),"b":\#(fewer)}"#)["same"]?.boolean == false)
    }

    @Test func `gives up on sets that repeat one key`() throws {
        let jwk = #"{"kty":"oct","k":"c2VjcmV0IG9mIG1pbmU"}"#
        let set = #"{"jwks":{"keys":[\#(Array(repeating: jwk, count: 101).joined(separator: ","))]}}"#
        let error = try client.refusal("key/match", #"{"a":\#(set),"b":\#(set)}"#)
        #expect(error.code.word == "limit.key" && error.limit == 10_000)
    }

    private func check(_ a: String, _ b: String, _ relation: String) throws {
        let result = try client.call("key/match", #"{"a":\#(a),"b":\#(b)}"#)
        #expect(result["relation"]?.string == relation)
        #expect(result["same"]?.boolean == (relation == "identical"))
        #expect(result["pairs"] == nil)
    }
}
