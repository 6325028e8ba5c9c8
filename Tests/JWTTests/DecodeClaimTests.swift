import JSON
import JWT
import Testing

struct DecodeClaimTests {
    // Now is 1700000000.
    @Test(arguments: [
        (#"{"exp":1700000001}"#, "active", []), (#"{"exp":1700000000}"#, "expired", ["claim.exp_expired"]),
        (#"{"exp":1700000000.5}"#, "active", []), (#"{"exp":17e8}"#, "expired", ["claim.exp_expired"]),
        (#"{"exp":1}"#, "expired", ["claim.absurd_date", "claim.exp_expired"]),
        (#"{"exp":-1e20}"#, "expired", ["claim.absurd_date", "claim.exp_expired"]),
        (#"{"exp":1700000000000}"#, "invalid", ["claim.milliseconds"]),
        (#"{"exp":9007199254740993}"#, "invalid", ["claim.milliseconds"]),
        (#"{"exp":1e400}"#, "invalid", ["claim.absurd_date"]),
        (#"{"exp":5000000000}"#, "active", ["claim.absurd_date"]),
        (#"{"exp":"1700000001"}"#, "invalid", ["claim.wrong_type"]),
        (#"{"exp":null}"#, "invalid", ["claim.wrong_type"]),
        ("{}", "no_expiry", ["claim.no_expiry"]), (#"{"nbf":1700000000,"exp":1700000001}"#, "active", []),
        (#"{"nbf":1700000001,"exp":1700000002}"#, "not_yet_valid", ["claim.nbf_not_yet"]),
        (#"{"nbf":true,"exp":1700000002}"#, "invalid", ["claim.wrong_type"]),
        (#"{"iat":1700000005,"exp":1700000009}"#, "active", []),
        (#"{"iat":1700000006,"exp":1700000009}"#, "active", ["claim.iat_future"]),
        (#"{"iat":1699999000,"exp":1800000000}"#, "active", ["claim.lifetime_too_long"]),
        (#"{"iat":1699999999,"exp":1699999998}"#, "expired", ["claim.exp_expired", "claim.times_disagree"]),
    ])
    func `says how a token stands in time`(claims: String, state: String, words: [String]) {
        let token = Sample.decode(Sample.signed(claims))
        #expect(token.times?.state.rawValue == state)
        #expect(token.words == words)
    }

    @Test func `tells lifetime, age and what is left of it`() throws {
        let answer = try Sample.answer(Sample.signed(#"{"iat":1699999000,"exp":1700000840}"#))
        let times = try #require(answer["times"])
        #expect(
            times.lexeme
                == #"{"issuedAt":"2023-11-14T21:56:40Z","expires":"2023-11-14T22:27:20Z","lifetimeSeconds":1840,"ageSeconds":1000,"expiresInSeconds":840,"state":"active"}"#
        )
        let claims = try #require(answer["claims"]).elements.map { $0 }
        #expect(claims[1]["time"]?.lexeme == #"{"iso":"2023-11-14T22:27:20Z","relative":"in 14 min","unit":"s"}"#)
    }

    @Test func `reads milliseconds as what they were meant to be`() throws {
        let answer = try Sample.answer(Sample.signed(#"{"exp":1700003600000}"#))
        let claim = try #require(answer["claims"]).elements.first { _ in true }
        #expect(claim?["time"]?.lexeme == #"{"iso":"2023-11-14T23:13:20Z","relative":"in 1 h","unit":"ms"}"#)
        #expect(claim?["value"]?.lexeme == "1700003600000")
    }

    @Test(arguments: [
        #"{"iss":["a"]}"#, #"{"sub":1}"#, #"{"aud":{"a":1}}"#, #"{"aud":["a",1]}"#, #"{"aud":null}"#, #"{"jti":5}"#,
        #"{"email_verified":"true"}"#, #"{"iat":"1"}"#, #"{"cnf":"x"}"#,
    ])
    func `names claims of a wrong type, and where they stand`(claims: String) throws {
        let token = Sample.decode(Sample.signed(claims))
        let finding = try #require(token.findings.first { $0.code == .wrongType })
        let name = try #require(token.payload?.object?.members.first { _ in true }?.name)
        #expect(finding.pointer == "/\(name.string ?? "")")
        #expect(token.payload.map { $0.range.contains(finding.range?.lowerBound ?? -1) } == true)
    }

    @Test func `keeps numbers, order, escapes and both of two equal members`() throws {
        let payload =
            #"{"n":12345678901234567890,"z":1.0,"e":1e2,"m":-0,"a\u0062":"\u00e9/\/","exp":1700000001,"n":"again"}"#
        let answer = try Sample.answer(Sample.signed(payload))
        #expect(answer["payloadText"]?.string == payload)
        let claims = try #require(answer["claims"]).elements.map { $0 }
        #expect(
            claims.map { $0["name"]?.lexeme } == [
                #""n""#, #""z""#, #""e""#, #""m""#, #""a\u0062""#, #""exp""#, #""n""#,
            ])
        #expect(
            claims.map { $0["value"]?.lexeme }.prefix(5) == [
                "12345678901234567890", "1.0", "1e2", "-0", #""\u00e9/\/""#,
            ])
        #expect(claims.last?["value"]?.lexeme == #""again""#)
        #expect(answer["payload"]?.document.hasDuplicates == false)
        let finding = try #require(answer["findings"]).elements.first {
            $0["code"]?.isString("token.duplicate_member") == true
        }
        #expect(finding?["pointer"]?.string == "/n")
    }

    @Test func `leaves the members that stand twice out of deeper objects too, so that the answer is plain JSON`()
        throws
    {
        let answer = try Sample.answer(Sample.signed(#"{"cnf":{"a":1,"b":[{"c":1,"c":2}],"a":2}}"#))
        #expect(answer["payload"]?.lexeme == #"{"cnf":{"a":1,"b":[{"c":1}]}}"#)
        #expect(!answer.document.hasDuplicates)
        let pointers = answer["findings"]?.elements.filter { $0["code"]?.isString("token.duplicate_member") == true }
            .map { $0["pointer"]?.string }
        #expect(Set(pointers ?? []) == ["/cnf/a", "/cnf/b/0/c"])
    }

    @Test(arguments: ["\u{202E}", "\u{1B}[2J", "\u{9B}", "\u{2066}", "\u{200B}", "\u{E0041}", "\u{7F}"])
    func `names texts that could mislead a reader, and writes them escaped`(character: String) throws {
        for claims in ["{\"sub\":\"a\(character)b\"}", "{\"a\(character)b\":1}", "{\"x\":[{\"y\":\"\(character)\"}]}"] {
            let escaped = claims.unicodeScalars.map { $0.value < 0x20 ? "\\u001b" : String($0) }.joined()
            let token = Sample.decode(Sample.signed(escaped))
            #expect(token.words.contains("claim.misleading_text"))
            var writer = JSONWriter()
            token.write(to: &writer, now: Sample.now)
            #expect(
                !String(decoding: writer.bytes, as: UTF8.self).unicodeScalars.contains(
                    character.unicodeScalars.first ?? "\u{1B}"))
        }
    }

    @Test(
        arguments: [
            ("", nil), ("[]", "json"), ("\"x\"", "json"), ("1", "json"), ("null", "json"), ("hello", "text"),
            ("zwölf\n", "text"), ("\u{0}\u{1}", "binary"), ("{}", "json"), ("{\"a", "json"),
        ] as [(String, String?)])
    func `says what the payload is`(payload: String, type: String?) throws {
        let answer = try Sample.answer(Sample.signed(payload))
        #expect(answer["payloadType"]?.string == type ?? "detached")
        #expect((answer["payloadBase64url"] != nil) == (type == "binary"))
        #expect(answer["payloadText"]?.string == (type == nil || type == "binary" ? nil : payload))
    }

    @Test func `decodes tokens inside tokens, four deep`() throws {
        var text = Sample.token
        for _ in 1..<6 { text = Sample.signed(text, header: #"{"alg":"HS256","cty":"JWT"}"#) }
        var token = Sample.decode(text)
        var depth = 1
        while let nested = token.nested {
            #expect(token.payloadType == .token)
            token = nested
            depth += 1
        }
        #expect(depth == DecodedToken.depth)
        #expect(token.words.contains("token.nested_too_deep"))
    }
}
