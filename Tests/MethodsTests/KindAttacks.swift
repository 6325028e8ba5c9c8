import Foundation
import OpenSSL

/// Tokens of another kind, for somebody else, or with a certificate or a tag that is not theirs (RFC 8725 §2.8, RFC 7515 §4.1).
extension Attack {
    private static let mismatch = Expectation.refused("header.typ_mismatch")
    private static let invalid = Expectation.refused("signature.invalid")
    private static let notOfKey = Expectation.refused("header.alg_key_mismatch")
    private static let accessToken: Parameters = ["typ": #""at+jwt""#]

    static let kinds: [Attack] = types + parties + certificates + tags

    private static let types: [Attack] =
        [
            "JWT", "dpop+jwt", "kb+jwt", "logout+jwt", "secevent+jwt", "statuslist+jwt", "entity-statement+jwt",
        ].map { type in
            Attack("TYP-01 \(type) for an access token", mismatch, accessToken) {
                try forged(#"{"alg":"HS256","typ":"\#(type)"}"#)
            }
        }
        + ["at+jwt", "AT+JWT", "application/at+jwt", "APPLICATION/AT+JWT"].map { type in
            Attack("TYP-02 \(type)", .valid, accessToken) { try forged(#"{"alg":"HS256","typ":"\#(type)"}"#) }
        }
        + ["at+jwt; v=1", #"at+jwt\u0000"#, "xat+jwt", "at+jwtx", " at+jwt", "x/at+jwt", "application/x/at+jwt", ""].map
    {
        type in
        Attack("TYP-03 \(type.debugDescription)", mismatch, accessToken) {
            try forged(#"{"alg":"HS256","typ":"\#(type)"}"#)
        }
    } + [
        Attack("TYP-01 an access token for another", mismatch, ["typ": #""JWT""#]) {
            try forged(#"{"alg":"HS256","typ":"at+jwt"}"#)
        },
        Attack("TYP-03 no type", mismatch, accessToken) { try forged() },
        Attack("TYP-03 a number", .refused("token.malformed"), accessToken) {
            try forged(#"{"alg":"HS256","typ":1}"#)
        },
        Attack("TYP-04 encrypted", .refused("token.kind_not_allowed")) { "eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA" },
        Attack("TYP-06 cty of a token that is none", .valid) {
            try forged(#"{"alg":"HS256","cty":"JWT"}"#)
        },
    ]

    private static let parties: [Attack] = [
        ("TYP-10 another issuer, the same key", #"{"iss":"b"}"#, ["issuer": #""a""#], "claim.iss_mismatch"),
        ("TYP-11 azp of another client", #"{"azp":"b"}"#, ["azp": #""a""#], "claim.azp_mismatch"),
        ("TYP-11 another nonce", #"{"nonce":"b"}"#, ["nonce": #""a""#], "claim.nonce_mismatch"),
        ("TYP-11 no nonce", "{}", ["nonce": #""a""#], "claim.missing"),
        ("TYP-12 a nonce where none may be", #"{"nonce":"a"}"#, ["forbiddenClaims": #"["nonce"]"#], "claim.forbidden"),
    ].map { (id: String, claims: String, policy: Parameters, code: String) in
        Attack(id, .refused(code), policy) { try forged(#"{"alg":"HS256"}"#, claims) }
    }

    private static let certificates: [Attack] = [
        Attack(
            "HDR-16 the right kid, of another issuer", .refused("claim.iss_mismatch"),
            key: jwks(adding(#""kid":"k""#, to: SampleKey.secret)), ["issuer": #""a""#]
        ) { try forged(#"{"alg":"HS256","kid":"k"}"#, #"{"iss":"b"}"#) },
        Attack("HDR-05 the attacker's certificate, the attacker's signature", notOfKey, key: jwk(OtherKey.rsa)) {
            try certified()
        },
        Attack("HDR-06 control", .valid, key: jwk(SampleKey.rsa)) { try certified() },
        Attack("HDR-06 another key's certificate", notOfKey, key: jwk(OtherKey.rsa)) {
            try certified(with: OtherKey.rsa)
        },
        Attack("HDR-06 another key's certificate, one of two keys", notOfKey, key: jwks(OtherKey.rsa, OtherKey.p256)) {
            try certified(with: OtherKey.rsa)
        },
        Attack("HDR-06 a certificate and a secret", notOfKey) {
            try forged(#"{"alg":"HS256","x5c":["\#(PublicText.certificateBody)"]}"#)
        },
        Attack("HDR-06 a certificate that is none", notOfKey, key: jwk(SampleKey.rsa)) {
            try forged(#"{"alg":"RS256","x5c":["MAA="]}"#, by: "RS256", with: SampleKey.rsa)
        },
        Attack("HDR-06 its thumbprints", .valid, key: jwk(SampleKey.rsa)) {
            let der = Array(Data(base64Encoded: PublicText.certificateBody) ?? Data())
            let (one, two) = (try digest(der.span, using: .sha1), try digest(der.span, using: .sha256))
            return try certified(#","x5t":"\#(encode(one))","x5t#S256":"\#(encode(two))""#)
        },
        Attack("HDR-06 another x5t", notOfKey, key: jwk(SampleKey.rsa)) {
            try certified(#","x5t":"\#(encode([UInt8](repeating: 7, count: 20)))""#)
        },
        Attack("HDR-06 another x5t#S256", notOfKey, key: jwk(SampleKey.rsa)) {
            try certified(#","x5t#S256":"\#(encode([UInt8](repeating: 7, count: 32)))""#)
        },
        Attack(
            "SIG-11 y beyond p", .error("key.unusable"), key: #"{"jwk":{"kty":"OKP","crv":"Ed25519","x":"\#(beyond)"}}"#
        ) {
            unsigned(#"{"alg":"EdDSA"}"#, signature: encode([UInt8](repeating: 0, count: 64)))
        },
    ]

    private static func certified(_ members: String = "", with key: String = SampleKey.rsa) throws -> String {
        try forged(#"{"alg":"RS256","x5c":["\#(PublicText.certificateBody)"]\#(members)}"#, by: "RS256", with: key)
    }

    private static let beyond = encode([0xFF] + [UInt8](repeating: 0xFF, count: 30) + [0x7F])

    // Every bit of a tag counts, and so does its length.
    private static let tags: [Attack] =
        (0..<32).map { place in
            Attack("SIG-13 bit \(place % 8) of octet \(place)", invalid) {
                try withTag { tag in tag[place] ^= 1 << UInt8(place % 8) }
            }
        } + [
            Attack("SIG-13 cut to 16 octets", invalid) { try withTag { $0.removeLast(16) } },
            Attack("SIG-13 cut to 31 octets", invalid) { try withTag { $0.removeLast() } },
            Attack("SIG-13 an octet more", invalid) { try withTag { $0.append(0) } },
            Attack("SIG-13 twice", invalid) { try withTag { $0 += $0 } },
        ]

    private static func withTag(_ change: (inout [UInt8]) -> Void) throws -> String {
        let parts = try forged().split(separator: ".")
        var tag = try decode(String(parts[2]))
        change(&tag)
        return "\(parts[0]).\(parts[1]).\(encode(tag))"
    }
}
