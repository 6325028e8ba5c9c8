/// What is suspicious about a key that works: a finding, where a `KeyDefect` is a refusal.
package enum KeyWeakness: Sendable, Hashable, CaseIterable {
    /// An RSA modulus shorter than RFC 7518 §3.3 demands.
    case modulusBelow2048
    /// An RSA exponent below 65537 (FIPS 186-5 appendix A.1.1).
    case smallExponent
    /// An RSA modulus that a prime below 2¹⁶ divides, as those of broken generators and bit flips have.
    case smallFactor
    /// RSA primes so close to each other that Fermat's method finds them in a thousand steps (CVE-2022-26320).
    case closePrimes
    /// An RSA modulus of the form that a broken smart card library made (CVE-2017-15361, "ROCA").
    case rocaFingerprint
}

extension AsymmetricKey {
    /// Everything suspicious about the public part, which for RSA takes some milliseconds; curves have none.
    package func weaknesses() throws(KeyDefect) -> [KeyWeakness] {
        guard case .rsa(let bits, let exponent) = kind, case .rsa(let numbers) = publicNumbers else { return [] }
        let arithmetic = try Arithmetic()
        let n = try BigNumber(octets: numbers.n.span)
        var found: [KeyWeakness] = []
        if bits < 2048 { found.append(.modulusBelow2048) }
        if exponent.count < 3 { found.append(.smallExponent) }
        if hasSmallFactor(n) { found.append(.smallFactor) }
        if try arithmetic.hasCloseFactors(n) { found.append(.closePrimes) }
        if hasROCAFingerprint(n) { found.append(.rocaFingerprint) }
        return found
    }
}
