import JSON
import Testing
import Vectors

/// The examples of RFC 7520, RFC 7797 and RFC 8037 in the form of the JOSE cookbook.
struct CookbookTests {
    private static let folders = ["rfc7520-cookbook/jws", "rfc7520-cookbook/rfc7797", "rfc7520-cookbook/curve25519"]

    @Test(
        .enabled(if: PublishedVectors.has("rfc7520-cookbook"), Comment(rawValue: PublishedVectors.absence)),
        arguments: folders)
    func `every signed example of the cookbook holds in every serialization, and is made again`(
        folder: String
    ) throws {
        var report = VectorReport(suite: folder)
        for file in PublishedVectors.files(of: folder) {
            let root = try JSONDocument(try file.bytes()).root
            guard root["signing"] != nil, let input = root["input"], let output = root["output"] else { continue }
            let given = try #require(input["key"])
            let keys = given.kind == .array ? Array(given.elements) : [given]
            for form in output.members {
                for key in keys {
                    try check("\(file.name) \(form.name.lexeme)", form.value, key, input, &report)
                }
            }
        }
        report.write()
    }

    // Three signatures by three keys: each alone, two at least, and all.
    @Test(.enabled(if: PublishedVectors.has("rfc7520-cookbook"), Comment(rawValue: PublishedVectors.absence)))
    func `the three signatures of RFC 7520 section 4.8 count as many as their keys are given`() throws {
        let file = PublishedVectors.files(of: "rfc7520-cookbook/jws").first { $0.name.hasPrefix("4_8") }
        let root = try JSONDocument(try #require(file).bytes()).root
        let token = try #require(root["output"]?["json"])
        let keys = try #require(root["input"]?["key"]).elements.map(\.lexeme)
        #expect(keys.count == 3)
        for given in [keys, Array(keys.dropFirst()), Array(keys.dropLast())] {
            for (policy, needed) in [(#""any""#, 1), (#"{"atLeast":2}"#, 2), (#"{"atLeast":3}"#, 3), (#""all""#, 3)] {
                let answer = try Service().call(
                    "verify",
                    [
                        "token": token.lexeme, "key": #"{"jwks":{"keys":[\#(given.joined(separator: ","))]}}"#,
                        "expect": #""bytes""#, "unprotectedAlgorithm": "true", "signaturePolicy": policy,
                    ])
                let expected = given.count >= needed ? Expectation.valid : .refused("signature.insufficient")
                expected.check(answer, "\(given.count) keys, \(policy)")
            }
        }
    }

    @Test(.enabled(if: PublishedVectors.has("rfc7520-cookbook"), Comment(rawValue: PublishedVectors.absence)))
    func `the signed half of RFC 7520 section 6 is a JWT that expired in 2011`() throws {
        let file = PublishedVectors.files(of: "rfc7520-cookbook").first { $0.name.hasPrefix("6.") }
        let sign = try JSONDocument(try #require(file).bytes()).root["sign"]
        let token = try #require(sign?["output"]?["compact"]?.lexeme)
        let parameters: Parameters = [
            "token": token, "key": #"{"jwk":\#(try #require(sign?["input"]?["key"]?.lexeme))}"#,
        ]
        Expectation.refused("claim.exp_expired").check(try Service().call("verify", parameters), "now")
        let then = try Service().call("verify", parameters.with(["now": "1300819379"]))
        Expectation.valid.check(then, "a second before")
    }

    private func check(
        _ name: String, _ form: JSONValue, _ key: JSONValue, _ input: JSONValue, _ report: inout VectorReport
    ) throws {
        let content = try #require(input["payload"]?.utf8)
        var token = PrintedToken(
            name: name, token: form.lexeme, key: key.lexeme, payload: encode(content),
            isDetached: name.hasPrefix("4_5"))
        // Older than RFC 7797, whose section 6 wants b64 to be critical.
        if name.hasPrefix("4.2.hmac-sha2_b64_false") {
            let answer = try Service().call("verify", token.parameters)
            Expectation.refused("header.b64_not_allowed").check(answer, name)
            report.refused += 1
            return
        }
        // Sections 4.7 and 4.8 have `alg` where no signature covers it: only with leave.
        let isUnprotected = name.hasPrefix("4_7") || (name.hasPrefix("4_8") && key["kty"]?.isString("EC") == true)
        if isUnprotected {
            let answer = try Service().call("verify", token.parameters)
            #expect(answer.result?["valid"]?.boolean == false, "\(name): \(answer.text)")
            #expect(answer.isRefused(for: ["header.alg_not_allowed"]), "\(name): \(answer.text)")
            token.options = ["unprotectedAlgorithm": "true"]
        }
        try report.add(token)
    }
}
