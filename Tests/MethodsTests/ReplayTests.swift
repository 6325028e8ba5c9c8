import JSON
import JWT
import Methods
import Store
import Synchronization
import Testing

/// Tokens that count once, as a client sees them.
struct ReplayTests {
    private let clock = Clock()
    private let service: Service

    private final class Clock: Sendable {
        let seconds = Atomic<Int64>(Service.now)
    }

    init() {
        let clock = clock
        service = Service(
            Surroundings(
                clock: { NumericDate(seconds: clock.seconds.load(ordering: .relaxed)) }, store: Store(.memory) { 0 }))
    }

    private func verify(_ claims: String, _ others: Parameters = [:], with key: String = SampleKey.secret) throws
        -> Answer
    {
        let parameters: Parameters = [
            "token": quoted(try forged(#"{"alg":"HS256"}"#, claims)), "key": jwk(key),
            "replay": #"{"scope":"login","window":"5m"}"#,
        ]
        return try service.call("verify", parameters.with(others))
    }

    @Test func `a token counts once in each scope, and it is said when it did`() throws {
        let claims = #"{"jti":"1","exp":1800000100}"#
        Expectation.valid.check(try verify(claims), "first")
        clock.seconds.store(Service.now + 7, ordering: .relaxed)
        let again = try verify(claims)
        Expectation.refused("token.replayed").check(again, "again")
        #expect(again.result?["replay"]?["firstSeen"]?.integer == Service.now)
        Expectation.valid.check(try verify(claims, ["replay": #"{"scope":"other"}"#]), "another scope")
    }

    // RPL-02
    @Test func `a token that is refused anyway leaves no trace`() throws {
        let claims = #"{"jti":"1","aud":"a","exp":1800000100}"#
        Expectation.refused("claim.aud_mismatch").check(try verify(claims, ["audience": #""b""#]), "audience")
        #expect(try !verify(claims, with: OtherKey.secret).isValid)
        Expectation.valid.check(try verify(claims, ["audience": #""a""#]), "good")
    }

    // RPL-05
    @Test func `names that run into each other are two`() throws {
        Expectation.valid.check(try verify(#"{"iss":"a","jti":"b\u0000c","exp":1800000100}"#), "one")
        Expectation.valid.check(try verify(#"{"iss":"a\u0000b","jti":"c","exp":1800000100}"#), "two")
        Expectation.valid.check(try verify(#"{"iss":"ab","jti":"c","exp":1800000100}"#), "three")
        Expectation.valid.check(try verify(#"{"iss":"a","jti":"bc","exp":1800000100}"#), "four")
    }

    @Test func `without a jti it is the token itself that counts`() throws {
        Expectation.valid.check(try verify(#"{"sub":"a","exp":1800000100}"#), "one")
        Expectation.refused("token.replayed").check(try verify(#"{"sub":"a","exp":1800000100}"#), "again")
        Expectation.valid.check(try verify(#"{"sub":"b","exp":1800000100}"#), "another")
    }

    @Test func `a token that is good for ever cannot count once`() throws {
        Expectation.refused("token.replay_endless").check(try verify(#"{"jti":"1","iat":1800000000}"#), "no exp")
        let bounded: Parameters = ["maxTokenAge": "60"]
        Expectation.valid.check(try verify(#"{"jti":"1","iat":1800000000}"#, bounded), "an age")
        Expectation.refused("token.replayed").check(try verify(#"{"jti":"1","iat":1800000000}"#, bounded), "again")
    }

    @Test func `a use is remembered for as long as the token is good`() throws {
        let claims = #"{"jti":"1","exp":1800100000}"#
        Expectation.valid.check(try verify(claims), "first")
        for seconds in stride(from: 10_000, through: 90_000, by: 10_000) as StrideThrough<Int64> {
            clock.seconds.store(Service.now + seconds, ordering: .relaxed)
            Expectation.valid.check(try verify(#"{"jti":"t\#(seconds)","exp":1800100000}"#), "others prune")
            Expectation.refused("token.replayed").check(try verify(claims), "after \(seconds) s")
        }
    }

    @Test(arguments: [
        "{}", #"{"scope":""}"#, #"{"scope":1}"#, #"{"scope":"a","window":-1}"#, #"{"scope":"a","windw":1}"#, "1",
    ])
    func `a replay that says no scope is refused`(replay: String) throws {
        Expectation.error("params.invalid").check(try verify(#"{"jti":"1"}"#, ["replay": replay]), replay)
    }

    @Test func `where nothing can be remembered nothing counts`() throws {
        let service = Service()
        let parameters: Parameters = [
            "token": quoted(try forged(#"{"alg":"HS256"}"#, #"{"jti":"1","exp":1800000100}"#)),
            "key": jwk(SampleKey.secret), "replay": #"{"scope":"a"}"#,
        ]
        Expectation.refused("token.replay_unknown").check(try service.call("verify", parameters), "no store")
    }

    @Test func `a trial of a policy uses no token up`() throws {
        let parameters: Parameters = [
            "token": quoted(try forged(#"{"alg":"HS256"}"#, #"{"jti":"1","exp":1800000100}"#)),
            "key": jwk(SampleKey.secret), "policy": #"{"replay":{"scope":"a"}}"#,
        ]
        for _ in 1...2 { Expectation.valid.check(try service.call("policies/test", parameters), "trial") }
        Expectation.valid.check(try service.call("verify", parameters), "use")
        Expectation.refused("token.replayed").check(try service.call("verify", parameters), "again")
    }
}
