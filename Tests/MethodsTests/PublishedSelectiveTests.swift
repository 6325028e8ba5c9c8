import JSON
import Testing
import Vectors

/// The examples of RFC 9901, as they were published.
@Suite(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
struct PublishedSelectiveTests {
    @Test func `published SD-JWTs disclose what they say, and nothing else`() throws {
        var held = 0
        for vector in try Self.vectors() {
            let answer = try Service(now: vector.now).call("verify", vector.parameters)
            Expectation.valid.check(answer, vector.name)
            let claims = try #require(answer.result?["claims"])
            #expect(Self.isSame(claims, vector.claims), "\(vector.name): \(claims.lexeme)")
            #expect(answer.result?["sdJwt"]?["keyBound"]?.boolean == vector.isBound)
            if let count = vector.count { #expect(answer.result?["sdJwt"]?["disclosed"]?.count == count) }
            try check(decoded: vector)
            held += 1
        }
        print("sd-jwt: \(held) hold")
        #expect(held > 0)
    }

    @Test func `published SD-JWTs that were spoilt are refused`() throws {
        var refused = 0
        for vector in try Self.vectors() {
            let service = Service(now: vector.now)
            for (code, token) in vector.spoilt {
                let answer = try service.call("verify", vector.parameters.with(["token": quoted(token)]))
                Expectation.refused(code).check(answer, vector.name)
                refused += 1
            }
            let plain = try service.call("verify", ["token": quoted(vector.token), "key": vector.key])
            #expect(plain.result?["valid"]?.boolean == false)
        }
        print("sd-jwt: \(refused) spoilt are refused")
        #expect(refused > 0)
    }

    private func check(decoded vector: Vector) throws {
        let answer = try Service(now: vector.now).call("decode", ["token": quoted(vector.token)])
        #expect(answer.result?["verified"]?.boolean == false)
        #expect(answer["kind"] == (vector.isBound ? "sd-jwt+kb" : "sd-jwt"))
        let claims = try #require(answer.result?["sdJwt"]?["claims"])
        #expect(Self.isSame(claims, vector.claims))
        let text = Array(vector.token.utf8)
        for disclosure in try #require(answer.result?["sdJwt"]?["disclosures"]).elements {
            let range = try #require(disclosure["range"]?.integers)
            let part = String(decoding: text[Int(range[0])..<Int(range[1])], as: UTF8.self)
            #expect(try JSONDocument(try decode(part)).root.kind == .array)
            #expect(disclosure["pointer"] != nil && disclosure["digest"] != nil)
        }
    }

    /// One example.
    private struct Vector {
        let name: String
        let token: String
        let key: String
        let claims: JSONValue
        let binding: JSONValue?
        let count: Int?

        init(_ value: JSONValue) throws {
            name = "\(value["id"]?.lexeme ?? "") \(value["comment"]?.string ?? "")"
            token = try #require(value["token"]?.string)
            key = jwk(try #require(value["key"]).lexeme)
            claims = try #require(value["disclosed_payload"])
            binding = value["kb_payload"]
            count = value["disclosures"]?.integer.map { Int($0) }
        }

        var isBound: Bool { binding != nil }
        var now: Int64 { binding?["iat"]?.integer ?? 1_700_000_000 }

        var parameters: Parameters {
            let given: Parameters = ["token": quoted(token), "key": key, "profile": #""sd-jwt""#]
            guard let binding, let audience = binding["aud"]?.lexeme, let nonce = binding["nonce"]?.lexeme else {
                return given
            }
            return given.with([
                "profile": #""sd-jwt+kb""#, "keyBinding": #"{"audience":\#(audience),"nonce":\#(nonce)}"#,
            ])
        }

        /// The same with something changed that must not be, and the reason that must be told.
        var spoilt: [(code: String, token: String)] {
            let parts = token.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
            let issued = parts[0].split(separator: ".").map(String.init)
            let other = issued[2].hasPrefix("A") ? "B" : "A"
            let signature = "\(issued[0]).\(issued[1]).\(other)\(issued[2].dropFirst())"
            let rest = parts.dropFirst()
            var rows = [
                (isBound ? "key_binding.mismatch" : "", ([signature] + rest).joined(separator: "~")),
                ("disclosure.repeated", ([parts[0], parts[1]] + rest).joined(separator: "~")),
                ("disclosure.unreferenced", ([parts[0], "WyJzYWx0IiwieCIsMV0"] + rest).joined(separator: "~")),
            ]
            if isBound {
                // What the holder signed is another digest then too.
                rows.removeAll()
                // The last one is around no other.
                let fewer = parts.dropLast(2) + parts.suffix(1)
                rows.append(("key_binding.mismatch", fewer.joined(separator: "~")))
                rows.append(("key_binding.missing", parts.dropLast().joined(separator: "~") + "~"))
            } else {
                rows[0].0 = "signature.invalid"
            }
            return rows
        }
    }

    private static func vectors() throws -> [Vector] {
        let file = PublishedVectors.files(of: "rfc").first { $0.name == "sd-jwt.json" }
        let cases = try file.map { try JSONDocument(try $0.bytes()).root["cases"] } ?? nil
        return try cases.map { try $0.elements.map(Vector.init) } ?? [Vector]()
    }

    // Members in any order; everything else is as it is written, but for white space.
    private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
        guard one.kind == other.kind, one.count == other.count else { return false }
        switch one.kind {
        case .object:
            return one.members.allSatisfy { member in
                guard let name = member.name.utf8, let value = other[name.span] else { return false }
                return isSame(member.value, value)
            }
        case .array: return zip(one.elements, other.elements).allSatisfy { isSame($0, $1) }
        case .string: return one.utf8 == other.utf8
        default: return one.lexeme == other.lexeme
        }
    }
}
