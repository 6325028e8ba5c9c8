import COpenSSL

/// Working space for arithmetic on numbers, in secure memory where there is any. One thread at a time.
@safe
struct Arithmetic: ~Copyable {
    let scratch: OpaquePointer

    init() throws(KeyDefect) {
        guard let scratch = unsafe BN_CTX_secure_new() else { throw .operationFailed(.drained()) }
        unsafe self.scratch = scratch
    }

    deinit { unsafe BN_CTX_free(scratch) }

    func product(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_mul(result.pointer, a.pointer, b.pointer, scratch))
        return result
    }

    func sum(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_add(result.pointer, a.pointer, b.pointer))
        return result
    }

    func difference(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_sub(result.pointer, a.pointer, b.pointer))
        return result
    }

    /// `a` less one.
    func predecessor(_ a: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        try difference(a, BigNumber(1))
    }

    /// `a` divided by a `b` that is not zero, without the rest.
    func quotient(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_div(result.pointer, nil, a.pointer, b.pointer, scratch))
        return result
    }

    /// `a` modulo a `b` that is not zero.
    func remainder(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_div(nil, result.pointer, a.pointer, b.pointer, scratch))
        return result
    }

    func greatestCommonDivisor(_ a: borrowing BigNumber, _ b: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_gcd(result.pointer, a.pointer, b.pointer, scratch))
        return result
    }

    /// `base` to the power of `exponent`, modulo an odd `modulus`.
    func power(
        _ base: borrowing BigNumber, _ exponent: borrowing BigNumber, modulo modulus: borrowing BigNumber
    ) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_mod_exp(result.pointer, base.pointer, exponent.pointer, modulus.pointer, scratch))
        return result
    }

    /// `a` times `a`, modulo a `modulus` that is not zero.
    func square(_ a: borrowing BigNumber, modulo modulus: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_mod_sqr(result.pointer, a.pointer, modulus.pointer, scratch))
        return result
    }

    /// `a` divided by two to the power of `bits`, without the rest.
    func shifted(_ a: borrowing BigNumber, rightBy bits: Int) throws(KeyDefect) -> BigNumber {
        let result = try BigNumber()
        try require(unsafe BN_rshift(result.pointer, a.pointer, Int32(truncatingIfNeeded: bits)))
        return result
    }

    /// The number whose product with `a` is 1 modulo `modulus`, where they have no common divisor.
    func inverse(_ a: borrowing BigNumber, modulo modulus: borrowing BigNumber) throws(KeyDefect) -> BigNumber? {
        guard try greatestCommonDivisor(a, modulus).isOne else { return nil }
        let result = try BigNumber()
        guard unsafe BN_mod_inverse(result.pointer, a.pointer, modulus.pointer, scratch) != nil else {
            throw .operationFailed(.drained())
        }
        return result
    }
}
