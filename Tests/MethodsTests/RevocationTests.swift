import JSON
import JWT
import Methods
import Store
import Synchronization
import Testing

/// What was revoked, as a client sees it.
struct RevocationTests {
    private let store = Store(.memory) { 0 }
    private let service: Service

    init() {
        let store = store
        service = Service(Surroundings(clock: { NumericDate(seconds: Service.now) }, store: store))
    }

    private static let claims = #"{"iss":"i","sub":"alice","jti":"1","iat":1799999000,"exp":1800000900}"#

    private func token(_ claims: String = claims, kid: String? = nil) throws -> String {
        let name = kid.map { #","kid":"\#($0)""# } ?? ""
        return try forged(#"{"alg":"HS256"\#(name)}"#, claims)
    }

    private func verify(_ token: String, _ others: Parameters = [:]) throws -> Answer {
        let parameters: Parameters = ["token": quoted(token), "key": jwk(SampleKey.secret)]
        return try service.call("verify", parameters.with(others))
    }

    @discardableResult
    private func revoke(_ parameters: Parameters) throws -> Answer {
        let answer = try service.call("revoke", parameters)
        _ = try #require(answer.result, "\(answer.text)")
        return answer
    }

    // Twice: what was learnt from a token that passed must not let it pass again.
    private func expect(
        _ code: String?, _ token: String, _ others: Parameters = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for round in 1...2 {
            let expected = code.map { Expectation.refused($0) } ?? .valid
            expected.check(try verify(token, others), "round \(round)", sourceLocation: sourceLocation)
        }
    }

    @Test func `a token that was revoked is refused, and others are not`() throws {
        let (revoked, other) = (try token(), try token(#"{"iss":"i","sub":"bob","exp":1800000900}"#))
        try expect(nil, revoked)
        let answer = try revoke(["token": quoted(revoked), "reason": #""stolen""#])
        #expect(answer["kind"] == "token" && answer.result?["until"]?.integer == 1_800_001_500)
        #expect(!answer.text.contains(revoked.suffix(20)))
        try expect("token.revoked", revoked)
        try expect(nil, other)
        let refused = try verify(revoked)
        #expect(refused.result?["revocation"]?["reason"]?.string == "stolen")
        #expect(refused.result?["revocation"]?["since"]?.integer == Service.now)
    }

    // REV-02, REV-03: what counts is what was signed, and not how it is written nor by which octets.
    @Test func `a revoked token stays revoked however it is written and signed`() throws {
        let input = "\(encode(Array(#"{"alg":"ES256"}"#.utf8))).\(encode(Array(Self.claims.utf8)))"
        let first = try signed(input, by: "ES256", with: SampleKey.p256)
        let second = try signed(input, by: "ES256", with: SampleKey.p256)
        #expect(first != second)
        try revoke(["token": quoted(first)])
        let parts = second.split(separator: ".")
        let flattened = #"{"protected":"\#(parts[0])","payload":"\#(parts[1])","signature":"\#(parts[2])"}"#
        let general =
            #"{"payload":"\#(parts[1])","signatures":[{"protected":"\#(parts[0])","signature":"\#(parts[2])"}]}"#
        // REV-01: padded, it is no token at all.
        let padded = try service.call("verify", ["token": quoted(first + "="), "key": jwk(SampleKey.p256)])
        Expectation.refused("token.not_canonical").check(padded, "padded")
        for text in [quoted(first), quoted(second), flattened, general] {
            let answer = try service.call("verify", ["token": text, "key": jwk(SampleKey.p256)])
            Expectation.refused("token.revoked").check(answer, text)
        }
    }

    // REV-11
    @Test func `an SD-JWT is revoked whatever it discloses`() throws {
        let whole = try SampleSelective.presented()
        try revoke(["token": quoted(whole)])
        let parameters = Attack.bindingExpected.with(["key": jwk(SampleKey.secret)])
        for indices in [[0], [1, 2], []] {
            let text = try SampleSelective.presented(disclosing: indices)
            let answer = try service.call("verify", parameters.with(["token": quoted(text)]))
            Expectation.refused("token.revoked").check(answer, text)
        }
    }

    // REV-04
    @Test func `a revoked token stays revoked inside an encrypted one`() throws {
        let inner = try token()
        try revoke(["token": quoted(inner)])
        let sealed = try service.call(
            "encrypt", ["key": jwk(SampleKey.rsa), "text": quoted(inner), "cty": #""JWT""#])
        let parameters: Parameters = [
            "token": try #require(sealed.result?["token"]?.lexeme), "key": jwk(SampleKey.rsa),
            "verify": #"{"key":\#(jwk(SampleKey.secret))}"#,
        ]
        Expectation.refused("token.revoked").check(try service.call("decrypt", parameters), "nested")
        let claims: Parameters = ["key": jwk(SampleKey.rsa), "claims": Self.claims]
        let encrypted = try #require(try service.call("encrypt", claims).result?["token"]?.lexeme)
        let opening: Parameters = ["token": encrypted, "key": jwk(SampleKey.rsa)]
        Expectation.valid.check(try service.call("decrypt", opening), "claims")
        try revoke(["jti": #""1""#])
        Expectation.refused("token.revoked").check(try service.call("decrypt", opening), "claims")
    }

    // REV-05
    @Test func `an identifier is one issuer's, unless no issuer is said`() throws {
        let (a, b) = (try token(), try token(#"{"iss":"j","jti":"1","exp":1800000900}"#))
        try revoke(["jti": #""1""#, "issuer": #""i""#])
        try expect("token.revoked", a)
        try expect(nil, b)
        try revoke(["jti": #""1""#])
        try expect("token.revoked", b)
    }

    // REV-12: anybody can write a token that says another one's jti.
    @Test func `a token that nobody verified revokes itself alone`() throws {
        let (good, forgery) = (try token(), try forged(#"{"alg":"HS256"}"#, Self.claims + " ", with: OtherKey.secret))
        #expect(try revoke(["token": quoted(forgery)])["kind"] == "token")
        try expect(nil, good)
        let refused = try service.call("revoke", ["token": quoted(forgery), "key": jwk(SampleKey.secret)])
        Expectation.error("token.unusable").check(refused, "forgery")
        #expect(try revoke(["token": quoted(good), "key": jwk(SampleKey.secret)])["kind"] == "jti")
        try expect("token.revoked", try token(Self.claims + " "))
    }

    // REV-07
    @Test func `a key is revoked by its name or its thumbprint, whatever the token calls it`() throws {
        let key = try publicJWK(SampleKey.p256)
        let thumbprint = try #require(try service.call("key/thumbprint", ["key": jwk(key)])["thumbprint"])
        func verify(_ header: String) throws -> Answer {
            let token = try forged(header, Self.claims, by: "ES256", with: SampleKey.p256)
            return try service.call("verify", ["token": quoted(token), "key": jwk(key)])
        }
        Expectation.valid.check(try verify(#"{"alg":"ES256"}"#), "before")
        try revoke(["kid": #""k1""#])
        Expectation.refused("token.revoked").check(try verify(#"{"alg":"ES256","kid":"k1"}"#), "kid")
        Expectation.valid.check(try verify(#"{"alg":"ES256"}"#), "no kid")
        try revoke(["thumbprint": quoted(thumbprint)])
        Expectation.refused("token.revoked").check(try verify(#"{"alg":"ES256"}"#), "thumbprint")
    }

    // REV-08
    @Test(
        arguments: [
            (#""iat":1799999999,"#, "token.revoked"), (#""iat":1799999999.75,"#, "token.revoked"),
            ("", "token.revoked"),
            (#""iat":1799999998,"#, "token.revoked"), (#""iat":1800000000,"#, nil),
        ] as [(String, String?)])
    func `what was issued before is revoked, and what came later is not`(issued: String, code: String?) throws {
        try revoke(["subject": #""alice""#, "issuer": #""i""#, "issuedBefore": "1799999999"])
        try expect(code, try token(#"{"iss":"i","sub":"alice",\#(issued)"exp":1800000900}"#))
        try expect(nil, try token(#"{"iss":"j","sub":"alice",\#(issued)"exp":1800000900}"#))
        try expect(nil, try token(#"{"iss":"i","sub":"bob",\#(issued)"exp":1800000900}"#))
    }

    @Test func `a whole issuer is revoked by its name`() throws {
        try revoke(["issuer": #""i""#])
        try expect("token.revoked", try token())
        try expect(nil, try token(#"{"iss":"j","exp":1800000900}"#))
    }

    @Test func `a revocation is taken back by its number`() throws {
        let id = try #require(try revoke(["jti": #""1""#]).result?["id"]?.integer)
        try expect("token.revoked", try token())
        #expect(try service.call("revocations/remove", ["id": "\(id)"]).result?["removed"]?.integer == id)
        try expect(nil, try token())
        Expectation.error("store.not_found").check(try service.call("revocations/remove", ["id": "\(id)"]), "again")
    }

    @Test func `entries are listed by pages, and by kind`() throws {
        for index in 0..<5 { try revoke(["jti": quoted("t\(index)")]) }
        try revoke(["subject": #""alice""#, "note": #""left""#])
        var (seen, after) = ([Int64](), Int64(0))
        while true {
            let page = try service.call("revocations/list", ["limit": "2", "after": "\(after)"])
            seen += page.result?["entries"]?.elements.compactMap { $0["id"]?.integer } ?? []
            guard let next = page.result?["next"]?.integer else { break }
            after = next
        }
        #expect(seen.count == 6 && seen == seen.sorted())
        let subjects = try service.call("revocations/list", ["kind": #""subject""#])
        #expect(subjects.result?["entries"]?.count == 1 && subjects.text.contains(#""note":"left""#))
    }

    @Test(
        arguments: [
            [:], ["jti": #""1""#, "subject": #""a""#], ["jti": #""1""#, "issuedBefore": #""now""#],
            ["thumbprint": #""x""#, "issuer": #""i""#], ["jti": "1"], ["reason": #""only""#],
            ["subject": quoted(String(repeating: "a", count: 1025))], ["token": #""a.b.c""#, "issuer": #""i""#],
            ["jti": #""1""#, "note": quoted(String(repeating: "n", count: 1025))],
        ] as [Parameters])
    func `what names nothing, or two things, revokes nothing`(parameters: Parameters) throws {
        Expectation.error("params.invalid").check(try service.call("revoke", parameters), parameters.json)
        #expect(try service.call("revocations/list", [:]).result?["entries"]?.count == 0)
    }

    @Test func `the caller decides whether the store is asked`() throws {
        let token = try token()
        try revoke(["token": quoted(token)])
        try expect(nil, token, ["revocation": #""off""#])
        for use in ["on", "prefer"] { try expect("token.revoked", token, ["revocation": quoted(use)]) }
        Expectation.error("params.invalid").check(try verify(token, ["revocation": #""maybe""#]), "maybe")
    }

    // REV-15
    @Test func `a store that cannot answer is no reason to believe a token`() throws {
        let broken = Store(.file(path: "/dev/null/store.sqlite/x")) { 0 }
        let network = Store(.file(path: "no whole path")) { 0 }
        let away = Store(.postgreSQL("postgresql:///d?host=/nowhere")) { 0 }
        for store in [broken, network, away] {
            let service = Service(Surroundings(clock: { NumericDate(seconds: Service.now) }, store: store))
            let parameters: Parameters = ["token": quoted(try token()), "key": jwk(SampleKey.secret)]
            guard store.location != broken.location else { continue }
            for _ in 1...2 {
                Expectation.refused("token.revocation_unknown").check(try service.call("verify", parameters), "usual")
            }
            let preferred = try service.call("verify", parameters.with(["revocation": #""prefer""#]))
            Expectation.found("token.revocation_unknown").check(preferred, "prefer")
            Expectation.valid.check(try service.call("verify", parameters.with(["revocation": #""off""#])), "off")
            Expectation.error("store.unavailable").check(try service.call("revoke", ["jti": #""1""#]), "revoke")
        }
    }

    // REV-09
    @Test func `of a time of which entries were taken away nobody can say`() throws {
        let clock = Atomic<Int64>(Service.now)
        let service = Service(
            Surroundings(clock: { NumericDate(seconds: clock.load(ordering: .relaxed)) }, store: store))
        _ = try service.call("revoke", ["jti": #""old""#, "until": "1800000100"])
        for seconds in [10_000, 20_000] as [Int64] {
            clock.store(Service.now + seconds, ordering: .relaxed)
            _ = try service.call("revocations/prune", [:])
        }
        #expect(try service.call("revocations/list", [:]).result?["entries"]?.count == 0)
        let parameters: Parameters = ["token": quoted(try token(#"{"jti":"2"}"#)), "key": jwk(SampleKey.secret)]
        Expectation.valid.check(try service.call("verify", parameters), "now")
        let then = try service.call("verify", parameters.with(["now": "1800000050"]))
        Expectation.refused("token.revocation_unknown").check(then, "then")
    }

    // REV-14
    @Test func `a token that is remembered is revoked none the less`() throws {
        let store = store
        let service = Service(
            Surroundings(clock: { NumericDate(seconds: Service.now) }, rememberedTokens: 100, store: store))
        let token = try forged(#"{"alg":"ES256"}"#, Self.claims, by: "ES256", with: SampleKey.p256)
        let parameters: Parameters = ["token": quoted(token), "key": jwk(SampleKey.p256)]
        for _ in 1...3 { Expectation.valid.check(try service.call("verify", parameters), "before") }
        try revoke(["token": quoted(token)])
        Expectation.refused("token.revoked").check(try service.call("verify", parameters), "after")
    }

    @Test func `with entries of every kind, a token that none of them hits passes as ever`() throws {
        for parameters: Parameters in [
            ["jti": #""x""#], ["subject": #""x""#], ["issuer": #""x""#], ["kid": #""x""#], ["thumbprint": #""x""#],
            ["token": quoted(try token("{}"))],
        ] { try revoke(parameters) }
        let token = try token(kid: "k")
        let first = try verify(token)
        #expect(
            first.isValid && first.result?["checks"]?.elements.contains { $0["check"]?.string == "revocation" } == true)
        for _ in 1...3 { #expect(try verify(token).outcome == first.outcome) }
    }

    @Test func `what scan finds is exposed no more once it was revoked`() throws {
        let text = try token()
        let parameters: Parameters = ["text": quoted("T=\(text)"), "key": jwk(SampleKey.secret)]
        #expect(try service.call("scan", parameters).result?["exposed"]?.integer == 1)
        try revoke(["token": quoted(text)])
        let answer = try service.call("scan", parameters)
        #expect(answer.result?["exposed"]?.integer == 0 && answer.text.contains("token.revoked"), "\(answer.text)")
    }

    // REV-06
    @Test func `a token whose identifier is no text is refused, and one without any is none that was revoked`() throws {
        try revoke(["jti": #""1""#])
        try expect("claim.wrong_type", try token(#"{"jti":1,"exp":1800000900}"#))
        try expect(nil, try token(#"{"exp":1800000900}"#))
    }
}
