import JSON
import JWT
import Methods
import RPC
import Synchronization
import Testing

/// What is kept from one call to the next never answers another one's question.
struct CacheTests {
    private static func surroundings(_ remembered: Int) -> Surroundings {
        Surroundings(clock: { NumericDate(seconds: Service.now) }, rememberedTokens: remembered)
    }

    @Test(arguments: [0, 64])
    func `CCH-01 the same token under another policy, key or instant is another question`(remembered: Int) throws {
        let service = Service(Self.surroundings(remembered))
        let token = try forged(#"{"alg":"HS256"}"#, #"{"aud":"a","exp":1800000010}"#)
        let base: Parameters = ["token": quoted(token), "key": jwk(SampleKey.secret)]
        let rows: [(Parameters, Set<String>)] = [
            ([:], []), (["audience": #""a""#], []), (["audience": #""b""#], ["claim.aud_mismatch"]),
            (["algorithms": #""HS512""#], ["header.alg_not_allowed"]), (["now": "1800000011"], ["claim.exp_expired"]),
            (["key": jwk(OtherKey.secret)], ["signature.invalid"]), (["requiredClaims": #"["x"]"#], ["claim.missing"]),
            (["key": jwk(adding(#""alg":"HS512""#, to: SampleKey.secret))], ["header.alg_key_mismatch"]),
            (["key": jwk(adding(#""use":"enc""#, to: SampleKey.secret))], ["key.use_mismatch"]),
        ]
        // Forwards and backwards, twice each: whatever was asked before.
        for (parameters, failures) in (0..<4).flatMap({ $0.isMultiple(of: 2) ? rows : rows.reversed() }) {
            let answer = try service.call("verify", base.with(parameters))
            #expect(answer.failures == failures && answer.isValid == failures.isEmpty, "\(answer.text)")
        }
    }

    @Test(arguments: [0, 64])
    func `CCH-02 a token that was valid is not when its time has passed`(remembered: Int) throws {
        let clock = Atomic(Int64(1_799_999_990))
        let surroundings = Surroundings(
            clock: { NumericDate(seconds: clock.load(ordering: .relaxed)) }, rememberedTokens: remembered)
        let service = Service(surroundings)
        let token = try forged(#"{"alg":"HS256"}"#, #"{"exp":1800000000}"#)
        let parameters: Parameters = ["token": quoted(token), "key": jwk(SampleKey.secret)]
        for second in 0..<20 {
            let answer = try service.call("verify", parameters)
            #expect(answer.isValid == (second < 10), "\(second)")
            clock.add(1, ordering: .relaxed)
        }
    }

    @Test func `CLM-13 the clock is read once a request, however many claims ask it`() throws {
        let readings = Atomic(0)
        let surroundings = Surroundings(clock: {
            readings.add(1, ordering: .relaxed)
            return NumericDate(seconds: Service.now)
        })
        let service = Service(surroundings)
        let token = try forged(#"{"alg":"HS256"}"#, #"{"exp":1800000010,"nbf":1,"iat":1799999999}"#)
        for count in 1...5 {
            let answer = try service.call(
                "verify",
                ["token": quoted(token), "key": jwk(SampleKey.secret), "maxTokenAge": "60", "maxLifetime": "60"])
            #expect(answer.isValid && readings.load(ordering: .relaxed) == count)
        }
    }

    @Test(arguments: [0, 64])
    func `CCH-05 a thousand bad tokens change nothing for a good one`(remembered: Int) throws {
        let service = Service(Self.surroundings(remembered))
        let good: Parameters = ["token": quoted(try forged()), "key": jwk(SampleKey.secret)]
        for round in 0..<1000 {
            let bad = try service.call(
                "verify", good.with(["token": quoted("a.b.\(round)"), "key": jwk(OtherKey.secret)]))
            #expect(!bad.isValid)
            if round % 100 == 0 { #expect(try service.call("verify", good).isValid) }
        }
    }

    @Test(arguments: [0, 64])
    func `CCH-07 keys whose texts differ anywhere are different keys`(remembered: Int) throws {
        let service = Service(Self.surroundings(remembered))
        let keys = [
            SampleKey.secret, adding(#""alg":"HS256""#, to: SampleKey.secret),
            adding(#""alg":"HS512""#, to: SampleKey.secret),
            adding(#""use":"enc""#, to: SampleKey.secret), adding(#""key_ops":["sign"]"#, to: SampleKey.secret),
            OtherKey.secret,
        ]
        let expected = [true, true, false, false, false, false]
        for _ in 0..<3 {
            for (key, isValid) in zip(keys, expected) {
                let answer = try service.call("verify", ["token": quoted(try forged()), "key": jwk(key)])
                #expect(answer.isValid == isValid, "\(key)")
            }
        }
    }

    @Test func `CCH-09 one bad entry of a batch spoils no other`() throws {
        let rows = try AttackTable.verify.rows()
        let good = try #require(rows.first { $0.outcome.contains(#""valid":true"#) })
        let poison = try #require(rows.first { $0.attack.id == "JSN-04 10 000 deep, payload" })
        let batch = (0..<90).map { $0 == 45 ? poison : good }
        let outcomes = try Surface.batches.outcomes(of: batch)
        for (row, outcome) in zip(batch, outcomes) { #expect(outcome == Surface.batches.expected(row)) }
    }
}
