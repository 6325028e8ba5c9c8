import JOSE
import JSON
import OpenSSL
import Testing

/// One thing that is thrown at a method that takes a token, and what must come of it.
///
/// The rows are data: whatever takes a token can be held against them.
struct Attack: Sendable, CustomTestStringConvertible {
    /// The row, and what is special about it.
    let id: String
    /// The method that it is thrown at.
    let method: String
    /// What must come of it.
    let expected: Expectation
    /// What must be said to explain it.
    let diagnosis: String?
    /// The parameters without the token.
    private let others: Parameters
    private let token: @Sendable () throws -> String

    init(
        _ id: String, _ expected: Expectation, key: String? = jwk(SampleKey.secret), _ others: Parameters = [:],
        diagnosis: String? = nil, method: String = "verify", token: @escaping @Sendable () throws -> String
    ) {
        self.id = id
        self.method = method
        self.expected = expected
        self.diagnosis = diagnosis
        self.others = (key.map { ["key": $0] } ?? [:] as Parameters).with(others)
        self.token = token
    }

    var testDescription: String { id }

    /// The parameters: one form, or two where a token that is an object can also be given as text.
    func parameters() throws -> [Parameters] {
        let token = try token()
        let text = others.with(["token": quoted(token)])
        return Self.isJSON(token) ? [text, others.with(["token": token])] : [text]
    }

    private static func isJSON(_ token: String) -> Bool {
        guard token.hasPrefix("{") else { return false }
        do throws(JSONFault) {
            _ = try JSONDocument(Array(token.utf8))
            return true
        } catch {
            return false
        }
    }

    /// Every row about `verify`.
    static let all: [Attack] = [
        algorithms, algorithmNames, keyConfusions, critical, carriedKeys, encodings, contents, claims, audiences,
        serializations, kinds, accessTokens, signIns, messages, proofs, boundTokens, statuses, certifiedKeys,
        disclosures, ForgedSignature.attacks,
    ].flatMap { $0 }
}

/// A JWK as the parameter `key`.
func jwk(_ jwk: String) -> String { #"{"jwk":\#(jwk)}"# }

/// JWKs as a set, as the parameter `key`.
func jwks(_ keys: String...) -> String { #"{"jwks":{"keys":[\#(keys.joined(separator: ","))]}}"# }

/// A JWK with these members besides.
func adding(_ members: String, to jwk: String) -> String { "{\(members),\(jwk.dropFirst())" }

/// The signature of a text by a sample key.
func signature(of input: String, by algorithm: String, with jwk: String = SampleKey.secret) throws -> String {
    let key = try Key(jwk: try JSONDocument(Array(jwk.utf8)).root)
    let (name, octets) = (Array(algorithm.utf8), Array(input.utf8))
    let found = SigningAlgorithm.named(name.span)
    let row = try #require(found)
    return encode(try key.sign(octets.span, with: row))
}

/// A compact token with any text as its header and its content, whose signature holds.
func forged(
    _ header: String = #"{"alg":"HS256"}"#, _ payload: String = #"{"sub":"alice"}"#, by algorithm: String = "HS256",
    with jwk: String = SampleKey.secret
) throws -> String {
    try forged(Array(header.utf8), Array(payload.utf8), by: algorithm, with: jwk)
}

/// A compact token with any octets as its header and its content, whose signature holds.
func forged(
    _ header: [UInt8], _ payload: [UInt8], by algorithm: String = "HS256", with jwk: String = SampleKey.secret
) throws -> String {
    try signed("\(encode(header)).\(encode(payload))", by: algorithm, with: jwk)
}

/// A signing input, written by hand, with its signature behind it.
func signed(_ input: String, by algorithm: String = "HS256", with jwk: String = SampleKey.secret) throws -> String {
    "\(input).\(try signature(of: input, by: algorithm, with: jwk))"
}

/// A compact token whose secret is any text, also one that is refused as a secret.
func forged(withSecret text: String) throws -> String {
    let octets = Array(text.utf8)
    let input = Array("\(encode(Array(#"{"alg":"HS256"}"#.utf8))).e30".utf8)
    let key = Key(.secret(SecretBytes(copying: octets.span)), origin: KeyOrigin(.jwk, .json))
    let name = Array("HS256".utf8)
    let found = SigningAlgorithm.named(name.span)
    let row = try #require(found)
    return "\(String(decoding: input, as: UTF8.self)).\(encode(try key.sign(input.span, with: row)))"
}

/// A token that says it is not signed.
func unsigned(_ header: String, signature: String = "") -> String {
    "\(encode(Array(header.utf8))).\(encode(Array(#"{"sub":"alice"}"#.utf8))).\(signature)"
}
