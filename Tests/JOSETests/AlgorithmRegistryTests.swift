import JOSE
import Testing

@Suite struct AlgorithmRegistryTests {
    @Test func `lists all that IANA had registered, each once`() {
        #expect(AlgorithmRegistry.all.count == 53)
        #expect(Set(AlgorithmRegistry.all.map { Array($0.name.utf8) }).count == AlgorithmRegistry.all.count)
    }

    @Test(arguments: AlgorithmRegistry.all)
    func `describes every algorithm and never suggests another for it`(algorithm: RegisteredAlgorithm) {
        let name = Array(algorithm.name.utf8)
        #expect(AlgorithmRegistry.algorithm(named: name.span) == algorithm)
        #expect(algorithm.summary.hasSuffix("."))
        #expect(algorithm.specification.url.hasPrefix("https://"))
        #expect(AlgorithmRegistry.suggest(for: name.span) == nil)
        #expect((algorithm.role == .keyOnly) == (algorithm.requirement == .prohibited))
    }

    @Test(arguments: [
        ("HS256", RegisteredAlgorithm.Role.signature, RegisteredAlgorithm.Requirement.required, "RFC 7518 §3.2"),
        ("ES256", .signature, .recommendedPlus, "RFC 7518 §3.4"),
        ("EdDSA", .signature, .deprecated, "RFC 9864 §2.2"),
        ("Ed25519", .signature, .optional, "RFC 9864 §2.2"),
        ("ML-DSA-65", .signature, .optional, "RFC 9964"),
        ("RSA1_5", .keyManagement, .recommendedMinus, "RFC 7518 §4.2"),
        ("dir", .keyManagement, .recommended, "RFC 7518 §4.5"),
        ("A256GCM", .contentEncryption, .recommended, "RFC 7518 §5.3"),
        ("HS1", .keyOnly, .prohibited, "Web Cryptography API"),
    ])
    func `knows where an algorithm is used and how it is advised`(
        name: String, role: RegisteredAlgorithm.Role, requirement: RegisteredAlgorithm.Requirement, text: String
    ) throws {
        let algorithm = try #require(AlgorithmRegistry.algorithm(named: name))
        #expect(algorithm.role == role)
        #expect(algorithm.requirement == requirement)
        #expect(algorithm.specification.text == text)
    }

    @Test(arguments: ["hs256", "None", "NONE", "HS256 ", "H\u{FF33}256", "ESP256", "ESB256", ""])
    func `does not know a name that only resembles one`(name: String) {
        #expect(AlgorithmRegistry.algorithm(named: name) == nil)
    }

    @Test(arguments: [
        ("hs256", "HS256"), ("HS265", "HS256"), ("HS-256", "HS256"), ("rs512", "RS512"),
        ("ed25519", "Ed25519"), ("EDDSA", "EdDSA"), ("ED448", "Ed448"), ("ESP256", "ES256"), ("ES256-K", "ES256K"),
        ("ML_DSA_44", "ML-DSA-44"), ("MLDSA65", "ML-DSA-65"), ("RSA1-5", "RSA1_5"), ("rsa-oaep", "RSA-OAEP"),
        ("RSA_OAEP_256", "RSA-OAEP-256"), ("ecdh-es+a128kw", "ECDH-ES+A128KW"),
        ("PBES2-HS256-A128KW", "PBES2-HS256+A128KW"), ("DIR", "dir"), ("a256gcm", "A256GCM"), ("A256-GCM", "A256GCM"),
        ("A128CBC-HS265", "A128CBC-HS256"),
    ])
    func `guesses the algorithm that was meant`(written: String, meant: String) {
        check(written, meant)
    }

    @Test(arguments: [
        "", "x", "None", "NONE", "nonce", "RS-1", "hs1", "AES", "GARBAGE", "SHA256", "something else entirely",
        "\u{130}S256x",
        String(repeating: "HS256", count: 100_000),
    ])
    func `guesses nothing where nothing is near, and never none nor what is prohibited`(written: String) {
        check(written, nil)
    }

    private func check(_ written: String, _ meant: String?) {
        let bytes = Array(written.utf8)
        #expect(AlgorithmRegistry.suggest(for: bytes.span) == meant)
    }
}
