import COpenSSL

extension AsymmetricKey {
    /// An RSA public key (RFC 7518 §6.3.1): modulus odd and of 1024 to 16384 bits, exponent odd and from 3 to 64 bits.
    package convenience init(_ numbers: RSAPublicNumbers) throws(KeyDefect) {
        try operating { () throws(CryptoFault) in try LibraryStart.ensure() }
        let checked = try CheckedRSAPublic(numbers)
        let pointer = unsafe copenssl_rsa_key(checked.n.pointer, checked.e.pointer, nil, nil, nil, nil, nil, nil)
        try unsafe self.init(
            takingRSA: madeKey(pointer), n: checked.n, e: checked.e, isPrivate: false)
    }

    /// An RSA private key (RFC 7518 §6.3.2) whose numbers all fit each other; without factors, they are recovered.
    package convenience init(_ numbers: RSAPrivateNumbers) throws(KeyDefect) {
        try operating { () throws(CryptoFault) in try LibraryStart.ensure() }
        let checked = try CheckedRSAPrivate(numbers)
        let pointer = unsafe copenssl_rsa_key(
            checked.n.pointer, checked.e.pointer, checked.d.pointer, checked.p.pointer, checked.q.pointer,
            checked.dp.pointer, checked.dq.pointer, checked.qi.pointer)
        try unsafe self.init(takingRSA: madeKey(pointer), n: checked.n, e: checked.e, isPrivate: true)
    }

    convenience init(
        takingRSA pointer: OpaquePointer, n: borrowing BigNumber, e: borrowing BigNumber, isPrivate: Bool
    ) throws(KeyDefect) {
        let numbers: RSAPublicNumbers
        do throws(KeyDefect) {
            numbers = RSAPublicNumbers(n: try n.octets(), e: try e.octets())
        } catch {
            unsafe EVP_PKEY_free(pointer)
            throw error
        }
        unsafe self.init(
            taking: pointer, kind: .rsa(bits: n.bitCount, exponent: numbers.e), isPrivate: isPrivate,
            publicNumbers: .rsa(numbers))
    }
}
