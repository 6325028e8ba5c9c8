import OpenSSL
import Testing

/// A scheme with a key that fits it.
struct SchemeRow: Sendable, CustomTestStringConvertible {
    let scheme: SignatureScheme
    let key: @Sendable () throws -> PreparedKey
    let name: String

    var testDescription: String { name }

    static let all: [SchemeRow] =
        [HashFunction.sha256, .sha384, .sha512].flatMap { hash in
            [
                SchemeRow(scheme: .hmac(hash), key: { try PreparedKey(secret: .random(hash.length), hash: hash) }),
                SchemeRow(scheme: .rsaPKCS1(hash), key: { try PreparedKey(rsa.get(), .rsaPKCS1(hash)) }),
                SchemeRow(scheme: .rsaPSS(hash), key: { try PreparedKey(rsa.get(), .rsaPSS(hash)) }),
            ]
        }
        + EllipticCurve.allCases.map { curve in
            SchemeRow(
                scheme: .ecdsa(curve.hash), key: { try PreparedKey(.generate(curve), .ecdsa(curve.hash)) },
                name: "ECDSA \(curve)")
        }
        + EdwardsCurve.allCases.filter(\.isSignature).map { curve in
            SchemeRow(
                scheme: .eddsa, key: { try PreparedKey(.generate(curve), .eddsa) }, name: "EdDSA \(curve)")
        }

    /// The schemes that are not under every libcrypto.
    static let others = MLDSAParameterSet.allCases.filter { $0.implementation != nil }.map { parameters in
        SchemeRow(scheme: .mlDSA(parameters), key: { try PreparedKey(.generate(parameters), .mlDSA(parameters)) })
    }

    private static let rsa = Result { try AsymmetricKey.generateRSA(bits: 2048) }

    init(scheme: SignatureScheme, key: @escaping @Sendable () throws -> PreparedKey, name: String? = nil) {
        self.scheme = scheme
        self.key = key
        self.name = name ?? "\(scheme)"
    }
}

struct PreparedKeyTests {
    private let message = Array("eyJhbGciOiJub25lIn0.e30".utf8)

    @Test(arguments: SchemeRow.all + SchemeRow.others)
    func `signs what it verifies, and nothing else`(row: SchemeRow) throws {
        let key = try row.key()
        let signature = try key.sign(message.span)
        #expect(signature.count == key.signatureLength)
        #expect(try key.verify(signature.span, of: message.span))
        for forged in altered(signature) {
            #expect(try !key.verify(forged.span, of: message.span))
        }
        for other in altered(message) {
            #expect(try !key.verify(signature.span, of: other.span))
        }
    }

    @Test(arguments: SchemeRow.all + SchemeRow.others)
    func `answers false to random octets, and never throws`(row: SchemeRow) throws {
        let key = try row.key()
        for _ in 0..<50 {
            let octets = try randomBytes(key.signatureLength)
            #expect(try !key.verify(octets.span, of: message.span))
        }
    }

    @Test(arguments: SchemeRow.all + SchemeRow.others)
    func `signs an empty message`(row: SchemeRow) throws {
        let key = try row.key()
        let nothing: [UInt8] = []
        let signature = try key.sign(nothing.span)
        #expect(try key.verify(signature.span, of: nothing.span))
        #expect(try !key.verify(signature.span, of: message.span))
    }

    @Test(arguments: SchemeRow.all + SchemeRow.others)
    func `gives different keys different signatures`(row: SchemeRow) throws {
        guard row.name.hasPrefix("rsa") == false else { return }
        let signature = try row.key().sign(message.span)
        #expect(try !row.key().verify(signature.span, of: message.span))
    }
}

/// One bit flipped at each end and in the middle, shortened, lengthened, emptied, all zero, all ones.
func altered(_ octets: [UInt8]) -> [[UInt8]] {
    let flipped = [0, octets.count / 2, octets.count - 1].map { index in
        var copy = octets
        copy[index] ^= 1
        return copy
    }
    return flipped + [
        Array(octets.dropLast()), Array(octets.dropFirst()), octets + [0], [0] + octets, [],
        Array(repeating: 0, count: octets.count), Array(repeating: 0xff, count: octets.count),
    ]
}
