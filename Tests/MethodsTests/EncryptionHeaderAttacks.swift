import Compression
import Foundation
import JOSE
import JSON
import OpenSSL
import Testing

/// What is thrown at `decrypt` in the header, in the content, and in the serialization.
extension DecryptionAttack {
    private static let direct = EncryptionSample.secret(16)
    private static let bytes: Parameters = ["expect": #""bytes""#]

    // Compressed by hand, and then changed.
    private static func compressed(
        _ content: [UInt8] = Array(#"{"sub":"alice"}"#.utf8), zip: String = #""DEF""#,
        _ change: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
    ) -> @Sendable () throws -> String {
        {
            let stream = change(try RawDeflate.compress(content.span))
            return try ForgedEncryption(
                #"{"alg":"dir","enc":"A128GCM","zip":\#(zip)}"#, key: ForgedEncryption.octets(16), content: stream
            ).compact
        }
    }

    static let headers: [DecryptionAttack] =
        [#""none""#, #""A128CBC+HS256""#, #""a128gcm""#, #""A128GCM ""#, #""""#].map { enc in
            DecryptionAttack("JWE-28 enc \(enc)", .refused("header.enc_not_allowed"), key: direct) {
                try ForgedEncryption(#"{"alg":"dir","enc":\#(enc)}"#, key: ForgedEncryption.octets(16)).compact
            }
        }
        + ["1", "null", "[]"].map { enc in
            DecryptionAttack("JWE-28 enc \(enc)", malformed, key: direct) {
                try ForgedEncryption(#"{"alg":"dir","enc":\#(enc)}"#, key: ForgedEncryption.octets(16)).compact
            }
        }
        + ["none", "HS256", "DIR", "dir ", "A128kw"].map { alg in
            DecryptionAttack("JWE-28 alg \(alg)", .refused("header.alg_not_allowed"), key: direct) {
                try ForgedEncryption(#"{"alg":"\#(alg)","enc":"A128GCM"}"#, key: ForgedEncryption.octets(16)).compact
            }
        } + [
            DecryptionAttack("JWE-28 no enc", malformed, key: direct) {
                try ForgedEncryption(#"{"alg":"dir"}"#, key: ForgedEncryption.octets(16)).compact
            },
            DecryptionAttack(
                "JWE-28 an encryption that is not allowed", .refused("header.enc_not_allowed"), key: direct,
                ["contentEncryptionAlgorithms": #"["A256GCM"]"#]
            ) { try ForgedEncryption.direct() },
            DecryptionAttack(
                "JWE-28 an algorithm that is not allowed", .refused("header.alg_not_allowed"), key: direct,
                ["keyManagementAlgorithms": #"["A128KW"]"#]
            ) { try ForgedEncryption.direct() },
            DecryptionAttack(
                "JWE-29 the secret of signatures", .refused("key.use_mismatch"),
                key: EncryptionSample.secret(16).replacingOccurrences(of: "{\"kty\"", with: "{\"use\":\"sig\",\"kty\"")
            ) { try ForgedEncryption.direct() },
            DecryptionAttack(
                "JWE-29 the secret of an algorithm for signatures", .refused("header.alg_key_mismatch"),
                key: EncryptionSample.secret(16).replacingOccurrences(
                    of: "{\"kty\"", with: "{\"alg\":\"HS256\",\"kty\"")
            ) { try ForgedEncryption.direct() },
            DecryptionAttack(
                "JWE-19 a bomb", .refused("jwe.expansion_too_large"), key: direct,
                token: compressed([UInt8](repeating: 0x20, count: 64 << 20))),
            DecryptionAttack(
                "JWE-19 an octet too many", .refused("jwe.expansion_too_large"), key: direct,
                bytes.with(["maxDecompressedLength": "99"]), token: compressed([UInt8](repeating: 0x20, count: 100))),
            DecryptionAttack(
                "JWE-19 as many as are allowed", .valid, key: direct, bytes.with(["maxDecompressedLength": "100"]),
                token: compressed([UInt8](repeating: 0x20, count: 100))),
            DecryptionAttack(
                "JWE-20 a stream that is cut", failed, key: direct, token: compressed { Array($0.dropLast(3)) }),
            DecryptionAttack("JWE-20 octets after the stream", failed, key: direct, token: compressed { $0 + [0] }),
            DecryptionAttack(
                "JWE-20 the header of zlib", failed, key: direct, token: compressed { [0x78, 0x9C] + $0 }),
            DecryptionAttack("JWE-20 no stream at all", failed, key: direct, token: compressed { _ in [] }),
            DecryptionAttack(
                "JWE-20 zip deflate", .refused("header.zip_not_allowed"), key: direct,
                token: compressed(zip: #""deflate""#)),
            DecryptionAttack("JWE-20 zip is a number", malformed, key: direct, token: compressed(zip: "1")),
            DecryptionAttack("JWE-20 as it must be", .valid, key: direct, token: compressed()),
            DecryptionAttack("JWE-32 content that is no UTF-8", malformed, key: direct) {
                try ForgedEncryption(
                    #"{"alg":"dir","enc":"A128GCM"}"#, key: ForgedEncryption.octets(16), content: [0xFF, 0xFE]
                ).compact
            },
            DecryptionAttack("JWE-32 the same as bytes", .valid, key: direct, bytes) {
                try ForgedEncryption(
                    #"{"alg":"dir","enc":"A128GCM"}"#, key: ForgedEncryption.octets(16), content: [0xFF, 0xFE]
                ).compact
            },
            DecryptionAttack("JWE-32 claims that are none", .refused("token.not_claims"), key: direct) {
                try ForgedEncryption.direct(content: "[1]")
            },
            DecryptionAttack("CRT-09 an extension that nobody knows", .refused("header.crit_unsupported"), key: direct)
            {
                try ForgedEncryption.direct(more: #","crit":["exp"],"exp":1"#)
            },
            DecryptionAttack("CRT-09 crit of a base member", .refused("header.crit_unsupported"), key: direct) {
                try ForgedEncryption.direct(more: #","crit":["enc"]"#)
            },
            DecryptionAttack(
                "CRT-09 an extension that the caller knows", .valid, key: direct, ["crit": #"{"exp":true}"#]
            ) {
                try ForgedEncryption.direct(more: #","crit":["exp"],"exp":1"#)
            },
            DecryptionAttack("CLM-25 another issuer in the header", .refused("claim.header_differs"), key: direct) {
                try ForgedEncryption.direct(more: #","iss":"a""#, content: #"{"iss":"b"}"#)
            },
            DecryptionAttack("CLM-25 an issuer in the header alone", .refused("claim.header_differs"), key: direct) {
                try ForgedEncryption.direct(more: #","iss":"a""#, content: "{}")
            },
            DecryptionAttack("CLM-25 the same issuer", .valid, key: direct) {
                try ForgedEncryption.direct(more: #","iss":"a""#, content: #"{"iss":"a"}"#)
            },
            DecryptionAttack("TYP-09 expired inside", .refused("claim.exp_expired"), key: direct) {
                try ForgedEncryption.direct(content: #"{"exp":1}"#)
            },
        ]

    private static let nested: Parameters = ["verify": #"{"key":\#(jwk(SampleKey.secret))}"#]
    private static let kind = Expectation.refused("token.kind_not_allowed")

    private static func flattened(_ members: String) throws -> String {
        let token = try ForgedEncryption.made(["key": direct, "alg": #""dir""#, "serialization": #""flattened""#])
        return adding(members, to: token)
    }

    static let forms: [DecryptionAttack] = [
        DecryptionAttack("TYP-04 a signed token", kind, key: direct) { try forged() },
        DecryptionAttack("TYP-04 a signed object", kind, key: direct) {
            #"{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AA"}"#
        },
        DecryptionAttack("TYP-05 claims where a signed token is expected", malformed, key: direct, nested) {
            try ForgedEncryption.direct()
        },
        DecryptionAttack("TYP-05 a token that nobody signed", .refused("header.alg_not_allowed"), key: direct, nested) {
            try ForgedEncryption.direct(content: "\(encode(Array(#"{"alg":"none"}"#.utf8))).e30.")
        },
        DecryptionAttack("TYP-05 a signed token", .valid, key: direct, nested) {
            try ForgedEncryption.direct(content: try forged())
        },
        DecryptionAttack("TYP-05 an attacker's signature", .refused("signature.invalid"), key: direct, nested) {
            try ForgedEncryption.direct(content: try forged(with: OtherKey.secret))
        },
        DecryptionAttack(
            "TYP-08 work that adds up", .refused("jwe.password_work"), key: #"{"password":"tree of the 7 winds"}"#,
            nested
        ) {
            var token = quoted(try forged())
            for _ in 1...3 {
                token = try ForgedEncryption.made([
                    "key": #"{"password":"tree of the 7 winds"}"#, "p2c": "900000", "text": token,
                ])
            }
            return token
        },
        DecryptionAttack("SER-01 recipients and an encrypted key", malformed, key: direct) {
            try flattened(#""recipients":[{}],"encrypted_key":"AA""#)
        },
        DecryptionAttack("SER-01 a payload and a ciphertext", malformed, key: direct) {
            try flattened(#""payload":"e30""#)
        },
        DecryptionAttack("SER-02 no recipients", malformed, key: direct) {
            #"{"recipients":[],"protected":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0","iv":"AA","ciphertext":"AA","tag":"AA"}"#
        },
        DecryptionAttack("SER-06 a member in two headers", .refused("token.duplicate_member"), key: direct) {
            try flattened(#""unprotected":{"alg":"dir"}"#)
        },
        DecryptionAttack("SER-09 zip that nothing covers", malformed, key: direct) {
            try flattened(#""unprotected":{"zip":"DEF"}"#)
        },
        DecryptionAttack("SER-09 crit that nothing covers", malformed, key: direct) {
            try flattened(#""unprotected":{"crit":["exp"],"exp":1}"#)
        },
        DecryptionAttack("SER-10 10 000 recipients", .refused("token.too_large"), key: direct) {
            let recipients = [String](repeating: #"{"header":{"alg":"A128KW"}}"#, count: 10_000)
            return
                #"{"recipients":[\#(recipients.joined(separator: ","))],"protected":"eyJlbmMiOiJBMTI4R0NNIn0","iv":"AA","ciphertext":"AA","tag":"AA"}"#
        },
        DecryptionAttack("SER-11 dir among others", malformed, key: direct) {
            #"{"recipients":[{"header":{"alg":"dir"}},{"header":{"alg":"A128KW"}}],"protected":"eyJlbmMiOiJBMTI4R0NNIn0","iv":"AA","ciphertext":"AA","tag":"AA"}"#
        },
        DecryptionAttack("SER-12 two encryptions", malformed, key: direct) {
            #"{"recipients":[{"header":{"alg":"A128KW","enc":"A128GCM"}},{"header":{"alg":"A128KW","enc":"A256GCM"}}],"iv":"AA","ciphertext":"AA","tag":"AA"}"#
        },
        DecryptionAttack("SER-13 further data", failed, key: direct) { try flattened(#""aad":"eA""#) },
        DecryptionAttack(
            "SER-13 further data that is no base64url", .refused("token.not_canonical"), key: direct
        ) {
            try flattened(#""aad":"a b""#)
        },
        DecryptionAttack("SER-14 a ciphertext that is a number", malformed, key: direct) {
            #"{"protected":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0","iv":"AA","ciphertext":1,"tag":"AA"}"#
        },
        DecryptionAttack(
            "SER-15 an object where text is expected", .refused("token.serialization_not_allowed"), key: direct,
            ["serializations": #""compact""#]
        ) { try flattened(#""x":1"#) },
        DecryptionAttack("SER-16 a member that means nothing", .valid, key: direct) { try flattened(#""x":1"#) },
    ]
}
