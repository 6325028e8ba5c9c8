import JOSE
import JSON
import JWT
import Methods
import RPC
import Testing

/// Calls methods in process, at a clock that stands still, and hears the notifications that come before the answer.
final class KeyClient {
    /// 2027-01-15T08:00:00Z.
    static let now = NumericDate(seconds: 1_800_000_000)

    private let surroundings = Surroundings(clock: { KeyClient.now })
    /// What came before answers: the method and its `params`.
    private(set) var notifications: [(method: String, params: JSONValue)] = []
    /// What is done when a notification came.
    var onNotification: () -> Void = {}

    /// The result of a call whose parameters are JSON text.
    func call(
        _ method: String, _ params: String, lane: Lane = .slow, cancellation: Cancellation = Cancellation()
    ) throws -> JSONValue {
        let found = Methods.descriptions.first { $0.name.description == method }
        let description = try #require(found, "there is no method \(method)")
        let arguments = try Arguments(JSONDocument(Array(params.utf8)).root, for: description)
        let call = Call(
            method: description, arguments: arguments, lane: lane, cancellation: cancellation,
            notify: { [self] method, write in
                var writer = JSONWriter()
                write(&writer)
                do {
                    notifications.append((method.description, try JSONDocument(writer.bytes).root))
                } catch {
                    Issue.record("a notification is not JSON: \(error)")
                }
                onNotification()
            })
        var writer = JSONWriter()
        try MethodResponder(surroundings).respond(to: call, into: &writer)
        return try JSONDocument(writer.bytes).root
    }

    /// The error of a call that must have one. No private member of the parameters stands in it.
    func refusal(
        _ method: String, _ params: String, lane: Lane = .slow, cancellation: Cancellation = Cancellation(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> RPCError {
        let error = #expect(throws: RPCError.self, "\(params.prefix(200))", sourceLocation: sourceLocation) {
            try call(method, params, lane: lane, cancellation: cancellation)
        }
        let refusal = try #require(error)
        let told = "\(refusal.message) \(refusal.hint ?? "")"
        for secret in Self.secrets(in: try JSONDocument(Array(params.utf8)).root) where !secret.isEmpty {
            #expect(!told.contains(secret), sourceLocation: sourceLocation)
        }
        return refusal
    }

    /// A new private key as JSON text, with the public one.
    func newKey(_ params: String) throws -> (private: String, public: String) {
        let keys = try #require(try call("keygen", params)["keys"])
        let key = try #require(keys.elements.first { _ in true })
        let privateKey = try #require(key["private"])
        return (privateKey.lexeme, key["public"]?.lexeme ?? "")
    }

    /// What `key/convert` wrote, as a key that is given.
    func input(_ result: JSONValue) throws -> String {
        let forms: [StaticString] = ["jwk", "jwks", "pem", "der", "ssh", "secret"]
        let form = try #require(forms.first { result[$0] != nil })
        let encoding = result["encoding"].map { #","encoding":\#($0.lexeme)"# } ?? ""
        return #"{"\#(form)":\#(result[form]?.lexeme ?? "")\#(encoding)}"#
    }

    private static func secrets(in value: JSONValue) -> [String] {
        let names = ["d", "p", "q", "dp", "dq", "qi", "k", "priv", "password", "newPassword", "secret"]
        return value.members.flatMap { member -> [String] in
            let isSecret = member.name.string.map(names.contains) == true
            if isSecret, let text = member.value.string { return [text] }
            return secrets(in: member.value)
        } + value.elements.flatMap(secrets)
    }
}

/// A kind of key that there is, and how `keygen` is asked for it.
struct KeyKind: Sendable, CustomTestStringConvertible {
    let params: String
    let type: String
    let bits: Int

    var testDescription: String { params }
    var isSecret: Bool { type == "oct" }

    static let all =
        [
            KeyKind(params: #"{"kty":"RSA","size":2048}"#, type: "RSA", bits: 2048),
            KeyKind(params: #"{"kty":"EC","crv":"P-256"}"#, type: "EC", bits: 256),
            KeyKind(params: #"{"kty":"EC","crv":"P-384"}"#, type: "EC", bits: 384),
            KeyKind(params: #"{"kty":"EC","crv":"P-521"}"#, type: "EC", bits: 521),
            KeyKind(params: #"{"kty":"EC","crv":"secp256k1"}"#, type: "EC", bits: 256),
            KeyKind(params: #"{"kty":"OKP","crv":"Ed25519"}"#, type: "OKP", bits: 256),
            KeyKind(params: #"{"kty":"OKP","crv":"Ed448"}"#, type: "OKP", bits: 448),
            KeyKind(params: #"{"kty":"OKP","crv":"X25519"}"#, type: "OKP", bits: 256),
            KeyKind(params: #"{"kty":"OKP","crv":"X448"}"#, type: "OKP", bits: 448),
            KeyKind(params: #"{"kty":"oct"}"#, type: "oct", bits: 256),
        ] + keyPairs
    // Those that a library here does.
    private static let keyPairs = [("ML-DSA-44", 10_496), ("ML-DSA-65", 15_616), ("ML-DSA-87", 20_736)].filter { row in
        SigningAlgorithm.available.contains { $0.description == row.0 }
    }.map { KeyKind(params: #"{"alg":"\#($0.0)"}"#, type: "AKP", bits: $0.1) }
    static let asymmetric = all.filter { !$0.isSecret }

    /// The parameters with more members.
    func with(_ members: String) -> String { "\(params.dropLast()),\(members)}" }
}

/// The parts of a JWK that nobody else may see, each with the text of its value.
func privateMembers(of jwk: JSONValue) -> [String] {
    let names = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"]
    return jwk.members.compactMap { $0.name.string }.filter(names.contains)
}

/// The `code` of each finding.
func codes(_ result: JSONValue) -> [String] {
    result["findings"]?.elements.compactMap { $0["code"]?.string } ?? [String]()
}
