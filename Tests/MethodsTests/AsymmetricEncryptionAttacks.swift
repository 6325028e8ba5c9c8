import Foundation
import JOSE
import JSON
import OpenSSL

/// What is thrown at `decrypt` where the key is asymmetric, or a password.
extension DecryptionAttack {
    private static let mismatch = Expectation.refused("header.alg_key_mismatch")
    private static let rsa1: Parameters = ["keyManagementAlgorithms": #""RSA1_5""#]

    private static func oaep() throws -> String {
        try ForgedEncryption.made(["key": jwk(SampleKey.rsa), "alg": #""RSA-OAEP""#])
    }

    private static func agreed(_ change: @escaping @Sendable (String) -> String) -> @Sendable () throws -> String {
        {
            let token = try ForgedEncryption.made(["key": jwk(SampleKey.p256), "alg": #""ECDH-ES""#])
            return try ForgedEncryption.changingHeader(of: token, change)
        }
    }

    // The header with another key of the moment in it.
    private static func epk(_ value: String?) -> @Sendable () throws -> String {
        agreed { header in
            guard let start = header.range(of: #","epk":"#),
                let end = header.range(of: "}", range: start.upperBound..<header.endIndex)
            else { return header }
            return header[..<start.lowerBound] + (value.map { #","epk":\#($0)"# } ?? "") + header[end.upperBound...]
        }
    }

    static let asymmetric: [DecryptionAttack] = rsa + padded + points + montgomeryPoints + parties

    private static let rsa: [DecryptionAttack] =
        [
            DecryptionAttack(
                "JWE-11 PKCS #1 v1.5 unless it is named", .refused("header.alg_not_allowed"), key: jwk(SampleKey.rsa)
            ) {
                try EncryptionAttackTools.pkcs1([UInt8](repeating: 3, count: 256))
            },
            DecryptionAttack("JWE-12 another hash function", failed, key: jwk(SampleKey.rsa)) {
                try ForgedEncryption.changingHeader(of: oaep()) {
                    $0.replacingOccurrences(of: "RSA-OAEP", with: "RSA-OAEP-256")
                }
            },
            DecryptionAttack("JWE-12 a number beyond the modulus", failed, key: jwk(SampleKey.rsa)) {
                try ForgedEncryption.changing(1, of: oaep()) { _ in [UInt8](repeating: 0xFF, count: 256) }
            },
            DecryptionAttack("JWE-12 an octet less", failed, key: jwk(SampleKey.rsa)) {
                try ForgedEncryption.changing(1, of: oaep()) { Array($0.dropLast()) }
            },
            DecryptionAttack("JWE-12 an octet more", failed, key: jwk(SampleKey.rsa)) {
                try ForgedEncryption.changing(1, of: oaep()) { [0] + $0 }
            },
            DecryptionAttack(
                "JWE-13 a key for OAEP", mismatch, key: jwk(adding(#""alg":"RSA-OAEP""#, to: SampleKey.rsa)), rsa1
            ) {
                try EncryptionAttackTools.pkcs1([UInt8](repeating: 3, count: 256))
            },
            DecryptionAttack(
                "JWE-13 a key for signatures", .refused("key.use_mismatch"),
                key: jwk(adding(#""use":"sig""#, to: SampleKey.rsa))
            ) { try oaep() },
            DecryptionAttack(
                "KEY-22 a key that may verify", .refused("key.use_mismatch"),
                key: jwk(adding(#""key_ops":["verify","sign"]"#, to: SampleKey.rsa))
            ) { try oaep() },
            DecryptionAttack("JWE-22 as it must be", .valid, key: jwk(SampleKey.p256), token: agreed { $0 }),
        ]

    private static let padded: [DecryptionAttack] =
        (0..<24).map { (seed: Int) in
            DecryptionAttack("JWE-11 octets that hold no key, \(seed)", failed, key: jwk(SampleKey.rsa), rsa1) {
                try EncryptionAttackTools.pkcs1(
                    (0..<256).map { UInt8(truncatingIfNeeded: ($0 &+ 1) &* (seed &+ 3)) >> 1 })
            }
        }

    private static let points: [DecryptionAttack] =
        [

            (
                "off the curve",
                #"{"kty":"EC","crv":"P-256","x":"NJo5Z8Txxbt276E3QnMwlNAF2kwMcOECBs3QFX0jq8U","y":"NJo5Z8Txxbt276E3QnMwlNAF2kwMcOECBs3QFX0jq8U"}"#
            ),
            (
                "zero",
                #"{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#
            ),
            (
                "beyond the field",
                #"{"kty":"EC","crv":"P-256","x":"__________________________________________8","y":"__________________________________________8"}"#
            ),
            ("short coordinates", #"{"kty":"EC","crv":"P-256","x":"NJo5Z8Q","y":"0AuLEJs"}"#),
            (
                "on another curve",
                #"{"kty":"EC","crv":"P-384","x":"_Y5VzEZ9_ElHy6PhYT50xigNuK7uWjw0Cz4hy2N_rhSiD_nj5BREwEXVET5E7swt","y":"j6L8nvgzXPiQmCqmRwId3wGsfIsG8nTi6rtdwrfZo4F1DbkuyPhbayv5zaznxZP7"}"#
            ),
            ("private", SampleKey.p256),
            ("of another kind", #"{"kty":"OKP","crv":"X25519","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"}"#),
            ("of RSA", #"{"kty":"RSA","n":"w8Tp","e":"AQAB"}"#), ("empty", "{}"),
        ].map { (name: String, value: String) in
            DecryptionAttack("JWE-22 epk \(name)", failed, key: jwk(SampleKey.p256), token: epk(value))
        }
        + ["null", #""x""#, "[]", "1"].map { (value: String) in
            DecryptionAttack("JWE-24 epk is \(value)", malformed, key: jwk(SampleKey.p256), token: epk(value))
        } + [DecryptionAttack("JWE-24 no epk", failed, key: jwk(SampleKey.p256), token: epk(nil))]

    private static let montgomeryPoints: [DecryptionAttack] =
        [
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "7P_______________________________________38", "7f_______________________________________38",
            "7v_______________________________________38", "4Ot6fDtBuK4WVuP68Z_EatoJjeucMrH9hmIFFl9JuAA",
            "X5yVvKNQjCSx0LFVnIPvWwREXMRYHI6G2CJO3dCfEVc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ].map { (x: String) in
            DecryptionAttack("JWE-23 X25519 \(x)", failed, key: jwk(EncryptionSample.x25519)) {
                let token = try ForgedEncryption.made(["key": jwk(EncryptionSample.x25519)])
                return try ForgedEncryption.changingHeader(of: token) { header in
                    EncryptionAttackTools.setting("x", to: #""\#(x)"}"#, in: header).replacingOccurrences(
                        of: "}}}", with: "}}")
                }
            }
        }

    private static let parties: [DecryptionAttack] =
        [("1", malformed), (#""a b""#, malformed), (#""QUJD""#, failed)].map { (value: String, expected: Expectation) in
            DecryptionAttack(
                "JWE-25 apu is \(value)", expected, key: jwk(SampleKey.p256),
                token: agreed {
                    $0.replacingOccurrences(of: #","epk""#, with: #","apu":\#(value),"epk""#)
                })
        } + [
            DecryptionAttack(
                "JWE-25 apu of 1 MiB", .refused("token.too_large"), key: jwk(SampleKey.p256),
                token: agreed {
                    $0.replacingOccurrences(
                        of: #","epk""#, with: #","apu":"\#(String(repeating: "A", count: 1 << 20))","epk""#)
                })
        ]

    private static let work = Expectation.refused("jwe.password_work")
    private static let password = #"{"password":"tree of the 7 winds"}"#

    private static func derived(_ name: String, _ value: String?) -> @Sendable () throws -> String {
        {
            let token = try ForgedEncryption.made(["key": password, "p2c": "1000"])
            return try ForgedEncryption.changingHeader(of: token) {
                EncryptionAttackTools.setting(name, to: value, in: $0)
            }
        }
    }

    static let passwords: [DecryptionAttack] = counts + salts + confusions

    private static let counts: [DecryptionAttack] = [
        ("JWE-14", "2147483647", work), ("JWE-14", "9007199254740992", work), ("JWE-14", "1000000000", work),
        ("JWE-14", "1000001", work), ("JWE-14", "1e99", work), ("JWE-14", "99999999999999999999", work),
        ("JWE-15", "0", work), ("JWE-15", "1", work), ("JWE-15", "999", work), ("JWE-15", "-1", work),
        ("JWE-15", "1000.5", work), ("JWE-15", "\"1000\"", malformed), ("JWE-15", "null", malformed),
    ].map { (row: String, value: String, expected: Expectation) in
        DecryptionAttack("\(row) p2c \(value)", expected, key: password, token: derived("p2c", value))
    }

    private static let salts: [DecryptionAttack] = [0, 2, 10, 1368].map { (count: Int) in
        let text = String(repeating: "A", count: count)
        return DecryptionAttack(
            "JWE-16 p2s of \(count) letters", work, key: password, token: derived("p2s", "\"\(text)\""))
    }

    private static let confusions: [DecryptionAttack] = [
        DecryptionAttack("JWE-15 no p2c", work, key: password, token: derived("p2c", nil)),
        DecryptionAttack("JWE-16 p2s is no base64url", malformed, key: password, token: derived("p2s", #""a b""#)),
        DecryptionAttack("JWE-16 no p2s", work, key: password, token: derived("p2s", nil)),
        DecryptionAttack("JWE-15 another count", failed, key: password, token: derived("p2c", "1001")),
        DecryptionAttack("JWE-15 as it must be", .valid, key: password, token: derived("p2c", "1000")),
        DecryptionAttack(
            "JWE-14 more than the caller accepts", work, key: password, ["maxPBES2Count": "1000"],
            token: derived("p2c", "1001")),
        DecryptionAttack(
            "JWE-17 a secret for a password", mismatch,
            key: #"{"secret":"tree of the 7 winds","encoding":"utf8"}"#, token: derived("p2c", "1000")),
        DecryptionAttack(
            "JWE-17 a key for a password", mismatch, key: jwk(SampleKey.rsa), token: derived("p2c", "1000")),
        DecryptionAttack("JWE-17 a password for a key", mismatch, key: password) { try oaep() },
    ]
}

extension EncryptionAttackTools {
    /// A token that says its content key is encrypted with PKCS #1 v1.5, in these octets.
    static func pkcs1(_ encryptedKey: [UInt8]) throws -> String {
        try ForgedEncryption(
            #"{"alg":"RSA1_5","enc":"A128GCM"}"#, key: ForgedEncryption.octets(16), encryptedKey: encryptedKey
        ).compact
    }
}
