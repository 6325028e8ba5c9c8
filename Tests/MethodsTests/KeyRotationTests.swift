import JSON
import Launching
import Methods
import Store
import Testing

/// Keys in the place of others: who signs and who is accepted at each instant.
struct KeyRotationTests {
    private static let put = #"{"set":"api","generate":{"alg":"ES256"}}"#

    @Test func `a key is published, signs, is accepted for a while, and retires, each at its second`() throws {
        let client = KeyStoreClient()
        let service = client.service()
        let first = try #require(try service.result("keys/put", Self.put)[text: "kid"])
        let old = try service.token("api", #","expiresIn":"1h""#)
        let rotation = try service.result("keys/rotate", #"{"set":"api","publishBefore":"1d","grace":"2h"}"#)
        let second = try #require(rotation[text: "next"])
        #expect(rotation[text: "current"] == first && rotation["schedule"]?.count == 2)
        for (seconds, signer, isOldAccepted, published) in [
            (0, first, true, [first, second]), (86_399, first, true, [first, second]),
            (86_400, second, true, [second, first]), (93_599, second, true, [second, first]),
            (93_600, second, false, [second]),
        ] as [(Int64, String, Bool, [String])] {
            client.seconds = seconds
            let sign = try service.call("sign", text: #"{"key":{"ref":"api"},"claims":{}}"#)
            #expect(sign["kid"] == signer, "\(seconds): \(sign.text)")
            let verdict = try service.call(
                "verify", text: #"{"token":"\#(old)","key":{"ref":"api"},"now":\#(Service.now)}"#)
            #expect(verdict.isValid == isOldAccepted, "\(seconds): \(verdict.text)")
            let keys = try service.result("keys/jwks", #"{"set":"api"}"#)["jwks"]?["keys"]
            #expect(keys?.elements.compactMap { $0[text: "kid"] } == published)
            for kid in [first, second] where kid != signer {
                #expect(
                    try service.error("sign", #"{"key":{"ref":"api/\#(kid)"},"claims":{}}"#) == "keys.state")
            }
        }
        #expect(try service.verdict(old, "api/\(first)").error == "keys.state")
    }

    @Test func `a token by the key that comes next is accepted, and that is said`() throws {
        let service = KeyStoreClient().service()
        try service.result("keys/put", Self.put)
        let next = try #require(try service.result("keys/put", Self.put)[text: "kid"])
        let exported = try service.result("keys/get", #"{"set":"api","kid":"\#(next)","export":true}"#)
        let key = try #require(exported["key"]?.lexeme)
        let token = try #require(try service.result("sign", #"{"key":\#(key),"claims":{}}"#)[text: "token"])
        for _ in 0..<3 {
            let verdict = try service.verdict(token, "api")
            #expect(verdict.isValid && verdict.findings.contains("key.not_yet_current"), "\(verdict.text)")
        }
        #expect(try service.result("keys/rotate", #"{"set":"api"}"#)[text: "current"] == next)
        #expect(try !service.verdict(token, "api").findings.contains("key.not_yet_current"))
    }

    @Test func `decrypt and scan say so too`() throws {
        let service = KeyStoreClient().service()
        try service.result("keys/put", Self.put)
        let next = try #require(try service.result("keys/put", Self.put)[text: "kid"])
        let exported = try service.result("keys/get", #"{"set":"api","kid":"\#(next)","export":true}"#)
        let key = try #require(exported["key"]?.lexeme)
        let secret = jwk(SampleKey.secret)
        let sealed = try #require(
            try service.result(
                "sign",
                #"{"key":\#(key),"claims":{},"encrypt":{"key":\#(jwk(SampleKey.rsa)),"alg":"RSA-OAEP-256"}}"#)[
                    text: "token"])
        let opened = try service.call(
            "decrypt", text: #"{"token":"\#(sealed)","key":\#(jwk(SampleKey.rsa)),"verify":{"key":{"ref":"api"}}}"#)
        #expect(opened.isValid && opened.findings.contains("key.not_yet_current"), "\(opened.text)")
        let token = try #require(try service.result("sign", #"{"key":\#(key),"claims":{}}"#)[text: "token"])
        for (key, isTold) in [(#"{"ref":"api"}"#, true), (secret, false)] {
            let answer = try service.call("scan", text: #"{"text":"T=\#(token)","key":\#(key)}"#)
            #expect(answer.text.contains("key.not_yet_current") == isTold, "\(answer.text)")
        }
    }

    @Test(arguments: ["ES256", "HS256"])
    func `of a token by a key that was retired it is said since when`(algorithm: String) throws {
        let client = KeyStoreClient()
        let service = client.service()
        let put = #"{"set":"api","generate":{"alg":"\#(algorithm)"}}"#
        try service.result("keys/put", put)
        let old = try service.token("api", "")
        try service.result("keys/rotate", #"{"set":"api","grace":"2h"}"#)
        client.seconds = 7199
        #expect(try service.verdict(old, "api").isValid)
        client.seconds = 7200
        for _ in 1...2 {
            let verdict = try service.verdict(old, "api")
            #expect(verdict.failures.contains("key.not_found"), "\(verdict.text)")
            #expect(verdict.diagnosis == ["diagnosis.key_retired"], "\(verdict.text)")
            #expect(verdict.text.contains("which was retired at 2027-01-15T10:00:00Z."), "\(verdict.text)")
        }
        let other = try service.call("sign", text: #"{"key":\#(jwk(SampleKey.p256)),"claims":{}}"#)
        let stranger = try service.verdict(try #require(other["token"]), "api")
        #expect(!stranger.isValid && !stranger.diagnosis.contains("diagnosis.key_retired"), "\(stranger.text)")
    }

    @Test func `who rotates from a key that is no longer current changes nothing`() throws {
        let service = KeyStoreClient().service()
        let first = try #require(try service.result("keys/put", Self.put)[text: "kid"])
        let rotate = #"{"set":"api","from":"\#(first)"}"#
        let second = try service.result("keys/rotate", rotate)[text: "current"]
        #expect(try service.error("keys/rotate", rotate) == "keys.conflict")
        #expect(try service.result("keys/get", #"{"set":"api"}"#)[text: "kid"] == second)
    }

    @Test func `two processes rotate from the same key, and one does`() async throws {
        let folder = try ScratchFolder()
        let client = KeyStoreClient(file: folder.file)
        let first = try #require(try client.service().result("keys/put", Self.put)[text: "kid"])
        let rotate = #"{"set":"api","from":"\#(first)"}"#
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<4 { group.addTask { try client.service().call("keys/rotate", text: rotate) } }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.filter { $0.result != nil }.count == 1)
        #expect(answers.filter { $0.error == "keys.conflict" }.count == 3, "\(answers.map(\.text))")
        let keys = try client.service().result("keys/list", "{}")["keys"]?.elements.compactMap { $0[text: "state"] }
        #expect(keys == ["previous", "current"])
    }

    @Test func `the grace is what the longest token needs, and less is said to be too short`() throws {
        let client = KeyStoreClient()
        let service = client.service()
        try service.result("keys/put", Self.put)
        for life in ["1h", "3h", "2h"] { _ = try service.token("api", #","expiresIn":"\#(life)""#) }
        let short = try service.call("keys/rotate", text: #"{"set":"api","grace":"1h","dryRun":true}"#)
        #expect(short.findings == ["key.grace_too_short"], "\(short.text)")
        let rotation = try service.call("keys/rotate", text: #"{"set":"api"}"#)
        let until = rotation.result?["previous"]?.elements.first { _ in true }?["verifyUntil"]?.integer
        #expect(until == Service.now + 3 * 3600 && rotation.findings.isEmpty, "\(rotation.text)")
        // Nothing is known of the new one.
        client.seconds = 10
        let again = try service.result("keys/rotate", #"{"set":"api"}"#)
        let ends = again["previous"]?.elements.compactMap { $0["verifyUntil"]?.integer }
        #expect(ends == [Service.now + 3 * 3600, Service.now + 10 + 86_400])
        // Tokens without an end are longer than any grace.
        _ = try service.token("api")
        #expect(try service.call("keys/rotate", text: #"{"set":"api"}"#).findings == ["key.grace_too_short"])
    }

    @Test func `a key that is given up at once is refused from that moment, and what it signed is revoked`() throws {
        let folder = try ScratchFolder()
        let service = KeyStoreClient(file: folder.file).service()
        try service.result("keys/put", Self.put)
        let token = try service.token("api")
        for more in [#","publishBefore":"1d""#, #","activate":"+1h""#] {
            #expect(try service.error("keys/rotate", #"{"set":"api","grace":0\#(more)}"#) == "params.invalid")
        }
        let rotation = try service.result("keys/rotate", #"{"set":"api","grace":0,"reason":"stolen"}"#)
        #expect(rotation["retired"]?.count == 1 && rotation["previous"]?.count == 0 && rotation[text: "revoked"] != nil)
        #expect(try !service.verdict(token, "api").isValid)
        let store = Store(.file(path: folder.file)) { 0 }
        let entries = try store.read { (connection) throws(StoreFault) in
            try RevocationTable(connection).entries(behind: 0, limit: 9, kind: .thumbprint)
        }
        #expect(entries?.count == 1 && entries?.first?.reason == Array("stolen".utf8))
    }

    @Test func `a dry run changes nothing`() throws {
        let service = KeyStoreClient().service()
        try service.result("keys/put", Self.put)
        let before = try service.result("keys/list", "{}").lexeme
        let dry = try service.result("keys/rotate", #"{"set":"api","publishBefore":"1d","dryRun":true}"#)
        #expect(dry["dryRun"]?.boolean == true && dry["makes"]?.boolean == true && dry["next"] == nil)
        #expect(try service.result("keys/list", "{}").lexeme == before)
    }

    @Test func `a change by another process counts for a call that came before`() throws {
        let folder = try ScratchFolder()
        let client = KeyStoreClient(file: folder.file)
        let (one, two) = (client.service(), client.service())
        try one.result("keys/put", Self.put)
        let token = try two.token("api")
        for _ in 0..<3 { #expect(try two.verdict(token, "api").isValid) }
        try one.result("keys/rotate", #"{"set":"api","grace":0}"#)
        #expect(try !two.verdict(token, "api").isValid)
        #expect(try one.verdict(try two.token("api"), "api").isValid)
    }

    @Test(arguments: ["HS256", "ES256"])
    func `a successor is signed with the current key, and how long it lives is remembered`(alg: String) throws {
        let folder = try ScratchFolder()
        let service = KeyStoreClient(file: folder.file).service()
        try service.result("keys/put", #"{"set":"s","generate":{"alg":"\#(alg)"}}"#)
        let token = try service.token("s", #","expiresIn":"1h""#)
        let current = try #require(try service.result("keys/rotate", #"{"set":"s"}"#)[text: "current"])
        let answer = try service.call("rotate", text: #"{"token":"\#(token)","key":{"ref":"s"},"expiresIn":"2h"}"#)
        #expect(answer.isValid && answer["kid"] == current, "\(answer.text)")
        let key = try service.result("keys/get", #"{"set":"s"}"#)
        #expect(key["longestLifeSeconds"]?.integer == 7200, "\(key.lexeme)")
    }

    @Test(arguments: 0..<6)
    func `what was prepared for a set gives what one that saw nothing before gives, whatever changes`(
        seed: UInt64
    ) throws {
        let folder = try ScratchFolder()
        let client = KeyStoreClient(file: folder.file)
        let (warm, other) = (client.service(), client.service())
        var random = SeededNumbers(seed: seed)
        try other.result("keys/put", Self.put)
        var tokens = [try other.token("api", #","expiresIn":"1h""#)]
        for _ in 0..<40 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: client.seconds += Int64.random(in: 1...4000, using: &random)
            case 1: client.seconds -= Int64.random(in: 1...100, using: &random)
            case 2:
                let grace = Int.random(in: 0...3000, using: &random)
                let before = grace == 0 ? 0 : Int.random(in: 0...3000, using: &random)
                try (seed.isMultiple(of: 2) ? warm : other).result(
                    "keys/rotate", #"{"set":"api","grace":\#(grace),"publishBefore":\#(before)}"#)
            case 3: tokens.append(try warm.token("api", #","expiresIn":"1h""#))
            default: break
            }
            for token in tokens.suffix(4) {
                let fresh = client.service()
                #expect(try warm.verdict(token, "api").text == fresh.verdict(token, "api").text)
            }
            let sign = #"{"key":{"ref":"api"},"claims":{},"alg":"ES256"}"#
            let kid = try warm.call("sign", text: sign)["kid"]
            #expect(try kid == client.service().result("keys/get", #"{"set":"api"}"#)[text: "kid"])
        }
    }

    @Test(arguments: ["1h", "0s"])
    func `shared secrets are rotated as other keys are`(grace: String) throws {
        let service = KeyStoreClient().service()
        try service.result("keys/put", #"{"set":"s","generate":{"alg":"HS384"}}"#)
        let token = try service.token("s")
        let rotation = try service.result("keys/rotate", #"{"set":"s","grace":"\#(grace)"}"#)
        #expect(rotation["jwks"] == nil)
        #expect(try service.verdict(token, "s").isValid == (grace != "0s"))
        #expect(try service.result("keys/get", #"{"set":"s"}"#)[text: "alg"] == "HS384")
    }

    @Test(arguments: [
        "UPDATE keys SET secret = (SELECT secret FROM keys k WHERE k.kid <> keys.kid)",
        "UPDATE keys SET kid = CASE WHEN place = 1 THEN 'x' ELSE kid END; UPDATE keys SET kid = CAST('b' AS BLOB) WHERE place = 1; UPDATE keys SET kid = CAST('a' AS BLOB) WHERE place = 2 AND kid <> CAST('b' AS BLOB)",
        "UPDATE keys SET public = (SELECT public FROM keys k WHERE k.kid <> keys.kid)",
        "UPDATE keys SET mark = (SELECT mark FROM keys k WHERE k.kid <> keys.kid)",
        "UPDATE keys SET alg = CAST('ES384' AS BLOB)",
        "UPDATE keys SET secret = zeroblob(100)",
        "UPDATE keys SET keyset = CAST('web' AS BLOB)",
    ])
    func `rows that were changed or swapped sign nothing`(sql: String) throws {
        let folder = try ScratchFolder()
        let client = KeyStoreClient(file: folder.file)
        for kid in ["a", "b"] {
            try client.service().result("keys/put", #"{"set":"api","kid":"\#(kid)","generate":{"alg":"ES256"}}"#)
        }
        folder.sqlite(sql)
        for set in ["api", "web"] {
            let answer = try client.service().call("sign", text: #"{"key":{"ref":"\#(set)"},"claims":{}}"#)
            #expect(answer.result == nil, "\(answer.text)")
        }
    }
}
