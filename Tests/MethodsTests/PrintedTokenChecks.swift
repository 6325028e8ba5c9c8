import JSON
import JWT
import Testing

/// What is checked of every token that others made, wherever it comes from.
extension PrintedToken {
    /// The parameters of `verify` for it: any content, no claims.
    var parameters: Parameters {
        let form = key.contains(#""keys""#) ? "jwks" : "jwk"
        let parameters: Parameters = ["token": token, "key": #"{"\#(form)":\#(key)}"#, "expect": #""bytes""#]
        return (isDetached ? parameters.with(["detachedPayload": quoted(payload)]) : parameters).with(options)
    }

    /// Verifies it, with nothing wrong.
    func checkVerifying() throws {
        let answer = try Service().call("verify", parameters)
        Expectation.valid.check(answer, name)
        #expect(answer["payload"] == payload, "\(name)")
    }

    /// Spoils it in every way and holds each against its reasons. Answers how many ways there were.
    @discardableResult
    func checkTampering() throws -> Int {
        let forms = try Tampering(token: token, detached: isDetached ? try decode(payload) : nil).forms()
        #expect(!forms.isEmpty, "\(name)")
        let service = Service()
        for spoilt in forms {
            var parameters = parameters.with(["token": spoilt.token])
            if let detached = spoilt.detached {
                parameters = parameters.with(["detachedPayload": quoted(encode(detached))])
            }
            let answer = try service.call("verify", parameters)
            let comment = Comment(rawValue: "\(name), \(spoilt.name): \(answer.text)")
            #expect(answer.result?["valid"]?.boolean == false, comment)
            #expect(answer.isRefused(for: spoilt.reasons), comment)
        }
        return forms.count
    }

    /// Verifies it with a key of its kind that is not its own.
    func checkOtherKey() throws {
        let other = try OtherKey.like(key)
        let answer = try Service().call("verify", parameters.with(["key": #"{"jwk":\#(other)}"#]))
        let comment = Comment(rawValue: "\(name): \(answer.text)")
        #expect(answer.result?["valid"]?.boolean == false, comment)
        #expect(answer.isRefused(for: ["signature.invalid"]), comment)
    }

    /// Whether signing the same content with the same headers makes this very token. False where a header is printed
    /// with its members in another order, or with white space; where the headers are the same, the tokens must be.
    func isMadeAgain() throws -> Bool {
        let root = try JSONDocument(Array(token.utf8)).root
        let entry = root["signatures"]?.elements.first { _ in true } ?? root
        let protected =
            try root.string.map { $0.prefix { $0 != "." } } ?? Substring(#require(entry["protected"]?.string))
        let header = try JSONDocument(try decode(String(protected))).root
        let answer = try Service().call("sign", signing(header, entry["header"], root))
        guard let made = answer.result?["token"] else {
            Issue.record("\(name): \(answer.text)")
            return false
        }
        let isSame = made.isEqual(to: root)
        let isSameHeader = made.lexeme.contains(protected)
        #expect(isSame || !isSameHeader, "\(name): \(answer.text)")
        return isSame
    }

    private func signing(_ header: JSONValue, _ unprotected: JSONValue?, _ root: JSONValue) throws -> Parameters {
        let own: Set<String> = ["alg", "typ", "kid", "b64", "crit"]
        let others = header.members.filter { member in !own.contains(member.name.string ?? "") }
        var parameters: Parameters = [
            "key": #"{"jwk":\#(key)}"#, "payload": quoted(payload), "alg": try #require(header["alg"]?.lexeme),
            "typ": header["typ"]?.lexeme ?? "false", "kid": header["kid"]?.lexeme ?? "false",
            "header": "{" + others.map { "\($0.name.lexeme):\($0.value.lexeme)" }.joined(separator: ",") + "}",
            "detached": "\(isDetached)", "b64": header["b64"]?.lexeme ?? "true",
        ]
        let serialization = root.kind == .string ? "compact" : root["signatures"] == nil ? "flattened" : "general"
        parameters = parameters.with(["serialization": quoted(serialization)])
        return unprotected.map { parameters.with(["unprotectedHeader": $0.lexeme]) } ?? parameters
    }
}

extension Answer {
    /// Whether a token is refused for nothing but these reasons; where it has several signatures, at least one of them.
    func isRefused(for reasons: Set<String>) -> Bool {
        if failures == ["signature.insufficient"] { return !signatureFailures.isDisjoint(with: reasons) }
        return !failures.isEmpty && failures.isSubset(of: reasons)
    }
}

extension OtherKey {
    /// The other key of the same kind as this JWK, or as the first of this set.
    static func like(_ jwk: String) throws -> String {
        let root = try JSONDocument(Array(jwk.utf8)).root
        let key = root["keys"]?.elements.first { _ in true } ?? root
        switch try #require(key["crv"]?.string ?? key["kty"]?.string) {
        case "RSA": return rsa
        case "oct": return secret
        case "P-256": return p256
        case "P-384": return p384
        case "P-521": return p521
        case "secp256k1": return secp256k1
        case "Ed25519": return ed25519
        case "AKP": return SampleKey.keyPair(try #require(key["alg"]?.string), seed: 2)
        default: return ed448
        }
    }
}
