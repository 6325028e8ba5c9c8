/// An RSA modulus and exponent that passed every rule for public keys.
///
/// libcrypto imports anything, the exponent 1 included, and its own check takes 7 to 49 ms for a primality test that
/// these rules do not need.
struct CheckedRSAPublic: ~Copyable {
    let n: BigNumber
    let e: BigNumber

    /// In bits. Below the first a modulus can be factored; beyond the second libcrypto refuses to calculate.
    static let modulusBits = 1024...16384

    /// Throws the first rule that the numbers break.
    init(_ numbers: RSAPublicNumbers) throws(KeyDefect) {
        guard !numbers.n.isEmpty else { throw .empty(.n) }
        guard !numbers.e.isEmpty else { throw .empty(.e) }
        // Before any arithmetic: a modulus of megabytes is refused by its length alone.
        let octetsOfModulus = numbers.n.drop { $0 == 0 }.count
        guard octetsOfModulus <= Self.modulusBits.upperBound / 8 else {
            let bits = octetsOfModulus.multipliedReportingOverflow(by: 8).partialValue
            throw .modulusTooLarge(bits: bits, maximum: Self.modulusBits.upperBound)
        }
        let octetsOfExponent = numbers.e.drop { $0 == 0 }.count
        guard octetsOfExponent <= 8 else {
            let bits = octetsOfExponent.multipliedReportingOverflow(by: 8).partialValue
            throw .exponentTooLarge(bits: bits)
        }
        let n = try BigNumber(octets: numbers.n.span)
        guard n.bitCount >= Self.modulusBits.lowerBound else {
            throw .modulusTooSmall(bits: n.bitCount, minimum: Self.modulusBits.lowerBound)
        }
        guard n.isOdd else { throw .modulusEven }
        let e = try BigNumber(octets: numbers.e.span)
        guard e.isOdd else { throw .exponentEven }
        guard !e.isOne else { throw .exponentOne }
        self.n = n
        self.e = e
    }
}
