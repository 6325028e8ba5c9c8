import JSON
import OpenSSL
import Testing

@testable import JOSE

struct KeyRefusalTests {
    @Test(arguments: [
        ("", "HS256", nil, nil),
        (#""use":"sig""#, "HS256", nil, nil),
        (#""use":"enc""#, "HS256", KeyRefusal.useDiffers(actual: .encryption), .useDiffers(actual: .encryption)),
        (
            #""use":"SIG""#, "HS256", .useDiffers(actual: .other(Array("SIG".utf8))),
            .useDiffers(actual: .other(Array("SIG".utf8)))
        ),
        (#""key_ops":["verify"]"#, "HS256", nil, .operationNotListed(.sign)),
        (#""key_ops":["sign"]"#, "HS256", .operationNotListed(.verify), nil),
        (#""key_ops":[]"#, "HS256", .operationNotListed(.verify), .operationNotListed(.sign)),
        (#""key_ops":["sign","verify"],"use":"sig""#, "HS256", nil, nil),
        (
            #""key_ops":["sign","verify"],"use":"enc""#, "HS256", .useDiffers(actual: .encryption),
            .useDiffers(actual: .encryption)
        ),
        (#""key_ops":["wrapKey"]"#, "HS256", .operationNotListed(.verify), .operationNotListed(.sign)),
        (#""alg":"HS256""#, "HS256", nil, nil),
        (#""alg":"HS384""#, "HS256", differs("HS384"), differs("HS384")),
        (#""alg":"hs256""#, "HS256", differs("hs256"), differs("hs256")),
        (#""alg":"A256GCM""#, "HS256", differs("A256GCM"), differs("A256GCM")),
        ("", "RS256", .typeDiffers(needed: .rsa, actual: .oct), .typeDiffers(needed: .rsa, actual: .oct)),
        ("", "ES256", .typeDiffers(needed: .ec, actual: .oct), .typeDiffers(needed: .ec, actual: .oct)),
    ])
    func `a secret does what its owner says`(
        members: String, name: String, verifying: KeyRefusal?, signing: KeyRefusal?
    ) throws {
        let secret = #"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4h""#
        try check(secret + (members.isEmpty ? "}" : ",\(members)}"), name, verifying, signing)
    }

    @Test(arguments: [
        (SampleKey.rsaPublic, "RS256", nil, KeyRefusal.privateKeyMissing),
        // One key, one algorithm: this one says RS256.
        (SampleKey.rsaPublic, "PS256", differs("RS256"), differs("RS256")),
        (
            SampleKey.rsaPublic, "HS256", .typeDiffers(needed: .oct, actual: .rsa),
            .typeDiffers(needed: .oct, actual: .rsa)
        ),
        (SampleKey.rsaPrivate, "RS256", nil, nil),
        (SampleKey.certified, "PS512", nil, .privateKeyMissing),
        (SampleKey.ecPublic, "ES256", .useDiffers(actual: .encryption), .useDiffers(actual: .encryption)),
        (SampleKey.p521Private, "ES512", nil, nil),
        (SampleKey.p521Private, "ES256", .curveDiffers(actual: "P-521"), .curveDiffers(actual: "P-521")),
        (SampleKey.p521Private, "ES256K", .curveDiffers(actual: "P-521"), .curveDiffers(actual: "P-521")),
        (SampleKey.ed25519Private, "EdDSA", nil, nil),
        (SampleKey.ed25519Private, "Ed25519", nil, nil),
        (SampleKey.ed25519Private, "Ed448", .curveDiffers(actual: "Ed25519"), .curveDiffers(actual: "Ed25519")),
    ])
    func `an asymmetric key does what it is for`(
        jwk: String, name: String, verifying: KeyRefusal?, signing: KeyRefusal?
    ) throws {
        try check(jwk, name, verifying, signing)
    }

    @Test(arguments: [
        ("Ed25519", "EdDSA", nil, [KeyFinding.algorithmHasOtherName]),
        ("EdDSA", "Ed25519", nil, [.algorithmHasOtherName]),
        ("EdDSA", "EdDSA", nil, []),
        ("Ed448", "EdDSA", differs("Ed448"), [.algorithmHasOtherName]),
        ("ES256", "EdDSA", differs("ES256"), [.algorithmHasOtherName]),
    ])
    func `EdDSA and Ed25519 are one algorithm, with a finding`(
        bound: String, name: String, refusal: KeyRefusal?, findings: [KeyFinding]
    ) throws {
        let key = try Key(
            jwk: #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","alg":"\#(bound)"}"#)
        let algorithm = try #require(Self.algorithm(name))
        #expect(key.refusal(for: algorithm, to: .verify) == refusal)
        #expect(key.findings(for: algorithm) == findings)
    }

    @Test(arguments: [
        (SampleKey.rsaPublic, ["RS256"]), (SampleKey.ecPublic, []), (SampleKey.ed25519Private, ["EdDSA", "Ed25519"]),
        (SampleKey.wrappingSecret, []), (SampleKey.secret, ["HS256", "HS384", "HS512"]),
        (SampleKey.certified, ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]),
    ])
    func `says what it can be used with`(jwk: String, names: [String]) throws {
        #expect(try Key(jwk: jwk).compatibleAlgorithms.map(\.description) == names)
    }

    @Test func `every refusal is explained without a byte of what was given`() {
        let refusals: [KeyRefusal] = [
            .typeDiffers(needed: .rsa, actual: .oct), .curveDiffers(actual: "P-256"), Self.differs("\u{1B}[31m"),
            .useDiffers(actual: .other([0x1B])), .operationNotListed(.sign), .privateKeyMissing,
            .pssRestricted(PSSRestriction(hash: .sha256, minimumSaltOctets: 32)),
            .pssRestricted(PSSRestriction(hash: .sha256, minimumSaltOctets: 33)),
        ]
        for refusal in refusals {
            #expect(!refusal.explanation.isEmpty && !refusal.explanation.contains("\u{1B}"))
        }
    }

    private func check(_ jwk: String, _ name: String, _ verifying: KeyRefusal?, _ signing: KeyRefusal?) throws {
        let key = try Key(jwk: jwk)
        let algorithm = try #require(Self.algorithm(name))
        #expect(key.refusal(for: algorithm, to: .verify) == verifying)
        #expect(key.refusal(for: algorithm, to: .sign) == signing)
    }

    private static func algorithm(_ name: String) -> SigningAlgorithm? {
        SigningAlgorithm.named(Array(name.utf8).span)
    }

    private static func differs(_ name: String) -> KeyRefusal { .algorithmDiffers(actual: Array(name.utf8)) }
}
