import JSON
import JWT
import Testing
import Vectors

struct DecodeSerializationTests {
    private static let protected = #""protected":"\#(Sample.header)""#
    private static let payload = #""payload":"\#(Sample.payload)""#
    private static let signature = #""signature":"\#(Sample.signature)""#
    static let flattened = "{\(payload),\(protected),\(signature)}"
    static let general =
        #"{\#(payload),"signatures":[{\#(protected),\#(signature)},{"header":{"alg":"HS256","kid":"b"},\#(signature)}]}"#

    @Test(arguments: [
        flattened, general, "  \(flattened)\n",
        "\"" + flattened.map { $0 == "\"" ? "\\\"" : String($0) }.joined() + "\"", "%7B" + flattened.dropFirst(),
    ])
    func `reads JSON serialization, also as a text that was escaped`(text: String) throws {
        let token = Sample.decode(text)
        #expect(token.kind == .jws)
        #expect(token.isComplete)
        #expect(token.payload?.object?["sub"]?.isString("alice") == true)
        #expect(token.serialization == (text.contains("signatures") ? .general : .flattened))
        for part in token.parts {
            let expected = [Sample.header, Sample.payload, Sample.signature].map { Array($0.utf8) }
            #expect(expected.contains(Array(Array(text.utf8)[part.range])))
        }
    }

    @Test func `shows every signature with its headers`() throws {
        let answer = try Sample.answer(Self.general)
        let signatures = try #require(answer["signatures"]).elements.map { $0 }
        #expect(signatures.count == 2)
        #expect(signatures[1]["unprotectedHeader"]?["kid"]?.isString("b") == true)
        #expect(signatures[1]["signature"]?["alg"]?.isString("HS256") == true)
    }

    private static let both = "{\(protected),\(signature)}"
    private static let opened = String(flattened.dropLast())
    static let faulty: [(String, String)] = [
        ("\(opened),\"payload\":\"e30\"}", "token.duplicate_member"),
        (String(flattened.dropLast(20)), "token.truncated"),
        ("{\(payload),\(protected)}", "token.truncated"), ("\(opened),\"signatures\":[]}", "token.malformed"),
        ("{\"payload\":1,\(protected),\(signature)}", "token.malformed"),
        ("{\(payload),\"signatures\":{}}", "token.malformed"),
        ("{\(payload),\"header\":[],\(protected),\(signature)}", "token.malformed"),
        ("{\(payload),\"signatures\":[\(both)" + String(repeating: ",\(both)", count: 16) + "]}", "token.too_large"),
    ]

    @Test(arguments: faulty)
    func `says what is wrong with the object`(text: String, word: String) throws {
        let token = Sample.decode(text)
        #expect(token.complaints.contains(word))
        #expect(try Sample.answer(token)["verified"]?.boolean == false)
    }

    @Test(arguments: [flattened, general])
    func `answers for an object that is cut anywhere`(text: String) throws {
        for count in 0..<text.utf8.count {
            let token = Sample.decode(String(text.prefix(count)))
            #expect(!token.isComplete)
            #expect(try Sample.answer(token)["verified"]?.boolean == false)
        }
    }

    @Test func `reads the recipients of an encrypted object`() throws {
        let text =
            #"{"protected":"\#(Sample.part(#"{"enc":"A128GCM"}"#))","unprotected":{"jku":"https://k.example"},"recipients":[{"header":{"alg":"A128KW","kid":"1"},"encrypted_key":"AAAA"},{"header":{"alg":"RSA-OAEP"},"encrypted_key":"BBBB"}],"iv":"\#(Sample.part([UInt8](repeating: 1, count: 12)))","ciphertext":"AAAA","tag":"\#(Sample.part([UInt8](repeating: 1, count: 16)))"}"#
        let token = Sample.decode(text)
        #expect(token.kind == .jwe)
        #expect(token.complaints.isEmpty)
        #expect(token.recipients.compactMap { $0.header?.object?["alg"]?.string } == ["A128KW", "RSA-OAEP"])
        #expect(try Sample.answer(token)["recipients"]?.count == 2)
    }

    @Test(
        .enabled(if: PublishedVectors.has("rfc"), "\(PublishedVectors.absence)"),
        arguments: PublishedVectors.files(of: "rfc"))
    func `decodes every token that the standards print`(file: PublishedFile) throws {
        let document = try JSONDocument(file.bytes())
        for example in document.root["cases"]?.elements.map({ $0 }) ?? [] {
            guard let given = example["token"], let kind = example["kind"]?.string else { continue }
            let token = DecodedToken(given.utf8 ?? Array(given.text), now: Sample.now)
            let answer = try Sample.answer(token)
            #expect(answer["verified"]?.boolean == false)
            guard example["result"]?.isString("valid") == true else { continue }
            let comment = "\(file.name) \(example["id"]?.string ?? "")"
            #expect(token.kind != .unknown, "\(comment)")
            #expect(token.isComplete, "\(comment) \(token.words)")
            if kind == "jwe" { #expect(token.kind == .jwe, "\(comment)") }
            guard kind == "jws", let payload = example["payload"]?.string, example["detached_payload"] == nil else {
                continue
            }
            #expect(token.payload.map { Sample.part($0.octets) } == payload, "\(comment)")
        }
    }
}
