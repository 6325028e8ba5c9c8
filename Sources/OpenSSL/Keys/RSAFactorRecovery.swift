import COpenSSL

extension Arithmetic {
    /// A prime factor of `n`, found from the private exponent (NIST SP 800-56B revision 2, appendix C.1).
    ///
    /// With `e·d − 1 = 2ᵗ·r` and `r` odd, a random base squared up from `baseʳ` meets a root of 1 other than ±1 with
    /// a probability of a half or more, and such a root shares a factor with `n`.
    func primeFactor(
        of n: borrowing BigNumber, e: borrowing BigNumber, d: borrowing BigNumber
    ) throws(KeyDefect) -> BigNumber {
        let multiple = try predecessor(product(e, d))
        guard !multiple.isZero, !multiple.isOdd else { throw .factorsInconsistent(.d) }
        var twos = 0
        while unsafe BN_is_bit_set(multiple.pointer, Int32(truncatingIfNeeded: twos)) == 0 { twos += 1 }
        let odd = try shifted(multiple, rightBy: twos)
        unsafe BN_set_flags(odd.pointer, BN_FLG_CONSTTIME)
        let last = try predecessor(n)
        // A key whose modulus is one prime never yields a factor, so it is given up early; 2⁻⁴⁰ of good keys are refused.
        for attempt in 0..<40 {
            if attempt == 2, try isPrime(n) { throw .factorsInconsistent(.n) }
            if let factor = try factor(of: n, last: last, base: Self.bases[attempt], odd: odd, twos: twos) {
                return factor
            }
        }
        throw .factorsInconsistent(.n)
    }

    // Any bases will do: who chose the modulus gains nothing by having his own key refused.
    private static var bases: [UInt] {
        [
            2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
            107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173,
        ]
    }

    private func factor(
        of n: borrowing BigNumber, last: borrowing BigNumber, base: UInt, odd: borrowing BigNumber, twos: Int
    ) throws(KeyDefect) -> BigNumber? {
        var root = try power(BigNumber(base), odd, modulo: n)
        for _ in 0..<twos {
            if root.isOne || root == last { return nil }
            let squared = try square(root, modulo: n)
            if squared.isOne { return try greatestCommonDivisor(predecessor(root), n) }
            root = squared
        }
        // The base's order does not divide e·d − 1, so `d` belongs to another modulus.
        guard root.isOne else { throw .privateDoesNotMatchPublic }
        return nil
    }

    private func isPrime(_ n: borrowing BigNumber) throws(KeyDefect) -> Bool {
        let verdict = unsafe BN_check_prime(n.pointer, scratch, nil)
        guard verdict >= 0 else { throw .operationFailed(.drained()) }
        return verdict == 1
    }
}

extension RSAFactors {
    /// Factors of a key that was written without the exponents of the Chinese remainder theorem, which are computed; that
    /// the rest fits is checked where a key is made of them.
    package init(p: SecretBytes, q: SecretBytes, qi: SecretBytes, privateExponent d: SecretBytes) throws(KeyDefect) {
        try operating { () throws(CryptoFault) in try LibraryStart.ensure() }
        let arithmetic = try Arithmetic()
        let exponent = try BigNumber(secret: d)
        self.init(
            p: p, q: q, dp: try Self.exponent(exponent, modulo: p, .p, arithmetic),
            dq: try Self.exponent(exponent, modulo: q, .q, arithmetic), qi: qi)
    }

    private static func exponent(
        _ d: borrowing BigNumber, modulo prime: SecretBytes, _ member: KeyMember, _ arithmetic: borrowing Arithmetic
    ) throws(KeyDefect) -> SecretBytes {
        // Longer ones than the longest modulus are refused later, and not computed with.
        guard prime.count <= 16_384 / 8, d.octetCount <= 16_384 / 8 else { throw .factorsInconsistent(member) }
        let number = try BigNumber(secret: prime)
        guard !number.isZero, !number.isOne else { throw .factorsInconsistent(member) }
        return try arithmetic.remainder(d, arithmetic.predecessor(number)).secretOctets()
    }
}
