import JOSE
import JSON
import JWT
import Testing

/// A token that is recognised gets the verdict that it would get if it were not.
struct VerifiedTokensTests {
    private static let now = NumericDate(seconds: 1_800_000_000)

    @Test func `the same token again is recognised, and only where that was asked for`() throws {
        let key = try Self.key()
        let token = try Self.signed(#"{"exp":1800000100}"#, by: key)
        for (capacity, recognised) in [(0, 0), (1, 3), (100, 3)] {
            var desk = VerifierDesk(rememberedTokens: capacity)
            let look = try Self.look(from: token, by: key, &desk)
            for _ in 0..<4 { #expect(look.passes(TokenText(token), at: Self.now, using: &desk)) }
            #expect(desk.recognisedTokens == recognised)
        }
    }

    @Test func `a secret's tokens are computed each time, which costs no more`() throws {
        let octets = Array("a secret of enough octets for HS256, at least".utf8)
        let key = try Key(secret: octets.span, encoding: .utf8)
        let token = try Self.signed(#"{"exp":1800000100}"#, by: key, "HS256")
        var desk = VerifierDesk(rememberedTokens: 8)
        let look = try Self.look(from: token, by: key, &desk)
        for _ in 0..<4 { #expect(look.passes(TokenText(token), at: Self.now, using: &desk)) }
        #expect(desk.recognisedTokens == 0)
    }

    @Test func `a token that is recognised expires all the same`() throws {
        let key = try Self.key()
        let token = try Self.signed(#"{"exp":1800000100,"nbf":1799999000}"#, by: key)
        var desk = VerifierDesk(rememberedTokens: 8)
        let look = try Self.look(from: token, by: key, &desk)
        for (seconds, passes) in [
            (1_800_000_000, true), (1_800_000_099, true), (1_800_000_100, false), (1_799_998_999, false),
            (1_800_000_001, true), (1_900_000_000, false),
        ] as [(Int64, Bool)] {
            #expect(look.passes(TokenText(token), at: NumericDate(seconds: seconds), using: &desk) == passes)
        }
        #expect(desk.recognisedTokens > 0)
    }

    @Test func `what differs from a remembered token in any byte is not taken for it`() throws {
        let key = try Self.key()
        let token = try Self.signed(#"{"sub":"alice","exp":1800000100}"#, by: key)
        var desk = VerifierDesk(rememberedTokens: 1)
        let look = try Self.look(from: token, by: key, &desk)
        #expect(look.passes(TokenText(token), at: Self.now, using: &desk))
        for index in token.indices {
            var changed = token
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(!look.passes(TokenText(changed), at: Self.now, using: &desk), "byte \(index)")
        }
        for changed in [token.dropLast(), token.dropFirst(), token + [0x41], [0x41] + token].map(Array.init) {
            #expect(!look.passes(TokenText(changed), at: Self.now, using: &desk))
        }
        let before = desk.recognisedTokens
        #expect(look.passes(TokenText(token), at: Self.now, using: &desk))
        #expect(desk.recognisedTokens == before + 1)
    }

    @Test func `what one key's look remembers is nothing to another's`() throws {
        let (key, other) = (try Self.key(), try Self.key())
        let (token, others) = (try Self.signed(Self.claims, by: key), try Self.signed(Self.claims, by: other))
        var desk = VerifierDesk(rememberedTokens: 64)
        let (look, otherLook) = (
            try Self.look(from: token, by: key, &desk), try Self.look(from: others, by: other, &desk)
        )
        for _ in 0..<3 {
            #expect(look.passes(TokenText(token), at: Self.now, using: &desk))
            #expect(!otherLook.passes(TokenText(token), at: Self.now, using: &desk))
            #expect(otherLook.passes(TokenText(others), at: Self.now, using: &desk))
            #expect(!look.passes(TokenText(others), at: Self.now, using: &desk))
        }
    }

    @Test func `more tokens than there are places are all judged rightly`() throws {
        let key = try Self.key()
        let tokens = try (0..<40).map { try Self.signed(#"{"sub":"\#($0)","exp":1800000100}"#, by: key) }
        var desk = VerifierDesk(rememberedTokens: 4)
        let look = try Self.look(from: tokens[0], by: key, &desk)
        for _ in 0..<3 {
            for token in tokens {
                #expect(look.passes(TokenText(token), at: Self.now, using: &desk))
                #expect(look.passes(TokenText(token), at: Self.now, using: &desk))
                var changed = token
                let last = changed.index(changed.endIndex, offsetBy: -2)
                changed[last] = changed[last] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                #expect(!look.passes(TokenText(changed), at: Self.now, using: &desk))
            }
        }
        #expect(desk.recognisedTokens >= 120)
    }

    private static let claims = #"{"exp":1800000100}"#

    private static func key() throws -> Key { try Key.make(.curve(try #require(NamedCurve.all.first))) }

    private static func look(from token: [UInt8], by key: Key, _ desk: inout VerifierDesk) throws -> QuickLook {
        let verifier = Verifier(policy: Policy(), keySets: [KeySet(keys: [key])], isLasting: true)
        let verdict = verifier.verify(.text(TokenText(token)), at: now, using: &desk)
        let look = QuickLook(verdict, about: TokenText(token), by: verifier, using: &desk)
        return try #require(look)
    }

    private static func signed(_ payload: String, by key: Key, _ name: String = "ES256") throws -> [UInt8] {
        let algorithm = try #require(SigningAlgorithm.all.first { $0.name.description == name })
        let input = Array("\(Sample.part(#"{"alg":"\#(name)"}"#)).\(Sample.part(payload))".utf8)
        let signature = try key.sign(input.span, with: algorithm)
        return input + [UInt8(ascii: ".")] + Base64URL.encode(signature.span)
    }
}
