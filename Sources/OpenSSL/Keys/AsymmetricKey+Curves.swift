import COpenSSL

extension AsymmetricKey {
    /// A public key on a named curve from coordinates of exactly its length (RFC 7518 §6.2.1).
    package convenience init(curve: EllipticCurve, x: Span<UInt8>, y: Span<UInt8>) throws(KeyDefect) {
        try self.init(EllipticPoint(curve: curve, x: x, y: y))
    }

    /// A public key on a named curve from an encoded point, compressed or not, as certificates and PEM files carry it.
    package convenience init(curve: EllipticCurve, encodedPoint: Span<UInt8>) throws(KeyDefect) {
        try self.init(EllipticPoint(curve: curve, encoded: encodedPoint))
    }

    /// The public key that a point is.
    package convenience init(_ point: EllipticPoint) throws(KeyDefect) {
        let pointer = unsafe point.octets.withUnsafeBufferPointer { octets in
            unsafe copenssl_ec_key(point.curve.groupName, octets.baseAddress, octets.count, nil)
        }
        unsafe self.init(
            taking: try madeKey(pointer), kind: .ec(point.curve), isPrivate: false, publicNumbers: .ec(point))
    }

    /// A private key on a named curve (RFC 7518 §6.2.2): a scalar of exactly the curve's length, not zero and below the
    /// order. A point given with it must be its own; without one, it is computed.
    package convenience init(
        curve: EllipticCurve, privateScalar: SecretBytes, publicPoint: EllipticPoint? = nil
    ) throws(KeyDefect) {
        let length = curve.coordinateLength
        guard privateScalar.count == length else {
            throw .wrongLength(.d, expected: length, actual: privateScalar.count)
        }
        let group = try curve.group()
        let scalar = try BigNumber(secret: privateScalar)
        guard let order = unsafe EC_GROUP_get0_order(group.pointer) else { throw .operationFailed(.drained()) }
        guard !scalar.isZero, unsafe BN_cmp(scalar.pointer, order) < 0 else { throw .scalarOutOfRange }
        let point = try EllipticPoint(curve: curve, multiplyingGeneratorBy: scalar)
        if let publicPoint, publicPoint != point { throw .privateDoesNotMatchPublic }
        let pointer = unsafe point.octets.withUnsafeBufferPointer { octets in
            unsafe copenssl_ec_key(curve.groupName, octets.baseAddress, octets.count, scalar.pointer)
        }
        unsafe self.init(taking: try madeKey(pointer), kind: .ec(curve), isPrivate: true, publicNumbers: .ec(point))
    }

    /// A public octet key pair (RFC 8037 §2), refused when its point is of small order or not canonical.
    package convenience init(curve: EdwardsCurve, x: Span<UInt8>) throws(KeyDefect) {
        try operating { () throws(CryptoFault) in try LibraryStart.ensure() }
        guard x.count == curve.keyLength else {
            throw .wrongLength(.x, expected: curve.keyLength, actual: x.count)
        }
        if let defect = try edwardsPointDefect(x, on: curve) { throw defect }
        let pointer = unsafe x.withUnsafeBufferPointer { octets in
            unsafe EVP_PKEY_new_raw_public_key_ex(nil, curve.typeName, nil, octets.baseAddress, octets.count)
        }
        unsafe self.init(
            taking: try madeKey(pointer), kind: .okp(curve), isPrivate: false,
            publicNumbers: .okp(curve, x: [UInt8](copying: x)))
    }

    /// A private octet key pair. Its public part is computed and never taken from the caller, since signing with a wrong
    /// one gives the private key away; one that is given must be the same.
    package convenience init(
        curve: EdwardsCurve, privateKey: SecretBytes, publicKey: [UInt8]? = nil
    ) throws(KeyDefect) {
        try operating { () throws(CryptoFault) in try LibraryStart.ensure() }
        guard privateKey.count == curve.keyLength else {
            throw .wrongLength(.d, expected: curve.keyLength, actual: privateKey.count)
        }
        let pointer = unsafe privateKey.withBytes { bytes in
            unsafe bytes.withUnsafeBufferPointer { octets in
                unsafe EVP_PKEY_new_raw_private_key_ex(nil, curve.typeName, nil, octets.baseAddress, octets.count)
            }
        }
        let made = try unsafe KeyOwner(taking: pointer)
        let x = try made.rawPublicKey(count: curve.keyLength)
        if let publicKey, publicKey.count != x.count {
            throw .wrongLength(.x, expected: x.count, actual: publicKey.count)
        }
        if let publicKey, publicKey != x { throw .privateDoesNotMatchPublic }
        unsafe self.init(
            taking: made.release(), kind: .okp(curve), isPrivate: true, publicNumbers: .okp(curve, x: x),
            octetKeyPairSecret: privateKey)
    }
}

/// Owner of an `EVP_PKEY` until it becomes an `AsymmetricKey`.
@safe
struct KeyOwner: ~Copyable {
    let pointer: OpaquePointer

    init(taking pointer: OpaquePointer?) throws(KeyDefect) {
        unsafe self.pointer = try madeKey(pointer)
    }

    deinit { unsafe EVP_PKEY_free(pointer) }

    /// Gives the key to the caller, who now frees it.
    consuming func release() -> OpaquePointer {
        let pointer = unsafe self.pointer
        discard self
        return unsafe pointer
    }

    /// The public key as octets, which are exactly so many.
    func rawPublicKey(count expected: Int) throws(KeyDefect) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: expected)
        var count = expected
        let result = unsafe key.withUnsafeMutableBufferPointer { octets in
            unsafe EVP_PKEY_get_raw_public_key(pointer, octets.baseAddress, &count)
        }
        try require(result)
        guard count == expected else { throw .operationFailed(.lengthOutOfRange) }
        return key
    }
}
