import JSON
import Testing

struct HoverTests {
    private static let markdown = #"{"textDocument":{"hover":{"contentFormat":["markdown","plaintext"]}}}"#

    private func hover(
        _ text: String, _ character: Int, _ capabilities: String = markdown, options: String = "{}"
    ) throws -> (text: String, range: Range<Int>)? {
        let session = try EditorSession(capabilities, options: options)
        let uri = try session.open("a.txt", text)
        let answer = try session.ask("textDocument/hover", at: 0, character, in: uri)
        guard answer.kind != .null else { return nil }
        let start = try #require(answer["range"]?["start"]?["character"]?.integer)
        let end = try #require(answer["range"]?["end"]?["character"]?.integer)
        return (try #require(answer["contents"]?["value"]?.string), Int(start)..<Int(end))
    }

    @Test func `the part under the place is told of, and its range is that part`() throws {
        let header = try #require(try hover("T=\(SampleTexts.token)", 5))
        #expect(header.range == 2..<42)
        #expect(header.text.hasPrefix("**JWT · HS256 · expired 14 years ago**\n"))
        #expect(header.text.contains("HMAC with SHA-256"))
        let claims = try #require(try hover("T=\(SampleTexts.token)", 60))
        #expect(claims.range == 43..<137)
        #expect(claims.text.contains("| `exp` | `1300819380` | 2011-03-22T18:43:00Z, 14 years ago. [Expiration Time]"))
        let signature = try #require(try hover("T=\(SampleTexts.token)", 150))
        #expect(signature.range == 138..<181)
        #expect(signature.text.contains("The signature has 32 octets."))
        let dot = try #require(try hover("T=\(SampleTexts.token)", 42))
        #expect(dot.range == 2..<181)
    }

    @Test(arguments: [
        ("{}", "Decoded only: no key is configured to verify the signature with."),
        (#"{"keys":[{"jwk":\#(SampleTexts.key)}]}"#, "Signature **valid**, by the configured key `a1` (oct)."),
        (
            #"{"keys":[{"jwk":{"kty":"oct","k":"dc9Tqv3dCMdJiCZ4iYC0xK3E2qYp8rD2mJ2h6g9gM9w"}}]}"#,
            "Signature **invalid**."
        ),
        (
            #"{"keys":[{"jwk":\#(SampleTexts.publicKey)}]}"#,
            "Not verified: For HS256, the algorithm takes a key of type oct, and this one is of type OKP."
        ),
    ])
    func `the configured keys are asked`(options: String, sentence: String) throws {
        #expect(try #require(try hover(SampleTexts.token, 3, options: options)).text.contains("\n\(sentence)\n"))
    }

    @Test func `a token of another key says that its key is unknown`() throws {
        let token = SampleTexts.token(#"{"alg":"HS256","kid":"b2"}"#, "{}")
        let page = try hover(token, 3, options: #"{"keys":[{"jwks":{"keys":[\#(SampleTexts.key)]}}]}"#)
        #expect(page?.text.contains("Key unknown: none of the configured keys is for this token.") == true)
    }

    @Test func `a token without an algorithm and one that is encrypted say so`() throws {
        let open = try hover(SampleTexts.token(#"{"alg":"none"}"#, #"{"sub":"a"}"#), 3)
        #expect(open?.text.contains("**Not signed**: anybody can have written it.") == true)
        let sealed = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.BBBB.AAAAAAAAAAAAAAAAAAAAAA"
        let cipher = try #require(try hover(sealed, 60))
        #expect(cipher.text.hasPrefix("**Encrypted JWT · dir**"))
        #expect(cipher.text.contains("The encrypted content has 3 octets."))
    }

    @Test func `a client that shows no Markdown gets lines`() throws {
        let plain = try #require(
            try hover(SampleTexts.token, 60, #"{"textDocument":{"hover":{"contentFormat":["plaintext"]}}}"#))
        #expect(!plain.text.contains("*") && !plain.text.contains("`") && !plain.text.contains("|"))
        #expect(plain.text.contains("\n  exp: 1300819380 (2011-03-22T18:43:00Z, 14 years ago. Expiration Time: From"))
    }

    @Test(arguments: [
        "**b**", "<img src=x onerror=y>", "[a](http://evil.example)", "![a](http://evil.example/p)", "a|b", #"\|<b>"#,
        #"\\|[x](y)"#, "`", "``` a", "a`b``c", "\n# Heading\n", "\r\n| x |", "\u{1B}[31mred", "\u{202E}txt.exe",
        "www.evil.example",
        "http://evil.example", "---", "\n\n- [ ] x", "\u{2028}x", "&lt;b&gt;", " ", "", "\u{200B}",
    ])
    func `no claim changes how the rest reads`(hostile: String) throws {
        let name = EditorSession.quoted(hostile)
        let token = SampleTexts.token(
            #"{"alg":"HS256","kid":\#(name),"typ":\#(name)}"#, #"{\#(name):\#(name),"sub":\#(name),"exp":\#(name)}"#)
        for capabilities in [Self.markdown, "{}"] {
            let isMarkdown = capabilities == Self.markdown
            for place in [3, 80, token.utf8.count - 2] {
                let page = try #require(try hover(token, place, capabilities)).text
                for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
                    let rest = isMarkdown ? Self.withoutCode(line) : String(line)
                    #expect(!VisibleText.isUnsafe(rest), "\(line)")
                    guard isMarkdown else { continue }
                    for mark in ["<", "](http://e", "![", "evil", "`"] where rest.contains(mark) {
                        Issue.record("\(mark) in \(line)")
                    }
                    if line.hasPrefix("| ") { #expect(rest.filter { $0 == "|" }.count == 4, "\(line)") }
                }
                // As many lines as for a harmless one: nothing begins another.
                let harmless = try #require(
                    try hover(
                        SampleTexts.token(#"{"alg":"HS256","kid":"k","typ":"t"}"#, #"{"a":"b","sub":"c","exp":"d"}"#),
                        3, capabilities))
                let extra = page.split(separator: "\n").filter { $0.hasPrefix("- ") }.count
                #expect(page.split(separator: "\n").count - extra <= harmless.text.split(separator: "\n").count + 1)
            }
        }
    }

    @Test func `a page is short, however much the token says`() throws {
        let many = (0..<2000).map { "\"c\($0)\":\"x\"" }.joined(separator: ",")
        for claims in ["{\(many)}", #"{"long":"\#(String(repeating: "x", count: 200_000))"}"#] {
            let page = try #require(try hover(SampleTexts.token(#"{"alg":"HS256"}"#, claims), 3)).text
            #expect(page.utf8.count < 20_000)
            #expect(page.contains("more") || page.contains("…"))
        }
    }

    @Test func `what a finding quotes of a token changes nothing either`() throws {
        for name in ["<b>", "www.evil.example", "\\u202e", "`x`", "*a*", "[a](b)"] {
            let token = SampleTexts.token(#"{"alg":"HS256"}"#, #"{"\#(name)":1,"\#(name)":2}"#)
            let page = try #require(try hover(token, 3)).text
            let line = try #require(page.split(separator: "\n").first { $0.contains("two members") })
            #expect(
                line.hasPrefix("- error: `") || line.hasPrefix("- warning: `") || line.hasPrefix("- error: ``"),
                "\(line)")
            #expect(!VisibleText.isUnsafe(page) || !page.contains("\u{202E}"))
        }
    }

    // A line without its code spans, as CommonMark finds them (CommonMark 0.31, §6.1).
    private static func withoutCode(_ line: Substring) -> String {
        var rest = line[...]
        var result = ""
        while let start = rest.firstIndex(of: "`") {
            result += rest[..<start]
            let fence = rest[start...].prefix { $0 == "`" }
            var inside = rest[fence.endIndex...]
            var end: Substring.Index?
            while let next = inside.firstIndex(of: "`") {
                let run = inside[next...].prefix { $0 == "`" }
                inside = inside[run.endIndex...]
                if run.count == fence.count {
                    end = run.endIndex
                    break
                }
            }
            guard let end else { return result + rest[start...] }
            rest = rest[end...]
        }
        return result + rest
    }

    @Test(arguments: [
        (#"{"exp": 1767225660}"#, 10, "**exp: 2026-01-01T00:01:00Z**\n\nin 1 min"),
        ("iat=1767225600", 8, "**iat: 2026-01-01T00:00:00Z**"),
        (#"{"iat": 1767225600000}"#, 12, "counted in milliseconds"), (#"{"sub":"a","iss":"b"}"#, 3, "**sub: Subject**"),
        (#"{"alg": "ES256", "typ": "at+jwt"}"#, 3, "**alg: Algorithm**"),
        (#"{"alg": "ES256", "typ": "at+jwt"}"#, 10, "**ES256**"),
        (#"{"alg": "ES256", "typ": "at+jwt"}"#, 28, "An OAuth access token."),
        (#"algorithms: [RS256]"#, 15, "**RS256**"), (#"{"kty":"EC","crv":"P-256"}"#, 20, "NIST's curve of 256 bits"),
        (SampleTexts.publicKey, 0, "**Ed25519 public key**"), (SampleTexts.publicKey, 3, "**kty: Key Type**"),
    ])
    func `what a word in JSON means is told`(text: String, character: Int, words: String) throws {
        #expect(try #require(try hover(text, character)).text.contains(words))
    }

    @Test func `the name of a key in a header tells where the key is`() throws {
        let session = try EditorSession(Self.markdown)
        let uri = try session.open("a.json", #"{"alg":"EdDSA","kid":"ed"}"#)
        let page = { try session.ask("textDocument/hover", at: 0, 23, in: uri)["contents"]?["value"]?.string }
        #expect(try page()?.contains("No key of this name is open") == true)
        try session.open("jwks.json", "\n\(SampleTexts.publicKey)")
        #expect(try page() == "The key `ed`\n\n- Ed25519 public key, line 2 of `jwks.json`\n")
    }

    @Test(arguments: [
        (#"{"name": "x", "version": "1"}"#, 3), ("exp: 12", 6), ("1767225600", 3), ("HS", 1), (#"{"use": "x"}"#, 3),
        ("", 0),
    ])
    func `nothing is told of other texts`(text: String, character: Int) throws {
        #expect(try hover(text, character) == nil)
    }

    @Test func `a certificate tells its names and times, also inside a string`() throws {
        for text in [SampleTexts.certificate, "x = \"" + SampleTexts.certificate.replacing("\n", with: "\\n") + "\""] {
            let session = try EditorSession(Self.markdown)
            let uri = try session.open("a", text)
            let page = try session.ask("textDocument/hover", at: 0, 9, in: uri)["contents"]?["value"]?.string ?? ""
            #expect(page.contains("Written as PEM, CERTIFICATE."))
            #expect(page.contains("| fits | EdDSA, Ed25519 |  |"), "\(page)")
            #expect(page.contains("| subject | `CN=example.com` |  |"))
            #expect(page.contains("| valid until | 2126-10-31T19:43:52Z | in 100 years |"), "\(page)")
        }
    }

    @Test func `what is escaped in a JWK is no line end of PEM`() throws {
        let jwk = #"{"kty":"oct","kid":"a\nb","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#
        let page = try #require(try hover(jwk, 0)?.text)
        #expect(page.contains("| fits |"), "\(page)")
    }

    @Test func `a secret is never shown`() throws {
        for character in 0..<SampleTexts.key.utf8.count {
            #expect(try hover(SampleTexts.key, character)?.text.contains("AyM1") != true)
        }
    }

    @Test func `a place within three bytes of a token is meant to be in it, in the same line`() throws {
        let text = "π😀 \(SampleTexts.token)   \nx"
        #expect(try hover(text, 3) != nil)
        #expect(try hover(text, 4 + 179 + 2) != nil)
        #expect(try hover("....\(SampleTexts.token)", 0) == nil)
    }

    @Test(arguments: [
        (3, 0..<56, "| `email` | `` \"a\\u{7C}b`c\" `` | `/email` |"), (370, 369..<425, "| Disclosure | | |"),
        (430, 426..<708, "| `nonce` | `\"n1\"` |"),
    ])
    func `a presentation tells what it discloses, and what binds it`(character: Int, range: Range<Int>, words: String)
        throws
    {
        let page = try #require(try hover(SampleTexts.presentation, character))
        #expect(page.range == range)
        #expect(page.text.hasPrefix("**SD-JWT with key binding"))
        #expect(page.text.contains(words), "\(page.text)")
    }

    @Test func `a token that everybody can sign says so`() throws {
        let token =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTc2NzIyOTIwMH0.WudoWt-PmtDq8d3nY52NpGdp_1iBdU13iwFscFgUYQ8"
        #expect(try hover(token, 3)?.text.contains("\n- error: Everybody can sign such tokens") == true)
    }

    @Test func `a nested token is told of`() throws {
        let inner = SampleTexts.token(#"{"alg":"ES256"}"#, #"{"sub":"inside"}"#)
        let outer = SampleTexts.token(#"{"alg":"HS256","cty":"JWT"}"#, inner)
        #expect(try hover(outer, 3)?.text.contains("| `sub` | `\"inside\"` |") == true)
    }
}
