import JSON
import RPC
import Testing

@testable import Assistant

struct WithholdingTests {
    private static let mark = "mark-7f3a"

    /// Claims in which a marked text stands somewhere below `email`, or is `email`.
    private static let claims = [
        #"{"email":"mark-7f3a"}"#, #"{"a":1,"email":{"home":["x","mark-7f3a"]},"iss":"https://issuer.example"}"#,
        #"{"sub":"mark-7f3a","email":"mark-7f3a"}"#, #"{"deep":[[{"email":"mark-7f3a"}]]}"#,
        #"{"email":"mark\u002d7f3a","note":"write to mark-7f3a at once"}"#, #"{"\u0065mail":"mark-7f3a"}"#,
        #"{"email":["mark-7f3a"],"email_verified":true,"aud":["mark-7f3a"]}"#,
    ]

    private func token(
        _ claims: String, _ session: AssistantSession, serialization: String = "compact", as member: String = "claims"
    ) throws -> String {
        let content =
            member == "claims" ? claims : "\"\(claims.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        let answer = try session.send(
            "sign", #"{"key":\#(ToolTests.secret),"\#(member)":\#(content),"serialization":"\#(serialization)"}"#)
        return try #require(answer["result"]?["token"]).lexeme
    }

    @Test(arguments: claims)
    func `a claim that is withheld stands nowhere in an answer`(claims: String) throws {
        for atStart in [true, false] {
            let session = AssistantSession(withholding: atStart ? ["email"] : [])
            let redact = atStart ? "" : #","redact":["email"]"#
            for serialization in ["compact", "flattened"] {
                let token = try token(claims, session, serialization: serialization)
                for (tool, arguments) in [
                    ("jwt_decode", #"{"token":\#(token)\#(redact)}"#),
                    ("jwt_verify", #"{"token":\#(token),"key":\#(ToolTests.secret)\#(redact)}"#),
                ] {
                    let answer = try session.call(tool, arguments)
                    #expect(answer["isError"]?.boolean == false, "\(answer.lexeme)")
                    #expect(!answer.lexeme.contains(Self.mark), "\(tool) \(answer.lexeme)")
                    #expect(answer.lexeme.contains("[withheld]"))
                }
            }
        }
    }

    @Test(arguments: [
        // What is not an object, and objects in what is not.
        #"[{"email":"mark-7f3a"}]"#, #"[[{"email":"mark-7f3a"}],"write to mark-7f3a"]"#,
        // Names inside of a claim are what it holds, also where they are quoted and pointed at.
        #"{"email":{"mark-7f3a":1,"mark-7f3a":2}}"#, #"{"a":{"email":{"mark-7f3a":"x","mark-7f3a":"y"}}}"#,
        // Written once more: escaped, encoded, escaped and encoded.
        #"{"vc":"{\"email\":\"mark-7f3a\"}"}"#,
        #"{"list":["eyJlbWFpbCI6Im1hcmstN2YzYSJ9","eyJhbGciOiJub25lIn0.eyJlbWFpbCI6Im1hcmstN2YzYSJ9."]}"#,
        #"{"vp":{"payload":"eyJcdTAwNjVtYWlsIjoibWFyay03ZjNhIn0"},"email":"mark-7f3a"}"#,
    ])
    func `a claim is withheld in whatever it stands`(payload: String) throws {
        let session = AssistantSession()
        let token = try token(payload, session, as: "text")
        for (tool, more) in [("jwt_decode", ""), ("jwt_verify", #","key":\#(ToolTests.secret)"#)] {
            let answer = try session.call(tool, #"{"token":\#(token),"redact":["email"]\#(more)}"#)
            #expect(answer["isError"]?.boolean == false)
            #expect(!answer.lexeme.contains(Self.mark), "\(tool) \(answer.lexeme)")
            for encoded in ["Im1hcmst", "bWFyay03"] { #expect(!answer.lexeme.contains(encoded), "\(answer.lexeme)") }
        }
    }

    @Test(arguments: [
        // A check that holds points nowhere, and says by how much it does.
        (#"{"exp":1900000123,"iat":1700000123}"#, ["exp"], ["1900000123", "132774523", "2030-03"]),
        (#"{"exp":1900000123,"iat":1700000123}"#, ["iat"], ["1700000123", "67225477", "2023-11", "200000000"]),
        (#"{"exp":1900000123456}"#, ["exp"], ["1900000123", "2030-03"]),
        (#"{"pin":918273,"exp":1900000000}"#, ["pin"], ["918273"]),
        (#"{"iss":"ab","jti":"xyz"}"#, ["iss", "jti"], [#""ab""#, #""xyz""#]),
        (#"{"iss":918273}"#, ["iss"], ["918273"]), (#"{"iss":{"email":[918273]}}"#, ["email"], ["918273"]),
        (#"{"auth_time":1700000123,"aud":"mk"}"#, ["auth_time", "aud"], ["1700000123", "2023-11", #""mk""#]),
    ])
    func `a claim is not told by a number, a date or another name`(claims: String, names: [String], told: [String])
        throws
    {
        let session = AssistantSession()
        let kept = try session.send(
            "policies/put",
            #"{"name":"all","policy":{"maxTokenAge":"9999d","maxLifetime":"99999d","claims":{"/pin":{"required":false,"minimum":1},"/iss":{"required":false,"type":"string"}}}}"#
        )
        #expect(kept["error"] == nil, "\(kept.lexeme)")
        let token = try token(claims, session, as: "text")
        let redact = names.map { "\"\($0)\"" }.joined(separator: ",")
        for (tool, more) in [("jwt_decode", ""), ("jwt_verify", #","policy":"all","key":\#(ToolTests.secret)"#)] {
            let answer = try session.call(tool, #"{"token":\#(token),"redact":[\#(redact)]\#(more)}"#)
            #expect(answer["isError"]?.boolean == false, "\(answer.lexeme)")
            for text in told { #expect(!answer.lexeme.contains(text), "\(tool) \(text) \(answer.lexeme)") }
        }
    }

    @Test func `words of ours stay, whatever a claim holds`() throws {
        let session = AssistantSession()
        let token = try token(
            #"{"email":["json","active","warning","claim.no_expiry","email"],"name":"pass"}"#, session)
        let decoded = try session.call("jwt_decode", #"{"token":\#(token),"redact":["email","name"]}"#)[
            "structuredContent"]
        #expect(decoded?["payloadType"]?.string == "json")
        let codes = decoded?["findings"]?.elements.map { $0["code"]?.string }
        #expect(codes?.contains("claim.no_expiry") == true)
        #expect(decoded?["segments"]?.elements.first { _ in true }?["length"] != nil)
        #expect(decoded?["claims"]?.elements.first { _ in true }?["name"]?.string == "email")
        let verified = try session.call(
            "jwt_verify", #"{"token":\#(token),"key":\#(ToolTests.secret),"redact":["email","name"]}"#)
        #expect(verified["structuredContent"]?["checks"]?.elements.first { _ in true }?["status"]?.string == "pass")
    }

    @Test func `a claim of many texts hides every other text`() throws {
        let session = AssistantSession()
        let texts = (100..<200).map { "\"mark-\($0)\"" }.joined(separator: ",")
        let token = try token(#"{"email":[\#(texts)],"note":"to mark-177","n":1}"#, session)
        let answer = try session.call("jwt_decode", #"{"token":\#(token),"redact":["email"]}"#)
        #expect(!answer.lexeme.contains("mark-1"), "\(answer.lexeme)")
        #expect(answer["structuredContent"]?["payload"]?["n"]?.integer == 1)
    }

    @Test(arguments: [
        #"{"jwk":{"kty":1,"k":"mark-7f3a"}}"#, #"{"note":"{\"kty\":\"oct\",\"k\":\"mark-7f3a\"}"}"#,
        #"{"note":"see {\"\\u006bty\":\"oct\",\"k\":\"mark-7f3a\""}"#,
        #"{"-----BEGIN PRIVATE KEY-----\nmark-7f3a\n-----END PRIVATE KEY-----":1}"#,
        #"{"a":"eyJrdHkiOiJvY3QiLCJrIjoibWFyay03ZjNhIn0"}"#,
        #"{"a":"MC4CAQAwBQYDK2VwBCIEIGJXRnlheTAzWmpOaGJXRnlheTAzWmpOaGJXRnk"}"#,
        #"[{"kty":"oct","k":"mark-7f3a"}]"#,
    ])
    func `a private key is withheld however it is written`(payload: String) throws {
        let session = AssistantSession()
        let token = try token(payload, session, as: "text")
        for (tool, more) in [("jwt_decode", ""), ("jwt_verify", #","key":\#(ToolTests.secret)"#)] {
            let answer = try session.call(tool, #"{"token":\#(token)\#(more)}"#)
            #expect(answer["isError"]?.boolean == false)
            for text in [Self.mark, "mFyay03ZjNh", "MC4CAQAw", "IiwiayI6", "Im1hcmst"] {
                #expect(!answer.lexeme.contains(text), "\(tool) \(text) \(answer.lexeme)")
            }
        }
    }

    @Test func `no more claims are withheld at once than can be looked for`() throws {
        let session = AssistantSession()
        for count in [64, 65] {
            let names = (0..<count).map { "\"c\($0)\"" }.joined(separator: ",")
            let answer = try session.call("jwt_decode", #"{"token":"e30.e30.","redact":[\#(names)]}"#)
            #expect(answer["isError"]?.boolean == (count > 64), "\(answer.lexeme)")
        }
    }

    @Test func `a token that was asked for is given whole`() throws {
        let made = try JSONDocument(
            Array(#"{"token":"e30.eyJlbWFpbCI6Im1hcmstN2YzYSJ9.AA","claims":{"email":"mark-7f3a"}}"#.utf8))
        var writer = JSONWriter()
        writer.object { Withholding(of: ["email"], in: made.root).writeMembers(of: made.root, to: &$0) }
        let answer = try JSONDocument(writer.bytes).root
        #expect(answer["token"]?.string == "e30.eyJlbWFpbCI6Im1hcmstN2YzYSJ9.AA")
        #expect(answer["claims"]?["email"]?.string == "[withheld]")
    }

    @Test func `a refused token does not tell by what was found`() throws {
        let session = AssistantSession()
        let token = try token(#"{"sub":"mark-7f3a","iss":"joe"}"#, session)
        let answer = try session.call(
            "jwt_verify",
            #"{"token":\#(token),"key":\#(ToolTests.secret),"subject":"bob","issuer":"x","redact":["sub"]}"#)
        #expect(answer["structuredContent"]?["valid"]?.boolean == false)
        #expect(!answer.lexeme.contains(Self.mark) && answer.lexeme.contains("joe"), "\(answer.lexeme)")
    }

    @Test func `what is damaged is not repeated as text either`() throws {
        let session = AssistantSession(withholding: ["email"])
        let token = try token(#"{"email":"mark-7f3a","b":1}"#, session).replacing("\"", with: "")
        for end in 1..<token.count {
            let answer = try session.call("jwt_decode", #"{"token":"\#(token.prefix(end))"}"#)
            #expect(!answer.lexeme.contains(Self.mark), "\(answer.lexeme)")
        }
    }

    @Test func `times are withheld in every form`() throws {
        let session = AssistantSession()
        let token = try token(#"{"exp":1900000000}"#, session)
        let answer = try session.call("jwt_decode", #"{"token":\#(token),"redact":"exp"}"#)
        #expect(!answer.lexeme.contains("1900000000") && !answer.lexeme.contains("2030-03-17"), "\(answer.lexeme)")
    }

    @Test func `private parts of keys that a token carries are withheld, public ones are not`() throws {
        let session = AssistantSession()
        let claims =
            #"{"cnf":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"mark-7f3a"}},"keys":[{"kty":"oct","k":"mark-7f3a"}],"pem":"-----BEGIN PRIVATE KEY-----\nmark-7f3a\n-----END PRIVATE KEY-----\n"}"#
        let token = try token(claims, session)
        let verified = try session.call("jwt_verify", #"{"token":\#(token),"key":\#(ToolTests.secret)}"#)
        #expect(verified["structuredContent"]?["valid"]?.boolean == true)
        for answer in [verified, try session.call("jwt_decode", #"{"token":\#(token)}"#)] {
            #expect(answer.lexeme.contains("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
            #expect(!answer.lexeme.contains(Self.mark), "\(answer.lexeme)")
        }
    }

    @Test func `characters that mislead are escaped, in JSON and in its text`() throws {
        let session = AssistantSession()
        let token = try token(#"{"sub":"\u202Eevil\u001b[31m\u200b","n":"a\nb"}"#, session)
        let answer = try session.call("jwt_verify", #"{"token":\#(token),"key":\#(ToolTests.secret)}"#)
        #expect(answer["structuredContent"]?["claims"]?["sub"]?.string == "\u{202E}evil\u{1B}[31m\u{200B}")
        #expect(!VisibleText.isUnsafe(answer.lexeme))
        let text = try #require(answer["content"]?.elements.dropFirst().first { _ in true }?["text"]?.string)
        #expect(text.contains("evil") && !VisibleText.isUnsafe(text), "\(text)")
    }
}
