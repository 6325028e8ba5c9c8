import JSON
import Testing
import Vectors

struct WycheproofTests {
    // The policy that a suite asks for: compact tokens only, and keys that a careful caller would take.
    private static let suites: [(file: String, options: Parameters)] = [
        ("json_web_signature_odd.json", ["serializations": #""compact""#]),
        ("json_web_crypto_odd.json", ["serializations": #""compact""#]),
        ("json_web_key_odd.json", ["serializations": #""compact""#, "strength": #""strict""#]),
    ]

    // What is done here against the label, and why.
    private static let disputed: [String: (isAccepted: Bool, reason: String)] = [
        "json_web_signature_odd.json 347": (false, "the key's alg is ES521, which is no algorithm"),
        "json_web_signature_odd.json 351": (false, "the key's alg is ES521, which is no algorithm"),
        "json_web_signature_odd.json 367": (true, "the same token, byte for byte, as 357, which is valid"),
        "json_web_signature_odd.json 373": (false, "a part holds a character that is not of base64url"),
    ]

    // The reasons that a flag allows.
    private static let reasons: [String: Set<String>] = [
        "ModifiedPadding": ["signature.invalid"], "ModifiedSignature": ["signature.invalid"],
        "WrongPrimitive": ["header.alg_key_mismatch", "signature.invalid"], "AlgIsNone": ["header.alg_not_allowed"],
        "JsonSerialization": ["token.serialization_not_allowed", "token.malformed"], "MixedKeySet": ["key.ambiguous"],
    ]

    @Test(
        .enabled(if: PublishedVectors.has("wycheproof"), Comment(rawValue: PublishedVectors.absence)),
        arguments: suites.indices)
    func `every signed token of Wycheproof is judged as it says`(index: Int) throws {
        let (name, options) = Self.suites[index]
        let file = try #require(PublishedVectors.files(of: "wycheproof").first { $0.name == name })
        let root = try JSONDocument(try file.bytes()).root
        var report = VectorReport(suite: "wycheproof/\(name)")
        for group in try #require(root["testGroups"]).elements {
            let key = try #require(group["public"] ?? group["private"])
            for test in try #require(group["tests"]).elements {
                guard let token = test["jws"] else { continue }
                let name = "\(name) \(test["tcId"]?.lexeme ?? "")"
                try check(name, token, key, options, test, &report)
            }
        }
        report.write()
    }

    private func check(
        _ name: String, _ token: JSONValue, _ key: JSONValue, _ options: Parameters, _ test: JSONValue,
        _ report: inout VectorReport
    ) throws {
        let isAccepted = Self.disputed[name]?.isAccepted ?? (test["result"]?.isString("valid") == true)
        let parts = token.string?.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let published = PrintedToken(
            name: "\(name) \(test["comment"]?.string ?? "")", token: token.lexeme, key: key.lexeme,
            payload: parts?.dropFirst().first ?? "", options: options)
        if isAccepted { return try report.add(published) }
        let answer = try Service().call("verify", published.parameters)
        #expect(!answer.isValid, "\(published.name): \(answer.text)")
        report.refused += 1
        for flag in try #require(test["flags"]).elements {
            guard let reasons = Self.reasons[flag.string ?? ""] else { continue }
            #expect(answer.failures.isSubset(of: reasons), "\(published.name): \(answer.text)")
        }
    }
}
