import Compression
import JSON
import JWT
import Methods
import Store
import Synchronization
import Testing

/// Revocations that go from one service to another as status lists (Token Status List).
struct StatusListExchangeTests {
    private static let address = "https://as.example/list"
    private let clock = Clock()
    private let store = Store(.memory) { 0 }

    private func service(_ store: Store? = nil) -> Service {
        let clock = clock
        return Service(
            Surroundings(clock: { NumericDate(seconds: clock.now) }, store: store ?? self.store))
    }

    private func token(
        _ index: String, _ address: String = Self.address, _ others: String = "", with key: String = SampleKey.secret
    ) throws -> String {
        try forged(
            #"{"alg":"HS256"}"#,
            #"{\#(others)"exp":1800009000,"status":{"status_list":{"idx":\#(index),"uri":"\#(address)"}}}"#, with: key)
    }

    private func list(_ claims: ProfileClaims = .statusList, with key: String = SampleKey.secret) throws -> String {
        try forged(#"{"alg":"HS256","typ":"statuslist+jwt"}"#, claims.json, with: key)
    }

    private func verify(_ service: Service, _ token: String, _ others: Parameters = [:]) throws -> Answer {
        let parameters: Parameters = ["token": quoted(token), "key": jwk(SampleKey.secret)]
        return try service.call("verify", parameters.with(others))
    }

    private func keep(_ service: Service, _ list: String, _ others: Parameters = [:]) throws -> Answer {
        let parameters: Parameters = ["token": quoted(list), "key": jwk(SampleKey.secret)]
        return try service.call("revocations/import", parameters.with(others))
    }

    private func export(_ service: Service, _ others: Parameters = [:]) throws -> Answer {
        let parameters: Parameters = ["uri": quoted(Self.address), "key": jwk(SampleKey.secret)]
        return try service.call("revocations/export", parameters.with(others))
    }

    @Test(arguments: [1, 2, 4, 8])
    func `what one service revoked is refused by another that has its list`(bits: Int) throws {
        let (here, there) = (service(), service(Store(.memory) { 0 }))
        let (revoked, other) = (try token("70000"), try token("70001"))
        let answer = try here.call("revoke", ["token": quoted(revoked), "key": jwk(SampleKey.secret)])
        #expect(answer.result?["status"]?["idx"]?.integer == 70_000, "\(answer.text)")
        let exported = try export(here, ["bits": "\(bits)", "expiresIn": #""1h""#, "ttl": "60"])
        let made = exported.result?["list"]
        #expect(
            made?["size"]?.integer == 131_072 && made?["revoked"]?.integer == 1 && made?["bits"]?.integer == Int64(bits)
        )
        #expect(exported.result?["expires"]?.integer == Service.now + 3600)
        let text = try #require(exported["token"])
        for _ in 1...2 { Expectation.valid.check(try verify(there, revoked), "before") }
        let kept = try keep(there, text, ["uri": quoted(Self.address)])
        Expectation.valid.check(kept, "import")
        #expect(kept.result?["about"]?["ttl"]?.integer == 60 && kept.result?["about"]?["size"]?.integer == 131_072)
        for _ in 1...2 {
            Expectation.refused("status.invalid").check(try verify(there, revoked), "after")
            let good = try verify(there, other)
            Expectation.valid.check(good, "other")
            #expect(good.result?["status"]?["name"]?.string == "valid")
        }
        let given = try verify(service(Store(.none) { 0 }), revoked, ["statusList": quoted(text)])
        Expectation.refused("status.invalid").check(given, "given")
    }

    // Its status may be another's, whom a forgery must not revoke.
    @Test func `a token that nobody verified stands in no list`() throws {
        let service = service()
        for key in [SampleKey.secret, OtherKey.secret] {
            let answer = try service.call("revoke", ["token": quoted(try token("5", with: key))])
            #expect(answer.result != nil && answer.result?["status"] == nil)
        }
        #expect(try export(service).result?["list"]?["revoked"]?.integer == 0)
    }

    @Test func `a list is as long as its last token needs, by whole steps`() throws {
        let service = service()
        for index in ["0", "99", "100", "33554432"] {
            _ = try service.call("revoke", ["token": quoted(try token(index)), "key": jwk(SampleKey.secret)])
        }
        #expect(try export(service, ["size": "64"]).result?["list"]?["size"]?.integer == 128)
        #expect(try export(service, ["size": "64"]).result?["list"]?["revoked"]?.integer == 3)
        _ = try service.call("revoke", ["token": quoted(try token("9000000")), "key": jwk(SampleKey.secret)])
        Expectation.error("params.invalid").check(try export(service, ["bits": "8"]), "too long")
        #expect(try export(service).result?["list"]?["size"]?.integer == 9_043_968)
    }

    @Test(
        arguments: [
            ["bits": "3"], ["uri": #""""#], ["uri": quoted(String(repeating: "u", count: 1025))], ["ttl": "0"],
            ["ttl": #""soon""#], ["size": "1"], ["expiresIn": "-1"], ["alg": #""none""#],
        ] as [Parameters])
    func `what makes no list is said`(parameters: Parameters) throws {
        Expectation.error("params.invalid").check(try export(service(), parameters), parameters.json)
    }

    @Test func `a list says of each token that names it what became of it`() throws {
        let service = service()
        Expectation.valid.check(try keep(service, try list()), "import")
        let rows: [(String, String?)] = [
            ("0", "status.invalid"), ("1", "status.suspended"), ("2", nil), ("3", "status.application_specific"),
            ("12", "status.unknown"), ("9223372036854775807", "status.unknown"), ("-1", "claim.wrong_type"),
            (quoted("2"), "claim.wrong_type"), ("2.5", "claim.wrong_type"),
        ]
        for (index, code) in rows {
            for _ in 1...2 {
                let expected = code.map { Expectation.refused($0) } ?? .valid
                expected.check(try verify(service, try token(index)), index)
            }
        }
        Expectation.valid.check(try verify(service, try token("0", "https://as.example/other")), "another list")
        Expectation.valid.check(try verify(service, try token("0"), ["revocation": #""off""#]), "off")
        Expectation.valid.check(try verify(service, try forged()), "no status")
        Expectation.found("status.unknown").check(
            try verify(service, try token("12"), ["revocation": #""prefer""#]), "prefer")
        Expectation.refused("status.suspended").check(
            try verify(service, try token("1"), ["revocation": #""prefer""#]), "prefer")
    }

    @Test func `a list that has expired tells nothing, and keeps tokens refused`() throws {
        let service = service()
        let claims = ProfileClaims.statusList.with("exp", "1800000100").with("ttl", "20")
        Expectation.valid.check(try keep(service, try list(claims)), "import")
        Expectation.valid.check(try verify(service, try token("2")), "fresh")
        clock.set(Service.now + 50)
        Expectation.found("status.list_stale").check(try verify(service, try token("2")), "stale")
        clock.set(Service.now + 100)
        Expectation.refused("status.unknown").check(try verify(service, try token("2")), "expired")
        Expectation.found("status.unknown").check(
            try verify(service, try token("0"), ["revocation": #""prefer""#]), "expired, prefer")
        for seconds in [20_000, 40_000] as [Int64] {
            clock.set(Service.now + seconds)
            _ = try service.call("revocations/prune", [:])
        }
        clock.set(Service.now + 8000)
        Expectation.refused("status.unknown").check(try verify(service, try token("2")), "pruned")
    }

    // REV-18
    @Test func `a list that may not be believed is not kept`() throws {
        let service = service()
        Expectation.valid.check(try keep(service, try list()), "import")
        let later = ProfileClaims.statusList.with("iat", "\(Service.now - 5)")
        let zeros = try ZlibStream.compress([UInt8](repeating: 0, count: 5 << 20).span)
        let rows: [(name: String, list: String, codes: Set<String>)] = [
            (
                "unsigned",
                "\(encode(Array(#"{"alg":"none","typ":"statuslist+jwt"}"#.utf8))).\(encode(Array(later.json.utf8))).",
                ["header.alg_not_allowed"]
            ),
            ("another key", try list(later, with: OtherKey.secret), ["signature.invalid"]),
            ("expired", try list(later.with("exp", "\(Service.now)")), ["claim.exp_expired"]),
            ("of tomorrow", try list(later.with("iat", "\(Service.now + 86_400)")), ["claim.iat_future"]),
            ("another type", try forged(#"{"alg":"HS256","typ":"JWT"}"#, later.json), ["header.typ_mismatch"]),
            ("no type", try forged(#"{"alg":"HS256"}"#, later.json), ["header.typ_mismatch"]),
            ("without a name", try list(later.with("sub", nil)), ["claim.missing"]),
            ("without a time", try list(later.with("iat", nil)), ["claim.missing"]),
            (
                "larger than it may be",
                try list(later.with("status_list", #"{"bits":1,"lst":"\#(encode(zeros))"}"#)),
                ["status.list_malformed"]
            ),
            ("three bits", try list(later.with("status_list", #"{"bits":3,"lst":"eNo"}"#)), ["status.list_malformed"]),
            ("older", try list(ProfileClaims.statusList.with("iat", "\(Service.now - 11)")), ["status.list_older"]),
            ("as old, and another", try list(ProfileClaims.statusList.with("ttl", "5")), ["status.list_older"]),
        ]
        for row in rows { Expectation.refused(row.codes).check(try keep(service, row.list), row.name) }
        Expectation.refused("claim.sub_mismatch").check(
            try keep(service, try list(later), ["uri": #""https://as.example/other""#]), "from elsewhere")
        Expectation.refused("status.invalid").check(try verify(service, try token("0")), "still")
        Expectation.valid.check(try keep(service, try list()), "the same again")
        Expectation.valid.check(
            try keep(service, try list(later.with("status_list", #"{"bits":1,"lst":"eNpjAAAAAQAB"}"#))), "newer")
        Expectation.valid.check(try verify(service, try token("0")), "mended")
    }

    @Test func `lists are listed and taken away among what was revoked`() throws {
        let service = service()
        _ = try service.call("revoke", ["jti": #""1""#])
        let id = try #require(try keep(service, try list()).result?["id"]?.integer)
        let listed = try service.call("revocations/list", ["kind": #""list""#])
        #expect(listed.result?["entries"]?.count == 1, "\(listed.text)")
        let about = listed.result?["entries"]?.elements.first { _ in true }?["about"]
        #expect(about?["list"]?.string == Self.address && about?["issuedAt"]?.integer == Service.now - 10)
        #expect(try service.call("revocations/list", [:]).result?["entries"]?.count == 2)
        Expectation.refused("status.invalid").check(try verify(service, try token("0")), "kept")
        _ = try service.call("revocations/remove", ["id": "\(id)"])
        Expectation.valid.check(try verify(service, try token("0")), "removed")
        Expectation.valid.check(try keep(service, try list()), "again")
        Expectation.refused("status.invalid").check(try verify(service, try token("0")), "kept again")
    }

    @Test func `a token whose issuer revoked it has no successor`() throws {
        let service = service()
        Expectation.valid.check(try keep(service, try list()), "import")
        let issued = #""iat":1799999000,"#
        for (index, code) in [("0", "status.invalid"), ("1", "status.suspended")] {
            let token = try token(index, Self.address, issued)
            let answer = try service.call("rotate", ["token": quoted(token), "key": jwk(SampleKey.secret)])
            Expectation.refused(code).check(answer, index)
        }
        let token = try token("2", Self.address, issued)
        Expectation.valid.check(
            try service.call("rotate", ["token": quoted(token), "key": jwk(SampleKey.secret)]), "good")
        // Its successor has the same place in the list.
        #expect(try export(service).result?["list"]?["revoked"]?.integer == 0)
    }
}

/// A clock that stands still until it is set.
private final class Clock: Sendable {
    private let seconds = Atomic(Service.now)

    var now: Int64 { seconds.load(ordering: .relaxed) }

    func set(_ now: Int64) { seconds.store(now, ordering: .relaxed) }
}
