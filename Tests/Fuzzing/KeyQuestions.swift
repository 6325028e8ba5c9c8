import JSON
import ReferenceJSON

/// What is asked about a key that may be none: what it is, what it is in every other form, and what can be done with it.
struct KeyQuestions {
    private let client = Client()
    private let forms = ["jwk", "jwks", "pkcs8", "pkcs1", "sec1", "spki", "x509", "openssh", "openssh-public"]

    /// Asks, and holds the answers against each other. The key is a value of the parameter `key`.
    func ask(about key: [UInt8]) {
        guard let inspection = client.call("key/inspect", Parameters(["key": key]).bytes) else { return }
        checkSecrets(of: key, inspection)
        guard inspection.result != nil else { return }
        for name in ["key/thumbprint", "key/match"] { _ = client.call(name, Parameters(["key": key]).bytes) }
        let thumbprints = Self.thumbprints(inspection)
        for form in forms {
            for encoding in form.hasPrefix("jwk") || form.hasPrefix("openssh")
                ? [""] : [#","encoding":"der""#, #","encoding":"pem""#]
            {
                let parameters = json(#"{"key":"#) + key + json(#","to":"\#(form)"\#(encoding)}"#)
                guard let converted = client.call("key/convert", parameters)?.result else { continue }
                check(converted, thumbprints, from: parameters)
            }
        }
        for encoding in ["utf8", "base64url", "base64", "hex"] {
            let parameters = json(#"{"key":"#) + key + json(#","to":"raw","encoding":"\#(encoding)"}"#)
            guard let converted = client.call("key/convert", parameters)?.result else { continue }
            check(converted, thumbprints, from: parameters)
        }
        checkPublicPart(of: key)
        checkSigning(key)
    }

    // Read again, it is the same key.
    private func check(_ converted: JSONValue, _ thumbprints: [Tree], from parameters: [UInt8]) {
        for form in ["jwk", "jwks", "pem", "der", "ssh", "secret"] as [StaticString] {
            guard let value = converted[form] else { continue }
            let encoding = converted["encoding"].map { json(",\"encoding\":") + Array($0.text) } ?? []
            let key = json("{\"\(form)\":") + Array(value.text) + encoding + json("}")
            guard let again = client.call("key/inspect", Parameters(["key": key]).bytes), again.result != nil else {
                finding("\(shown(parameters)) gives what is no key: \(value.lexeme)")
            }
            require(
                Self.thumbprints(again) == thumbprints, "\(shown(parameters)) gives another key: \(value.lexeme)")
        }
    }

    // No answer but one that writes the private key shows a part of it (statement E5 of the protocol).
    private func checkPublicPart(of key: [UInt8]) {
        for form in ["jwk", "spki"] {
            let parameters = json(#"{"key":"#) + key + json(#","to":"\#(form)","public":true}"#)
            guard let answer = client.call("key/convert", parameters) else { continue }
            checkSecrets(of: key, answer)
            require(answer.result?["jwk"]?["d"] == nil, "\(shown(parameters)) shows a private key.")
        }
    }

    private func checkSecrets(of key: [UInt8], _ answer: Answer) {
        let text = shown(key)
        for secret in ReferenceReader.read(key)?.secrets ?? [] {
            let secret = shown(secret)
            // What stands elsewhere in the key too may be shown.
            guard text.split(separator: secret, omittingEmptySubsequences: false).count == 2 else { continue }
            require(!shown(answer.bytes).contains(secret), "\(text) is answered with a secret: \(shown(answer.bytes))")
        }
    }

    // What it signs, it verifies, unless the key itself says that it is for signing alone.
    private func checkSigning(_ key: [UInt8]) {
        let parameters = json(#"{"claims":{"sub":"alice"},"key":"#) + key + json("}")
        guard let token = client.call("sign", parameters)?.result?["token"] else { return }
        let answer = client.call("verify", Parameters(["token": Array(token.text), "key": key]).bytes)
        let failure = answer?.result?["failures"]?.elements.first { _ in true }
        require(
            answer?.result?["valid"]?.boolean == true || failure?["code"]?.isString("key.use_mismatch") == true,
            "\(shown(key)) does not verify what it signed: \(shown(answer?.bytes ?? []))")
    }

    private static func thumbprints(_ inspection: Answer) -> [Tree] {
        inspection.result?["keys"].map { $0.elements.map { $0["thumbprints"].map { Tree($0) } ?? .null } } ?? [Tree]()
    }
}

extension Tree {
    /// The private members of JWKs, here or deeper, that are long enough to be told from chance.
    fileprivate var secrets: [[UInt8]] {
        switch self {
        case .array(let elements): elements.flatMap(\.secrets)
        case .object(let members):
            members.flatMap { member -> [[UInt8]] in
                guard case .string(let content) = member.value else { return member.value.secrets }
                let isPrivate = ["k", "d", "p", "q", "dp", "dq", "qi"].contains { json($0) == member.name }
                let isLong = content.count >= 16 && content.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 }
                return isPrivate && isLong ? [content] : []
            }
        case .null, .boolean, .number, .string: []
        }
    }
}
