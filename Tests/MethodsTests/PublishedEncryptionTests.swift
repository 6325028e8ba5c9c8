import JOSE
import JSON
import Testing
import Vectors

/// Encrypted tokens that standards and others print, good and bad, through the public method.
struct PublishedEncryptionTests {
    private static let everything =
        "[" + KeyManagementAlgorithm.all.map { quoted($0.description) }.joined(separator: ",") + "]"

    private static func opening(_ token: JSONValue, _ key: String) -> Parameters {
        [
            "token": token.lexeme, "key": key, "expect": #""bytes""#, "keyManagementAlgorithms": everything,
        ]
    }

    @Test(
        .enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)),
        arguments: ["rfc7516.json", "rfc7517-c.json", "rfc7519.json"])
    func `every encrypted token that the RFCs print opens as they say`(file: String) throws {
        let file = try #require(PublishedVectors.files(of: "rfc").first { $0.name == file })
        var (opened, refused) = (0, 0)
        for test in try #require(try JSONDocument(try file.bytes()).root["cases"]).elements {
            guard test["kind"]?.isString("jwe") == true, let token = test["token"], let key = test["key"] else {
                continue
            }
            let answer = try Service().call("decrypt", Self.opening(token, try Self.key(key, for: token)))
            let name = "\(file.name) \(test["id"]?.lexeme ?? ""): \(answer.text)"
            if test["result"]?.isString("valid") == true {
                #expect(answer["payload"] == test["plaintext"]?.string, "\(name)")
                opened += 1
            } else {
                #expect(answer.result?["valid"]?.boolean == false, "\(name)")
                refused += 1
            }
        }
        #expect(opened > 0)
        print("rfc/\(file.name): \(opened) open, \(refused) refused")
    }

    @Test(
        .enabled(if: PublishedVectors.has("rfc7520-cookbook"), Comment(rawValue: PublishedVectors.absence)),
        arguments: ["rfc7520-cookbook/jwe", "rfc7520-cookbook/curve25519"])
    func `every encrypted example of the cookbook opens in every serialization, and is made again`(
        folder: String
    ) throws {
        var (opened, made) = (0, 0)
        for file in PublishedVectors.files(of: folder) {
            let root = try JSONDocument(try file.bytes()).root
            guard let input = root["input"], input["plaintext"] != nil, let output = root["output"] else { continue }
            for form in output.members {
                for key in try Self.keys(input) {
                    let answer = try Service().call("decrypt", Self.opening(form.value, key))
                    #expect(answer["text"] == input["plaintext"]?.string, "\(file.name): \(answer.text)")
                    opened += 1
                }
                if try Self.isMadeAgain(root, form.name.string ?? "", form.value, file.name) { made += 1 }
            }
        }
        print("\(folder): \(opened) open, \(made) made again, byte for byte")
        #expect(folder.hasSuffix("25519") || made >= 20)
    }

    @Test(.enabled(if: PublishedVectors.has("rfc7520-cookbook"), Comment(rawValue: PublishedVectors.absence)))
    func `the token of RFC 7520 section 6 opens and verifies in one call`() throws {
        let file = PublishedVectors.files(of: "rfc7520-cookbook").first { $0.name.hasPrefix("6.") }
        let root = try JSONDocument(try #require(file).bytes()).root
        let (sign, encrypt) = (try #require(root["sign"]), try #require(root["encrypt"]))
        let reading: Parameters = [
            "token": try #require(encrypt["output"]?["compact"]).lexeme,
            "key": jwk(try #require(encrypt["input"]?["key"]).lexeme), "now": "1300819379",
            "verify": #"{"key":\#(jwk(try #require(sign["input"]?["key"]).lexeme))}"#,
        ]
        let answer = try Service().call("decrypt", reading)
        Expectation.valid.check(answer, "a second before")
        #expect(answer.result?["claims"]?["iss"]?.string == "hobbiton.example")
        let late = try Service().call("decrypt", reading.with(["now": "1300819380"]))
        Expectation.refused("claim.exp_expired").check(late, "when it expires")
    }

    @Test(.enabled(if: PublishedVectors.has("wycheproof"), Comment(rawValue: PublishedVectors.absence)))
    func `every encrypted token of Wycheproof is judged as it says`() throws {
        let file = PublishedVectors.files(of: "wycheproof").first { $0.name == "json_web_encryption_odd.json" }
        let root = try JSONDocument(try #require(file).bytes()).root
        var (opened, refused) = (0, 0)
        for group in try #require(root["testGroups"]).elements {
            let key = try #require(group["private"])
            for test in try #require(group["tests"]).elements {
                guard let token = test["jwe"] else { continue }
                let answer = try Service().call("decrypt", Self.opening(token, try Self.key(key, for: token)))
                let name = "\(test["tcId"]?.lexeme ?? "") \(test["comment"]?.string ?? ""): \(answer.text)"
                if test["result"]?.isString("valid") == true {
                    #expect(answer["payload"] == Self.base64URL(hex: test["pt"]?.string ?? ""), "\(name)")
                    opened += 1
                } else {
                    #expect(answer.result?["valid"]?.boolean == false, "\(name)")
                    let isPadding = test["flags"]?.elements.contains { $0.isString("ModifiedPkcs15Padding") } == true
                    if isPadding { #expect(answer.failures == ["jwe.decryption_failed"], "\(name)") }
                    refused += 1
                }
            }
        }
        print("wycheproof/json_web_encryption_odd.json: \(opened) open, \(refused) refused")
    }

    // A password is printed as a secret of its octets.
    private static func key(_ key: JSONValue, for token: JSONValue) throws -> String {
        if key["keys"] != nil { return #"{"jwks":\#(key.lexeme)}"# }
        guard key["kty"]?.isString("oct") == true, try algorithm(of: token).hasPrefix("PBES2") else {
            return jwk(key.lexeme)
        }
        let password = String(decoding: try decode(try #require(key["k"]?.string)), as: UTF8.self)
        return #"{"password":\#(quoted(password))}"#
    }

    private static func algorithm(of token: JSONValue) throws -> String {
        let text = token.string ?? token.lexeme
        let root = text.hasPrefix("{") ? try JSONDocument(Array(text.utf8)).root : nil
        let protected = root?["protected"]?.string ?? String(text.prefix { $0 != "." })
        guard !protected.isEmpty, root == nil || root?["protected"] != nil else { return "" }
        do {
            return try JSONDocument(try decode(protected)).root["alg"]?.string ?? ""
        } catch {
            return ""
        }
    }

    private static func keys(_ input: JSONValue) throws -> [String] {
        if let password = input["pwd"] { return [#"{"password":\#(password.lexeme)}"#] }
        let key = try #require(input["key"])
        return (key.kind == .array ? Array(key.elements) : [key]).map { jwk($0.lexeme) }
    }

    private static func base64URL(hex: String) -> String {
        let digits = Array(hex.utf8)
        let octets = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
        return encode(octets)
    }

    // With the values that the example prints, and its header byte for byte: all but RSA, which is never twice the same.
    private static func isMadeAgain(
        _ root: JSONValue, _ form: String, _ printed: JSONValue, _ name: String
    ) throws -> Bool {
        let input = try #require(root["input"])
        guard root["reproducible"]?.boolean == true, let content = root["encrypting_content"] else { return false }
        guard input["alg"]?.kind == .string, let keys = try keys(input).first else { return false }
        guard input["alg"]?.string?.hasPrefix("RSA") == false else { return false }
        // Section 5.6 prints the flattened form where the general one belongs.
        if name.hasPrefix("5_6"), form == "json" { return false }
        let wrapping = root["encrypting_key"]
        var values: [(String, JSONValue?)] = [
            ("iv", root["generated"]?["iv"]), ("epk", wrapping?["epk"]), ("p2s", wrapping?["salt"]),
            ("keyIv", wrapping?["iv"]), ("protected", content["protected_b64u"]),
        ]
        let isDirect = input["alg"]?.isString("dir") == true || input["alg"]?.isString("ECDH-ES") == true
        if !isDirect { values.append(("cek", root["generated"]?["cek"])) }
        let fixed = values.compactMap { name, value in value.map { #""\#(name)":\#($0.lexeme)"# } }
        var order: Parameters = [
            "key": keys, "alg": try #require(input["alg"]).lexeme, "enc": try #require(input["enc"]).lexeme,
            "text": try #require(input["plaintext"]).lexeme, "kid": "false",
            "unsafe":
                "{\((fixed + (content["protected_b64u"] == nil ? [#""protected":"""#] : [])).joined(separator: ","))}",
            "serialization": quoted(["compact": "compact", "json_flat": "flattened", "json": "general"][form] ?? ""),
        ]
        if let shared = content["unprotected"] { order = order.with(["unprotectedHeader": shared.lexeme]) }
        if let aad = input["aad"]?.string { order = order.with(["aad": quoted(encode(Array(aad.utf8)))]) }
        if input["zip"] != nil || name.hasPrefix("5_9") { order = order.with(["zip": #""DEF""#]) }
        if let rounds = wrapping?["iteration_count"] { order = order.with(["p2c": rounds.lexeme]) }
        let answer = try Service().call("encrypt", order)
        let made = try #require(answer.result?["token"], "\(name) \(form): \(answer.text)")
        #expect(answer.findings.contains("jwe.fixed_values"))
        #expect(try isSame(made, printed), "\(name) \(form): \(made.lexeme)\n\(printed.lexeme)")
        return true
    }

    // The members of an object in any order.
    private static func isSame(_ one: JSONValue, _ other: JSONValue) throws -> Bool {
        guard one.kind == .object, other.kind == .object else {
            guard one.kind == .array, other.kind == .array else { return one.lexeme == other.lexeme }
            return try one.count == other.count && zip(one.elements, other.elements).allSatisfy(isSame)
        }
        return try one.count == other.count
            && one.members.allSatisfy { member in
                try other[Array((member.name.string ?? "").utf8).span].map { try isSame(member.value, $0) } ?? false
            }
    }
}
