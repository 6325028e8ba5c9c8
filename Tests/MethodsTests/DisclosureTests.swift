import JOSE
import JSON
import RPC
import Testing

/// SD-JWTs from the maker through the holder to the verifier, through the methods that a client calls.
struct DisclosureTests {
    private static let claims = #"""
        {"iss":"https://issuer","n":1.0,"email":"a@b","address":{"street":"s","city":{"name":"c","zip":1}},\#
        "nat":["DE",{"code":"FR"},"US"],"a/b":{"~":"odd"}}
        """#
    private static let pointers = [
        "/email", "/address", "/address/street", "/address/city", "/address/city/name", "/nat/0", "/nat/1",
        "/nat/1/code",
        "/nat/2", "/a~1b/~0", "/n",
    ]
    private static let binding = #"{"audience":"rp","nonce":"1"}"#

    @Test(arguments: SigningAlgorithm.available, ["compact", "flattened", "general"])
    func `what sign makes and present shows, verify takes`(algorithm: SigningAlgorithm, form: String) throws {
        for key in SampleKey.fitting(algorithm) {
            let service = Service()
            let made = try service.call(
                "sign", Self.order(key).with(["alg": quoted(algorithm.description), "serialization": quoted(form)]))
            let token = try #require(made.result?["token"]?.lexeme, "\(made.text)")
            let presented = try service.call(
                "present", Self.holder.with(["token": token, "disclose": #"["/address/city/name","/nat/2"]"#]))
            let shown = try #require(presented.result?["token"]?.lexeme, "\(presented.text)")
            let answer = try service.call("verify", Self.verification(shown, key))
            Expectation.valid.check(answer, "\(algorithm) \(form)")
            let claims = try #require(answer.result?["claims"])
            #expect(claims["email"] == nil && claims["nat"]?.lexeme == #"["US"]"#)
            #expect(claims["address"]?.lexeme == #"{"city":{"zip":1,"name":"c"}}"#)
            #expect(answer.result?["sdJwt"]?["keyBound"]?.boolean == true)
            Expectation.refused("token.kind_not_allowed").check(
                try service.call("verify", ["token": form == "compact" ? shown : token, "key": jwk(key)]), "as a JWT")
        }
    }

    // Every choice of what can be disclosed comes out as it was chosen, with what is around it and nothing else.
    @Test(arguments: ["sha-256", "sha-384", "sha-512"])
    func `exactly what was chosen is disclosed`(hash: String) throws {
        let service = Service()
        let made = try service.call(
            "sign", Self.order(SampleKey.p256).with(["disclosureHash": quoted(hash), "decoys": "2"]))
        let token = try #require(made.result?["token"]?.lexeme, "\(made.text)")
        var random = SeededNumbers(seed: 9901)
        var seen: Set<String> = []
        for _ in 0..<150 {
            let chosen = Self.pointers.filter { _ in random.next() % 3 == 0 }
            guard !chosen.isEmpty, seen.insert(chosen.joined()).inserted else { continue }
            let list = "[\(chosen.map(quoted).joined(separator: ","))]"
            let presented = try service.call("present", Self.holder.with(["token": token, "disclose": list]))
            let shown = try #require(presented.result?["token"]?.lexeme, "\(presented.text)")
            let answer = try service.call("verify", Self.verification(shown, SampleKey.p256))
            Expectation.valid.check(answer, list)
            let expected = Set(Self.pointers.filter { pointer in chosen.contains { Self.isAround(pointer, $0) } })
            #expect(Set(presented.texts("disclosed")) == expected)
            #expect(Set(presented.texts("withheld")) == Set(Self.pointers).subtracting(expected))
            let claims = try #require(answer.result?["claims"])
            #expect(Self.leaves(claims) == Self.expectedLeaves(expected), "\(list): \(claims.lexeme)")
        }
        #expect(seen.count > 100)
    }

    @Test func `with everything disclosed the claims are those that were signed`() throws {
        let service = Service()
        let made = try service.call("sign", Self.order(SampleKey.p256))
        let token = try #require(made.result?["token"]?.lexeme)
        let answer = try service.call(
            "verify", ["token": token, "key": jwk(SampleKey.p256), "profile": #""sd-jwt""#])
        Expectation.valid.check(answer, "all")
        let claims = try #require(answer.result?["claims"])
        let given = try JSONDocument(Array(Self.claims.utf8)).root
        for name in ["iss", "n", "email", "nat"] as [StaticString] {
            #expect(claims[name]?.lexeme == given[name]?.lexeme)
        }
        #expect(Self.leaves(claims) == Self.expectedLeaves(Set(Self.pointers)))
        #expect(made.result?["disclosures"]?.count == Self.pointers.count)
    }

    @Test func `nothing that was made is guessable, and nothing tells the order`() throws {
        let service = Service()
        var salts: Set<String> = []
        for _ in 0..<20 {
            let made = try service.call("sign", Self.order(SampleKey.p256).with(["decoys": "3"]))
            let list = try #require(made.result?["disclosures"])
            for element in list.elements {
                let text = try decode(try #require(element["disclosure"]?.string))
                let salt = try #require(try JSONDocument(text).root.elements.first { _ in true }?.string)
                #expect(try decode(salt).count == 16)
                salts.insert(salt)
            }
            let signed = try #require(made["token"])
            let payload = try Self.payload(of: signed)
            let digests = try #require(payload["_sd"]?.texts)
            #expect(digests == digests.sorted() && digests.count == 3 + 3)
            #expect(payload["nat"]?.count == 3 + 3)
        }
        #expect(salts.count == 20 * Self.pointers.count)
    }

    @Test(arguments: [
        ("/nothing", "params.invalid"), ("/iss", "params.invalid"), ("/exp", "params.invalid"),
        ("/cnf", "params.invalid"),
        ("/cnf/jwk", "params.invalid"), ("", "params.invalid"), ("email", "params.invalid"),
        ("/nat/3", "params.invalid"),
    ])
    func `what cannot be disclosable is refused`(pointer: String, word: String) throws {
        let order = Self.order(SampleKey.p256).with(["disclosable": quoted(pointer), "expiresIn": "60"])
        Expectation.error(word).check(try Service().call("sign", order), pointer)
    }

    @Test(
        arguments: [
            ["claims": #"{"a":{"_sd":[]}}"#], ["claims": #"{"a":[{"...":"x"}]}"#],
            ["claims": #"{"_sd_alg":"sha-256"}"#],
            ["detached": "true"], ["text": #""text""#],
            ["unprotectedHeader": #"{"disclosures":[]}"#, "serialization": #""flattened""#],
            ["decoys": "65"], ["holderKey": #"{"jwk":\#(SampleKey.secret)}"#], ["disclosureHash": #""md5""#],
        ] as [Parameters])
    func `an order that makes no SD-JWT is refused`(others: Parameters) throws {
        let order: Parameters = ["key": jwk(SampleKey.p256), "claims": #"{"email":1}"#, "disclosable": #""/email""#]
        let parameters = order.with(others)
        let needed = others["claims"] == nil ? parameters : parameters.with(["disclosable": #"["/a"]"#])
        Expectation.error("params.invalid").check(try Service().call("sign", needed), others.json)
    }

    @Test(
        arguments: [
            (["key": jwk(OtherKey.p256), "audience": #""a""#, "nonce": #""n""#], "key.refused"),
            (["key": jwk(SampleKey.ed25519), "nonce": #""n""#], "params.invalid"),
            (["key": jwk(SampleKey.ed25519), "audience": #""a""#], "params.invalid"),
            (["nonce": #""n""#], "params.invalid"),
            (["disclose": #""/nothing""#], "params.invalid"), (["disclose": #""/address/city/zip""#], "params.invalid"),
            (["token": #""a.b.c""#], "token.unusable"), (["token": #""a.b.c~""#], "token.unusable"),
            (["token": #"{"payload":""}"#], "token.unusable"),
        ] as [(Parameters, String)])
    func `what cannot be presented is refused`(others: Parameters, word: String) throws {
        let service = Service()
        let token = try #require(try service.call("sign", Self.order(SampleKey.p256)).result?["token"]?.lexeme)
        let answer = try service.call("present", (["token": token] as Parameters).with(others))
        Expectation.error(word).check(answer, others.json)
    }

    // Names are compared by their bytes, also where people see one letter in both.
    @Test func `names that look alike are two`() throws {
        let service = Service()
        let order: Parameters = [
            "key": jwk(SampleKey.p256), "claims": #"{"\u00e9":1,"e\u0301":2}"#,
            "disclosable": #"["/\u00e9","/e\u0301"]"#,
        ]
        let token = try #require(try service.call("sign", order).result?["token"]?.lexeme)
        for (pointer, value) in [(#""/\u00e9""#, "1"), (#""/e\u0301""#, "2")] {
            let shown = try service.call("present", ["token": token, "disclose": pointer])
            let parameters: Parameters = [
                "token": try #require(shown.result?["token"]?.lexeme, "\(shown.text)"), "key": jwk(SampleKey.p256),
                "profile": #""sd-jwt""#,
            ]
            let claims = try #require(try service.call("verify", parameters).result?["claims"])
            let values = claims.members.filter { !$0.name.isString("iat") }.map { $0.value.lexeme }
            #expect(values == [value])
        }
    }

    @Test func `more pointers than disclosures can be are refused`() throws {
        let service = Service()
        let token = try #require(try service.call("sign", Self.order(SampleKey.p256)).result?["token"]?.lexeme)
        let many = "[\(Array(repeating: #""/email""#, count: 1001).joined(separator: ","))]"
        Expectation.error("params.invalid").check(
            try service.call("present", ["token": token, "disclose": many]), "1001 pointers")
    }

    @Test func `a nonce that is no string is no expectation`() throws {
        for nonce in ["1", "null", #""""#] {
            let parameters: Parameters = [
                "token": quoted(try SampleSelective.presented()), "key": jwk(SampleKey.secret), "profile": #""sd-jwt""#,
                "keyBinding": #"{"nonce":\#(nonce)}"#,
            ]
            Expectation.error("params.invalid").check(try Service().call("verify", parameters), nonce)
        }
    }

    @Test func `an SD-JWT inside an encrypted token is asked for by verify alone`() throws {
        let parameters: Parameters = [
            "token": #""a.b.c.d.e""#, "key": jwk(SampleKey.p256), "profile": #""sd-jwt""#,
        ]
        Expectation.error("params.invalid").check(try Service().call("decrypt", parameters), "decrypt")
    }

    @Test func `a holder's key is bound to by profile`() throws {
        let order: Parameters = ["key": jwk(SampleKey.p256), "claims": #"{"a":1}"#, "profile": #""sd-jwt+kb""#]
        Expectation.error("params.invalid").check(try Service().call("sign", order), "no holder")
        let bound = try Service().call("sign", order.with(["holderKey": jwk(SampleKey.ed25519)]))
        #expect(bound["token"]?.hasSuffix("~") == true, "\(bound.text)")
        let other = try Service().call(
            "sign", order.with(["profile": #""at+jwt""#, "issuer": #""i""#, "disclosable": #""/a""#]))
        Expectation.error("params.invalid").check(other, "another profile")
    }

    @Test func `what was presented is not presented again`() throws {
        let answer = try Service().call("present", ["token": quoted(try SampleSelective.presented())])
        Expectation.error("token.unusable").check(answer, "again")
    }

    @Test func `no bit of a presentation can be changed`() throws {
        let service = Service()
        let token = Array(try SampleSelective.presented().utf8)
        let parameters = Attack.bindingExpected.with(["key": jwk(SampleKey.secret)])
        for place in token.indices {
            for bit in 0..<7 {
                var changed = token
                changed[place] ^= 1 << UInt8(bit)
                let text = String(decoding: changed, as: UTF8.self)
                let answer = try service.call("verify", parameters.with(["token": quoted(text)]))
                #expect(answer.result?["valid"]?.boolean == false, "\(place) \(bit): \(text) \(answer.text)")
            }
        }
    }

    @Test func `a presentation changed at random is refused, and ends nothing`() throws {
        let service = Service()
        let token = Array(try SampleSelective.presented().utf8)
        let parameters = Attack.bindingExpected.with(["key": jwk(SampleKey.secret)])
        var random = SeededNumbers(seed: 7)
        for round in 0..<1500 {
            let changed = Mutation.apply(to: token, &random)
            guard changed != token else { continue }
            let text = String(decoding: changed, as: UTF8.self)
            let answer = try service.call("verify", parameters.with(["token": quoted(text)]))
            #expect(answer.result?["valid"]?.boolean == false, "\(round): \(text) \(answer.text)")
            #expect(try service.call("decode", ["token": quoted(text)]).result != nil)
        }
    }

    @Test func `a check says where it stands, in the payload and in a disclosure`() throws {
        let disclosure = #"["salt","nbf",1900000000]"#
        let token = try SampleSelective.token(#"{"exp":1700000000,"_sd":["\#(digest(disclosure))"]}"#, [disclosure])
        let answer = try Service().call(
            "verify", ["token": quoted(token), "key": jwk(SampleKey.secret), "profile": #""sd-jwt""#])
        let failures = try #require(answer.result?["failures"]).elements.map { $0 }
        let text = Array(token.utf8)
        #expect(failures.count == 2)
        for (failure, value) in zip(failures, ["1700000000", "1900000000"]) {
            let range = try #require(failure["range"]?.integers)
            let part = Array(text[Int(range[0])..<Int(range[1])])
            // Base64 of a part of a text is that of the text only where both begin at the same of three octets.
            #expect((0..<4).contains { shift in Self.decoded(part, shift).contains(value.dropFirst(2).dropLast(2)) })
        }
    }

    private static func decoded(_ text: [UInt8], _ shift: Int) -> String {
        let part = text.dropFirst(shift)
        return String(
            decoding: (try? decode(String(decoding: part.prefix(part.count / 4 * 4), as: UTF8.self))) ?? [UInt8](),
            as: UTF8.self)
    }

    private static func order(_ key: String) -> Parameters {
        [
            "key": jwk(key), "claims": claims, "holderKey": jwk(SampleKey.ed25519),
            "disclosable": "[\(pointers.map(quoted).joined(separator: ","))]",
        ]
    }

    private static let holder: Parameters = [
        "key": jwk(SampleKey.ed25519), "audience": #""rp""#, "nonce": #""1""#,
    ]

    private static func verification(_ token: String, _ key: String) -> Parameters {
        ["token": token, "key": jwk(key), "profile": #""sd-jwt+kb""#, "keyBinding": binding]
    }

    private static func payload(of token: String) throws -> JSONValue {
        let part = token.split(separator: ".").dropFirst().first.map(String.init) ?? ""
        return try JSONDocument(try decode(part)).root
    }

    private static func isAround(_ pointer: String, _ other: String) -> Bool {
        pointer == other || other.hasPrefix(pointer + "/")
    }

    // Names and scalar values of the claims that can be disclosed; the times and the key are always there.
    private static func leaves(_ claims: JSONValue) -> Set<String> {
        var leaves: Set<String> = []
        var open: [(String, JSONValue)] = [("", claims)]
        while let (path, value) = open.popLast() {
            if path == "/cnf" || path == "/iat" { continue }
            for member in value.members { open.append(("\(path)/\(member.name.string ?? "")", member.value)) }
            for element in value.elements { open.append(("\(path)/*", element)) }
            if value.kind != .object, value.kind != .array { leaves.insert("\(path)=\(value.lexeme)") }
        }
        return leaves
    }

    private static func expectedLeaves(_ disclosed: Set<String>) -> Set<String> {
        let rows: [(leaf: String, needed: [String])] = [
            (#"/iss="https://issuer""#, []), ("/n=1.0", ["/n"]), (#"/email="a@b""#, ["/email"]),
            (#"/address/street="s""#, ["/address", "/address/street"]),
            (#"/address/city/name="c""#, ["/address", "/address/city", "/address/city/name"]),
            ("/address/city/zip=1", ["/address", "/address/city"]), (#"/nat/*="DE""#, ["/nat/0"]),
            (#"/nat/*/code="FR""#, ["/nat/1", "/nat/1/code"]), (#"/nat/*="US""#, ["/nat/2"]),
            (#"/a/b/~="odd""#, ["/a~1b/~0"]),
        ]
        return Set(rows.filter { $0.needed.allSatisfy(disclosed.contains) }.map(\.leaf))
    }
}

extension Answer {
    /// The strings of a member of the result.
    fileprivate func texts(_ name: StaticString) -> [String] {
        result?[name]?.elements.compactMap(\.string) ?? [String]()
    }
}

extension JSONValue {
    /// The strings in an array.
    var texts: [String] { elements.compactMap(\.string) }

    /// The integers in an array.
    var integers: [Int64] { elements.compactMap(\.integer) }
}
