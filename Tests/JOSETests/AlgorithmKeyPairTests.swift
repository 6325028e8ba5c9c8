import JSON
import OpenSSL
import Testing

@testable import JOSE

struct AlgorithmKeyPairTests {
    private static let lengths = [("ML-DSA-44", 1312), ("ML-DSA-65", 1952), ("ML-DSA-87", 2592)]

    private static func jwk(_ algorithm: String, _ length: Int, seed: Int? = nil) -> String {
        let pub = String(decoding: Base64URL.encode([UInt8](repeating: 7, count: length).span), as: UTF8.self)
        let priv = seed.map { String(decoding: Base64URL.encode([UInt8](repeating: 9, count: $0).span), as: UTF8.self) }
        return #"{"kty":"AKP","alg":"\#(algorithm)","pub":"\#(pub)"\#(priv.map { #","priv":"\#($0)""# } ?? "")}"#
    }

    @Test(arguments: lengths)
    func `is recognised by its algorithm and its lengths, and used for nothing`(name: String, length: Int) throws {
        let open = try Key(jwk: Self.jwk(name, length))
        let own = try Key(jwk: Self.jwk(name, length, seed: 32))
        #expect(open.type == .akp && !open.isSecret && own.isSecret && open.bits == 8 * length)
        #expect(open.findings == [.algorithmNotDone] && open.compatibleAlgorithms.isEmpty)
        #expect(KeyRelation(of: open, to: own) == .pair && KeyRelation(of: own, to: own) == .identical)
        #expect(try open.thumbprint() == own.thumbprint())
        #expect(try own.jwk(isPublic: false) == Self.jwk(name, length, seed: 32))
        #expect(try own.jwk(isPublic: true) == Self.jwk(name, length))
        for container in KeyOrigin.Container.allCases where container != .jwk {
            let password = SecretBytes(copying: Array("x".utf8).span)
            #expect(throws: KeyFault.self) { try own.written(as: container, .pem, password: password) }
        }
    }

    @Test func `another algorithm or length is refused`() throws {
        let refused: [(String, KeyFault.Kind)] = [
            (#"{"kty":"AKP"}"#, .memberMissing("alg")), (#"{"kty":"AKP","alg":"ML-DSA-44"}"#, .memberMissing("pub")),
            (Self.jwk("ML-DSA-44", 1311), .keyLength(expected: 1312, actual: 1311)),
            (Self.jwk("ML-DSA-65", 1312), .keyLength(expected: 1952, actual: 1312)),
            (Self.jwk("ML-DSA-87", 2592, seed: 31), .keyLength(expected: 32, actual: 31)),
            (Self.jwk("ES256", 1312), .unsupported("an AKP key for another algorithm than ML-DSA")),
        ]
        for (jwk, kind) in refused { #expect(try faultKind { try Key(jwk: jwk) } == kind) }
    }
}
