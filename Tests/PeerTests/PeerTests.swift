import JOSE
import JSON
import Launching
import Testing

/// Tokens and keys that go from jwtls to other implementations and back, by every algorithm that both have.
@Suite(.enabled(if: Peers.areHere, Comment(rawValue: Peers.absence)))
struct PeerTests {
    private static let names = SigningAlgorithm.available.map(\.description)

    @Test(arguments: Peers.lacking.map(\.library))
    func `what another implementation makes holds here, and what is made here holds there`(library: String) throws {
        guard Peers.libraries.contains(library) else {
            return print("peers: \(library) is not here, nothing was asked of it")
        }
        let lacking = Peers.lacking.first { $0.library == library }.map(\.algorithms) ?? []
        let rows = try Self.made(by: library, lacking)
        try checkVerifying(rows)
        let ours = try Self.signed(with: rows) + Self.signedWithOwnKeys(like: rows)
        try check(ours, by: library)
        print("peers: \(library): \(rows.count) algorithms, \(ours.count) tokens of ours")
    }

    // Longer runs, with other seeds, are Tests/Fuzzing/differential/run.
    @Test func `whoever disagrees about a token that was changed is explained`() throws {
        let outcome = try Peers.differences(seed: 20_270_118, tokens: 1000)
        #expect(outcome.status == 0 && outcome.lines.contains("unexplained: 0"), "\(outcome.output)\(outcome.errors)")
        print(outcome.lines.first ?? "")
    }

    /// A token of theirs and the keys it was made with.
    private struct Row {
        let algorithm: String
        let token: JSONValue
        /// Forms of the key: `jwk`, and `pem` where it is no secret.
        let privateKey: JSONValue
        let publicKey: JSONValue
    }

    /// A token of ours, and the key to check it with.
    private struct Ours {
        let name: String
        let algorithm: String
        let token: String
        let key: String
    }

    private static func made(by library: String, _ lacking: Set<String>) throws -> [Row] {
        let asked = names.filter { !lacking.contains($0) }
        let answers = try Peers.ask(asked.map { #"{"do":"make","library":"\#(library)","alg":"\#($0)"}"# })
        return try zip(asked, answers).map { name, answer in
            let comment = Comment(rawValue: "\(library) \(name): \(answer.lexeme)")
            return Row(
                algorithm: name, token: try #require(answer["token"], comment),
                privateKey: try #require(answer["private"], comment), publicKey: try #require(answer["public"], comment)
            )
        }
    }

    // Each form of the key, public and private, makes their token hold; one octet less of it does not.
    private func checkVerifying(_ rows: [Row]) throws {
        var calls: [(method: String, parameters: String)] = []
        var expectations: [(name: String, isValid: Bool)] = []
        for row in rows {
            let cut = quoted(String(try #require(row.token.string).dropLast(4)))
            // PyJWT says of a private JWK that it is for signing alone.
            let isForSigningAlone = row.privateKey["jwk"]?["key_ops"] != nil
            for key in isForSigningAlone ? [row.publicKey] : [row.publicKey, row.privateKey] {
                for (form, value) in key.members.map({ ($0.name.lexeme, $0.value.lexeme) }) {
                    for (token, isValid) in [(row.token.lexeme, true), (cut, false)] {
                        calls.append(("verify", #"{"token":\#(token),"key":{\#(form):\#(value)}}"#))
                        expectations.append(("\(row.algorithm) \(form)", isValid))
                    }
                }
            }
        }
        for ((name, isValid), answer) in zip(expectations, try Peers.jwtls(calls)) {
            let comment = Comment(rawValue: "\(name): \(answer.lexeme)")
            #expect(answer["result"]?["valid"]?.boolean == isValid, comment)
            guard isValid else { continue }
            #expect(answer["result"]?["claims"]?["n"]?.lexeme == "12345678901234567890", comment)
        }
    }

    // Signed here with their keys.
    private static func signed(with rows: [Row]) throws -> [Ours] {
        var calls: [(method: String, parameters: String)] = []
        var asked: [(name: String, row: Row)] = []
        for row in rows {
            for (form, value) in row.privateKey.members.map({ ($0.name.lexeme, $0.value.lexeme) }) {
                calls.append(("sign", try signing(#"{\#(form):\#(value)}"#, like: row)))
                asked.append(("\(row.algorithm) with their \(form)", row))
            }
        }
        return try zip(asked, try Peers.jwtls(calls)).map { asked, answer in
            let comment = Comment(rawValue: "\(asked.name): \(answer.lexeme)")
            let token = try #require(answer["result"]?["token"]?.lexeme, comment)
            return Ours(
                name: asked.name, algorithm: asked.row.algorithm, token: token, key: asked.row.publicKey.lexeme)
        }
    }

    // Signed here with keys that were made here, whose public parts go out as JWK and as PEM.
    private static func signedWithOwnKeys(like rows: [Row]) throws -> [Ours] {
        let names = rows.map { $0.algorithm == "EdDSA" ? "Ed25519" : $0.algorithm }
        let made = try Peers.jwtls(names.map { ("keygen", #"{"alg":"\#($0)","kid":false}"#) })
        var own: [(row: Row, privateKey: String, publicKey: String)] = []
        for (row, answer) in zip(rows, made) {
            let comment = Comment(rawValue: "\(row.algorithm): \(answer.lexeme)")
            let key = try #require(answer["result"]?["keys"]?.elements.first { _ in true }, comment)
            let privateKey = bare(try #require(key["private"]?["jwk"], comment))
            own.append((row, privateKey, key["public"]?["jwk"].map(bare) ?? privateKey))
        }
        let asymmetric = own.filter { !$0.row.algorithm.hasPrefix("HS") }
        let pems = try Peers.jwtls(
            asymmetric.map { ("key/convert", #"{"key":{"jwk":\#($0.privateKey)},"to":"spki"}"#) })
        let texts = Dictionary(zip(asymmetric.map(\.row.algorithm), pems)) { $1 }
        let signed = try Peers.jwtls(own.map { ("sign", try signing(#"{"jwk":\#($0.privateKey)}"#, like: $0.row)) })
        return try zip(own, signed).map { own, answer in
            let name = own.row.algorithm
            let token = try #require(answer["result"]?["token"]?.lexeme, "\(name): \(answer.lexeme)")
            var key = #"{"jwk":\#(own.publicKey)}"#
            if let answer = texts[name] {
                let pem = try #require(answer["result"]?["pem"]?.lexeme, "\(name): \(answer.lexeme)")
                key = #"{"jwk":\#(own.publicKey),"pem":\#(pem)}"#
            }
            return Ours(name: "\(name) with our key", algorithm: name, token: token, key: key)
        }
    }

    private func check(_ ours: [Ours], by library: String) throws {
        let requests = try ours.flatMap { row in
            let cut = String(try #require(try JSONDocument(Array(row.token.utf8)).root.string).dropLast(4))
            let key = try Self.forms(row.key, library)
            return [row.token, quoted(cut)].map { token in
                #"{"do":"check","library":"\#(library)","alg":"\#(row.algorithm)","token":\#(token),"key":\#(key)}"#
            }
        }
        for (index, answer) in try Peers.ask(requests).enumerated() {
            let name = "\(library), \(ours[index / 2].name): \(answer.lexeme)"
            #expect(answer.count > 0 && answer["error"] == nil, "\(name)")
            for member in answer.members {
                #expect(member.value.isString("good") == (index % 2 == 0), "\(name)")
            }
        }
    }

    // The `jose` program knows no PEM.
    private static func forms(_ key: String, _ library: String) throws -> String {
        guard library == "jose" else { return key }
        return #"{"jwk":\#(try #require(try JSONDocument(Array(key.utf8)).root["jwk"]?.lexeme))}"#
    }

    // Some write Ed25519 and Ed448 under the one name EdDSA: then so are ours.
    private static func signing(_ key: String, like row: Row) throws -> String {
        #"{"key":\#(key),"alg":"\#(try headerAlgorithm(of: row.token))","claims":{"sub":"alice","exp":4102444799}}"#
    }

    private static func headerAlgorithm(of token: JSONValue) throws -> String {
        let header = Array(try #require(token.string).utf8.prefix { $0 != UInt8(ascii: ".") })
        return try #require(try JSONDocument(try Base64URL.decode(header.span)).root["alg"]?.string)
    }

    // Without `alg`, so that the key is good for each name of its algorithm; a key of the type AKP has one, and keeps it.
    private static func bare(_ jwk: JSONValue) -> String {
        guard jwk["kty"]?.isString("AKP") != true else { return jwk.lexeme }
        return "{"
            + jwk.members.filter { !$0.name.isString("alg") }.map { "\($0.name.lexeme):\($0.value.lexeme)" }
            .joined(separator: ",") + "}"
    }
}

/// A text as a JSON string.
private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
}
