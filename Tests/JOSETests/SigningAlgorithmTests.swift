import OpenSSL
import Testing

@testable import JOSE

struct SigningAlgorithmTests {
    private let message = Array("What is signed.".utf8)

    @Test(arguments: SigningAlgorithm.all)
    func `is found by its name alone`(algorithm: SigningAlgorithm) {
        let name = Array(algorithm.description.utf8)
        #expect(SigningAlgorithm.named(name.span) == algorithm)
        #expect(SigningAlgorithm.all.filter { $0 == algorithm }.count == 1)
        for other in [name + [0], Array(name.dropFirst()), Array("\(algorithm)".lowercased().utf8) + [0x20]] {
            #expect(SigningAlgorithm.named(other.span) == nil)
        }
    }

    @Test(arguments: [
        "none", "None", "hs256", "Hs256", "H\u{17F}256", "HS256 ", "RS256\u{0}", "", "ES521", "HS1", "RS1", "ES256R",
        "ESP256", "EDDSA", "ed25519", "A256GCM", "dir", "RSA-OAEP", "SHA256", "HS256/64",
    ])
    func `knows no other name`(name: String) {
        #expect(SigningAlgorithm.named(Array(name.utf8).span) == nil)
    }

    @Test(arguments: SigningAlgorithm.all)
    func `signs what it verifies and nothing else`(algorithm: SigningAlgorithm) throws {
        for key in try GeneratedKeys.fitting(algorithm) {
            #expect(key.refusal(for: algorithm, to: .sign) == nil)
            let prepared = try key.prepared(for: algorithm)
            let signature = try prepared.sign(message.span)
            #expect(try prepared.verify(signature.span, of: message.span))
            for offset in [0, signature.count / 2, signature.count - 1] {
                var tampered = signature
                tampered[offset] ^= 1
                #expect(try !prepared.verify(tampered.span, of: message.span))
            }
            let other = message + [0]
            #expect(try !prepared.verify(signature.span, of: other.span))
        }
    }

    @Test(arguments: SigningAlgorithm.all)
    func `refuses every key of another type or curve`(algorithm: SigningAlgorithm) throws {
        for key in try GeneratedKeys.all() {
            let refusal = key.refusal(for: algorithm, to: .verify)
            switch refusal {
            case nil: #expect(algorithm.fits(key))
            case .typeDiffers(let needed, let actual):
                #expect(needed == algorithm.requirement.keyType && actual == key.type && needed != actual)
            case .curveDiffers: #expect(!algorithm.fits(key) && algorithm.requirement.keyType == key.type)
            case .algorithmDiffers: #expect(!algorithm.fits(key) && key.type == .akp)
            default: Issue.record("\(algorithm): \(String(describing: refusal))")
            }
            #expect(key.compatibleAlgorithms.contains(algorithm) == (refusal == nil))
            guard refusal != nil else { continue }
            #expect(throws: CryptoFault.schemeDoesNotFitKey) { try key.prepared(for: algorithm) }
        }
    }

    @Test func `EdDSA and its successors are one algorithm by several names`() throws {
        let names = ["EdDSA", "Ed25519", "Ed448"]
        let rows = names.compactMap { SigningAlgorithm.named(Array($0.utf8).span) }
        try #require(rows.count == names.count)
        #expect(rows[0].isSynonym(of: rows[1]) && rows[1].isSynonym(of: rows[0]) && rows[0].isSynonym(of: rows[2]))
        #expect(!rows[1].isSynonym(of: rows[2]) && !rows[0].isSynonym(of: rows[0]))
        #expect(SigningAlgorithm.all.filter(\.isDeprecated).map(\.description) == ["EdDSA"])
    }

    @Test(arguments: SigningAlgorithm.all)
    func `is prepared once`(algorithm: SigningAlgorithm) throws {
        for key in try GeneratedKeys.fitting(algorithm) {
            #expect(try key.prepared(for: algorithm) === key.prepared(for: algorithm))
        }
    }
}
