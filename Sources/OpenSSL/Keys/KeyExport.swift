import COpenSSL

extension AsymmetricKey {
    /// The private numbers as RFC 7518 §6, RFC 8037 §2 and RFC 9964 §3 write them, nil for a public key.
    package func privateNumbers() throws(KeyDefect) -> PrivateNumbers? {
        guard isPrivate else { return nil }
        switch publicNumbers {
        case .rsa(let numbers): return .rsa(try rsaNumbers(numbers))
        case .ec(let point):
            let d = try number("priv").secretOctets(count: point.curve.coordinateLength)
            return .ec(point, d: d)
        case .okp(let curve, let x): return octetKeyPairSecret.map { .okp(curve, x: x, d: $0) }
        case .mlDSA(let parameters, let publicKey):
            return octetKeyPairSecret.map { .mlDSA(parameters, publicKey: publicKey, seed: $0) }
        }
    }

    private func rsaNumbers(_ numbers: RSAPublicNumbers) throws(KeyDefect) -> RSAPrivateNumbers {
        let factors = RSAFactors(
            p: try number("rsa-factor1").secretOctets(),
            q: try number("rsa-factor2").secretOctets(),
            dp: try number("rsa-exponent1").secretOctets(),
            dq: try number("rsa-exponent2").secretOctets(),
            qi: try number("rsa-coefficient1").secretOctets())
        let d = try number("d").secretOctets()
        return RSAPrivateNumbers(n: numbers.n, e: numbers.e, d: d, factors: factors)
    }

    private func number(_ name: String) throws(KeyDefect) -> BigNumber {
        try unsafe BigNumber(named: name, of: pointer)
    }
}

extension BigNumber {
    /// A number of a key, by libcrypto's name for it.
    init(named name: String, of key: OpaquePointer) throws(KeyDefect) {
        let number = try BigNumber()
        var destination: OpaquePointer? = unsafe number.pointer
        try require(unsafe EVP_PKEY_get_bn_param(key, name, &destination))
        self = number
    }
}
