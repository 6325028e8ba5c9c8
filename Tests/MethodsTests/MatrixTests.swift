import JOSE
import JSON
import OpenSSL
import Testing

/// Every algorithm in every serialization, with its content in it or beside it, encoded or not: made here, held here.
struct MatrixTests {
    @Test(arguments: SigningAlgorithm.available, ["compact", "flattened", "general"])
    func `what sign makes, verify takes`(algorithm: SigningAlgorithm, serialization: String) throws {
        for isDetached in [false, true] {
            for isEncoded in [true, false] {
                for key in SampleKey.fitting(algorithm) {
                    try check(algorithm, key, serialization, isDetached: isDetached, isEncoded: isEncoded)
                }
            }
        }
    }

    // What is checked is text that a compact token can hold unencoded: no dot.
    private static let text = #"{"sub":"alice","n":1e2}"#

    private func check(
        _ algorithm: SigningAlgorithm, _ key: String, _ serialization: String, isDetached: Bool, isEncoded: Bool
    ) throws {
        let name = "\(algorithm) \(serialization) detached \(isDetached) encoded \(isEncoded)"
        let service = Service()
        let made = try service.call(
            "sign",
            [
                "key": jwk(key), "alg": quoted(algorithm.description), "text": quoted(Self.text),
                "serialization": quoted(serialization), "detached": "\(isDetached)", "b64": "\(isEncoded)",
            ])
        let token = try #require(made.result?["token"]?.lexeme, "\(name): \(made.text)")
        var parameters: Parameters = [
            "token": token, "key": jwk(key), "expect": #""bytes""#, "algorithms": quoted(algorithm.description),
            "serializations": quoted(serialization),
        ]
        if isDetached { parameters = parameters.with(["detachedText": quoted(Self.text)]) }
        let answer = try service.call("verify", parameters)
        Expectation.valid.check(answer, name)
        #expect(answer["text"] == Self.text, "\(name)")
        try checkRefusals(name, service, parameters, key, isDetached: isDetached)
    }

    private func checkRefusals(
        _ name: String, _ service: Service, _ parameters: Parameters, _ key: String, isDetached: Bool
    ) throws {
        let other = try service.call("verify", parameters.with(["key": jwk(try OtherKey.like(key))]))
        Expectation.refused("signature.invalid").check(other, name)
        // Content both in the token and beside it, or nowhere, is never guessed at.
        let moved = try service.call("verify", parameters.with(["detachedText": quoted(Self.text + " ")]))
        Expectation.refused(isDetached ? "signature.invalid" : "token.malformed").check(moved, name)
    }

    @Test(arguments: SigningAlgorithm.available)
    func `claims that sign takes come out of verify, and a signer elsewhere makes the same`(
        algorithm: SigningAlgorithm
    ) throws {
        for key in SampleKey.fitting(algorithm) {
            let service = Service()
            let order: Parameters = [
                "key": jwk(key), "alg": quoted(algorithm.description), "claims": #"{"n":1.0,"sub":"alice"}"#,
                "expiresIn": "60",
            ]
            let prepared = try service.call("sign/prepare", order)
            let input = try #require(prepared["signingInput"], "\(prepared.text)")
            let made = try signature(
                of: String(decoding: try decode(input), as: UTF8.self), by: algorithm.description, with: key)
            let handle = try #require(prepared["handle"])
            let completing: Parameters = ["handle": quoted(handle), "signature": quoted(made)]
            let completed = try service.call("sign/complete", completing)
            for signed in [try service.call("sign", order), completed] {
                let token = try #require(signed.result?["token"]?.lexeme, "\(algorithm): \(signed.text)")
                let answer = try service.call("verify", ["token": token, "key": jwk(key), "requireExpiry": "true"])
                Expectation.valid.check(answer, algorithm.description)
                let claims = #"{"n":1.0,"sub":"alice","iat":1800000000,"exp":1800000060}"#
                #expect(answer.result?["claims"]?.lexeme == claims)
            }
            Expectation.error("sign.handle").check(try service.call("sign/complete", completing), "a second time")
        }
    }

    @Test(arguments: SigningAlgorithm.available)
    func `a signature from elsewhere that does not hold is not taken`(algorithm: SigningAlgorithm) throws {
        for key in SampleKey.fitting(algorithm) {
            let service = Service()
            let order: Parameters = ["key": jwk(key), "alg": quoted(algorithm.description), "claims": "{}"]
            let prepared = try service.call("sign/prepare", order)
            let made = try signature(of: "another input", by: algorithm.description, with: key)
            let handle = try #require(prepared["handle"])
            let completing: Parameters = ["handle": quoted(handle), "signature": quoted(made)]
            let answer = try service.call("sign/complete", completing)
            Expectation.error("sign.signature").check(answer, algorithm.description)
        }
    }
}

extension SampleKey {
    /// The keys that an algorithm takes.
    static func fitting(_ algorithm: SigningAlgorithm) -> [String] {
        let named = [
            "ES256": [p256], "ES384": [p384], "ES512": [p521], "ES256K": [secp256k1], "EdDSA": [ed25519, ed448],
            "Ed25519": [ed25519], "Ed448": [ed448],
        ]
        if case .akp = algorithm.requirement { return [keyPair(algorithm.description, seed: 1)] }
        return named[algorithm.description] ?? (algorithm.description.hasPrefix("HS") ? [secret] : [rsa])
    }
}

extension SampleKey {
    /// A private key of ML-DSA whose seed is one octet, repeated; empty where no library does the algorithm.
    static func keyPair(_ algorithm: String, seed: UInt8) -> String {
        do {
            let parameters = try #require(MLDSAParameterSet.allCases.first { $0.algorithm?.description == algorithm })
            let octets = [UInt8](repeating: seed, count: MLDSAParameterSet.seedLength)
            let key = try AsymmetricKey(parameters, seed: SecretBytes(copying: octets.span))
            var writer = JSONWriter()
            try Key(.asymmetric(key), origin: KeyOrigin(.generated, .text)).writeJWK(isPublic: false, to: &writer)
            return String(decoding: writer.bytes, as: UTF8.self)
        } catch {
            return ""
        }
    }
}
