import COpenSSL

extension AsymmetricKey {
    /// A new RSA key of 2048 to 8192 bits with the exponent 65537. It takes from a tenth of a second to many seconds;
    /// `cancelled` is asked every few milliseconds, on the calling thread.
    package static func generateRSA(
        bits: Int, cancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(KeyDefect) -> AsymmetricKey {
        let allowed = 2048...8192
        guard bits >= allowed.lowerBound else {
            throw .modulusTooSmall(bits: bits, minimum: allowed.lowerBound)
        }
        guard bits <= allowed.upperBound else {
            throw .modulusTooLarge(bits: bits, maximum: allowed.upperBound)
        }
        let context = try generator("RSA")
        try require(unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context.pointer, Int32(truncatingIfNeeded: bits)))
        let question = CancellationQuestion(isCancelled: cancelled)
        let key = try question.asked(during: context)
        let n = try unsafe BigNumber(named: "n", of: key.pointer)
        let e = try unsafe BigNumber(named: "e", of: key.pointer)
        return try unsafe AsymmetricKey(takingRSA: key.release(), n: n, e: e, isPrivate: true)
    }

    /// A new key on a named curve.
    package static func generate(_ curve: EllipticCurve) throws(KeyDefect) -> AsymmetricKey {
        let group = try curve.group()
        guard let order = unsafe EC_GROUP_get0_order(group.pointer) else { throw .operationFailed(.drained()) }
        let scalar = try BigNumber()
        repeat {
            try require(unsafe BN_priv_rand_range(scalar.pointer, order))
        } while scalar.isZero
        return try AsymmetricKey(
            curve: curve, privateScalar: scalar.secretOctets(count: curve.coordinateLength))
    }

    /// A new octet key pair: any octets are a private key (RFC 8032 §5.1.5, §5.2.5; RFC 7748 §5).
    package static func generate(_ curve: EdwardsCurve) throws(KeyDefect) -> AsymmetricKey {
        let octets = try operating { () throws(CryptoFault) in try SecretBytes.random(curve.keyLength) }
        return try AsymmetricKey(curve: curve, privateKey: octets)
    }

    private static func generator(_ type: String) throws(KeyDefect) -> KeyContext {
        let context = try operating { () throws(CryptoFault) in
            try LibraryStart.ensure()
            return try unsafe KeyContext(taking: EVP_PKEY_CTX_new_from_name(nil, type, nil))
        }
        try require(unsafe EVP_PKEY_keygen_init(context.pointer))
        return context
    }
}

/// A caller's question whether to go on, asked by libcrypto between the steps of a search for primes.
private final class CancellationQuestion {
    private let isCancelled: @Sendable () -> Bool
    private var wasCancelled = false

    init(isCancelled: @escaping @Sendable () -> Bool) {
        self.isCancelled = isCancelled
    }

    func asked(during context: KeyContext) throws(KeyDefect) -> KeyOwner {
        unsafe EVP_PKEY_CTX_set_app_data(context.pointer, Unmanaged.passUnretained(self).toOpaque())
        unsafe EVP_PKEY_CTX_set_cb(context.pointer) { context in
            guard let data = unsafe EVP_PKEY_CTX_get_app_data(context) else { return 0 }
            let question = unsafe Unmanaged<CancellationQuestion>.fromOpaque(data).takeUnretainedValue()
            question.wasCancelled = question.wasCancelled || question.isCancelled()
            return question.wasCancelled ? 0 : 1
        }
        var key: OpaquePointer?
        let result = unsafe EVP_PKEY_generate(context.pointer, &key)
        if wasCancelled {
            unsafe EVP_PKEY_free(key)
            ERR_clear_error()
            throw .cancelled
        }
        try require(result)
        return try unsafe KeyOwner(taking: key)
    }
}
