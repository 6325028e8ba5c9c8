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

    private func token(_ claims: String, _ session: AssistantSession, serialization: String = "compact") throws
        -> String
    {
        let answer = try session.send(
            "sign", #"{"key":\#(ToolTests.secret),"claims":\#(claims),"serialization":"\#(serialization)"}"#)
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
