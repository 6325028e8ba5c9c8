import OpenSSL
import Testing

struct MLDSATests {
    private static let here = MLDSAParameterSet.allCases.filter { $0.implementation != nil }
    private static let missing = MLDSAParameterSet.allCases.filter { $0.implementation == nil }
    private let message: [UInt8] = Array("What is signed.".utf8)
    private let seed = SecretBytes(copying: Array(0..<32).span)

    @Test(arguments: zip(MLDSAParameterSet.allCases, [(1312, 2420, 2560), (1952, 3309, 4032), (2592, 4627, 4896)]))
    func `has the lengths of FIPS 204`(parameters: MLDSAParameterSet, lengths: (Int, Int, Int)) {
        #expect(parameters.publicKeyLength == lengths.0 && parameters.signatureLength == lengths.1)
        #expect(parameters.expandedKeyLength == lengths.2 && MLDSAParameterSet.seedLength == 32)
    }

    @Test(arguments: here)
    func `signs what it verifies, and nothing else`(parameters: MLDSAParameterSet) throws {
        let key = try AsymmetricKey.generate(parameters)
        let other = try AsymmetricKey.generate(parameters)
        guard case .mlDSA(parameters, let octets) = key.publicNumbers else { throw Trouble.otherNumbers }
        let scheme = SignatureScheme.mlDSA(parameters)
        let pair = try PreparedKey(key, scheme)
        let open = try PreparedKey(AsymmetricKey(parameters, publicKey: octets), scheme)
        let stranger = try PreparedKey(other, scheme)
        for message in [message, []] {
            let signature = try pair.sign(message.span)
            #expect(signature.count == parameters.signatureLength && pair.signatureLength == signature.count)
            #expect(try pair.verify(signature.span, of: message.span) && open.verify(signature.span, of: message.span))
            #expect(try !stranger.verify(signature.span, of: message.span))
            let longer = message + [0]
            #expect(try !open.verify(signature.span, of: longer.span))
            for offset in stride(from: 0, to: signature.count, by: 97) + [signature.count - 1] {
                var tampered = signature
                tampered[offset] ^= 0x10
                #expect(try !open.verify(tampered.span, of: message.span), "offset \(offset)")
            }
        }
        #expect(throws: CryptoFault.privateKeyMissing) { try open.sign(message.span) }
    }

    @Test(arguments: here)
    func `refuses signatures of any other length`(parameters: MLDSAParameterSet) throws {
        let key = try PreparedKey(AsymmetricKey.generate(parameters), .mlDSA(parameters))
        let signature = try key.sign(message.span)
        let others = [
            [], Array(signature.dropLast()), signature + [0], Array(signature.prefix(64)), signature + signature,
        ]
        for other in others { #expect(try !key.verify(other.span, of: message.span), "\(other.count) octets") }
        for other in MLDSAParameterSet.allCases where other != parameters {
            let foreign = [UInt8](repeating: 7, count: other.signatureLength)
            #expect(try !key.verify(foreign.span, of: message.span))
        }
    }

    @Test(arguments: here)
    func `computes the public key of a seed, and holds a given one to it`(parameters: MLDSAParameterSet) throws {
        let key = try AsymmetricKey(parameters, seed: seed)
        guard case .mlDSA(_, var octets) = key.publicNumbers else { throw Trouble.otherNumbers }
        #expect(try AsymmetricKey(parameters, seed: seed, publicKey: octets).publicNumbers == key.publicNumbers)
        guard case .mlDSA(_, let publicKey, let secret)? = try key.privateNumbers() else { throw Trouble.otherNumbers }
        #expect(publicKey == octets && secret === seed)
        octets[parameters.publicKeyLength / 2] ^= 1
        #expect(throws: KeyDefect.seedDoesNotMatchPublic) {
            try AsymmetricKey(parameters, seed: seed, publicKey: octets)
        }
    }

    @Test(arguments: MLDSAParameterSet.allCases)
    func `refuses octets of another number`(parameters: MLDSAParameterSet) {
        let expected = parameters.publicKeyLength
        for count in [0, expected - 1, expected + 1] {
            let octets = [UInt8](repeating: 0, count: count)
            let defect = KeyDefect.wrongLength(.pub, expected: expected, actual: count)
            #expect(throws: defect) { try AsymmetricKey(parameters, publicKey: octets) }
            #expect(throws: defect) { try AsymmetricKey(parameters, seed: seed, publicKey: octets) }
        }
        for count in [0, 31, 33, 64] {
            let short = SecretBytes(copying: [UInt8](repeating: 1, count: count).span)
            #expect(throws: KeyDefect.wrongLength(.priv, expected: 32, actual: count)) {
                try AsymmetricKey(parameters, seed: short)
            }
        }
    }

    @Test(arguments: MLDSAParameterSet.allCases)
    func `fits its own scheme alone`(parameters: MLDSAParameterSet) throws {
        let octets = [UInt8](repeating: 0, count: parameters.publicKeyLength)
        let key = try AsymmetricKey(parameters, publicKey: octets)
        let others = MLDSAParameterSet.allCases.filter { $0 != parameters }.map(SignatureScheme.mlDSA)
        for scheme in others + [.eddsa, .ecdsa(.sha256), .rsaPSS(.sha256), .hmac(.sha256)] {
            #expect(throws: CryptoFault.schemeDoesNotFitKey) { try PreparedKey(key, scheme) }
        }
        let ed25519 = try AsymmetricKey.generate(EdwardsCurve.ed25519)
        #expect(throws: CryptoFault.schemeDoesNotFitKey) { try PreparedKey(ed25519, .mlDSA(parameters)) }
    }

    @Test(arguments: missing)
    func `is kept and used for nothing where no library does it`(parameters: MLDSAParameterSet) throws {
        #expect(!OpenSSLLibrary.provides(.mlDSA(parameters)))
        let octets = [UInt8](repeating: 0, count: parameters.publicKeyLength)
        let open = try AsymmetricKey(parameters, publicKey: octets)
        let own = try AsymmetricKey(parameters, seed: seed, publicKey: octets)
        #expect(open.publicNumbers == own.publicNumbers && !open.isPrivate && own.isPrivate)
        for key in [open, own] {
            #expect(throws: CryptoFault.unavailable) { try PreparedKey(key, .mlDSA(parameters)) }
        }
        #expect(throws: KeyDefect.unavailable) { try AsymmetricKey(parameters, seed: seed) }
        #expect(throws: KeyDefect.unavailable) { try AsymmetricKey.generate(parameters) }
    }

    private enum Trouble: Error { case otherNumbers }
}
