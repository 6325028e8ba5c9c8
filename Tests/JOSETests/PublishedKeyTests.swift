import JSON
import OpenSSL
import Testing
import Vectors

@testable import JOSE

struct PublishedKeyTests {
    @Test(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
    func `every key that the RFCs print is read`() throws {
        try cases(of: "rfc", "rfc7517-keys.json", "rfc8037.json") { test in
            guard test["kind"]?.string == "jwk", let jwk = test["key"] else { return }
            _ = try Key(jwk: jwk)
        }
    }

    @Test(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
    func `every thumbprint that the RFCs print is right`() throws {
        let hashes: [String: HashFunction] = ["sha256": .sha256, "sha384": .sha384, "sha512": .sha512]
        try cases(of: "rfc", "thumbprints.json") { test in
            let key = try Key(jwk: try #require(test["key"]))
            let hash = try #require(hashes[test["hash"]?.string ?? "sha256"])
            let thumbprint = try key.thumbprint(hash)
            #expect(Base64URL.encode(thumbprint.span) == test["thumbprint"]?.utf8)
            guard let uri = test["uri"]?.string else { return }
            #expect(Thumbprint.uri(thumbprint.span, hash) == uri)
        }
    }

    @Test(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
    func `the keys of RFC 9964 have the thumbprints that they are named by`() throws {
        try cases(of: "rfc", "ml-dsa.json") { test in
            guard let jwk = test["key"], let name = jwk["kid"]?.utf8, jwk["kty"]?.string == "AKP" else { return }
            let thumbprint = try Key(jwk: jwk).thumbprint()
            #expect(Base64URL.encode(thumbprint.span) == name)
        }
    }

    // What a verifier that knows no policy makes of each key: the key with the identifier of the token, allowed by its own
    // members, unless something about the set or the key was found that a careful caller refuses.
    @Test(.enabled(if: PublishedVectors.has("wycheproof"), Comment(rawValue: PublishedVectors.absence)))
    func `every key of Wycheproof is used or refused as it says`() throws {
        for file in PublishedVectors.files(of: "wycheproof") where file.name.hasPrefix("json_web_key") {
            let root = try JSONDocument(try file.bytes()).root
            for group in try #require(root["testGroups"]).elements {
                let set = try KeySet(json: try #require(group["public"] ?? group["private"]))
                for test in try #require(group["tests"]).elements {
                    let isExpected = test["result"]?.string == "valid"
                    let token = try #require(test["jws"]?.utf8)
                    #expect(try accepts(token, set) == isExpected, "\(test["comment"]?.string ?? "")")
                }
            }
        }
    }

    private func accepts(_ token: [UInt8], _ set: KeySet) throws -> Bool {
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
        let (headerText, signatureText) = (parts[0], parts[2])
        let header = try JSONDocument(try Base64URL.decode(headerText.span)).root
        let name = try #require(header["alg"]?.utf8)
        let named = SigningAlgorithm.named(name.span)
        let algorithm = try #require(named)
        // Secrets and asymmetric keys do not belong into one set.
        guard Set(set.keys.map { $0.type == .oct }).count == 1 else { return false }
        let signature = try Base64URL.decode(signatureText.span)
        let input = parts[0] + [UInt8(ascii: ".")] + parts[1]
        return try set.keys.contains { key in
            guard key.keyID == header["kid"]?.utf8, key.refusal(for: algorithm, to: .verify) == nil else {
                return false
            }
            guard key.findings.isEmpty || key.findings == [.secretCounts], try key.weaknesses().isEmpty else {
                return false
            }
            return try key.prepared(for: algorithm).verify(signature.span, of: input.span)
        }
    }

    private func cases(of suite: String, _ names: String..., check: (JSONValue) throws -> Void) throws {
        for file in PublishedVectors.files(of: suite) where names.contains(file.name) {
            let root = try JSONDocument(try file.bytes()).root
            let cases = try #require(root["cases"])
            #expect(cases.count > 0)
            for test in cases.elements { try check(test) }
        }
    }
}
