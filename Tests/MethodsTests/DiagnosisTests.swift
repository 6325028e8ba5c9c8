import JOSE
import JSON
import Testing

/// Mistakes that people make, and whether the answer names them: after the verdict, which they never change.
struct DiagnosisTests {
    @Test(arguments: rows)
    func `a signature that does not hold is explained`(row: Attack) throws {
        let service = Service()
        for parameters in try row.parameters() {
            let answer = try service.call("verify", parameters)
            row.expected.check(answer, row.id)
            #expect(answer.diagnosis == Set([row.diagnosis].compactMap(\.self)), "\(row.id): \(answer.text)")
            let silent = try service.call("verify", parameters.with(["diagnose": "false"]))
            row.expected.check(silent, row.id)
            #expect(silent.diagnosis.isEmpty, "\(row.id): \(silent.text)")
        }
    }

    private static let invalid = Expectation.refused("signature.invalid")
    private static let respelled = Expectation.refused("token.not_canonical")
    private static let encoding = "diagnosis.secret_encoding"

    private static let rows: [Attack] = [secrets, keys, signatures, spellings].flatMap { $0 }

    // 32 octets that are text in none of the encodings by chance.
    private static let octets = (0..<32).map { UInt8(truncatingIfNeeded: $0 * 89 + 131) }
    private static let base64 = encode(octets) + "="
    private static let hex = octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    private static let phrase = "correct horse battery staple, twice"

    private static func made(of octets: [UInt8]) throws -> String {
        try forged(with: #"{"kty":"oct","k":"\#(encode(octets))"}"#)
    }

    private static func secret(_ text: String, _ encoding: String) -> String {
        #"{"secret":\#(quoted(text)),"encoding":"\#(encoding)"}"#
    }

    private static let secrets: [Attack] = [
        Attack("base64url, given as text", invalid, key: secret(encode(octets), "utf8"), diagnosis: encoding) {
            try made(of: octets)
        },
        Attack("hex, given as text", invalid, key: secret(hex, "utf8"), diagnosis: encoding) { try made(of: octets) },
        Attack("text, given as base64url", invalid, key: secret(encode(octets), "base64url"), diagnosis: encoding) {
            try made(of: Array(encode(octets).utf8))
        },
        Attack("text, given as hex", invalid, key: secret(hex, "hex"), diagnosis: encoding) {
            try made(of: Array(hex.utf8))
        },
        Attack(
            "a line feed behind it", invalid, key: secret(phrase + "\n", "utf8"),
            diagnosis: "diagnosis.secret_white_space"
        ) { try made(of: Array(phrase.utf8)) },
        Attack("another secret altogether", invalid, key: secret("another phrase that has nothing to do", "utf8")) {
            try made(of: octets)
        },
    ]

    private static let keys: [Attack] = [
        Attack(
            "another key of the set, which has the other's kid", invalid,
            key: jwks(
                adding(#""kid":"one""#, to: OtherKey.p256), adding(#""kid":"two""#, to: SampleKey.p256)),
            diagnosis: "diagnosis.other_key"
        ) { try forged(#"{"alg":"ES256","kid":"one"}"#, by: "ES256", with: SampleKey.p256) },
        Attack(
            "a key of the set that is for encryption", .refused("key.use_mismatch"),
            key: jwk(adding(#""use":"enc""#, to: SampleKey.p256)), diagnosis: "diagnosis.other_key"
        ) { try forged(#"{"alg":"ES256"}"#, by: "ES256", with: SampleKey.p256) },
        Attack(
            "the public key as a secret", .refused("header.alg_key_mismatch"), key: quoted(PublicText.spki),
            diagnosis: "diagnosis.public_key_as_secret"
        ) { try forged(withSecret: PublicText.spki) },
    ]

    private static let signatures: [Attack] =
        [
            Attack("RS256 for PS256", invalid, key: jwk(SampleKey.rsa), diagnosis: "diagnosis.other_algorithm") {
                try forged(#"{"alg":"PS256"}"#, by: "RS256", with: SampleKey.rsa)
            },
            Attack("PS384 for RS256", invalid, key: jwk(SampleKey.rsa), diagnosis: "diagnosis.other_algorithm") {
                try forged(#"{"alg":"RS256"}"#, by: "PS384", with: SampleKey.rsa)
            },
            Attack("HS512 for HS256", invalid, diagnosis: "diagnosis.other_algorithm") {
                try forged(#"{"alg":"HS256"}"#, by: "HS512")
            },
            Attack("cut", invalid, diagnosis: "diagnosis.token_truncated") { String(try forged().dropLast(7)) },
            Attack("cut off before the signature", .refused("token.malformed"), diagnosis: "diagnosis.token_truncated")
            {
                try forged().split(separator: ".").prefix(2).joined(separator: ".")
            },
            Attack("a changed payload", invalid) {
                let parts = try forged().split(separator: ".")
                return "\(parts[0]).\(encode(Array(#"{"sub":"mallory"}"#.utf8))).\(parts[2])"
            },
        ]
        + ForgedSignature.ecdsa.filter { $0.id.hasPrefix("SIG-03") }.map { forged in
            Attack("DER, \(forged.id)", invalid, key: jwk(forged.key), diagnosis: "diagnosis.signature_der") {
                unsigned(#"{"alg":"\#(forged.algorithm)"}"#, signature: forged.signature)
            }
        }

    private static let spellings: [Attack] = changes.map { row in
        Attack("spelled with \(row.name)", respelled, diagnosis: "diagnosis.token_respelled") {
            row.change(try forged())
        }
    }

    private static let changes: [(name: String, change: @Sendable (String) -> String)] = [
        ("Bearer", { "Bearer " + $0 }), ("quotes", { "\"\($0)\"" }), ("a line feed", { $0 + "\n" }),
        ("padding", { $0 + "=" }), ("lines", { $0.split(separator: ".").joined(separator: ".\n  ") }),
    ]
}
