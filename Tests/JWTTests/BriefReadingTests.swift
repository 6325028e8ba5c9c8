import JOSE
import JSON
import JWT
import Testing

/// Whether a token is read strictly or as `decode` reads anything, its brief answer is the same.
struct BriefReadingTests {
    private static let headers = [
        #"{"alg":"HS256"}"#, #"{"alg":"RS256","typ":"JWT","kid":"é"}"#, #"{ "alg" : "ES256" }"#, #"{"alg":"none"}"#,
        #"{"alg":"HS999"}"#, #"{"typ":"JWT"}"#, #"{"alg":"HS256","alg":"HS256"}"#, #"{"alg":1}"#, "[]", "{",
        #"{"alg":"HS256","b64":false,"crit":["b64"]}"#, #"{"alg":"HS256","enc":"A128GCM"}"#,
        #"{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","d":"c2VjcmV0LXNlY3JldA"}}"#,
    ]
    private static let payloads = [
        #"{"sub":"alice","exp":1}"#, "{}", "[1]", #""text""#, "not JSON", "", #"{"a":1,"a":2}"#,
        #"{ "n" : 1.50, "x":"\u202e" }"#, "{\"x\":\"\u{202E}\"}",
        #"{"cnf":{"jwk":{"kty":"oct","k":"c2VjcmV0LXNlY3JldA"}}}"#, #"{"deep":[[[[{"a":"ö"}]]]]}"#,
    ]

    @Test(arguments: headers)
    func `a strict reading tells what a tolerant one tells`(header: String) throws {
        var brief = BriefReading()
        for payload in Self.payloads {
            for token in Self.variants(of: Sample.signed(payload, header: header)) {
                var first = JSONWriter()
                var second = JSONWriter()
                brief.write(TokenText(Array(token.utf8)), now: Sample.now, to: &first)
                Sample.decode(token).writeBriefly(to: &second)
                let text = String(decoding: first.bytes, as: UTF8.self)
                #expect(text == String(decoding: second.bytes, as: UTF8.self), "\(header) \(payload)")
                #expect(!text.contains("c2VjcmV0LXNlY3JldA"))
                #expect(try JSONDocument(first.bytes).root["verified"]?.boolean == false)
            }
        }
    }

    @Test func `a text inside others is read where it stands`() throws {
        let token = Sample.signed(#"{"sub":"alice"}"#)
        let bytes = Array("xx\(token)yy".utf8)
        var brief = BriefReading()
        var writer = JSONWriter()
        brief.write(TokenText(bytes, 2..<(2 + token.utf8.count)), now: Sample.now, to: &writer)
        let answer = try JSONDocument(writer.bytes).root
        #expect(answer["payload"]?.lexeme == #"{"sub":"alice"}"#)
        #expect(answer["findings"]?.count == 0)
    }

    private static func variants(of token: String) -> [String] {
        [
            token, "Bearer \(token)", "\(token).", String(token.dropLast(3)), "\(token)=", "\(token)~", token + "A",
            " \(token)",
        ]
            + [token.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(separator: ".") + "."]
    }
}
