import JSON
import Testing

struct CompletionTests {
    private static let able =
        #"{"textDocument":{"completion":{"completionItem":{"snippetSupport":true,"documentationFormat":["markdown","plaintext"]}}}}"#
    private static let plain = #"{"textDocument":{"completion":{}}}"#

    /// What is proposed where `‸` stands.
    private func proposals(
        _ text: String, _ name: String = "a.json", _ capabilities: String = plain, options: String = "{}",
        others: [String] = []
    ) throws -> [JSONValue] {
        let session = try EditorSession(capabilities, options: options)
        for (index, other) in others.enumerated() { try session.open("other\(index)", other) }
        let uri = try session.open(name, text.replacing("‸", with: ""), language: "json")
        let before = text.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        let answer = try session.ask(
            "textDocument/completion", at: lines.count - 1, lines.last?.utf16.count ?? 0, in: uri)
        return answer["items"]?.elements.map { $0 } ?? []
    }

    private func labels(_ proposals: [JSONValue]) -> [String] { proposals.compactMap { $0["label"]?.string } }

    /// The text with the proposal of this label taken.
    private func taken(_ label: String, _ text: String, _ name: String = "a.json", _ capabilities: String = plain)
        throws -> String?
    {
        guard
            let edit = try proposals(text, name, capabilities).first(where: { $0["label"]?.string == label })?[
                "textEdit"],
            let start = edit["range"]?["start"]?["character"]?.integer,
            let end = edit["range"]?["end"]?["character"]?.integer
        else { return nil }
        let plain = Array(text.replacing("‸", with: "").utf16)
        return String(decoding: plain[..<Int(start)], as: UTF16.self) + (edit["newText"]?.string ?? "")
            + String(decoding: plain[Int(end)...], as: UTF16.self)
    }

    @Test func `names of claims that are not there yet are proposed with what they mean`() throws {
        let items = try proposals(#"{"iss": "a", "sub": "b", "‸"}"#, "a.json", Self.able)
        #expect(labels(items).prefix(3) == ["aud", "exp", "nbf"])
        #expect(!labels(items).contains("iss"))
        let exp = try #require(items.first { $0["label"]?.isString("exp") == true })
        #expect(exp["detail"]?.string == "Expiration Time")
        #expect(
            exp["documentation"]?["value"]?.string?.contains("](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4)")
                == true)
        let plain = try proposals(#"{"iss": "a", "sub": "b", "‸"}"#).first
        #expect(plain?["documentation"]?.kind == .string && plain?["insertTextFormat"]?.integer == 1)
    }

    @Test(arguments: [
        (#"{"iss": "a", "sub": "b", "‸"}"#, "aud", #"{"iss": "a", "sub": "b", "aud": }"#),
        (#"{"iss": "a", "sub": "b", "a‸"}"#, "aud", #"{"iss": "a", "sub": "b", "aud": }"#),
        (#"{"iss": "a", "sub": "b", "‸"#, "aud", #"{"iss": "a", "sub": "b", "aud": "#),
        (#"{"iss": "a", "sub": "b", ‸}"#, "aud", #"{"iss": "a", "sub": "b", "aud": }"#),
        (#"{"‸": "a", "sub": "b", "iss": "c"}"#, "aud", #"{"aud": "a", "sub": "b", "iss": "c"}"#),
        (#"{"😀": 1, "iss": "a", "sub": "b", "a‸ud": 1}"#, "exp", #"{"😀": 1, "iss": "a", "sub": "b", "exp": 1}"#),
        (#"{"alg": "‸", "typ": "JWT"}"#, "ES256", #"{"alg": "ES256", "typ": "JWT"}"#),
        (#"{"alg": "HS2‸56", "typ": "JWT"}"#, "ES256", #"{"alg": "ES256", "typ": "JWT"}"#),
        (#"{"typ": "JWT", "alg": ‸}"#, "ES256", #"{"typ": "JWT", "alg": "ES256"}"#),
        (#"{"typ": "JWT", "alg": "‸"#, "ES256", #"{"typ": "JWT", "alg": "ES256""#),
        (#"{"alg": "‸"}"#, "ES256", #"{"alg": "ES256"}"#),
        (#"{"kty": "OKP", "key_ops": ["sign", "‸"]}"#, "verify", #"{"kty": "OKP", "key_ops": ["sign", "verify"]}"#),
        (#"{"iss": "a", "sub": "b", "exp": ‸}"#, "1767229200", #"{"iss": "a", "sub": "b", "exp": 1767229200}"#),
        (#"{"iss": "a", "sub": "b", "exp": 17‸}"#, "1767229200", #"{"iss": "a", "sub": "b", "exp": 1767229200}"#),
        (
            #"{"iss": "a", "sub": "b", "email_verified": ‸}"#, "true",
            #"{"iss": "a", "sub": "b", "email_verified": true}"#
        ),
    ])
    func `what is chosen takes the place of what is being typed`(text: String, label: String, result: String) throws {
        #expect(try taken(label, text) == result)
    }

    @Test func `a client with snippets gets a place to go on in`() throws {
        let text = #"{"iss": "a", "sub": "b", "‸"}"#
        #expect(try taken("aud", text, "a.json", Self.able) == #"{"iss": "a", "sub": "b", "aud": "$1"$0}"#)
        #expect(try taken("cnf", text, "a.json", Self.able) == #"{"iss": "a", "sub": "b", "cnf": {$1}$0}"#)
        #expect(try taken("exp", text, "a.json", Self.able) == #"{"iss": "a", "sub": "b", "exp": $0}"#)
    }

    @Test(arguments: [
        (#"{"kty": "EC", "crv": "‸"}"#, ["P-256", "P-384", "P-521", "secp256k1"]),
        (#"{"kty": "OKP", "crv": "‸"}"#, ["Ed25519", "Ed448", "X25519", "X448"]),
        (#"{"kty": "‸"}"#, ["EC", "RSA", "oct", "OKP", "AKP"]), (#"{"kty": "EC", "use": "‸"}"#, ["sig", "enc"]),
        (#"{"alg": "dir", "zip": "‸"}"#, ["DEF"]),
    ])
    func `values are those of the registries that fit`(text: String, expected: [String]) throws {
        #expect(labels(try proposals(text)) == expected)
    }

    @Test func `nobody is led to none, and not to algorithms of another kind of key or token`() throws {
        let header = labels(try proposals(#"{"alg": "‸", "typ": "JWT"}"#))
        #expect(
            header.contains("ES256") && header.contains("dir") && !header.contains("none")
                && !header.contains("A128GCM"))
        let sealed = labels(try proposals(#"{"alg": "‸", "typ": "JWT", "enc": "A128GCM"}"#))
        #expect(!sealed.contains("ES256") && sealed.contains("dir"))
        let key = labels(try proposals(#"{"kty": "RSA", "alg": "‸"}"#))
        #expect(key.contains("PS256") && key.allSatisfy { $0.hasPrefix("RS") || $0.hasPrefix("PS") })
        #expect(labels(try proposals(#"{"alg": "dir", "enc": "‸"}"#)).contains("A256GCM"))
        #expect(labels(try proposals(#"{"alg": "ES256", "typ": "‸"}"#)).contains("at+jwt"))
    }

    @Test func `kid is proposed from open and configured keys, without what misleads`() throws {
        let hostile = SampleTexts.publicKey.replacing(#""ed""#, with: #""a\"\u202e""#)
        let items = try proposals(
            #"{"alg": "ES256", "kid": "‸"}"#, options: #"{"keys":[{"jwk":\#(SampleTexts.key)}]}"#,
            others: [SampleTexts.publicKey, hostile])
        #expect(labels(items) == ["ed", "a\"\\u{202E}", "a1"])
        #expect(items.first?["documentation"]?.string == "Ed25519 public key")
        #expect(items.dropFirst().first?["textEdit"]?["newText"]?.string == #"a\"\u202e"#)
        #expect(items.allSatisfy { !$0.lexeme.contains("AyM1") })
    }

    @Test(arguments: [("claims.json", "iss"), ("x.jwk", "kty"), ("jwks.json", "keys"), ("header.json", "alg")])
    func `an empty object is what its document's name says`(name: String, first: String) throws {
        #expect(labels(try proposals("{\"‸\"}", name)).first == first)
    }

    @Test func `an object in a set is a key, and one under the name of a header is a header`() throws {
        #expect(labels(try proposals("{\"keys\": [\n{\"‸\"}\n]}")).first == "kty")
        #expect(labels(try proposals("{\"header\": {\"‸\"}}")).first == "alg")
        #expect(labels(try proposals("{\"payload\":\n {\"‸\"}}")).first == "iss")
    }

    @Test(arguments: [
        #"{"name": "x", "‸"}"#, "‸", "{‸", #""‸""#, #"{"iss": "a", "sub": "‸"}"#,
        // What was typed is whole.
        #"{"iss": "a", "sub": "b", "exp"‸}"#, #"{"alg": "ES256"‸}"#, #"{"kty": "OKP", "key_ops": ["sign"‸]}"#,
        #"{"iss": "a", "sub": "b"‸}"#, #"{"iss": "a", "sub": "b", "exp": 1 ‸}"#,
    ])
    func `nothing is proposed elsewhere`(text: String) throws { #expect(try proposals(text).isEmpty) }

    @Test func `a client that does not know it is not offered it`() throws {
        #expect(try EditorSession().capabilities["completionProvider"] == nil)
        #expect(
            try EditorSession(Self.plain).capabilities["completionProvider"]?.lexeme
                == #"{"triggerCharacters":["\""],"resolveProvider":false}"#)
    }
}
