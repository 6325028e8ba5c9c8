import JSON
import RPC

/// How the results of a method are shown: what of them is the natural text, how people read them, when they are bad news.
struct ResultView: Sendable {
    /// The method's name.
    let method: StaticString
    /// The text that was made, for a method that makes one: it is printed alone unless JSON is asked for.
    var plain: (@Sendable (JSONValue) -> [UInt8]?)?
    /// Whether that text may be a private key.
    var makesKeys = false
    /// Writes a page for people.
    var people: @Sendable (JSONValue, inout Page) -> Void = { value, page in page.tree(value) }
    /// Whether the exit code says that the news is bad; nil where it never is.
    var isBad: (@Sendable (JSONValue) -> Bool)? = { $0["valid"]?.boolean == false }

    /// How this method's results are shown; every method can be shown, those without a row of their own as they are.
    static func of(_ method: MethodDescription) -> ResultView {
        rows.first { $0.method.description == method.name.description } ?? ResultView(method: method.name)
    }

    private static let rows = [
        ResultView(method: "decode", people: { value, page in page.decoded(value) }, isBad: nil),
        ResultView(method: "verify", people: { value, page in page.verdict(value) }),
        ResultView(method: "sign", plain: { $0["token"]?.plainText }),
        ResultView(method: "sign/complete", plain: { $0["token"]?.plainText }),
        ResultView(method: "present", plain: { $0["token"]?.plainText }),
        ResultView(method: "encrypt", plain: { $0["token"]?.plainText }),
        ResultView(method: "revocations/export", plain: { $0["token"]?.plainText }),
        ResultView(method: "decrypt", people: { value, page in page.verdict(value) }),
        ResultView(
            method: "scan", people: { value, page in page.scanned(value) },
            isBad: {
                ($0["exposed"]?.integer ?? 0) > 0 || $0["found"]?.elements.contains { $0["failures"] != nil } == true
            }),
        ResultView(method: "redact", plain: { $0["text"]?.plainText }),
        ResultView(method: "keygen", plain: { $0.keyTexts }, makesKeys: true),
        ResultView(method: "key/convert", plain: { $0.keyText }, makesKeys: true),
        ResultView(method: "policies/list", people: { value, page in page.policyList(value) }),
        ResultView(method: "policies/get", people: { value, page in page.policy(value) }),
        ResultView(method: "policies/test", people: { value, page in page.policyTest(value) }),
        ResultView(method: "keys/list", people: { value, page in page.keyList(value) }),
        ResultView(method: "keys/rotate", people: { value, page in page.rotation(value) }),
        ResultView(method: "keys/jwks", plain: { $0["jwks"]?.plainText }),
        ResultView(method: "key/match", isBad: { $0["relation"]?.isString("none") == true }),
    ]
}

extension JSONValue {
    /// A string's content, and any other value as JSON.
    fileprivate var plainText: [UInt8] {
        if let utf8 { return utf8 }
        var writer = JSONWriter()
        writer.copy(self)
        return writer.bytes
    }

    /// The key that an object holds in whatever form it was asked for.
    fileprivate var keyText: [UInt8]? {
        let forms: [StaticString] = ["jwk", "jwks", "pem", "der", "ssh", "jwe", "secret", "key"]
        return forms.lazy.compactMap { self[$0]?.plainText }.first
    }

    /// The base64 of the one key that an answer gives as DER.
    var keyDER: [UInt8]? {
        let made = self["keys"].flatMap { $0.count == 1 ? $0.elements.first { _ in true }?["private"] : nil }
        return (made ?? self)["der"]?.utf8
    }

    /// The text of a secret that an answer gives as such: each of its characters is a part of it.
    var secretText: [UInt8]? { self["encoding"]?.isString("utf8") == true ? self["secret"]?.utf8 : nil }

    // The private keys that were made, each on lines of its own.
    fileprivate var keyTexts: [UInt8]? {
        guard let keys = self["keys"] else { return nil }
        var texts: [[UInt8]] = []
        for key in keys.elements {
            guard let text = key["private"]?.keyText else { return nil }
            texts.append(text.last == UInt8(ascii: "\n") ? text.dropLast() : text)
        }
        return Array(texts.joined(separator: [UInt8(ascii: "\n")]))
    }
}
