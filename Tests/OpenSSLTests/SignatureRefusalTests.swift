import OpenSSL
import Testing

struct SignatureRefusalTests {
    private let message = Array("a message".utf8)
    private static let rsa = RSAPublicNumbers(n: TestNumbers.n, e: [1, 0, 1])

    @Test(arguments: [
        (SignatureScheme.rsaPKCS1(.sha256), TestSignatures.pkcs1, true),
        (.rsaPKCS1(.sha384), TestSignatures.pkcs1OfSHA384, true),
        (.rsaPKCS1(.sha256), TestSignatures.pkcs1OfSHA384, false),
        (.rsaPKCS1(.sha384), TestSignatures.pkcs1, false),
        (.rsaPKCS1(.sha256), TestSignatures.pss, false),
        (.rsaPSS(.sha256), TestSignatures.pss, true),
        (.rsaPSS(.sha384), TestSignatures.pss, false),
        (.rsaPSS(.sha256), TestSignatures.pkcs1, false),
        (.rsaPSS(.sha256), TestSignatures.pssWithoutSalt, false),
        (.rsaPSS(.sha256), TestSignatures.pssWithShortSalt, false),
        (.rsaPSS(.sha256), TestSignatures.pssWithLongestSalt, false),
        (.rsaPSS(.sha256), TestSignatures.pssWithOtherMask, false),
        (.rsaPKCS1(.sha256), TestNumbers.n, false),
    ])
    func `verifies OpenSSL's own signatures of exactly this scheme`(
        scheme: SignatureScheme, signature: [UInt8], isGood: Bool
    ) throws {
        let key = try PreparedKey(AsymmetricKey(Self.rsa), scheme)
        // Twice, since contexts are used again.
        #expect(try key.verify(signature.span, of: message.span) == isGood)
        #expect(try key.verify(signature.span, of: message.span) == isGood)
        let other = Array("another message".utf8)
        #expect(try !key.verify(signature.span, of: other.span))
    }

    @Test(arguments: EllipticCurve.allCases)
    func `refuses ECDSA signatures whose halves are zero, the order or beyond`(curve: EllipticCurve) throws {
        let key = try PreparedKey(.generate(curve), .ecdsa(curve.hash))
        let length = curve.coordinateLength
        let zero = [UInt8](repeating: 0, count: length)
        let one = zero.dropLast() + [1]
        let order = Self.order(curve)
        let prime = [UInt8](repeating: 0xff, count: length)
        let good = try key.sign(message.span)
        let (r, s) = (Array(good.prefix(length)), Array(good.suffix(length)))
        let halves = [zero, Array(one), order, plusOne(order), prime]
        for half in halves {
            for forged in [half + s, r + half, half + half] {
                #expect(try !key.verify(forged.span, of: message.span))
            }
        }
        #expect(try !key.verify((s + r).span, of: message.span))
    }

    private static func order(_ curve: EllipticCurve) -> [UInt8] {
        switch curve {
        case .p256: hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        case .p384:
            hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973")
        case .p521:
            hex(
                """
                01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa
                51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409
                """)
        case .secp256k1: hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
        }
    }

    @Test
    func `accepts R and the negated S, so that no signature may serve as an identity`() throws {
        let key = try PreparedKey(.generate(.p256), .ecdsa(.sha256))
        let good = try key.sign(message.span)
        let negated = Self.difference(Self.order(.p256), Array(good.suffix(32)))
        let twin = good.prefix(32) + negated
        #expect(try key.verify(Array(twin).span, of: message.span))
    }

    @Test(arguments: EllipticCurve.allCases)
    func `takes DER for a diagnosis only`(curve: EllipticCurve) throws {
        let key = try PreparedKey(.generate(curve), .ecdsa(curve.hash))
        // Enough signatures to meet numbers with a stripped zero and with an added one.
        for _ in 0..<200 {
            let raw = try key.sign(message.span)
            let der = Self.der(raw)
            #expect(try !key.verify(der.span, of: message.span))
            #expect(ecdsaRawFromDER(der.span, curve: curve) == raw)
            let spoiled: [[UInt8]] = [
                Array(der.dropLast()), der + [0], [0x31] + der.dropFirst(), [], [0x30], [0x30, 0x80],
            ]
            for octets in spoiled {
                #expect(ecdsaRawFromDER(octets.span, curve: curve) == nil)
            }
        }
    }

    @Test(arguments: [
        "3006020101020101", "30060201ff020101", "300702020001020101", "3004020002 0101", "30810602010102 0101",
        "300602010102 0201", "3080020101020101 0000", "3006020101020180",
        "3026022101ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff020101",
    ])
    func `reads no DER but the shortest of two numbers that fit`(text: String) {
        let octets = hex(text)
        let isGood = text == "3006020101020101"
        #expect((ecdsaRawFromDER(octets.span, curve: .p256) != nil) == isGood)
    }

    @Test
    func `refuses an Ed25519 signature whose S has the order added`() throws {
        let key = try PreparedKey(.generate(.ed25519), .eddsa)
        let good = try key.sign(message.span)
        let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var carry = 0
        let sum = zip(good.suffix(32), order).map { s, l in
            carry += Int(s) + Int(l)
            defer { carry >>= 8 }
            return UInt8(carry & 0xff)
        }
        #expect(carry == 0)
        let forged = good.prefix(32) + sum
        #expect(try !key.verify(Array(forged).span, of: message.span))
    }

    @Test
    func `refuses a scheme of another type of key, another curve or SHA-1`() throws {
        let rsa = try AsymmetricKey(Self.rsa)
        let p384 = try AsymmetricKey.generate(EllipticCurve.p384)
        let ed25519 = try AsymmetricKey.generate(EdwardsCurve.ed25519)
        let x25519 = try AsymmetricKey.generate(EdwardsCurve.x25519)
        let rows: [(AsymmetricKey, SignatureScheme)] = [
            (rsa, .hmac(.sha256)), (rsa, .ecdsa(.sha256)), (rsa, .eddsa),
            (p384, .ecdsa(.sha256)), (p384, .ecdsa(.sha512)), (p384, .rsaPSS(.sha384)), (p384, .eddsa),
            (ed25519, .ecdsa(.sha256)), (ed25519, .rsaPKCS1(.sha256)), (ed25519, .hmac(.sha256)), (x25519, .eddsa),
        ]
        for (key, scheme) in rows {
            #expect(throws: CryptoFault.schemeDoesNotFitKey) { try PreparedKey(key, scheme) }
        }
        #expect(throws: CryptoFault.unavailable) { try PreparedKey(rsa, .rsaPKCS1(.sha1)) }
        #expect(throws: CryptoFault.unavailable) { try PreparedKey(rsa, .rsaPSS(.sha1)) }
        #expect(throws: CryptoFault.unavailable) { try PreparedKey(secret: secret([1]), hash: .sha1) }
    }

    @Test
    func `refuses an empty secret and signing without a private key`() throws {
        #expect(throws: CryptoFault.emptySecret) { try PreparedKey(secret: secret([]), hash: .sha256) }
        guard case .okp(_, let x) = try AsymmetricKey.generate(.ed25519).publicNumbers,
            case .ec(let point) = try AsymmetricKey.generate(.p256).publicNumbers
        else { return }
        let publicKeys = [
            try PreparedKey(AsymmetricKey(curve: .ed25519, x: x.span), .eddsa),
            try PreparedKey(AsymmetricKey(point), .ecdsa(.sha256)),
            try PreparedKey(AsymmetricKey(Self.rsa), .rsaPSS(.sha256)),
        ]
        for key in publicKeys {
            #expect(throws: CryptoFault.privateKeyMissing) { try key.sign(message.span) }
        }
    }

    /// R ‖ S as DER, written without the product's own code.
    private static func der(_ raw: [UInt8]) -> [UInt8] {
        let numbers = [raw.prefix(raw.count / 2), raw.suffix(raw.count / 2)].flatMap { half in
            let digits = Array(half.drop { $0 == 0 })
            let number = digits.isEmpty || digits[0] >= 0x80 ? [0] + digits : digits
            return [0x02, UInt8(number.count)] + number
        }
        return (numbers.count < 0x80 ? [0x30] : [0x30, 0x81]) + [UInt8(numbers.count)] + numbers
    }

    private static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var borrow = 0
        let digits = zip(a, b).reversed().map { a, b in
            let digit = Int(a) - Int(b) - borrow
            borrow = digit < 0 ? 1 : 0
            return UInt8(digit & 0xff)
        }
        return digits.reversed()
    }
}
