import OpenSSL
import Testing

struct RSAKeyTests {
    private static let exponent: [UInt8] = [1, 0, 1]

    struct PublicRow: Sendable {
        var n = TestNumbers.n
        var e = RSAKeyTests.exponent
        let defect: KeyDefect
    }

    private static let publicRows: [PublicRow] = [
        PublicRow(n: [], defect: .empty(.n)),
        PublicRow(e: [], defect: .empty(.e)),
        PublicRow(n: [0], defect: .modulusTooSmall(bits: 0, minimum: 1024)),
        PublicRow(n: [1], defect: .modulusTooSmall(bits: 1, minimum: 1024)),
        PublicRow(n: Array(repeating: 0xff, count: 64), defect: .modulusTooSmall(bits: 512, minimum: 1024)),
        PublicRow(n: [0x7f] + Array(repeating: 0xff, count: 127), defect: .modulusTooSmall(bits: 1023, minimum: 1024)),
        PublicRow(n: [1] + Array(repeating: 0xff, count: 2048), defect: .modulusTooLarge(bits: 16392, maximum: 16384)),
        PublicRow(
            n: Array(repeating: 0xff, count: 125_000), defect: .modulusTooLarge(bits: 1_000_000, maximum: 16384)),
        PublicRow(n: Array(TestNumbers.n.dropLast()) + [0x10], defect: .modulusEven),
        PublicRow(e: [0], defect: .exponentEven),
        PublicRow(e: [1], defect: .exponentOne),
        PublicRow(e: [0, 0, 1], defect: .exponentOne),
        PublicRow(e: [2], defect: .exponentEven),
        PublicRow(e: [1, 0, 0], defect: .exponentEven),
        PublicRow(e: [1, 0, 0, 0, 0, 0, 0, 0, 1], defect: .exponentTooLarge(bits: 72)),
        PublicRow(e: Array(repeating: 0xff, count: 250), defect: .exponentTooLarge(bits: 2000)),
    ]

    @Test(arguments: publicRows)
    func `refuses a public key that anybody could use or nobody can afford`(row: PublicRow) {
        #expect(throws: row.defect) { try AsymmetricKey(RSAPublicNumbers(n: row.n, e: row.e)) }
    }

    @Test(arguments: [[3], [17], [1, 0, 1], [1, 0, 0, 0, 1], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]])
    func `takes odd exponents from 3 to 64 bits`(e: [UInt8]) throws {
        let key = try AsymmetricKey(RSAPublicNumbers(n: TestNumbers.n, e: e))
        #expect(key.kind == .rsa(bits: 1024, exponent: e))
        #expect(!key.isPrivate)
    }

    @Test
    func `ignores leading zeros and never shows them`() throws {
        let padded = RSAPublicNumbers(n: [0, 0] + TestNumbers.n, e: [0] + Self.exponent)
        let key = try AsymmetricKey(padded)
        #expect(key.publicNumbers == .rsa(RSAPublicNumbers(n: TestNumbers.n, e: Self.exponent)))
    }

    @Test(arguments: [1024, 1025, 2047, 2048, 2049, 2056, 3071, 4096, 8192, 16384])
    func `takes moduli of 1024 to 16384 bits and signs in whole octets`(bits: Int) throws {
        let first: UInt8 = bits % 8 == 0 ? 0xff : (1 << UInt8(bits % 8)) - 1
        let n = [first] + [UInt8](repeating: 0xff, count: (bits + 7) / 8 - 1)
        let key = try AsymmetricKey(RSAPublicNumbers(n: n, e: Self.exponent))
        #expect(key.kind == .rsa(bits: bits, exponent: Self.exponent))
        #expect(try PreparedKey(key, .rsaPKCS1(.sha256)).signatureLength == (bits + 7) / 8)
    }

    /// The numbers of a good private key, to be spoiled one at a time.
    struct Numbers: Sendable {
        var n = TestNumbers.n
        var e = RSAKeyTests.exponent
        var d = TestNumbers.d
        var p = TestNumbers.p
        var q = TestNumbers.q
        var dp = TestNumbers.dp
        var dq = TestNumbers.dq
        var qi = TestNumbers.qi

        func spoiled(_ change: (inout Numbers) -> Void) -> Numbers {
            var copy = self
            change(&copy)
            return copy
        }

        func numbers(withFactors: Bool = true) -> RSAPrivateNumbers {
            let factors = RSAFactors(
                p: secret(p), q: secret(q), dp: secret(dp), dq: secret(dq), qi: secret(qi))
            return RSAPrivateNumbers(n: n, e: e, d: secret(d), factors: withFactors ? factors : nil)
        }
    }

    private static let privateRows: [(Numbers, KeyDefect)] = [
        (Numbers().spoiled { $0.d = [] }, .empty(.d)),
        (Numbers().spoiled { $0.d = [0] }, .factorsInconsistent(.d)),
        (Numbers().spoiled { $0.d = plusOne($0.d) }, .factorsInconsistent(.d)),
        (Numbers().spoiled { $0.d = $0.n }, .factorsInconsistent(.d)),
        (Numbers().spoiled { $0.d = Array(repeating: 0xff, count: 4096) }, .factorsInconsistent(.d)),
        (Numbers().spoiled { $0.e = [3] }, .factorsInconsistent(.d)),
        (Numbers().spoiled { $0.p = plusOne(plusOne($0.p)) }, .factorsInconsistent(.n)),
        (Numbers().spoiled { $0.p = plusOne($0.p) }, .factorsInconsistent(.p)),
        (Numbers().spoiled { $0.p = [0] }, .factorsInconsistent(.p)),
        (Numbers().spoiled { $0.p = [1] }, .factorsInconsistent(.p)),
        (Numbers().spoiled { $0.p = $0.n }, .factorsInconsistent(.p)),
        (Numbers().spoiled { $0.q = [1] }, .factorsInconsistent(.q)),
        (Numbers().spoiled { $0.q = $0.p }, .factorsInconsistent(.q)),
        (Numbers().spoiled { swap(&$0.p, &$0.q) }, .factorsInconsistent(.dp)),
        (Numbers().spoiled { $0.dp = plusOne($0.dp) }, .factorsInconsistent(.dp)),
        (Numbers().spoiled { $0.dp = [] }, .factorsInconsistent(.dp)),
        (Numbers().spoiled { $0.dq = plusOne($0.dq) }, .factorsInconsistent(.dq)),
        (Numbers().spoiled { $0.qi = plusOne($0.qi) }, .factorsInconsistent(.qi)),
        (Numbers().spoiled { $0.qi = [1] }, .factorsInconsistent(.qi)),
        (Numbers().spoiled { $0.e = [1] }, .exponentOne),
        (Numbers().spoiled { $0.n = plusOne(plusOne($0.n)) }, .factorsInconsistent(.n)),
    ]

    @Test(arguments: privateRows)
    func `refuses private numbers that do not fit each other`(numbers: Numbers, defect: KeyDefect) {
        #expect(throws: defect) { try AsymmetricKey(numbers.numbers()) }
    }

    @Test
    func `refuses more than two primes`() {
        var numbers = Numbers().numbers()
        numbers.hasOtherPrimes = true
        #expect(throws: KeyDefect.moreThanTwoPrimes) { try AsymmetricKey(numbers) }
    }

    @Test(arguments: [true, false])
    func `gives back every private number, recovered where it was not given`(withFactors: Bool) throws {
        let key = try AsymmetricKey(Numbers().numbers(withFactors: withFactors))
        #expect(key.isPrivate)
        guard case .rsa(let numbers) = try key.privateNumbers() else {
            Issue.record("an RSA key has RSA numbers")
            return
        }
        let factors = try #require(numbers.factors)
        #expect(numbers.n == TestNumbers.n)
        #expect(numbers.e == Self.exponent)
        #expect(shown(numbers.d) == TestNumbers.d)
        // Which prime comes first is a matter of luck when they are recovered.
        #expect(Set([shown(factors.p), shown(factors.q)]) == Set([TestNumbers.p, TestNumbers.q]))
        #expect(Set([shown(factors.dp), shown(factors.dq)]) == Set([TestNumbers.dp, TestNumbers.dq]))
        #expect(try AsymmetricKey(numbers).publicNumbers == key.publicNumbers)
    }

    @Test
    func `refuses a private exponent of another modulus, and a modulus that is one prime`() {
        let other = Numbers().spoiled { $0.d = plusOne(plusOne($0.d)) }
        #expect(throws: KeyDefect.privateDoesNotMatchPublic) { try AsymmetricKey(other.numbers(withFactors: false)) }
        let prime = RSAPrivateNumbers(
            n: TestNumbers.prime, e: Self.exponent, d: secret(TestNumbers.exponentOfPrime))
        #expect(throws: KeyDefect.factorsInconsistent(.n)) { try AsymmetricKey(prime) }
        let even = Numbers().spoiled { $0.d = plusOne($0.d) }
        #expect(throws: KeyDefect.factorsInconsistent(.d)) { try AsymmetricKey(even.numbers(withFactors: false)) }
    }

    @Test(
        arguments: [
            (TestNumbers.n, [1, 0, 1], [KeyWeakness.modulusBelow2048]),
            (TestNumbers.n, [0xff, 0xff], [.modulusBelow2048, .smallExponent]),
            (TestNumbers.neighbours, [1, 0, 1], [.closePrimes]),
            (TestNumbers.closePrimes, [1, 0, 1], [.closePrimes]),
            (TestNumbers.lessClosePrimes, [3], [.smallExponent]),
            (TestNumbers.smallFactor, [1, 0, 1], [.smallFactor]),
            (TestNumbers.roca, [1, 0, 1], [.modulusBelow2048, .rocaFingerprint]),
        ] as [([UInt8], [UInt8], [KeyWeakness])])
    func `finds what is weak about a key that works`(n: [UInt8], e: [UInt8], weaknesses: [KeyWeakness]) throws {
        #expect(try AsymmetricKey(RSAPublicNumbers(n: n, e: e)).weaknesses() == weaknesses)
    }

    @Test
    func `finds a square among the moduli`() throws {
        let square = squared(TestNumbers.closePrimes.dropLast(128))
        #expect(try AsymmetricKey(RSAPublicNumbers(n: square, e: [1, 0, 1])).weaknesses().contains(.closePrimes))
    }
}

/// Octets as a secret.
func secret(_ octets: [UInt8]) -> SecretBytes {
    SecretBytes(copying: octets.span)
}

/// The octets of a secret.
func shown(_ secret: SecretBytes) -> [UInt8] {
    secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
}

/// A big-endian number and one.
func plusOne(_ number: [UInt8]) -> [UInt8] {
    var sum = number
    for index in sum.indices.reversed() {
        sum[index] &+= 1
        if sum[index] != 0 { return sum }
    }
    return [1] + sum
}

/// The square of a big-endian odd number, by hand.
private func squared(_ number: some Collection<UInt8>) -> [UInt8] {
    let digits = number.dropLast() + [1]
    var columns = [Int](repeating: 0, count: 2 * digits.count)
    for (i, a) in digits.reversed().enumerated() {
        for (j, b) in digits.reversed().enumerated() { columns[i + j] += Int(a) * Int(b) }
    }
    for index in columns.indices.dropLast() {
        columns[index + 1] += columns[index] >> 8
        columns[index] &= 0xff
    }
    return columns.reversed().map { UInt8($0) }
}
