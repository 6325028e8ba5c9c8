import JSON
import JWT
import Testing

struct DecodeRepairTests {
    /// A text around a token, and what is said of it.
    struct Row: CustomTestStringConvertible {
        let text: String
        let words: [String]
        var testDescription: String { String(text.prefix(60)).debugDescription }
    }

    static let rows: [Row] = {
        let token = Sample.token
        let (header, payload, signature) = (Sample.header, Sample.payload, Sample.signature)
        let lines = stride(from: 0, to: token.utf8.count, by: 40).map { start in
            String(token.dropFirst(start).prefix(40))
        }
        return [
            Row(text: token, words: []),
            Row(text: token + "\n", words: []),
            Row(text: "Bearer \(token)", words: ["text.surrounded"]),
            Row(text: "bearer \(token)", words: ["text.surrounded"]),
            Row(text: "DPoP \(token)", words: ["text.surrounded"]),
            Row(text: "DPoP: \(token)", words: ["text.surrounded"]),
            Row(text: "Authorization: Bearer \(token)\r\n", words: ["text.surrounded", "text.surrounded"]),
            Row(text: "Bearer%20\(token)", words: ["text.surrounded"]),
            Row(text: "\"\(token)\"", words: ["text.quoted"]),
            Row(text: "'\(token)',", words: ["text.quoted", "text.surrounded"]),
            Row(text: "\u{201C}\(token)\u{201D}", words: ["text.quoted"]),
            Row(text: "<\(token)>", words: ["text.quoted"]),
            Row(text: #"\"\#(token)\""#, words: ["text.quoted"]),
            Row(text: "\u{FEFF}\(token)", words: ["text.surrounded"]),
            Row(
                text: "https://app.example/cb#id_token=\(token)&state=a.b",
                words: ["text.surrounded", "text.surrounded"]),
            Row(text: "/login?access_token=\(token)", words: ["text.surrounded"]),
            Row(text: "a=1&jwt%3D\(token)%26b=2", words: ["text.surrounded", "text.surrounded"]),
            Row(
                text: "curl -H 'Authorization: Bearer \(token)' https://api.example/v1.0",
                words: ["text.surrounded", "text.surrounded"]),
            Row(
                text: "GET / HTTP/1.1\r\nX-Token: \(token)\r\nHost: a.example",
                words: ["text.surrounded", "text.surrounded"]),
            Row(text: lines.joined(separator: "\n"), words: ["text.wrapped"]),
            Row(text: lines.joined(separator: "\r\n  "), words: ["text.wrapped"]),
            Row(text: lines.joined(separator: " "), words: ["text.wrapped"]),
            Row(
                text: "> " + lines.joined(separator: "\n> "),
                words: ["text.surrounded", "text.wrapped", "text.wrapped"]),
            Row(text: "token:\n" + lines.joined(separator: "\n"), words: ["text.surrounded", "text.wrapped"]),
            Row(text: lines.joined(separator: "\\\n"), words: ["text.wrapped", "text.escaped"]),
            Row(text: lines.joined(separator: "\\n"), words: ["text.escaped"]),
            Row(text: token.split(separator: ".").joined(separator: "%2E"), words: ["text.escaped"]),
            Row(text: token.split(separator: ".").joined(separator: "%252e"), words: ["text.escaped"]),
            Row(text: token.split(separator: ".").joined(separator: "\\u002e"), words: ["text.escaped"]),
            Row(text: token.split(separator: ".").joined(separator: "\u{200B}."), words: ["text.invisible"]),
            Row(text: "\(header)=.\(payload).\(signature)=", words: ["encoding.padded", "encoding.padded"]),
            Row(text: "\(header).\(payload).\(signature)%3D", words: ["text.escaped", "encoding.padded"]),
            Row(
                text: #"{"access_token":"\#(token)","token_type":"Bearer"}"#, words: ["text.surrounded"]),
        ]
    }()

    @Test(arguments: rows)
    func `finds the token in what surrounds and wraps it, and says what that was`(row: Row) throws {
        let token = Sample.decode(row.text)
        #expect(token.complaints == row.words)
        #expect(token.kind == .jws)
        #expect(token.isComplete)
        #expect(token.header?.object?["alg"]?.isString("HS256") == true)
        #expect(token.payload?.object?["sub"]?.isString("alice") == true)
        #expect(token.signatures.first?.length == 32)
        check(token, in: row.text)
    }

    /// Every range of a part, a claim or a finding lies in the text, and that of a claim begins inside its part.
    private func check(_ token: DecodedToken, in text: String) {
        let whole = 0..<text.utf8.count
        for part in token.parts { #expect(whole.contains(part.range)) }
        for finding in token.findings { #expect(finding.range.map { whole.contains($0) } ?? true) }
        guard let payload = token.payload, let claims = payload.object else { return }
        for member in claims.members { #expect(payload.range.contains(payload.place(member.name.range))) }
    }

    @Test func `leads from a claim to its bytes in the text as it was given`() throws {
        let text = "  Bearer " + Sample.token.split(separator: ".").joined(separator: "\n .")
        let token = Sample.decode(text)
        let payload = try #require(token.payload)
        let value = try #require(payload.object?["name"])
        let range = payload.place(value.range)
        let characters = Array(text.utf8)[range]
        // "Zoë" with its quotes begins in the middle of a group of four characters.
        #expect(Array(Sample.payload.utf8).firstRange(of: characters) != nil)
        #expect((8...9).contains(range.count))
    }

    @Test(arguments: [
        ("no token here", "There is no token in the text."), ("", "There is no token in the text."),
        ("a.b.c", "There is no token in the text."), ("...", "There is no token in the text."),
        (#"{"kty":"oct","k":"AAAA"}"#, "This is a key, and no token."),
        (#"{"hello":"world"}"#, "There is no token in the text."), ("{", "There is no token in the text."),
        ("[1,2]", "There is no token in the text."), ("\u{0}", "There is no token in the text."),
    ])
    func `answers also where there is no token`(text: String, message: String) throws {
        let token = Sample.decode(text)
        #expect(token.kind == .unknown)
        #expect(!token.isComplete)
        #expect(token.findings.map(\.message) == [message])
        #expect(try Sample.answer(token)["verified"]?.boolean == false)
    }
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        other.lowerBound >= lowerBound && other.upperBound <= upperBound
    }
}

extension Array where Element == UInt8 {
    fileprivate func firstRange(of other: ArraySlice<UInt8>) -> Int? {
        indices.first { self[$0...].starts(with: other) }
    }
}
