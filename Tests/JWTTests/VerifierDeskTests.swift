import JOSE
import JSON
import JWT
import Testing

struct VerifierDeskTests {
    @Test(arguments: [false, true])
    func `a desk keeps a verifier and its keys only where they are to last`(isLasting: Bool) throws {
        var desk = VerifierDesk()
        weak var kept: Verifier?
        weak var key: Key?
        do {
            let secret = try Self.key("a secret of enough octets for HS256, at least")
            let verifier = Verifier(policy: Policy(), keySets: [KeySet(keys: [secret])], isLasting: isLasting)
            (kept, key) = (verifier, secret)
            _ = verifier.verify(.text(TokenText(Array(Sample.token.utf8))), at: Sample.now, using: &desk)
        }
        #expect((kept != nil) == isLasting)
        #expect((key != nil) == isLasting)
        withExtendedLifetime(desk) {}
    }

    @Test func `what one verifier makes of a header says nothing for another`() throws {
        var desk = VerifierDesk()
        let secret = try Self.key("a secret of enough octets for HS256, at least")
        let other = try Self.key("another secret of enough octets for HS256, too")
        let signed = try Self.signed("{}", by: secret)
        var strict = Policy()
        strict.algorithms = [try #require(SigningAlgorithm.all.last)]
        for _ in 0..<2 {
            for (policy, key, failures) in [
                (Policy(), secret, []), (Policy(), other, ["signature.invalid"]),
                (strict, secret, ["header.alg_not_allowed"]), (Policy(), secret, []),
            ] {
                let verifier = Verifier(policy: policy, keySets: [KeySet(keys: [key])], isLasting: true)
                for _ in 0..<2 {
                    let verdict = verifier.verify(.text(TokenText(signed)), at: Sample.now, using: &desk)
                    #expect(verdict.failures.map(\.code.word) == failures)
                    #expect(verdict.isValid == failures.isEmpty)
                }
            }
        }
    }

    private static func key(_ text: String) throws -> Key {
        let bytes = Array(text.utf8)
        return try Key(secret: bytes.span, encoding: .utf8)
    }

    private static func signed(_ payload: String, by key: Key) throws -> [UInt8] {
        let algorithm = try #require(SigningAlgorithm.all.first)
        let input = Array("\(Sample.part(#"{"alg":"HS256"}"#)).\(Sample.part(payload))".utf8)
        let signature = try key.sign(input.span, with: algorithm)
        return input + [UInt8(ascii: ".")] + Base64URL.encode(signature.span)
    }
}
