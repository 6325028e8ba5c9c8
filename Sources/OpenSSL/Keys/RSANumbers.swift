/// An RSA public key as big-endian octets (RFC 7518 §6.3.1).
package struct RSAPublicNumbers: Sendable, Equatable {
    /// The modulus.
    package var n: [UInt8]
    /// The public exponent.
    package var e: [UInt8]

    /// Numbers as given; leading zero octets are ignored where a key is made of them.
    package init(n: [UInt8], e: [UInt8]) {
        self.n = n
        self.e = e
    }
}

/// An RSA private key as big-endian octets (RFC 7518 §6.3.2).
package struct RSAPrivateNumbers: Sendable {
    /// The modulus.
    package var n: [UInt8]
    /// The public exponent.
    package var e: [UInt8]
    /// The private exponent.
    package var d: SecretBytes
    /// The two primes and what is derived from them, which speed signing up eight times; recovered when absent.
    package var factors: RSAFactors?
    /// Whether there are more primes than two (`oth`), which is refused.
    package var hasOtherPrimes: Bool

    /// Numbers as given; leading zero octets are ignored where a key is made of them.
    package init(n: [UInt8], e: [UInt8], d: SecretBytes, factors: RSAFactors? = nil, hasOtherPrimes: Bool = false) {
        self.n = n
        self.e = e
        self.d = d
        self.factors = factors
        self.hasOtherPrimes = hasOtherPrimes
    }

    /// The part that everybody may see.
    package var publicNumbers: RSAPublicNumbers { RSAPublicNumbers(n: n, e: e) }
}

/// The two primes of an RSA key and the three numbers of the Chinese remainder theorem (RFC 8017 §3.2). All or none of
/// them stand in a JWK (RFC 7518 §6.3.2).
package struct RSAFactors: Sendable {
    /// The first prime.
    package var p: SecretBytes
    /// The second prime.
    package var q: SecretBytes
    /// `d` modulo `p − 1`.
    package var dp: SecretBytes
    /// `d` modulo `q − 1`.
    package var dq: SecretBytes
    /// The inverse of `q` modulo `p`.
    package var qi: SecretBytes

    /// Factors as given; that they fit the other numbers is checked where a key is made of them.
    package init(p: SecretBytes, q: SecretBytes, dp: SecretBytes, dq: SecretBytes, qi: SecretBytes) {
        self.p = p
        self.q = q
        self.dp = dp
        self.dq = dq
        self.qi = qi
    }
}
