import JSON
import Testing

/// Which error of RFC 6750 a refused token is.
struct BearerErrorTests {
    private static let token = Result {
        try forged(payload: #"{"scope":"read list","roles":["user"],"groups":"staff","exp":1800000060}"#)
    }

    private static func forged(payload: String) throws -> String {
        try MethodsTests.forged(#"{"alg":"HS256"}"#, payload)
    }

    @Test(
        arguments: [
            (["requiredScopes": #""read""#], nil, nil),
            (["requiredScopes": #""write""#], "insufficient_scope", "write"),
            (["requiredScopes": #"["read","write"]"#], "insufficient_scope", "read write"),
            (["requiredScopes": #"{"any":["write","admin"]}"#], "insufficient_scope", "write admin"),
            (["requiredScopes": #"{"any":["read","admin"]}"#], nil, nil),
            (["requiredScopes": #"{"all":["read","list"]}"#], nil, nil),
            (["requiredRoles": #""admin""#], "insufficient_scope", nil),
            (["requiredGroups": #""board""#], "insufficient_scope", nil),
            (["requiredRoles": #""admin""#, "requiredScopes": #""read""#], "insufficient_scope", "read"),
            // Whatever else is wrong, more authority does not mend it.
            (["requiredScopes": #""write""#, "audience": #""a""#], "invalid_token", nil),
            (["requiredScopes": #""write""#, "now": "1800000061"], "invalid_token", nil),
            (["requiredScopes": #""write""#, "key": jwk(OtherKey.secret)], "invalid_token", nil),
            (["requiredScopes": #""write""#, "algorithms": #""HS512""#], "invalid_token", nil),
            (["requiredScopes": #""write""#, "token": #""x""#], "invalid_token", nil),
            (["token": #""""#], "invalid_token", nil),
        ] as [(Parameters, String?, String?)])
    func `a lack of authority is told from a token that is wrong`(
        parameters: Parameters, error: String?, scope: String?
    ) throws {
        let base: Parameters = ["token": quoted(try Self.token.get()), "key": jwk(SampleKey.secret)]
        let service = Service()
        for _ in 1...2 {
            let answer = try service.call("verify", base.with(parameters))
            #expect(answer["error"] == error && answer["scope"] == scope, "\(answer.text)")
            #expect(answer.isValid == (error == nil))
        }
    }

    @Test(arguments: [#"{"scope":7}"#, #"{"scope":["read",7]}"#, #"{"scp":{}}"#])
    func `a claim of a wrong type is no lack of authority`(payload: String) throws {
        let answer = try Service().call(
            "verify",
            [
                "token": quoted(try Self.forged(payload: payload)), "key": jwk(SampleKey.secret),
                "requiredScopes": #""read""#,
            ])
        #expect(answer["error"] == "invalid_token", "\(answer.text)")
    }

    @Test func `decrypt tells it, too`() throws {
        let key = jwk(#"{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODw"}"#)
        let sealed = try Service().call(
            "encrypt", ["key": key, "alg": #""A128KW""#, "text": quoted(try Self.token.get()), "cty": #""JWT""#])
        let token = quoted(try #require(sealed["token"]))
        for (scope, error) in [("write", "insufficient_scope"), ("read", nil)] {
            let verification = #"{"key":\#(jwk(SampleKey.secret)),"requiredScopes":"\#(scope)"}"#
            let answer = try Service().call("decrypt", ["token": token, "key": key, "verify": verification])
            #expect(answer["error"] == error, "\(answer.text)")
        }
    }
}
