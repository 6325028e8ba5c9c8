/// Why numbers are not a key, or a key could not be made. Findings about keys that work but are weak are `KeyWeakness`.
package enum KeyDefect: Error, Equatable, Sendable {
    /// A member that must have a value has no octets.
    case empty(KeyMember)
    /// A member whose length is fixed by its curve or its algorithm has another one, in octets.
    case wrongLength(KeyMember, expected: Int, actual: Int)
    /// An RSA modulus that can be factored today, in bits.
    case modulusTooSmall(bits: Int, minimum: Int)
    /// An RSA modulus that costs more than anybody should pay, in bits.
    case modulusTooLarge(bits: Int, maximum: Int)
    /// An RSA modulus that is divisible by two.
    case modulusEven
    /// The public exponent 1, with which everybody can sign.
    case exponentOne
    /// An even public exponent (zero included), for which there is no private one.
    case exponentEven
    /// A public exponent beyond 64 bits, whose only use is to make verification slow.
    case exponentTooLarge(bits: Int)
    /// An RSA private member that contradicts the others (RFC 8017 §3.2).
    case factorsInconsistent(KeyMember)
    /// An RSA key of more than two primes (`oth`, RFC 7518 §6.3.2.7), which is not supported.
    case moreThanTwoPrimes
    /// Coordinates that are no point of the curve, or are not below its prime.
    case pointNotOnCurve
    /// A point spelled in another form than SEC 1's uncompressed or compressed one: hybrid, infinity, anything else.
    case pointFormUnsupported
    /// A private scalar that is zero or not below the order of the group.
    case scalarOutOfRange
    /// The public part given is not the one of the private part.
    case privateDoesNotMatchPublic
    /// The seed given makes another public key, or another expanded form, than the one given with it.
    case seedDoesNotMatchPublic
    /// A point of small order, for which everybody can forge signatures.
    case smallOrderPoint
    /// An encoding of a point that RFC 8032 §5.1.3 or §5.2.3 refuses to decode.
    case nonCanonicalPoint
    /// What was asked for does not exist in the libcrypto that is running.
    case unavailable
    /// Generation was given up because the caller said so.
    case cancelled
    /// libcrypto failed at something that should have worked.
    case operationFailed(CryptoFault)
}

/// A number of a key, by its JWK member name (RFC 7518 §6, RFC 8037 §2, RFC 9964 §3).
package enum KeyMember: String, Sendable {
    case n, e, d, p, q, dp, dq, qi, x, y, pub, priv
}

/// Runs something that fails only when libcrypto does, and says so as a defect.
func operating<R: ~Copyable>(_ work: () throws(CryptoFault) -> R) throws(KeyDefect) -> R {
    do throws(CryptoFault) {
        return try work()
    } catch {
        throw .operationFailed(error)
    }
}
