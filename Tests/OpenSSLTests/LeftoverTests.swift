import OpenSSL
import Testing

/// Looks for secrets that are gone in the memory of this process.
@Suite(.serialized, .enabled(if: MemoryOfThisProcess.isReadable, "this process may not read its own memory"))
struct LeftoverTests {
    private static let message: [UInt8] = [1, 2, 3]

    @Test
    func `leaves no copy of a secret that went away`() throws {
        let pattern = try Self.found { try SecretBytes.random(32) }
        #expect(try MemoryOfThisProcess.copies(of: pattern) == 0)
    }

    @Test
    func `leaves no copy of an array that was taken over`() throws {
        let pattern = try Self.found {
            var octets = try randomBytes(48)
            return SecretBytes(wiping: &octets)
        }
        #expect(try MemoryOfThisProcess.copies(of: pattern) == 0)
    }

    @Test
    func `leaves no copy of a secret that made tags`() throws {
        let pattern = try Self.found {
            let secret = try SecretBytes.random(32)
            _ = try PreparedKey(secret: secret, hash: .sha256).sign(Self.message.span)
            return secret
        }
        #expect(try MemoryOfThisProcess.copies(of: pattern) == 0)
    }

    @Test(arguments: [SignatureScheme.ecdsa(.sha256), .eddsa, .rsaPSS(.sha256)])
    func `leaves no copy of a private key that signed`(scheme: SignatureScheme) throws {
        let pattern = try Self.found {
            let key = try Self.key(for: scheme)
            _ = try PreparedKey(key, scheme).sign(Self.message.span)
            return try Self.secret(of: key)
        }
        #expect(try MemoryOfThisProcess.copies(of: pattern) == 0)
        // libcrypto keeps numbers with their last octet first.
        #expect(try MemoryOfThisProcess.copies(of: pattern.reversed()) == 0)
    }

    // swift-crypto keeps keys in memory that is not ours to wipe.
    @Test(arguments: MLDSAParameterSet.allCases.filter { $0.implementation == .libcrypto })
    func `leaves no copy of a seed that signed`(parameters: MLDSAParameterSet) throws {
        let pattern = try Self.found {
            let key = try AsymmetricKey.generate(parameters)
            _ = try PreparedKey(key, .mlDSA(parameters)).sign(Self.message.span)
            return try Self.secret(of: key)
        }
        #expect(try MemoryOfThisProcess.copies(of: pattern) == 0)
    }

    private static func key(for scheme: SignatureScheme) throws -> AsymmetricKey {
        switch scheme {
        case .ecdsa: try AsymmetricKey.generate(.p256)
        case .eddsa: try AsymmetricKey.generate(.ed25519)
        default: try AsymmetricKey.generateRSA(bits: 2048)
        }
    }

    private static func secret(of key: AsymmetricKey) throws -> SecretBytes {
        let numbers = try key.privateNumbers()
        switch try #require(numbers) {
        case .rsa(let numbers): return try #require(numbers.factors).p
        case .ec(_, let d), .okp(_, _, let d), .mlDSA(_, _, let d): return d
        }
    }

    /// The octets of a secret in disguise, after they were found while the secret was there.
    private static func found(_ make: () throws -> SecretBytes) throws -> [UInt8] {
        let secret = try make()
        let pattern = secret.withBytes { bytes in bytes.indices.map { bytes[$0] ^ MemoryOfThisProcess.disguise } }
        let copies = try MemoryOfThisProcess.copies(of: pattern)
        try #require(copies > 0)
        return withExtendedLifetime(secret) { pattern }
    }
}
