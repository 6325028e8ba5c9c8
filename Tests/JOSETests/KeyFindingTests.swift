import JSON
import OpenSSL
import Testing

@testable import JOSE

struct KeyFindingTests {
    @Test(arguments: [
        (#""use":"sig""#, []), (#""use":"tls""#, [KeyFinding.useUnknown]),
        (#""key_ops":["sign","tweak"]"#, [.operationUnknown]),
        (#""use":"sig","key_ops":["encrypt"]"#, [.useContradictsOperations]),
        (#""use":"enc","key_ops":["sign"]"#, [.useContradictsOperations]),
        (#""alg":"RS256""#, [.algorithmDoesNotFit]), (#""alg":"ES256""#, [.algorithmDoesNotFit]),
        (#""alg":"A256KW""#, []), (#""alg":"HS512""#, [.secretShort(bits: 264, needed: 512)]),
        (#""revoked":{"revoked_at":1}"#, [.revoked]), (#""revoked":false"#, []), (#""revoked":null"#, []),
        (#""n":"AQ","crv":"P-256""#, [.foreignMember("n"), .foreignMember("crv")]),
    ])
    func `what is odd about a secret is found`(members: String, findings: [KeyFinding]) throws {
        let key = try Key(jwk: #"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T",\#(members)}"#)
        #expect(key.findings == findings)
        #expect(findings.allSatisfy { !$0.explanation.isEmpty })
    }

    @Test func `what is not kept of a JWK is known`() throws {
        #expect(try Key(jwk: SampleKey.certified).dropped(by: .jwk) == [])
        let odd = #"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T","\u006bty":1,"é":2}"#
        #expect(try faultKind { try Key(jwk: odd) } == .memberRepeated)
        let other = odd.replacing("u006bty", with: "u0000kty")
        #expect(try Key(jwk: other).attributes.otherMembers == ["\0kty", "é"])
    }

    @Test(arguments: [
        "secret", "SECRET", "your-256-bit-secret", "changeme", "password", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abababababababababababababababab", String(repeating: "\0", count: 32),
    ])
    func `a secret that can be guessed is found`(secret: String) throws {
        let bytes = Array(secret.utf8)
        let key = try Key(secret: bytes.span, encoding: .utf8)
        #expect(key.findings == [.secretGuessable])
    }

    @Test(arguments: ["0123456789", "abcdefghijklmnopqrstuvwxyz", "zyxwvu"])
    func `a secret that counts is told apart from one that can be guessed`(secret: String) throws {
        let bytes = Array(secret.utf8)
        let key = try Key(secret: bytes.span, encoding: .utf8)
        #expect(key.findings == [.secretCounts])
    }

    @Test func `random secrets cannot be guessed`() throws {
        for count in [4, 8, 16, 32, 48, 64, 1024] {
            #expect(try !SecretBytes.random(count).withBytes { GuessableSecret.covers($0) })
        }
    }

    @Test func `a secret is short for one algorithm and long enough for another`() throws {
        let octets = (0..<48).map { UInt8(truncatingIfNeeded: $0 * 73 + 11) }
        let key = Key(.secret(SecretBytes(copying: octets.span)), origin: KeyOrigin(.generated, .der))
        #expect(key.findings.isEmpty)
        let findings = SigningAlgorithm.all.prefix(3).map { key.findings(for: $0) }
        #expect(findings == [[], [], [.secretShort(bits: 384, needed: 512)]])
    }

    @Test func `weak RSA numbers are found`() throws {
        // 2^1025 - 1 is odd, and divisible by 31.
        let n = [1] + [UInt8](repeating: 0xFF, count: 128)
        let numbers = RSAPublicNumbers(n: n, e: [3])
        let key = Key(.asymmetric(try AsymmetricKey(numbers)), origin: KeyOrigin(.generated, .der))
        #expect(key.findings == [.modulusShort(bits: 1025), .exponentSmall])
        #expect(try key.weaknesses().contains(.modulusDivisible))
        #expect(try Key(jwk: SampleKey.rsaPublic).weaknesses().isEmpty)
        #expect(try Key(jwk: SampleKey.secret).weaknesses().isEmpty)
    }
}
