import JSON
import RPC
import Testing

struct KeyConvertTests {
    private let client = KeyClient()

    /// Which forms hold a private key of each type.
    private static let forms = [
        "RSA": ["jwk", "jwks", "pkcs8", "pkcs1", "openssh"], "EC": ["jwk", "jwks", "pkcs8", "sec1"],
        "OKP": ["jwk", "jwks", "pkcs8"], "AKP": ["jwk", "jwks", "pkcs8"], "oct": ["jwk", "jwks"],
    ]
    private static let publicForms = [
        "RSA": ["jwk", "jwks", "spki", "pkcs1", "openssh-public"], "EC": ["jwk", "jwks", "spki"],
        "OKP": ["jwk", "jwks", "spki"], "AKP": ["jwk", "jwks", "spki"],
    ]

    @Test(arguments: KeyKind.all)
    func `keeps a private key what it is, through every form`(kind: KeyKind) throws {
        let original = try client.newKey(kind.with(#""kid":"mine""#)).private
        let bare = try numbers(original)
        for form in Self.forms[kind.type] ?? [String]() {
            for encoding in form.hasPrefix("jwk") || form == "openssh"
                ? [""] : [#","encoding":"pem""#, #","encoding":"der""#]
            {
                let written = try client.call("key/convert", #"{"key":\#(original),"to":"\#(form)"\#(encoding)}"#)
                #expect(written["public"]?.boolean == false)
                #expect(try numbers(try client.input(written)) == bare, "\(form)")
                let isJSON = form.hasPrefix("jwk")
                #expect(written["dropped"]?.elements.compactMap(\.string).contains("kid") == !isJSON)
            }
        }
    }

    @Test(arguments: KeyKind.asymmetric)
    func `writes the public part alone, in every form that has one`(kind: KeyKind) throws {
        let key = try client.newKey(kind.params)
        let secrets = try JSONDocument(Array(key.private.utf8)).root["jwk"].map { jwk in
            privateMembers(of: jwk).compactMap { jwk[Array($0.utf8).span]?.string }
        }
        #expect(secrets?.isEmpty == false)
        for form in Self.publicForms[kind.type] ?? [String]() {
            let written = try client.call("key/convert", #"{"key":\#(key.private),"to":"\#(form)","public":true}"#)
            #expect(written["public"]?.boolean == true)
            for secret in secrets ?? [String]() { #expect(!written.lexeme.contains(secret)) }
            let public2 = try client.input(written)
            let match = try client.call("key/match", #"{"a":\#(public2),"b":\#(key.public)}"#)
            #expect(match["relation"]?.string == "identical")
            let again = try client.call("key/convert", #"{"key":\#(public2),"to":"\#(form)"}"#)
            #expect(again["public"]?.boolean == true)
        }
    }

    @Test func `takes spki for the public part unasked`() throws {
        let key = try client.newKey(#"{"alg":"ES256"}"#)
        let written = try client.call("key/convert", #"{"key":\#(key.private),"to":"spki"}"#)
        #expect(written["public"]?.boolean == true)
        #expect(written["pem"]?.string?.hasPrefix("-----BEGIN PUBLIC KEY-----\n") == true)
        #expect(written["dropped"]?.lexeme == #"["kid","use","alg"]"#)
    }

    @Test func `encrypts, decrypts, and changes the password`() throws {
        let key = try client.newKey(#"{"alg":"Ed25519"}"#).private
        let first = try client.call("key/convert", #"{"key":\#(key),"to":"pkcs8","newPassword":"correct horse"}"#)
        let pem = first["pem"]?.lexeme ?? ""
        #expect(pem.contains("BEGIN ENCRYPTED PRIVATE KEY"))
        #expect(first["format"]?["encrypted"]?.boolean == true)
        let opened = #"{"pem":\#(pem),"password":"correct horse"}"#
        let second = try client.call(
            "key/convert", #"{"key":\#(opened),"to":"pkcs8","encoding":"der","newPassword":"battery staple"}"#)
        let reopened = #"{"der":\#(second["der"]?.lexeme ?? ""),"password":"battery staple"}"#
        #expect(try numbers(reopened) == numbers(key))
        let closed = #"{"key":{"pem":\#(pem)},"to":"jwk"}"#
        #expect(try client.refusal("key/convert", closed).code.word == "key.password")
        let deferred = #"{"key":\#(key),"to":"pkcs8","newPassword":"correct horse"}"#
        #expect(try client.refusal("key/convert", deferred, lane: .quick).isDeferral)
    }

    @Test(arguments: [
        (#""kid":"other""#, "other", "HS256", "sig"), (#""kid":false,"use":"enc""#, nil, "HS256", "enc"),
        (#""alg":"HS512""#, "mine", "HS512", "sig"), (#""alg":"A256GCMKW""#, "mine", "A256GCMKW", "sig"),
    ])
    func `sets what the owner says`(members: String, kid: String?, alg: String, use: String) throws {
        let key = try client.newKey(#"{"alg":"HS256","kid":"mine","size":512}"#).private
        let jwk = try client.call("key/convert", #"{"key":\#(key),"to":"jwk",\#(members)}"#)["jwk"]
        #expect(jwk?["kid"]?.string == kid)
        #expect(jwk?["alg"]?.string == alg)
        #expect(jwk?["use"]?.string == use)
    }

    @Test func `turns the operations of a private key into those of its public part`() throws {
        let jwk = #"""
            {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
             "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","key_ops":["sign"],"ext":true}
            """#
        let result = try client.call("key/convert", #"{"key":{"jwk":\#(jwk)},"to":"jwk","public":true}"#)
        #expect(result["jwk"]?["key_ops"]?.lexeme == #"["verify"]"#)
        #expect(result["dropped"]?.lexeme == #"["ext"]"#)
    }

    @Test(arguments: [
        ("utf8", "Grüße \u{0}\n\u{202E}"), ("hex", "4772c3bcc39f6520000ae280ae"),
        ("base64url", "R3LDvMOfZSAACuKArg"), ("base64", "R3LDvMOfZSAACuKArg=="),
    ])
    func `writes a shared secret as its octets, in each encoding`(encoding: String, text: String) throws {
        let jwk = #"{"kty":"oct","k":"R3LDvMOfZSAACuKArg","kid":"1","use":"sig","alg":"HS256","mine":1}"#
        let written = try client.call("key/convert", #"{"key":{"jwk":\#(jwk)},"to":"raw","encoding":"\#(encoding)"}"#)
        #expect(written["secret"]?.string == text)
        #expect(written["encoding"]?.string == encoding)
        #expect(written["public"]?.boolean == false)
        #expect(written["dropped"]?.lexeme == #"["mine","kid","use","alg"]"#)
        #expect(written["format"]?.lexeme == #"{"container":"secret","encoding":"text","encrypted":false}"#)
        let member = written["secret"]?.lexeme ?? ""
        #expect(written.lexeme.split(separator: member, omittingEmptySubsequences: false).count == 2)
        #expect(try numbers(try client.input(written))["k"] == "R3LDvMOfZSAACuKArg")
        let inspected = try client.call("key/inspect", #"{"key":\#(try client.input(written))}"#)
        #expect(inspected["format"]?.lexeme == written["format"]?.lexeme)
    }

    @Test func `collects keys in a set, named by their thumbprints`() throws {
        let keys = try [#"{"alg":"ES256","format":"pem"}"#, #"{"alg":"Ed25519","format":"der"}"#].map { params in
            try client.newKey(params).private
        }
        let result = try client.call(
            "key/convert", #"{"key":[\#(keys[0]),\#(keys[1])],"to":"jwks","public":true,"kid":"thumbprint"}"#)
        let thumbprints = try keys.map { key in
            try client.call("key/thumbprint", #"{"key":\#(key)}"#)["thumbprint"]?.string
        }
        #expect(result["jwks"]?["keys"]?.elements.map { $0["kid"]?.string } == thumbprints)
        #expect(result["jwks"]?["keys"]?.elements.allSatisfy { privateMembers(of: $0) == [] } == true)
    }

    @Test func `says which elements of a set it left out`() throws {
        let set = #"{"jwks":{"keys":[{"kty":"AKP"},{"kty":"oct","k":"c2VjcmV0"}]}}"#
        let result = try client.call("key/convert", #"{"key":\#(set),"to":"jwks"}"#)
        #expect(result["skipped"]?.elements.compactMap { $0["index"]?.integer } == [0])
        #expect(result["jwks"]?["keys"]?.count == 1)
    }

    private static let ec = #"""
        {"jwk":{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
         "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}}
        """#
    private static let secret = #"{"secret":"correct horse battery staple","encoding":"utf8"}"#
    private static let publicKey =
        #"{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}"#

    @Test(arguments: [
        (secret, #""to":"jwk","public":true"#, "key.refused", "/key"),
        (secret, #""to":"jwks","public":true"#, "key.refused", "/key"),
        (#"[\#(ec),\#(secret)]"#, #""to":"jwks","public":true"#, "key.refused", "/key"),
        (secret, #""to":"spki""#, "key.refused", "/key"), (secret, #""to":"pkcs8""#, "key.refused", "/key"),
        (ec, #""to":"pkcs1""#, "key.refused", "/key"), (publicKey, #""to":"pkcs8""#, "key.refused", "/key"),
        (publicKey, #""to":"sec1""#, "key.refused", "/key"), (publicKey, #""to":"pkcs1""#, "key.refused", "/key"),
        (ec, #""to":"pkcs8","public":true"#, "params.invalid", "/public"),
        (ec, #""to":"sec1","public":true"#, "params.invalid", "/public"),
        (ec, #""to":"sec1","newPassword":"hunter22""#, "params.invalid", "/newPassword"),
        (ec, #""to":"jwk","newPassword":"""#, "params.invalid", "/newPassword"),
        (ec, #""to":"pkcs8","newPassword":"""#, "params.invalid", "/newPassword"),
        (ec, #""to":"jwk","encoding":"pem""#, "params.invalid", "/encoding"),
        (ec, #""to":"pkcs8","kid":"a""#, "params.invalid", "/kid"),
        (ec, #""to":"spki","alg":"ES256""#, "params.invalid", "/alg"),
        (ec, #""to":"jwk","alg":"ES384""#, "key.refused", "/alg"),
        (ec, #""to":"jwk","alg":"none""#, "algorithm.unsupported", "/alg"),
        (ec, #""to":"jwk","alg":"es256""#, "algorithm.unsupported", "/alg"),
        (ec, #""to":"pem""#, "params.invalid", "/to"),
        (ec, #""to":"raw","encoding":"hex""#, "key.refused", "/key"),
        (ec, #""to":"pkcs8","encoding":"hex""#, "params.invalid", "/encoding"),
        (secret, #""to":"raw""#, "params.invalid", "/encoding"),
        (secret, #""to":"raw","encoding":"pem""#, "params.invalid", "/encoding"),
        (secret, #""to":"raw","encoding":"raw""#, "params.invalid", "/encoding"),
        (secret, #""to":"raw","encoding":"hex","public":true"#, "key.refused", "/key"),
        (secret, #""to":"raw","encoding":"hex","newPassword":"hunter22""#, "params.invalid", "/newPassword"),
        (secret, #""to":"raw","encoding":"hex","kid":"a""#, "params.invalid", "/kid"),
        (#"{"secret":"00ff","encoding":"hex"}"#, #""to":"raw","encoding":"utf8""#, "key.refused", "/encoding"),
        (#"[\#(secret),\#(secret)]"#, #""to":"raw","encoding":"hex""#, "params.invalid", "/key"),
        (#"[\#(ec),\#(publicKey)]"#, #""to":"jwk""#, "params.invalid", "/key"),
        (#"[\#(ec),\#(publicKey)]"#, #""to":"jwks","kid":"a""#, "params.invalid", "/kid"),
        (#"{"jwks":{"keys":[]}}"#, #""to":"jwks""#, "key.not_found", "/key"),
    ])
    func `refuses what a form cannot hold`(key: String, members: String, code: String, parameter: String) throws {
        let error = try client.refusal("key/convert", #"{"key":\#(key),\#(members)}"#)
        #expect(error.code.word == code, "\(error.message)")
        #expect(error.parameter == parameter, "\(error.message)")
    }

    // The numbers of a key: its JWK without what the owner says.
    private func numbers(_ key: String) throws -> [String: String] {
        let jwk = try #require(try client.call("key/convert", #"{"key":\#(key),"to":"jwk"}"#)["jwk"])
        let names = jwk.members.map { ($0.name.string ?? "", $0.value.string ?? "") }
        return Dictionary(names) { first, _ in first }.filter { !["kid", "use", "alg"].contains($0.key) }
    }
}
