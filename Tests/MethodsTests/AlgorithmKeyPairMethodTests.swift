import Foundation
import JOSE
import JSON
import RPC
import Testing
import Vectors

/// ML-DSA as a client sees it: where a library does it, and where none does.
struct AlgorithmKeyPairMethodTests {
    private let client = KeyClient()
    private static let names = ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"]
    private static let here = SigningAlgorithm.available.map(\.description).filter(names.contains)
    private static let missing = names.filter { !here.contains($0) }

    @Test func `the runs that are to have it have it`() {
        // What a run under another OpenSSL, or with another library, must not skip in silence.
        let promised = ProcessInfo.processInfo.environment["JWTLS_ML_DSA"]?.split(separator: ",").map(String.init)
        #expect(promised == nil || promised == Self.here)
        print("ML-DSA here: \(Self.here)")
    }

    @Test(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
    func `every published token and key is judged as it says, or refused by its algorithm`() throws {
        let file = try #require(PublishedVectors.files(of: "rfc").first { $0.name == "ml-dsa.json" })
        let root = try JSONDocument(try file.bytes()).root
        var (counts, hold) = (0, 0)
        for test in try #require(root["cases"]).elements {
            let key = try #require(test["key"])
            let name = try #require(key["alg"]?.string)
            counts += 1
            if test["kind"]?.isString("jws") == true {
                hold += try checkToken(test, key, isHere: Self.here.contains(name))
            } else {
                try checkKey(key, isHere: Self.here.contains(name))
            }
        }
        #expect(counts == 8)
        print("rfc/ml-dsa.json: \(counts) cases, \(hold) tokens hold")
    }

    private func checkToken(_ test: JSONValue, _ key: JSONValue, isHere: Bool) throws -> Int {
        let parameters: Parameters = [
            "token": try #require(test["token"]?.lexeme), "key": jwk(key.lexeme), "expect": #""bytes""#,
        ]
        let answer = try Service().call("verify", parameters)
        let name = "case \(test["id"]?.lexeme ?? "")"
        guard isHere else {
            Expectation.refused("header.alg_not_allowed").check(answer, name)
            return 0
        }
        guard test["result"]?.isString("valid") == true else {
            Expectation.refused("signature.invalid").check(answer, name)
            return 0
        }
        Expectation.valid.check(answer, name)
        #expect(answer["payload"] == test["payload"]?.string, "\(name)")
        let token = PrintedToken(
            name: name, token: test["token"]?.lexeme ?? "", key: key.lexeme, payload: test["payload"]?.string ?? "",
            isDetached: false)
        #expect(try token.checkTampering() > 0)
        return 1
    }

    private func checkKey(_ key: JSONValue, isHere: Bool) throws {
        let name = try #require(key["alg"]?.string)
        let result = try client.call("key/inspect", #"{"key":{"jwk":\#(key.lexeme)}}"#)
        let inspected = try #require(result["keys"]?.elements.first { _ in true })
        #expect(inspected["thumbprint"]?.string == key["kid"]?.string && inspected["alg"]?.string == name)
        #expect(inspected["compatible"]?["verify"]?.lexeme == (isHere ? #"["\#(name)"]"# : "[]"))
        #expect(codes(result) == (isHere ? [] : ["key.not_used"]))
        guard isHere, key["priv"] != nil else { return }
        let params = #"{"key":{"jwk":\#(key.lexeme)},"claims":{"sub":"alice"},"expiresIn":60}"#
        let signed = try client.call("sign", params)
        let token = try #require(signed["token"]?.lexeme)
        let verdict = try client.call("verify", #"{"key":{"jwk":\#(key.lexeme)},"token":\#(token)}"#)
        #expect(verdict["valid"]?.boolean == true && verdict["claims"]?["sub"]?.string == "alice")
    }

    @Test(arguments: here)
    func `a seed and a public key that do not belong together are refused`(name: String) throws {
        let (one, other) = (try newPair(name), try newPair(name))
        let mixed = #"{"kty":"AKP","alg":"\#(name)","pub":\#(one.pub),"priv":\#(other.priv)}"#
        let error = try client.refusal("sign", #"{"key":{"jwk":\#(mixed)},"claims":{}}"#)
        #expect(error.code.word == "key.unusable" && error.parameter == "/key/jwk/priv", "\(error.message)")
        let signed = try client.call("sign", #"{"key":\#(one.key),"claims":{"sub":"alice"}}"#)
        let answer = try Service().call("verify", ["token": signed["token"]?.lexeme ?? "", "key": other.key])
        Expectation.refused("signature.invalid").check(answer, name)
    }

    private func newPair(_ name: String) throws -> (key: String, pub: String, priv: String) {
        let key = try client.newKey(#"{"alg":"\#(name)","kid":false}"#).private
        let jwk = try #require(try JSONDocument(Array(key.utf8)).root["jwk"])
        return (key, try #require(jwk["pub"]?.lexeme), try #require(jwk["priv"]?.lexeme))
    }

    @Test(arguments: missing)
    func `nothing is signed, made or believed where no library does it`(name: String) throws {
        let lengths = ["ML-DSA-44": (1312, 2420), "ML-DSA-65": (1952, 3309), "ML-DSA-87": (2592, 4627)]
        let (key, signature) = try #require(lengths[name])
        let pub = encode([UInt8](repeating: 7, count: key))
        let priv = encode([UInt8](repeating: 9, count: 32))
        let jwk = #"{"jwk":{"kty":"AKP","alg":"\#(name)","pub":"\#(pub)","priv":"\#(priv)"}}"#
        for (method, params) in [
            ("keygen", #"{"alg":"\#(name)"}"#), ("sign", #"{"key":\#(jwk),"claims":{}}"#),
            ("sign/prepare", #"{"key":\#(jwk),"claims":{}}"#),
        ] {
            let error = try client.refusal(method, params)
            #expect(error.code.word == "algorithm.unsupported" && error.message.contains(name), "\(method)")
        }
        let token = unsigned(#"{"alg":"\#(name)"}"#, signature: encode([UInt8](repeating: 7, count: signature)))
        for more: Parameters in [[:], ["algorithms": quoted(name)]] {
            let answer = try Service().call("verify", (["token": quoted(token), "key": jwk] as Parameters).with(more))
            Expectation.refused("header.alg_not_allowed").check(answer, name)
            #expect(answer.text.contains("The cryptographic library that is running does not do \(name)."))
        }
        // What it is can be told all the same.
        let decoded = try Service().call("decode", ["token": quoted(token)])
        #expect(decoded.error == nil && !decoded.findings.contains("signature.length"))
        let thumbprint = try client.call("key/thumbprint", #"{"key":\#(jwk)}"#)
        #expect(thumbprint["canonical"]?.string == #"{"alg":"\#(name)","kty":"AKP","pub":"\#(pub)"}"#)
    }

    @Test(arguments: names)
    func `the alg of such a key is part of it`(name: String) throws {
        let lengths = ["ML-DSA-44": 1312, "ML-DSA-65": 1952, "ML-DSA-87": 2592]
        let pub = encode([UInt8](repeating: 7, count: try #require(lengths[name])))
        let key = #"{"jwk":{"kty":"AKP","alg":"\#(name)","pub":"\#(pub)"}}"#
        for other in ["ES256", "RSA-OAEP", "ML-DSA-44", "ML-DSA-65"] where other != name {
            let error = try client.refusal("key/convert", #"{"key":\#(key),"to":"jwk","alg":"\#(other)"}"#)
            #expect(error.code.word == "key.refused" && error.parameter == "/alg", "\(other): \(error.message)")
        }
        let same = try client.call("key/convert", #"{"key":\#(key),"to":"jwk","alg":"\#(name)"}"#)
        #expect(same["jwk"]?["alg"]?.string == name)
        let spki = try client.call("key/convert", #"{"key":\#(key),"to":"spki"}"#)
        #expect(spki["dropped"]?.lexeme == "[]")
        let again = try client.call("key/convert", #"{"key":{"pem":\#(spki["pem"]?.lexeme ?? "")},"to":"jwk"}"#)
        #expect(again["jwk"]?["pub"]?.string == pub && again["jwk"]?["alg"]?.string == name)
    }

    @Test(arguments: [
        (#"{"kty":"AKP"}"#, "/alg"), (#"{"kty":"AKP","size":256}"#, "/size"),
        (#"{"kty":"AKP","crv":"P-256"}"#, "/crv"), (#"{"kty":"AKP","alg":"ES256"}"#, "/kty"),
    ])
    func `keygen asks which of them is meant`(params: String, parameter: String) throws {
        let error = try client.refusal("keygen", params)
        #expect(error.code.word == "params.invalid" && error.parameter == parameter, "\(error.message)")
    }
}
