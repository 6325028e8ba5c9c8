import JOSE
import JSON
import Testing

/// Every way to encrypt, in every serialization: made here, opened here, and by no other key.
struct EncryptionMatrixTests {
    private static let algorithms = KeyManagementAlgorithm.all.filter(\.isForNewTokens)

    @Test(arguments: algorithms, ContentEncryption.all)
    func `what encrypt makes, decrypt opens, and nothing else does`(
        algorithm: KeyManagementAlgorithm, encryption: ContentEncryption
    ) throws {
        for (right, wrong) in try EncryptionSample.keys(for: algorithm, encryption) {
            for serialization in ["compact", "flattened", "general"] {
                try check(algorithm, encryption, serialization, right, wrong)
            }
        }
    }

    private func check(
        _ algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption, _ serialization: String,
        _ right: String, _ wrong: String
    ) throws {
        let name = "\(algorithm) \(encryption) \(serialization)"
        let service = Service()
        var order: Parameters = [
            "key": right, "alg": quoted(algorithm.description), "enc": quoted(encryption.description),
            "serialization": quoted(serialization), "claims": #"{"sub":"alice","n":1.0}"#, "issuedAt": "false",
        ]
        if algorithm.takesPassword { order = order.with(["p2c": "1000"]) }
        if serialization != "compact" { order = order.with(["aad": #""AAECAw""#]) }
        if serialization == "flattened" { order = order.with(["zip": #""DEF""#]) }
        let made = try service.call("encrypt", order)
        let token = try #require(made.result?["token"]?.lexeme, "\(name): \(made.text)")
        let reading: Parameters = ["token": token, "key": right]
        let answer = try service.call("decrypt", reading)
        Expectation.valid.check(answer, name)
        #expect(answer.result?["claims"]?.lexeme == #"{"sub":"alice","n":1.0}"#, "\(name)")
        #expect(answer.result?["encryption"]?["alg"]?.string == algorithm.description)
        let failed = Expectation.refused("jwe.decryption_failed")
        failed.check(try service.call("decrypt", reading.with(["key": wrong])), "\(name), another key")
        guard serialization == "compact" else { return }
        // A bit of any part, the header's own text included.
        let text = try #require(try JSONDocument(Array(token.utf8)).root.string)
        for (index, part) in text.split(separator: ".", omittingEmptySubsequences: false).enumerated().dropFirst()
        where !part.isEmpty {
            var octets = try decode(String(part))
            octets[octets.count / 2] ^= 1
            var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            parts[index] = encode(octets)
            let spoilt = try service.call("decrypt", reading.with(["token": quoted(parts.joined(separator: "."))]))
            failed.check(spoilt, "\(name), part \(index)")
        }
    }

    @Test(arguments: algorithms)
    func `a signed token goes into an encrypted one and comes out verified, in one call each`(
        algorithm: KeyManagementAlgorithm
    ) throws {
        let encryption = try #require(ContentEncryption.all.last)
        for (right, _) in try EncryptionSample.keys(for: algorithm, encryption) {
            let service = Service()
            let more = algorithm.takesPassword ? #","p2c":1000"# : ""
            let made = try service.call(
                "sign",
                [
                    "key": jwk(SampleKey.ed25519), "claims": #"{"sub":"alice"}"#, "expiresIn": "60",
                    "encrypt": #"{"key":\#(right),"alg":"\#(algorithm)","enc":"\#(encryption)"\#(more)}"#,
                ])
            let token = try #require(made.result?["token"]?.lexeme, "\(algorithm): \(made.text)")
            let reading: Parameters = [
                "token": token, "key": right, "verify": #"{"key":\#(jwk(SampleKey.ed25519)),"requireExpiry":true}"#,
            ]
            let answer = try service.call("decrypt", reading)
            Expectation.valid.check(answer, algorithm.description)
            #expect(answer.result?["claims"]?["sub"]?.string == "alice")
            #expect(answer.result?["header"]?["cty"]?.string == "JWT")
            #expect(answer.result?["nested"]?["signature"]?["status"]?.string == "verified")
            let other = #"{"key":\#(jwk(OtherKey.ed25519))}"#
            Expectation.refused("signature.invalid").check(
                try service.call("decrypt", reading.with(["verify": other])), "another signer")
            // Without `verify`, a token is no claims.
            let plain = try service.call("decrypt", ["token": token, "key": right])
            #expect(plain.isRefused(for: ["token.malformed"]), "\(plain.text)")
        }
    }

    @Test func `every recipient opens a token for several with a key of their own`() throws {
        let service = Service()
        let keys = [
            jwk(SampleKey.rsa), jwk(SampleKey.p384), EncryptionSample.secret(32),
            #"{"password":"tree of the 7 winds"}"#,
        ]
        let recipients = [
            #"{"key":\#(keys[0]),"alg":"RSA-OAEP-512","kid":"r","header":{"for":"rsa"}}"#,
            #"{"key":\#(keys[1]),"alg":"ECDH-ES+A192KW","apu":"QWxpY2U","apv":"Qm9i"}"#,
            #"{"key":\#(keys[2]),"alg":"A256GCMKW"}"#,
            #"{"key":\#(keys[3]),"p2c":1000}"#,
        ]
        let made = try service.call(
            "encrypt",
            [
                "recipients": "[\(recipients.joined(separator: ","))]", "claims": #"{"sub":"alice"}"#, "aad": #""eA""#,
                "unprotectedHeader": #"{"x":1}"#,
            ])
        let token = try #require(made.result?["token"]?.lexeme, "\(made.text)")
        for (index, key) in keys.enumerated() {
            let answer = try service.call("decrypt", ["token": token, "key": key, "aad": #""eA""#])
            Expectation.valid.check(answer, "recipient \(index)")
            #expect(answer.result?["encryption"]?["recipient"]?.integer == Int64(index))
            let other = try service.call("decrypt", ["token": token, "key": key, "aad": #""eQ""#])
            Expectation.refused("jwe.aad_mismatch").check(other, "recipient \(index)")
        }
        let stranger = try service.call("decrypt", ["token": token, "key": jwk(OtherKey.rsa)])
        Expectation.refused("jwe.decryption_failed").check(stranger, "a stranger")
    }

    @Test(arguments: 1...5)
    func `tokens stand in each other four deep, and no deeper`(depth: Int) throws {
        let service = Service()
        let key = EncryptionSample.secret(32)
        let signed = try service.call("sign", ["key": jwk(SampleKey.secret), "claims": #"{"sub":"alice"}"#])
        var token = try #require(signed["token"])
        for _ in 0..<depth {
            let made = try service.call("encrypt", ["key": key, "text": quoted(token), "cty": #""JWT""#])
            token = try #require(made["token"], "\(made.text)")
        }
        let answer = try service.call(
            "decrypt",
            ["token": quoted(token), "key": key, "verify": #"{"key":\#(jwk(SampleKey.secret))}"#])
        (depth < 4 ? Expectation.valid : .refused("token.nesting_too_deep")).check(answer, "\(depth) encryptions")
    }
}
