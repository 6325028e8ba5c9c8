/// All numbers of an RSA private key, which fit each other.
///
/// libcrypto does not compare them on import: with one wrong number of the Chinese remainder theorem it signs slowly,
/// with two it emits a signature that gives the primes away.
struct CheckedRSAPrivate: ~Copyable {
    let n: BigNumber
    let e: BigNumber
    let d: BigNumber
    let p: BigNumber
    let q: BigNumber
    let dp: BigNumber
    let dq: BigNumber
    let qi: BigNumber

    /// Throws the first rule that the numbers break; without factors recovers them.
    init(_ numbers: RSAPrivateNumbers) throws(KeyDefect) {
        guard !numbers.hasOtherPrimes else { throw .moreThanTwoPrimes }
        let open = try CheckedRSAPublic(numbers.publicNumbers)
        guard numbers.d.count > 0 else { throw .empty(.d) }
        let d = try Self.number(numbers.d, .d, notAbove: open.n)
        let arithmetic = try Arithmetic()
        guard let factors = numbers.factors else {
            try self.init(recovering: open, d, arithmetic)
            return
        }
        let p = try Self.number(factors.p, .p, notAbove: open.n)
        let q = try Self.number(factors.q, .q, notAbove: open.n)
        try Self.checkPrimes(p, q, d: d, of: open, arithmetic)
        let dp = try Self.number(factors.dp, .dp, notAbove: open.n)
        let dq = try Self.number(factors.dq, .dq, notAbove: open.n)
        let qi = try Self.number(factors.qi, .qi, notAbove: open.n)
        guard try arithmetic.remainder(d, arithmetic.predecessor(p)) == dp else { throw .factorsInconsistent(.dp) }
        guard try arithmetic.remainder(d, arithmetic.predecessor(q)) == dq else { throw .factorsInconsistent(.dq) }
        guard qi < p, try arithmetic.remainder(arithmetic.product(q, qi), p).isOne else {
            throw .factorsInconsistent(.qi)
        }
        self.init(open, d: d, p: p, q: q, dp: dp, dq: dq, qi: qi)
    }

    private init(
        recovering open: consuming CheckedRSAPublic, _ d: consuming BigNumber, _ arithmetic: borrowing Arithmetic
    ) throws(KeyDefect) {
        let p = try arithmetic.primeFactor(of: open.n, e: open.e, d: d)
        let q = try arithmetic.quotient(open.n, p)
        try Self.checkPrimes(p, q, d: d, of: open, arithmetic)
        let dp = try arithmetic.remainder(d, arithmetic.predecessor(p))
        let dq = try arithmetic.remainder(d, arithmetic.predecessor(q))
        guard let qi = try arithmetic.inverse(q, modulo: p) else { throw .factorsInconsistent(.q) }
        self.init(open, d: d, p: p, q: q, dp: dp, dq: dq, qi: qi)
    }

    private init(
        _ open: consuming CheckedRSAPublic, d: consuming BigNumber, p: consuming BigNumber, q: consuming BigNumber,
        dp: consuming BigNumber, dq: consuming BigNumber, qi: consuming BigNumber
    ) {
        n = open.n
        e = open.e
        self.d = d
        self.p = p
        self.q = q
        self.dp = dp
        self.dq = dq
        self.qi = qi
    }

    private static func number(
        _ secret: SecretBytes, _ member: KeyMember, notAbove n: borrowing BigNumber
    ) throws(KeyDefect) -> BigNumber {
        // Some libraries pad with zeros; far more of them than the modulus is long is nobody's padding.
        guard secret.count <= n.octetCount + 8 else { throw .factorsInconsistent(member) }
        let number = try BigNumber(secret: secret)
        guard number < n, !number.isZero else { throw .factorsInconsistent(member) }
        return number
    }

    private static func checkPrimes(
        _ p: borrowing BigNumber, _ q: borrowing BigNumber, d: borrowing BigNumber, of open: borrowing CheckedRSAPublic,
        _ arithmetic: borrowing Arithmetic
    ) throws(KeyDefect) {
        guard p.isOdd, !p.isOne else { throw .factorsInconsistent(.p) }
        guard q.isOdd, !q.isOne, !(p == q) else { throw .factorsInconsistent(.q) }
        guard try arithmetic.product(p, q) == open.n else { throw .factorsInconsistent(.n) }
        let ed = try arithmetic.product(open.e, d)
        guard try arithmetic.remainder(ed, arithmetic.predecessor(p)).isOne,
            try arithmetic.remainder(ed, arithmetic.predecessor(q)).isOne
        else { throw .factorsInconsistent(.d) }
    }
}
