import JSON
import JWT
import Methods
import Store
import Synchronization
import Testing

/// Tokens that are replaced by their successors, as a client sees them.
struct RotationTests {
    private let clock = Clock()
    private let service: Service

    private final class Clock: Sendable {
        let seconds = Atomic<Int64>(Service.now)

        func set(_ offset: Int64) { seconds.store(Service.now + offset, ordering: .relaxed) }
    }

    init() {
        let clock = clock
        service = Service(
            Surroundings(
                clock: { NumericDate(seconds: clock.seconds.load(ordering: .relaxed)) }, store: Store(.memory) { 0 }))
    }

    private static let claims =
        #"{"iss":"i","sub":"alice","scope":"read write","jti":"first","iat":1800000000,"exp":1800003600}"#

    private func first(_ claims: String = claims) throws -> String {
        try forged(#"{"alg":"HS256","typ":"rt+jwt"}"#, claims)
    }

    private func rotate(_ token: String, _ others: Parameters = [:]) throws -> Answer {
        let parameters: Parameters = ["token": quoted(token), "key": jwk(SampleKey.secret)]
        return try service.call("rotate", parameters.with(others))
    }

    private func successor(_ token: String, _ others: Parameters = [:]) throws -> String {
        let answer = try rotate(token, others)
        return try #require(answer["token"], "\(answer.text)")
    }

    private func claims(_ token: String) throws -> JSONValue {
        try #require(try service.call("decode", ["token": quoted(token)]).result?["payload"])
    }

    private func verify(_ token: String) throws -> Answer {
        try service.call("verify", ["token": quoted(token), "key": jwk(SampleKey.secret)])
    }

    @Test func `a successor carries the claims, and times and a name of its own`() throws {
        let token = try first()
        clock.set(600)
        let answer = try rotate(token)
        let next = try #require(answer["token"], "\(answer.text)")
        let decoded = try service.call("decode", ["token": quoted(next)])
        let claims = try claims(next)
        #expect(answer.isValid && decoded.text.contains(#""rt+jwt""#))
        #expect(claims["sub"]?.string == "alice" && claims["scope"]?.string == "read write")
        #expect(claims["iat"]?.integer == Service.now + 600 && claims["exp"]?.integer == Service.now + 4200)
        #expect(claims["jti"]?.string?.hasSuffix(".1") == true)
        #expect(answer.result?["family"]?["ends"]?.integer == Service.now + 600 + 30 * 86_400)
        Expectation.valid.check(try verify(next), "successor")
        Expectation.refused("token.revoked").check(try verify(token), "spent")
    }

    // RFT-01, RFC 9700 §4.14.2
    @Test func `a token that is used again takes its whole family with it`() throws {
        let first = try first()
        let second = try successor(first)
        let third = try successor(second)
        Expectation.valid.check(try verify(third), "the last")
        Expectation.refused("token.spent").check(try rotate(second), "again")
        Expectation.refused("token.revoked").check(try verify(third), "the last, behind it")
        for token in [first, second, third] {
            Expectation.refused("token.family_revoked").check(try rotate(token), "behind it")
        }
        Expectation.valid.check(
            try verify(try successor(try self.first(#"{"jti":"other","iat":1,"exp":1800000100}"#))), "others")
    }

    // RFT-02, RFT-05
    @Test func `within the grace the same request gets the same successor`() throws {
        let token = try first()
        let next = try successor(token, ["grace": "10"])
        clock.set(9)
        let again = try successor(token, ["grace": "10"])
        #expect(try claims(again).lexeme == claims(next).lexeme)
        Expectation.valid.check(try verify(next), "still good")
        clock.set(10)
        Expectation.refused("token.spent").check(try rotate(token, ["grace": "10"]), "too late")
    }

    // RFT-03
    @Test func `the grace ends with the use of the successor`() throws {
        let token = try first()
        let next = try successor(token, ["grace": "10"])
        _ = try successor(next, ["grace": "10"])
        Expectation.refused("token.spent").check(try rotate(token, ["grace": "10"]), "the grandparent")
        Expectation.refused("token.family_revoked").check(try rotate(next, ["grace": "10"]), "the parent")
    }

    @Test func `a family has an end, whatever its tokens say`() throws {
        var token = try first()
        for round in 1...4 as ClosedRange<Int64> {
            clock.set(round * 900)
            token = try successor(token, ["familyExpiresIn": #""1h""#, "expiresIn": #""45m""#])
            #expect(try claims(token)["exp"]?.integer ?? 0 <= Service.now + 900 + 3600)
        }
        clock.set(900 + 3599)
        token = try successor(token)
        #expect(try claims(token)["exp"]?.integer == Service.now + 900 + 3600)
        clock.set(900 + 3600)
        Expectation.refused("claim.exp_expired").check(try rotate(token), "the end")
        let tolerant: Parameters = ["policy": #"{"clockTolerance":60}"#]
        Expectation.refused("token.family_ended").check(try rotate(token, tolerant), "the end, with tolerance")
    }

    @Test func `claims are changed by a merge patch, and who it is stays`() throws {
        let next = try successor(try first(), ["changes": #"{"scope":"read","tenant":{"id":7}}"#])
        let claims = try claims(next)
        #expect(claims["scope"]?.string == "read" && claims["tenant"]?.lexeme == #"{"id":7}"#)
        #expect(try self.claims(try successor(next, ["changes": #"{"tenant":null}"#]))["tenant"] == nil)
        for name in ["sub", "iss", "jti", "exp", "cnf"] {
            let answer = try rotate(
                try first(#"{"jti":"x","iat":1,"exp":1800000100}"#), ["changes": #"{"\#(name)":null}"#])
            Expectation.error("params.invalid").check(answer, name)
        }
    }

    @Test func `a token that is refused is not replaced, and stays what it is`() throws {
        let token = try first()
        let other = try service.call("rotate", ["token": quoted(token), "key": jwk(OtherKey.secret)])
        Expectation.refused("signature.invalid").check(other, "another key")
        Expectation.refused("claim.iss_mismatch").check(
            try rotate(token, ["policy": #"{"issuer":"j"}"#]), "another issuer")
        Expectation.valid.check(try verify(token), "still good")
        _ = try service.call("revoke", ["subject": #""alice""#])
        Expectation.refused("token.revoked").check(try rotate(token), "revoked")
    }

    @Test func `what cannot be signed takes no token out of use`() throws {
        let token = try forged(#"{"alg":"ES256"}"#, Self.claims, by: "ES256", with: SampleKey.p256)
        let open: Parameters = ["token": quoted(token), "key": jwk(try publicJWK(SampleKey.p256))]
        Expectation.error("key.refused").check(try service.call("rotate", open), "public")
        let both = open.with(["signingKey": jwk(SampleKey.p256)])
        let wrong = both.with([
            "policy": #"{"claims":{"/scope":{"value":"read write"}}}"#, "changes": #"{"scope":"x"}"#,
        ])
        Expectation.error("sign.refused").check(try service.call("rotate", wrong), "policy")
        let answer = try service.call("rotate", both)
        #expect(answer.isValid, "\(answer.text)")
        let policy: Parameters = ["token": quoted(try #require(answer["token"])), "key": jwk(SampleKey.p256)]
        Expectation.valid.check(try service.call("verify", policy), "successor")
    }

    @Test func `a token without a jti begins a family too`() throws {
        let token = try first(#"{"sub":"a","iat":1800000000,"exp":1800000100}"#)
        let next = try successor(token)
        Expectation.refused("token.revoked").check(try verify(token), "spent")
        Expectation.refused("token.spent").check(try rotate(token), "again")
        Expectation.refused("token.revoked").check(try verify(next), "the last")
    }

    @Test(arguments: ["AAAAAAAAAAAAAAAAAAAAAA.1", "AAAAAAAAAAAAAAAAAAAAAA.9223372036854775807"])
    func `a name like a successor's, of a family that there is not, is none`(name: String) throws {
        let token = try first(#"{"jti":"\#(name)","iat":1800000000,"exp":1800000100}"#)
        Expectation.refused("token.family_ended").check(try rotate(token), name)
    }

    @Test(
        arguments: [
            ["grace": "61"], ["grace": "-1"], ["expiresIn": #""soon""#], ["familyExpiresIn": "-5"], ["changes": "[]"],
            ["signingKey": #"{"jwks":{"keys":[\#(SampleKey.p256),\#(SampleKey.rsa)]}}"#],
        ] as [Parameters])
    func `an order that makes no sense is an error`(others: Parameters) throws {
        let answer = try rotate(try first(), others)
        #expect(answer.error == "params.invalid" || answer.error == "key.refused", "\(answer.text)")
        Expectation.valid.check(try verify(try first()), "still good")
    }

    @Test func `a family is forgotten when it has ended`() throws {
        let token = try first()
        let next = try successor(token, ["familyExpiresIn": #""30m""#, "expiresIn": #""10m""#])
        for hours in [1, 3, 5] as [Int64] {
            clock.set(hours * 3600)
            _ = try successor(try first(#"{"jti":"t\#(hours)","iat":1,"exp":1900000000}"#), ["expiresIn": #""1h""#])
        }
        let tolerant: Parameters = ["policy": #"{"clockTolerance":600}"#]
        #expect(try !rotate(next, tolerant).isValid)
        clock.set(0)
        Expectation.refused("token.family_ended").check(try rotate(next), "forgotten")
    }

    @Test func `a set of keys of the store signs the successor with the key that is current`() throws {
        let client = KeyStoreClient()
        let service = client.service()
        try service.result("keys/put", #"{"set":"api","generate":{"alg":"ES256"}}"#)
        let token = try service.token("api", #","expiresIn":"1h""#)
        try service.result("keys/rotate", #"{"set":"api","activate":"now"}"#)
        let answer = try service.call("rotate", text: #"{"token":"\#(token)","key":{"ref":"api"}}"#)
        let next = try #require(answer["token"], "\(answer.text)")
        let (old, new) = (try service.verdict(token, "api"), try service.verdict(next, "api"))
        Expectation.refused("token.revoked").check(old, "spent")
        Expectation.valid.check(new, "successor")
        #expect(old.result?["header"]?["kid"]?.string != new.result?["header"]?["kid"]?.string)
    }
}
