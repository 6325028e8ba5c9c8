import JSON
import JWT
import Testing

struct DecodeHeaderTests {
    @Test(arguments: [
        (#"{"alg":"HS256","typ":"JWT"}"#, []), (#"{"alg":"hs256"}"#, ["header.alg_unknown"]),
        (#"{"alg":"HS265"}"#, ["header.alg_unknown"]), (#"{"alg":"XYZ"}"#, ["header.alg_unknown"]),
        (#"{}"#, ["header.alg_missing"]),
        (#"{"alg":1}"#, ["header.wrong_type"]), (#"{"alg":"RSA-OAEP"}"#, ["header.alg_misplaced"]),
        (#"{"alg":"A128GCM"}"#, ["header.alg_misplaced"]),
        (#"{"alg":"none"}"#, ["header.alg_none", "signature.unexpected"]),
        (#"{"alg":"HS256","alg":"none"}"#, ["token.duplicate_member", "header.alg_none"]),
        (#"{"alg":"HS256","crit":[]}"#, ["header.crit_malformed"]),
        (#"{"alg":"HS256","crit":["exp"]}"#, ["header.crit_malformed", "header.crit_unsupported"]),
        (#"{"alg":"HS256","crit":["x"],"x":1}"#, ["header.crit_unsupported"]),
        (#"{"alg":"HS256","crit":[1]}"#, ["header.crit_malformed"]),
        (#"{"alg":"HS256","crit":"b64"}"#, ["header.wrong_type"]),
        (#"{"alg":"HS256","kid":7}"#, ["header.wrong_type"]),
        (#"{"alg":"HS256","p2c":1000}"#, ["header.encryption_member"]),
        (#"{"alg":"HS512"}"#, ["signature.length"]), (#"{"alg":"ES256"}"#, ["signature.length"]),
        (#"{"alg":"EdDSA"}"#, ["signature.length"]), (#"{"alg":"RS256"}"#, ["signature.length"]),
        (#"{"alg":"ML-DSA-44"}"#, ["signature.length"]), (#"[]"#, ["header.wrong_type"]),
        (#"{"alg":"HS256","jwk":{"kty":"oct","k":"c2VjcmV0"}}"#, ["header.private_key"]),
    ])
    func `reviews the header`(header: String, words: [String]) {
        #expect(Sample.decode(Sample.signed(#"{"exp":1700000001}"#, header: header)).complaints == words)
    }

    @Test func `guesses at a mistyped algorithm`() {
        let token = Sample.decode(Sample.signed("{}", header: #"{"alg":"HS265"}"#))
        #expect(token.findings.first?.hint == "Did you mean HS256?")
    }

    @Test func `says that a signature is DER, as some issuers make it`() {
        let integer = [UInt8(0x02), 0x20] + [UInt8](repeating: 1, count: 32)
        let signature = Sample.part([0x30, 0x44] + integer + integer)
        let header = Sample.part(#"{"alg":"ES256"}"#)
        let token = Sample.decode("\(header).\(Sample.payload).\(signature)")
        #expect(token.words == ["signature.der"])
        #expect(token.signatures.first?.encoding == .der)
        #expect(token.signatures.first?.expectedLength == 64)
    }

    @Test func `knows a token that nothing protects`() {
        let token = Sample.decode("\(Sample.part(#"{"alg":"none"}"#)).\(Sample.payload).")
        #expect(token.kind == .unsecured)
        #expect(token.words == ["header.alg_none"])
        #expect(token.isComplete)
    }

    @Test func `reads a payload that is not encoded, dots and spaces and all`() {
        let header = Sample.part(#"{"alg":"HS256","b64":false,"crit":["b64"]}"#)
        let token = Sample.decode("\(header).$ 1.02 \u{20AC}.\(Sample.signature)")
        #expect(token.payload.map { String(decoding: $0.octets, as: UTF8.self) } == "$ 1.02 \u{20AC}")
        #expect(token.payloadType == .text)
        #expect(token.words == ["token.unencoded", "token.other_content"])
    }

    @Test func `names the parts of an encrypted token, and explains its algorithms`() throws {
        let token = Sample.decode(Sample.encrypted)
        #expect(token.kind == .jwe)
        #expect(token.payloadType == .encrypted)
        #expect(token.findings.isEmpty)
        #expect(token.parts.map(\.name.rawValue) == ["header", "encrypted_key", "iv", "ciphertext", "tag"])
        let parameters = try #require(Sample.answer(token, describes: true)["parameters"]).elements.map { $0 }
        #expect(parameters.allSatisfy { $0["meaning"] != nil && $0["url"] != nil })
    }

    @Test(arguments: [
        (#"{"alg":"dir","enc":"A256CBC-HS512"}"#, ["encryption.length", "encryption.length"]),
        (#"{"alg":"dir"}"#, ["header.alg_missing"]), (#"{"alg":"dir","enc":"A128CBC"}"#, ["header.alg_misplaced"]),
        (#"{"alg":"HS256","enc":"A128GCM"}"#, ["header.alg_misplaced"]),
    ])
    func `reviews the header of an encrypted token`(header: String, words: [String]) {
        let parts = Sample.encrypted.split(separator: ".", maxSplits: 1)
        #expect(Sample.decode("\(Sample.part(header)).\(parts[1])").complaints == words)
    }

    @Test(arguments: [
        (
            "https://id.example",
            [
                "https://id.example/.well-known/openid-configuration",
                "https://id.example/.well-known/oauth-authorization-server",
            ]
        ),
        (
            "https://id.example/t/1/",
            [
                "https://id.example/t/1/.well-known/openid-configuration",
                "https://id.example/.well-known/oauth-authorization-server/t/1",
            ]
        ),
        ("http://id.example", []), ("https://user@id.example", []), ("https://", []), ("https://id.example?x", []),
        ("https://id.example/#x", []), ("https://id.example/a b", []), ("javascript:alert(1)", []),
        ("https://id.example/\\u0022", []),
        ("me", []),
    ])
    func `lists where an issuer may publish its keys, and fetches nothing`(issuer: String, urls: [String]) {
        #expect(Sample.decode(Sample.signed(#"{"iss":"\#(issuer)"}"#)).keyHints.discovery == urls)
    }

    @Test(
        arguments: [
            (#"{"typ":"at+jwt"}"#, "{}", "at+jwt"), (#"{"typ":"application/DPoP+JWT"}"#, "{}", "dpop+jwt"),
            (#"{"typ":"JWT"}"#, #"{"iss":"https://token.actions.githubusercontent.com"}"#, "GitHub Actions OIDC"),
            ("{}", #"{"iss":"https://gitlab.com","project_path":"a/b","pipeline_id":"1","job_id":"2"}"#, "GitLab CI"),
            ("{}", #"{"iss":"https://kubernetes.default.svc","kubernetes.io":{}}"#, "Kubernetes service account"),
            ("{}", #"{"iss":"https://accounts.google.com"}"#, "Google ID token"),
            ("{}", #"{"iss":"https://login.microsoftonline.com/x/v2.0"}"#, "Microsoft Entra ID (v2.0)"),
            ("{}", #"{"iss":"https://sts.windows.net/x/"}"#, "Microsoft Entra ID (v1.0)"),
            ("{}", #"{"iss":"https://a.eu.auth0.com/"}"#, "Auth0"),
            ("{}", #"{"iss":"https://a.okta.com/oauth2/default"}"#, "Okta"),
            ("{}", #"{"iss":"https://evil.example/a.okta.com"}"#, nil),
            ("{}", #"{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/p"}"#, "Amazon Cognito"),
            ("{}", #"{"iss":"https://securetoken.google.com/p"}"#, "Firebase ID token"),
            ("{}", #"{"iss":"https://sso.example/realms/main"}"#, "Keycloak"),
            ("{}", #"{"iss":"https://appleid.apple.com"}"#, "Sign in with Apple"),
            ("{}", #"{"iss":"a","sub":"a","aud":"b","exp":1}"#, "client assertion"),
            ("{}", #"{"iss":"a","sub":"u","aud":"b","exp":1,"iat":1,"nonce":"n"}"#, "OpenID Connect ID token"),
            ("{}", #"{"iss":"a","events":{"http://schemas.openid.net/event/backchannel-logout":{}}}"#, "logout+jwt"),
            ("{}", #"{"iss":"a","events":{},"jti":"1"}"#, "secevent+jwt"), ("{}", #"{"_sd_alg":"sha-256"}"#, "sd-jwt"),
            ("{}", #"{"iss":"a","client_id":"c","response_type":"code"}"#, "oauth-authz-req+jwt"),
            ("{}", #"{"iss":"a","aud":"c","exp":1,"code":"x"}"#, "JARM"), ("{}", #"{"sub":"a"}"#, nil),
        ] as [(String, String, String?)])
    func `recognizes what kind of token it is, and says by what`(header: String, claims: String, name: String?) {
        let profile = Sample.decode(Sample.signed(claims, header: header)).profile
        #expect(profile?.name == name)
        #expect(profile?.reason.isEmpty != true)
    }

    @Test func `never shows the private members of a key`() throws {
        let secret = "c2VjcmV0LXNlY3JldA"
        let header = #"{"alg":"HS256","jwk":{"kty":"oct","k":"\#(secret)"}}"#
        let claims =
            #"{"cnf":{"jwk":{"kty":"EC","x":"public","d":"\#(secret)"}},"keys":[{"k\u0074y":"OKP","d":["\#(secret)"]}]}"#
        for redaction in Redaction.allCases {
            var writer = JSONWriter()
            Sample.decode(Sample.signed(claims, header: header)).write(
                to: &writer, now: Sample.now, redaction: redaction)
            #expect(!String(decoding: writer.bytes, as: UTF8.self).contains(secret))
            _ = try JSONDocument(writer.bytes)
        }
    }

    @Test(arguments: [
        (Redaction.none, ["alice", "a-key", "id.example"]), (.signature, ["alice", "a-key", "id.example"]),
        (.claims, ["a-key"]), (.all, []),
    ])
    func `repeats no more of a token than it is asked for`(redaction: Redaction, shown: [String]) throws {
        let text = Sample.signed(
            #"{"sub":"alice","iss":"https://id.example","exp":1}"#, header: #"{"alg":"HS256","kid":"a-key"}"#)
        var writer = JSONWriter()
        Sample.decode(text).write(to: &writer, now: Sample.now, redaction: redaction)
        let answer = String(decoding: writer.bytes, as: UTF8.self)
        for word in ["alice", "a-key", "id.example"] { #expect(answer.contains(word) == shown.contains(word)) }
        #expect(!answer.contains(Sample.signature))
        #expect(answer.contains("HS256"))
        let nested = Sample.decode(Sample.signed(text, header: #"{"alg":"HS256","cty":"JWT"}"#))
        let replicating = Sample.encrypted.replacingHeader(#"{"alg":"dir","enc":"A128GCM","sub":"alice"}"#)
        writer.removeAll()
        Sample.decode(replicating).write(to: &writer, now: Sample.now, redaction: redaction)
        #expect(String(decoding: writer.bytes, as: UTF8.self).contains("alice") == shown.contains("alice"))
        writer.removeAll()
        nested.write(to: &writer, now: Sample.now, redaction: redaction)
        #expect(String(decoding: writer.bytes, as: UTF8.self).contains(Sample.signature) == (redaction == .none))
    }
}

extension String {
    /// The same token with another header in front.
    fileprivate func replacingHeader(_ header: String) -> String { Sample.part(header) + drop { $0 != "." } }
}
