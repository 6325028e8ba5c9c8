import OpenSSL
import Testing

struct CurveKeyTests {
    /// NIST P-256's generator (SEC 2 §2.4.2), which is the public point of the scalar 1.
    private static let gx = hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")
    private static let gy = hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
    /// The order of P-256.
    private static let order = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
    /// The prime of P-256.
    private static let prime = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
    private static let one = Array(repeating: 0, count: 31) + [1] as [UInt8]
    private static let zero = [UInt8](repeating: 0, count: 32)

    private static let points: [([UInt8], [UInt8], KeyDefect)] = [
        ([], gy, .wrongLength(.x, expected: 32, actual: 0)),
        (gx, [], .wrongLength(.y, expected: 32, actual: 0)),
        (Array(gx.dropFirst()), gy, .wrongLength(.x, expected: 32, actual: 31)),
        (gx, [0] + gy, .wrongLength(.y, expected: 32, actual: 33)),
        (gx, plusOne(gy), .pointNotOnCurve),
        (gy, gx, .pointNotOnCurve),
        (zero, zero, .pointNotOnCurve),
        (prime, gy, .pointNotOnCurve),
        (Array(repeating: 0xff, count: 32), Array(repeating: 0xff, count: 32), .pointNotOnCurve),
    ]

    @Test(arguments: points)
    func `refuses coordinates that are no point of the curve`(x: [UInt8], y: [UInt8], defect: KeyDefect) {
        #expect(throws: defect) { try AsymmetricKey(curve: .p256, x: x.span, y: y.span) }
    }

    @Test
    func `refuses a point of another curve`() {
        #expect(throws: KeyDefect.pointNotOnCurve) {
            try AsymmetricKey(curve: .secp256k1, x: Self.gx.span, y: Self.gy.span)
        }
    }

    private static let encodings: [([UInt8], KeyDefect)] = [
        ([], .empty(.x)),
        ([0], .pointFormUnsupported),
        ([6] + gx + gy, .pointFormUnsupported),
        ([7] + gx + gy, .pointFormUnsupported),
        ([5] + gx, .pointFormUnsupported),
        ([4] + gx, .wrongLength(.x, expected: 65, actual: 33)),
        ([2] + gx + gy, .wrongLength(.x, expected: 33, actual: 65)),
        ([4] + gx + gy + [0], .wrongLength(.x, expected: 65, actual: 66)),
        ([4] + gx + plusOne(gy), .pointNotOnCurve),
        ([2] + prime, .pointNotOnCurve),
        // No y belongs to this x.
        ([2] + zero.dropLast() + [4], .pointNotOnCurve),
    ]

    @Test(arguments: encodings)
    func `refuses encoded points that SEC 1 does not know or JOSE does not want`(octets: [UInt8], defect: KeyDefect) {
        #expect(throws: defect) { try AsymmetricKey(curve: .p256, encodedPoint: octets.span) }
    }

    @Test
    func `reads a compressed and an uncompressed point as the same key`() throws {
        let compressed = [3] + Self.gx
        let whole = [4] + Self.gx + Self.gy
        let keys = [
            try AsymmetricKey(curve: .p256, encodedPoint: compressed.span),
            try AsymmetricKey(curve: .p256, encodedPoint: whole.span),
            try AsymmetricKey(curve: .p256, x: Self.gx.span, y: Self.gy.span),
            try AsymmetricKey(curve: .p256, privateScalar: secret(Self.one)),
        ]
        #expect(Set(keys.map { "\($0.publicNumbers)" }).count == 1)
    }

    private static let scalars: [([UInt8], KeyDefect)] = [
        ([], .wrongLength(.d, expected: 32, actual: 0)),
        ([1], .wrongLength(.d, expected: 32, actual: 1)),
        ([0] + one, .wrongLength(.d, expected: 32, actual: 33)),
        (zero, .scalarOutOfRange),
        (order, .scalarOutOfRange),
        (plusOne(order), .scalarOutOfRange),
        (Array(zero.dropLast()) + [2], .privateDoesNotMatchPublic),
    ]

    @Test(arguments: scalars)
    func `refuses a private scalar out of range or of another point`(scalar: [UInt8], defect: KeyDefect) throws {
        let generator = try EllipticPoint(curve: .p256, x: Self.gx.span, y: Self.gy.span)
        #expect(throws: defect) {
            try AsymmetricKey(curve: .p256, privateScalar: secret(scalar), publicPoint: generator)
        }
    }

    @Test(arguments: EllipticCurve.allCases)
    func `gives back the private scalar in its full length`(curve: EllipticCurve) throws {
        let scalar = [UInt8](repeating: 0, count: curve.coordinateLength - 1) + [7]
        let key = try AsymmetricKey(curve: curve, privateScalar: secret(scalar))
        guard case .ec(let point, let d) = try key.privateNumbers() else {
            Issue.record("an elliptic curve key has a scalar")
            return
        }
        #expect(shown(d) == scalar)
        #expect(point.x.count == curve.coordinateLength && point.y.count == curve.coordinateLength)
        #expect(key.publicNumbers == .ec(point))
        #expect(try key.weaknesses() == [])
        #expect(try AsymmetricKey(point).privateNumbers() == nil)
    }

    @Test(arguments: EdwardsCurve.allCases)
    func `gives back an octet key pair, and refuses another public part`(curve: EdwardsCurve) throws {
        let key = try AsymmetricKey.generate(curve)
        guard case .okp(_, let x, let d) = try key.privateNumbers() else {
            Issue.record("an octet key pair has octets")
            return
        }
        #expect(key.publicNumbers == .okp(curve, x: x))
        #expect(try AsymmetricKey(curve: curve, x: x.span).publicNumbers == .okp(curve, x: x))
        #expect(try AsymmetricKey(curve: curve, privateKey: d, publicKey: x).isPrivate)
        var other = x
        other[0] ^= 1
        #expect(throws: KeyDefect.privateDoesNotMatchPublic) {
            try AsymmetricKey(curve: curve, privateKey: d, publicKey: other)
        }
        let length = curve.keyLength
        #expect(throws: KeyDefect.wrongLength(.x, expected: length, actual: length - 1)) {
            try AsymmetricKey(curve: curve, privateKey: d, publicKey: x.dropLast())
        }
        for count in [0, length - 1, length + 1] {
            let octets = [UInt8](repeating: 9, count: count)
            #expect(throws: KeyDefect.wrongLength(.x, expected: length, actual: count)) {
                try AsymmetricKey(curve: curve, x: octets.span)
            }
            #expect(throws: KeyDefect.wrongLength(.d, expected: length, actual: count)) {
                try AsymmetricKey(curve: curve, privateKey: secret(octets))
            }
        }
    }

    private static let full = [UInt8](repeating: 0xff, count: 30)
    private static let empty = [UInt8](repeating: 0, count: 30)
    /// Every y of a point of small order on Ed25519, little-endian, the two spellings above the prime included.
    private static let smallOrder: [[UInt8]] = [
        [0] + empty + [0], [1] + empty + [0], [0xec] + full + [0x7f], [0xed] + full + [0x7f], [0xee] + full + [0x7f],
        hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ]

    @Test(arguments: smallOrder, [UInt8(0), 0x80])
    func `refuses every point of small order on Ed25519`(y: [UInt8], sign: UInt8) {
        let key = y.dropLast() + [y[31] | sign]
        #expect(throws: KeyDefect.smallOrderPoint) { try AsymmetricKey(curve: .ed25519, x: key.span) }
    }

    private static let badEdwards: [(EdwardsCurve, [UInt8], KeyDefect)] = [
        (.ed25519, [0xef] + full + [0x7f], .nonCanonicalPoint),
        (.ed25519, [0xff] + full + [0x7f], .nonCanonicalPoint),
        (.ed25519, [0xff] + full + [0xff], .nonCanonicalPoint),
        (.ed25519, [2] + empty + [0], .pointNotOnCurve),
        (.ed25519, [2] + empty + [0x80], .pointNotOnCurve),
        (.ed448, little(0), .smallOrderPoint),
        (.ed448, little(1), .smallOrderPoint),
        (.ed448, little(0).dropLast() + [0x80], .smallOrderPoint),
        (.ed448, [0xfe] + ed448Prime.dropFirst(), .smallOrderPoint),
        (.ed448, [0xfe] + ed448Prime.dropFirst().dropLast() + [0x80], .smallOrderPoint),
        (.ed448, ed448Prime, .nonCanonicalPoint),
        (.ed448, Array(repeating: 0, count: 28) + Array(repeating: 0xff, count: 28) + [0], .nonCanonicalPoint),
        (.ed448, Array(repeating: 0xff, count: 56) + [0], .nonCanonicalPoint),
        (.ed448, little(3).dropLast() + [1], .nonCanonicalPoint),
        (.ed448, little(2), .pointNotOnCurve),
    ]
    private static let ed448Prime: [UInt8] =
        Array(repeating: 0xff, count: 28) + [0xfe] + Array(repeating: 0xff, count: 27) + [0]

    private static func little(_ octet: UInt8) -> [UInt8] {
        [octet] + Array(repeating: 0, count: 56)
    }

    @Test(arguments: badEdwards)
    func `refuses encodings that do not decode to a point of large order`(
        curve: EdwardsCurve, key: [UInt8], defect: KeyDefect
    ) {
        #expect(throws: defect) { try AsymmetricKey(curve: curve, x: key.span) }
    }

    @Test(arguments: EdwardsCurve.allCases)
    func `takes the public part of every key it generates`(curve: EdwardsCurve) throws {
        for _ in 0..<50 {
            guard case .okp(_, let x) = try AsymmetricKey.generate(curve).publicNumbers else { continue }
            #expect(throws: Never.self) { try AsymmetricKey(curve: curve, x: x.span) }
        }
    }
}
