import Foundation
import JOSE
import OpenSSL

/// What is thrown at `decrypt`: parts of a wrong length, keys that are not for it, headers that ask for too much.
extension DecryptionAttack {
    static let failed = Expectation.refused("jwe.decryption_failed")
    static let malformed = Expectation.refused("token.malformed")
    private static let direct = EncryptionSample.secret(16)

    static let parts: [DecryptionAttack] = lengths + changes + paddings

    private static let lengths: [DecryptionAttack] =
        (Array(0...15) + [17]).map { count in
            DecryptionAttack("JWE-01 a tag of \(count) octets", failed, key: direct) {
                try ForgedEncryption.direct { $0.tag = resized($0.tag, count) }
            }
        }
        + [0, 1, 8, 11, 13, 16].map { count in
            DecryptionAttack("JWE-02 a vector of \(count) octets", failed, key: direct) {
                try ForgedEncryption.direct { $0.vector = resized($0.vector, count) }
            }
        }
        + [0, 1, 8, 15, 17, 32].map { count in
            DecryptionAttack("JWE-04 a tag of \(count) octets", failed, key: EncryptionSample.secret(32)) {
                try ForgedEncryption.direct("A128CBC-HS256", .cbcHMAC(.sha256)) { $0.tag = resized($0.tag, count) }
            }
        }
        + [0, 1, 15, 17].map { count in
            DecryptionAttack("JWE-06 a ciphertext of \(count) octets", failed, key: EncryptionSample.secret(32)) {
                try ForgedEncryption.direct("A128CBC-HS256", .cbcHMAC(.sha256)) {
                    $0.ciphertext = resized($0.ciphertext, count)
                }
            }
        }

    private static let changes: [DecryptionAttack] =
        [
            DecryptionAttack("JWE-01 as it must be", .valid, key: direct) { try ForgedEncryption.direct() },
            DecryptionAttack("JWE-05 wrong padding under a wrong tag", failed, key: EncryptionSample.secret(32)) {
                try ForgedEncryption.direct("A128CBC-HS256", .cbcHMAC(.sha256)) { $0.ciphertext[15] ^= 1 }
            },
            DecryptionAttack("JWE-05 wrong padding under a right tag", failed, key: EncryptionSample.secret(32)) {
                try ForgedEncryption.direct("A128CBC-HS256", .cbcHMAC(.sha256)) { token in
                    token.ciphertext[15] ^= 1
                    token.tag = try EncryptionAttackTools.tag(of: token)
                }
            },
            DecryptionAttack("JWE-05 the right padding under that tag", .valid, key: EncryptionSample.secret(32)) {
                try ForgedEncryption.direct("A128CBC-HS256", .cbcHMAC(.sha256)) { token in
                    token.tag = try EncryptionAttackTools.tag(of: token)
                }
            },
            DecryptionAttack("JWE-31 the vector and the tag change places", failed, key: direct) {
                try ForgedEncryption.direct { (token: inout ForgedEncryption) in
                    swap(&token.vector, &token.tag)
                }
            },
            DecryptionAttack("JWE-31 the header of another token", failed, key: direct) {
                try ForgedEncryption.direct { $0.header += " " }
            },
            DecryptionAttack("JWE-31 the content of another token", failed, key: direct) {
                let other = try ForgedEncryption.direct(content: #"{"sub":"bobby"}"#)
                return try ForgedEncryption.changing(3, of: quoted(other)) { octets in octets.map { $0 ^ 1 } }
            },
        ]

    // The content leaves one octet of its block; what stands there the vector says.
    private static let paddings: [DecryptionAttack] =
        ([0, 2, 15, 16, 17, 32, 0x81, 0xFF] as [UInt8]).map { count in
            DecryptionAttack("JWE-05 padding of \(count) under a right tag", failed, key: EncryptionSample.secret(32)) {
                try ForgedEncryption.direct("A128CBC-HS256", .cbcHMAC(.sha256)) { token in
                    token.vector[15] ^= 1 ^ count
                    token.tag = try EncryptionAttackTools.tag(of: token)
                }
            }
        }
        + [1, 2, 15, 16, 17, 31, 32].map { (count: Int) in
            DecryptionAttack("JWE-05 a content of \(count) digits", .valid, key: EncryptionSample.secret(32), anything)
            {
                try ForgedEncryption.direct(
                    "A128CBC-HS256", .cbcHMAC(.sha256), content: String(repeating: "7", count: count))
            }
        }

    private static let anything: Parameters = ["expect": #""bytes""#]

    static let wrappings: [DecryptionAttack] = wrapped + gcmWrapped + unwrapped

    private static let wrapped: [DecryptionAttack] =
        [0, 8, 15, 16, 24, 64].map { count in
            DecryptionAttack("JWE-07 a content key of \(count) octets", failed, key: EncryptionSample.secret(16)) {
                try EncryptionAttackTools.wrapped(count)
            }
        }
        + [0, 8, 16, 20, 39, 1024].map { count in
            DecryptionAttack("JWE-09 a wrapped key of \(count) octets", failed, key: EncryptionSample.secret(16)) {
                let token = try ForgedEncryption.made(["key": EncryptionSample.secret(16), "alg": #""A128KW""#])
                return try ForgedEncryption.changing(1, of: token) { resized($0, count) }
            }
        }

    private static let gcmWrapped: [DecryptionAttack] =
        [("tag", 0), ("tag", 15), ("tag", 17), ("iv", 0), ("iv", 11), ("iv", 13)].map { (name: String, count: Int) in
            DecryptionAttack("JWE-03 \(name) of \(count) octets", failed, key: EncryptionSample.secret(16)) {
                try EncryptionAttackTools.gcmWrapped { header in
                    EncryptionAttackTools.setting(name, to: #""\#(encode(resized([], count)))""#, in: header)
                }
            }
        }
        + [("tag", "1"), ("iv", "null"), ("iv", #""a b""#)].map { (name: String, value: String) in
            DecryptionAttack("JWE-03 \(name) is \(value)", malformed, key: EncryptionSample.secret(16)) {
                try EncryptionAttackTools.gcmWrapped { EncryptionAttackTools.setting(name, to: value, in: $0) }
            }
        }

    private static let unwrapped: [DecryptionAttack] =
        [
            DecryptionAttack("JWE-03 no tag", failed, key: EncryptionSample.secret(16)) {
                try EncryptionAttackTools.gcmWrapped { EncryptionAttackTools.setting("tag", to: nil, in: $0) }
            },
            DecryptionAttack("JWE-08 no encrypted key", failed, key: EncryptionSample.secret(16)) {
                let token = try ForgedEncryption.made(["key": EncryptionSample.secret(16), "alg": #""A128KW""#])
                return try ForgedEncryption.changing(1, of: token) { _ in [] }
            },
            DecryptionAttack("JWE-08 an encrypted key beside a direct one", failed, key: direct) {
                try ForgedEncryption.direct { $0.encryptedKey = [1] }
            },
            DecryptionAttack("JWE-08 an encrypted key beside an agreed one", failed, key: jwk(SampleKey.p256)) {
                let token = try ForgedEncryption.made(["key": jwk(SampleKey.p256), "alg": #""ECDH-ES""#])
                return try ForgedEncryption.changing(1, of: token) { _ in [UInt8](repeating: 1, count: 24) }
            },
            DecryptionAttack(
                "JWE-10 a direct key of another length", .refused("header.alg_key_mismatch"),
                key: EncryptionSample.secret(24)
            ) { try ForgedEncryption.direct() },
        ]

    private static func resized(_ octets: [UInt8], _ count: Int) -> [UInt8] {
        Array(octets.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - octets.count))
    }
}

/// What a forger of encrypted tokens works with.
enum EncryptionAttackTools {
    /// The tag of a token in AES-CBC with HMAC, made anew for what it is now.
    static func tag(of token: ForgedEncryption) throws -> [UInt8] {
        let text = Array(encode(Array(token.header.utf8)).utf8)
        let bits = UInt64(text.count * 8)
        let message =
            text + token.vector + token.ciphertext
            + stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
        let secret = Array(try ForgedEncryption.octets(32).prefix(16))
        let whole = try PreparedKey(secret: SecretBytes(copying: secret.span), hash: .sha256).sign(message.span)
        return Array(whole.prefix(16))
    }

    /// A token whose content key was wrapped although it has this many octets; where that cannot be wrapped, it is left
    /// as it is.
    static func wrapped(_ count: Int) throws -> String {
        let octets = [UInt8](repeating: 9, count: count)
        let contentKey = SecretBytes(copying: octets.span)
        let wrapperOctets = try ForgedEncryption.octets(16)
        let wrapper = SecretBytes(copying: wrapperOctets.span)
        let wraps = count >= 16 && count.isMultiple(of: 8)
        let encryptedKey = wraps ? try KeyWrapping.wrap(contentKey, with: wrapper) : [UInt8](repeating: 9, count: count)
        var token = try ForgedEncryption(
            #"{"alg":"A128KW","enc":"A256GCM"}"#, key: [UInt8](repeating: 9, count: 32), .gcm(keyLength: 32))
        token.encryptedKey = encryptedKey
        return token.compact
    }

    /// A token with A128GCMKW whose header is changed.
    static func gcmWrapped(_ change: (String) -> String) throws -> String {
        let token = try ForgedEncryption.made(["key": EncryptionSample.secret(16), "alg": #""A128GCMKW""#])
        return try ForgedEncryption.changingHeader(of: token, change)
    }

    /// A header with one member in the place of another of its name, or without it.
    static func setting(_ name: String, to value: String?, in header: String) -> String {
        let (start, rest) = split(header, at: #","\#(name)":"#)
        let end = rest.firstIndex { $0 == "," || $0 == "}" } ?? rest.endIndex
        return start + (value.map { #","\#(name)":\#($0)"# } ?? "") + rest[end...]
    }

    private static func split(_ text: String, at mark: String) -> (String, Substring) {
        guard let range = text.range(of: mark) else { return (String(text.dropLast()), "}") }
        return (String(text[..<range.lowerBound]), text[range.upperBound...])
    }
}
