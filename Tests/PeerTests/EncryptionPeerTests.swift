import JOSE
import JSON
import Testing

/// Encrypted tokens that go from jwtls to other implementations and back, by every algorithm that both have.
@Suite(.enabled(if: Peers.areHere, Comment(rawValue: Peers.absence)))
struct EncryptionPeerTests {
    private static let password = "tree of the 7 winds"

    // What a library lacks; all others must work.
    private static let lacking: [(library: String, algorithms: Set<String>, curves: Set<String>)] = [
        ("joserfc", ["RSA-OAEP-384", "RSA-OAEP-512"], []),
        ("jwcrypto", ["RSA-OAEP-384", "RSA-OAEP-512"], []),
        // It asks for passwords on a terminal, and Debian's has no OAEP.
        (
            "jose",
            [
                "PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW", "RSA-OAEP", "RSA-OAEP-256",
                "RSA-OAEP-384", "RSA-OAEP-512",
            ], ["X25519", "X448"]
        ),
    ]

    private struct Row {
        let alg: String
        let enc: String
        let key: String

        var name: String { "\(alg) \(enc)" }
    }

    @Test(arguments: lacking.map(\.library))
    func `what another implementation encrypts opens here, and what is encrypted here opens there`(
        library: String
    ) throws {
        guard Peers.libraries.contains(library) else {
            return print("peers: \(library) is not here, nothing was asked of it")
        }
        let rows = try Self.rows(for: library)
        let theirs = try Peers.askEncryption(
            rows.map { row in
                #"{"do":"encrypt","library":"\#(library)","alg":"\#(row.alg)","enc":"\#(row.enc)","key":\#(row.key),"content":"hello"}"#
            })
        let tokens = try zip(rows, theirs).map { row, answer in
            try #require(answer["token"]?.lexeme, "\(library) \(row.name): \(answer.lexeme)")
        }
        let opened = try Peers.jwtls(
            zip(rows, tokens).map { row, token in
                (
                    "decrypt",
                    #"{"token":\#(token),"key":\#(row.key),"expect":"bytes","keyManagementAlgorithms":"\#(row.alg)"}"#
                )
            })
        for (row, answer) in zip(rows, opened) {
            #expect(answer["result"]?["text"]?.string == "hello", "\(library) \(row.name): \(answer.lexeme)")
        }
        // PKCS #1 v1.5 is only read here.
        let made = rows.filter { $0.alg != "RSA1_5" }
        let ours = try Peers.jwtls(
            made.map { row in
                let rounds = row.alg.hasPrefix("PBES2") ? #","p2c":8000"# : ""
                return (
                    "encrypt",
                    #"{"text":"hello","key":\#(row.key),"alg":"\#(row.alg)","enc":"\#(row.enc)","kid":false\#(rounds)}"#
                )
            })
        let there = try Peers.askEncryption(
            zip(made, ours).map { row, answer in
                let token = try #require(answer["result"]?["token"]?.lexeme, "\(row.name): \(answer.lexeme)")
                return
                    #"{"do":"decrypt","library":"\#(library)","alg":"\#(row.alg)","enc":"\#(row.enc)","key":\#(row.key),"token":\#(token)}"#
            })
        for (row, answer) in zip(made, there) {
            #expect(answer["content"]?.string == "hello", "\(library) \(row.name): \(answer.lexeme)")
        }
        print("peers: \(library): \(rows.count) of their encrypted tokens, \(made.count) of ours")
    }

    // Every algorithm with two content encryptions, and every content encryption directly.
    private static func rows(for library: String) throws -> [Row] {
        let lack = lacking.first { $0.library == library }
        let encryptions = ContentEncryption.all.map(\.description)
        var rows: [Row] = []
        for (index, algorithm) in KeyManagementAlgorithm.all.enumerated()
        where lack?.algorithms.contains(algorithm.description) != true {
            let asked =
                algorithm.scheme == .direct
                ? encryptions : [encryptions[index % 6], encryptions[(index + 3) % 6]]
            for enc in asked {
                for key in try keys(for: algorithm, enc, without: lack?.curves ?? []) {
                    rows.append(Row(alg: algorithm.description, enc: enc, key: key))
                }
            }
        }
        return rows
    }

    private static func keys(
        for algorithm: KeyManagementAlgorithm, _ enc: String, without curves: Set<String>
    ) throws -> [String] {
        switch algorithm.scheme {
        case .password: return [#"{"password":"\#(password)"}"#]
        case .rsaOAEP, .rsaPKCS1: return [rsa]
        case .keyWrap(let octets), .gcmWrap(let octets): return [secret(octets)]
        case .direct:
            let octets = ["A128GCM": 16, "A192GCM": 24, "A192CBC-HS384": 48, "A256CBC-HS512": 64][enc] ?? 32
            return [secret(octets)]
        case .agreement:
            return agreementKeys.filter { !curves.contains($0.curve) }.map(\.key)
        }
    }

    private static func secret(_ octets: Int) -> String {
        let digits = (0..<octets).map { UInt8(truncatingIfNeeded: ($0 &* 37 &+ 5) % 251) }
        return #"{"jwk":{"kty":"oct","k":"\#(String(decoding: Base64URL.encode(digits.span), as: UTF8.self))"}}"#
    }

    private static let rsa = made(#"{"kty":"RSA","size":2048,"kid":false,"use":"enc"}"#)
    private static let agreementKeys: [(curve: String, key: String)] = [
        ("P-256", "EC"), ("P-384", "EC"), ("P-521", "EC"), ("X25519", "OKP"), ("X448", "OKP"),
    ].map { curve, type in
        (curve, made(#"{"kty":"\#(type)","crv":"\#(curve)","kid":false,"use":"enc"}"#))
    }

    // A private key of ours, without what other implementations would hold against another algorithm.
    private static func made(_ order: String) -> String {
        do {
            let answer = try Peers.jwtls([("keygen", order)]).first
            let jwk = answer?["result"]?["keys"]?.elements.first { _ in true }?["private"]?["jwk"]
            let members = jwk.map { Array($0.members) } ?? []
            let bare = members.filter { !$0.name.isString("alg") && !$0.name.isString("use") }
            return #"{"jwk":{\#(bare.map { "\($0.name.lexeme):\($0.value.lexeme)" }.joined(separator: ","))}}"#
        } catch {
            return "{}"
        }
    }
}
