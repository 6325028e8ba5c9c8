import JSON
import Testing

struct ScanTests {
    private let service = Service()

    private func token(_ claims: String, with jwk: String = SampleKey.secret) throws -> String {
        try forged(#"{"alg":"HS256"}"#, claims, with: jwk)
    }

    private func scan(_ text: String, _ others: Parameters = [:]) throws -> Answer {
        let answer = try service.call("scan", others.with(["text": quoted(text)]))
        let result = try #require(answer.result, "\(answer.text)")
        #expect(!result.document.hasDuplicates, "\(answer.text)")
        return answer
    }

    private func first(_ answer: Answer) throws -> JSONValue {
        try #require(answer.result?["found"]?.elements.first { _ in true })
    }

    @Test func `a token that is good is exposed, and one that has expired is not`() throws {
        for (claims, count) in [(#"{"exp":1800000001}"#, 1), (#"{"exp":1800000000}"#, 0), ("{}", 1)] {
            let answer = try scan("a \(try token(claims)) b")
            #expect(answer.result?["exposed"]?.integer == Int64(count), "\(answer.text)")
            #expect(answer.result?["tokens"]?.integer == 1)
        }
    }

    @Test(arguments: ["# gitleaks:allow", "// pragma: allowlist secret", "jwtls:ignore[exposure.token_live]"])
    func `what somebody allowed is not counted`(mark: String) throws {
        let allowed = try scan("\(try token("{}")) \(mark)\n")
        let found = try first(allowed)
        #expect(allowed.result?["exposed"]?.integer == 0 && found["allowed"]?.boolean == true)
        #expect(try scan("\(try token("{}"))\n\(mark)").result?["exposed"]?.integer == 1)
    }

    @Test func `keys verify, and a policy alone compares`() throws {
        let text = try token(#"{"iss":"a"}"#)
        let key: Parameters = ["key": jwk(SampleKey.secret)]
        #expect(try first(scan(text, key))["valid"]?.boolean == true)
        let other = try scan(text, ["key": jwk(OtherKey.secret)])
        let wrong = try first(other)
        #expect(wrong["valid"]?.boolean == false && other.result?["exposed"]?.integer == 0)
        #expect(try first(scan(text, ["issuer": #""a""#]))["conforms"]?.boolean == true)
        let refused = try first(scan("x " + text, ["profile": #""at+jwt""#]))
        #expect(refused["conforms"]?.boolean == false && refused["valid"] == nil)
        #expect(refused["failures"]?.elements.contains { $0["code"]?.string == "header.typ_mismatch" } == true)
    }

    @Test func `an SD-JWT is judged by what is signed of it, and whole where it is asked for`() throws {
        let digest = #"{"_sd":["9gjVuXtdFROCgRrtNcGUXmF65rdezi_6Er_j76kmYyM"]}"#
        let key: Parameters = ["key": jwk(SampleKey.secret)]
        let withheld = try SampleSelective.token(digest, [])
        #expect(try first(scan(withheld, key))["valid"]?.boolean == true)
        let wrong = try SampleSelective.token(digest, [#"["salt","a",1]"#])
        let signed = try first(scan(wrong, key))
        #expect(signed["kind"]?.string == "sd-jwt" && signed["valid"]?.boolean == true)
        let whole = try first(scan(wrong, key.with(["profile": #""sd-jwt""#])))
        #expect(whole["valid"]?.boolean == false)
        #expect(try first(scan(withheld, key.with(["profile": #""sd-jwt""#])))["valid"]?.boolean == true)
    }

    @Test(arguments: [SampleKey.rsa, SampleKey.p256, SampleKey.ed25519, SampleKey.secret])
    func `a secret key is exposed, its public part is not, and neither is repeated`(key: String) throws {
        let members = privateMembers(of: try JSONDocument(Array(key.utf8)).root)
        let answer = try scan("k=\(key)")
        let found = try first(answer)
        #expect(answer.result?["exposed"]?.integer == 1 && found["private"]?.boolean == true)
        for member in members {
            let value = try #require(try JSONDocument(Array(key.utf8)).root[Array(member.utf8).span]?.string)
            #expect(!answer.text.contains(value))
        }
        let redacted = try service.call("redact", ["text": quoted("k=\(key);")])
        #expect(redacted["text"] == #"k="[private key redacted]";"#)
        guard key != SampleKey.secret else { return }
        let open = try publicJWK(key)
        #expect(try scan(open).result?["exposed"]?.integer == 0)
        #expect(try service.call("redact", ["text": quoted(open)])["text"] == open)
    }

    @Test func `PEM is found also where its line ends are spelled out`() throws {
        for text in [PublicText.spki, PublicText.spki.replacing("\n", with: #"\n"#)] {
            let found = try first(scan(#"{"key":"\#(text)"}"#))
            #expect(found["kty"]?.string == "RSA" && found["private"]?.boolean == false)
        }
        let broken = try scan("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")
        #expect(broken.result?["exposed"]?.integer == 1, "\(broken.text)")
    }

    @Test func `what was redacted holds no token any more`() throws {
        let text = "a \(try token("{}")) b \(try token(#"{"exp":1}"#))~ c"
        for keep in ["header", "none"] {
            let answer = try service.call("redact", ["text": quoted(text), "keep": quoted(keep)])
            let left = try #require(answer["text"])
            #expect(answer.result?["replaced"]?.integer == 2)
            #expect(try scan(left).result?["tokens"]?.integer == 0)
            #expect(left.contains("eyJhbGciOiJIUzI1NiJ9") == (keep == "header"))
        }
    }
}
