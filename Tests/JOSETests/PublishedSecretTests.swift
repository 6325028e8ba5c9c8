import JOSE
import OpenSSL
import Testing

@testable import JOSE

struct PublishedSecretTests {
    private static let message = Array("eyJhbGciOiJIUzI1NiJ9.e30".utf8)
    private static let algorithms = SigningAlgorithm.all.filter {
        if case .hmac = $0.scheme { true } else { false }
    }

    private static func signature(_ secret: [UInt8], _ algorithm: SigningAlgorithm) throws -> [UInt8] {
        guard case .hmac(let hash) = algorithm.scheme else { return [] }
        let key = try PreparedKey(secret: SecretBytes(copying: secret.span), hash: hash)
        return try key.sign(message.span)
    }

    private static func isPublished(_ signature: [UInt8], _ algorithm: SigningAlgorithm) -> Bool {
        PublishedSecret.made(signature.span, of: message.span, with: algorithm)
    }

    @Test(arguments: algorithms)
    func `a signature under each published secret is told`(algorithm: SigningAlgorithm) throws {
        for secret in GuessableSecret.published {
            let signature = try Self.signature(Array("\(secret)".utf8), algorithm)
            #expect(Self.isPublished(signature, algorithm), "\(secret)")
        }
    }

    @Test(arguments: algorithms)
    func `any other signature is not`(algorithm: SigningAlgorithm) throws {
        var signature = try Self.signature(Array("secret".utf8), algorithm)
        #expect(!Self.isPublished(Array(signature.prefix(16)), algorithm))
        signature[0] ^= 1
        #expect(!Self.isPublished(signature, algorithm))
        let other = try Self.signature(Array("not in any list, I hope".utf8), algorithm)
        #expect(!Self.isPublished(other, algorithm))
    }

    @Test func `an algorithm with keys of two halves has none`() throws {
        let signature = [UInt8](repeating: 0, count: 64)
        let algorithm = try #require(SigningAlgorithm.all.first { $0.name.description == "ES256" })
        #expect(!Self.isPublished(signature, algorithm))
    }
}
