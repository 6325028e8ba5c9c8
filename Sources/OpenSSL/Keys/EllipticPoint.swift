import COpenSSL

/// A point of a named curve, known to lie on it and not at infinity, as affine coordinates of exactly its length.
package struct EllipticPoint: Sendable, Equatable {
    /// The curve.
    package let curve: EllipticCurve
    /// `curve.coordinateLength` octets, big-endian.
    package let x: [UInt8]
    /// `curve.coordinateLength` octets, big-endian.
    package let y: [UInt8]

    /// The point with these coordinates, each of exactly the curve's length (RFC 7518 §6.2.1.2).
    package init(curve: EllipticCurve, x: Span<UInt8>, y: Span<UInt8>) throws(KeyDefect) {
        let length = curve.coordinateLength
        guard x.count == length else { throw .wrongLength(.x, expected: length, actual: x.count) }
        guard y.count == length else { throw .wrongLength(.y, expected: length, actual: y.count) }
        self.init(curve, uncompressed: Self.uncompressed(x, y))
        _ = try PointOwner(decoding: octets, on: curve.group())
    }

    /// The point that SEC 1 §2.3.4 decodes: `04 X Y`, or `02 X` and `03 X`. Hybrid forms and infinity are refused.
    package init(curve: EllipticCurve, encoded: Span<UInt8>) throws(KeyDefect) {
        let length = curve.coordinateLength
        guard !encoded.isEmpty else { throw .empty(.x) }
        let expected: Int
        switch encoded[0] {
        case 0x04: expected = 1 + 2 * length
        case 0x02, 0x03: expected = 1 + length
        default: throw .pointFormUnsupported
        }
        guard encoded.count == expected else {
            throw .wrongLength(.x, expected: expected, actual: encoded.count)
        }
        let given = [UInt8](copying: encoded)
        let group = try curve.group()
        let uncompressed = try PointOwner(decoding: given, on: group).uncompressed(count: 1 + 2 * length, on: group)
        self.init(curve, uncompressed: uncompressed)
    }

    /// The public point of a private scalar, which is in range.
    init(curve: EllipticCurve, multiplyingGeneratorBy scalar: borrowing BigNumber) throws(KeyDefect) {
        let group = try curve.group()
        let count = 1 + 2 * curve.coordinateLength
        let point = try PointOwner(multiplyingGeneratorBy: scalar, on: group)
        self.init(curve, uncompressed: try point.uncompressed(count: count, on: group))
    }

    private init(_ curve: EllipticCurve, uncompressed octets: [UInt8]) {
        self.curve = curve
        x = [UInt8](octets.dropFirst().prefix(curve.coordinateLength))
        y = [UInt8](octets.dropFirst(1 + curve.coordinateLength))
    }

    /// `04 X Y` (SEC 1 §2.3.3).
    package var octets: [UInt8] { [0x04] + x + y }

    private static func uncompressed(_ x: Span<UInt8>, _ y: Span<UInt8>) -> [UInt8] {
        [0x04] + [UInt8](copying: x) + [UInt8](copying: y)
    }
}

extension [UInt8] {
    /// A copy of what a span shows.
    init(copying span: Span<UInt8>) {
        self.init(capacity: span.count) { output in
            for index in span.indices { output.append(span[index]) }
        }
    }
}

/// Owner of one `EC_POINT`.
@safe
private struct PointOwner: ~Copyable {
    private let pointer: OpaquePointer

    private init(on group: EllipticGroup) throws(KeyDefect) {
        guard let pointer = unsafe EC_POINT_new(group.pointer) else { throw .operationFailed(.drained()) }
        unsafe self.pointer = pointer
    }

    /// Refuses coordinates that are not below the prime and points off the curve; the cofactor of all four is 1.
    init(decoding octets: [UInt8], on group: EllipticGroup) throws(KeyDefect) {
        let point = try PointOwner(on: group)
        let result = unsafe octets.withUnsafeBufferPointer { buffer in
            unsafe EC_POINT_oct2point(group.pointer, point.pointer, buffer.baseAddress, buffer.count, nil)
        }
        guard result == 1 else {
            ERR_clear_error()
            throw .pointNotOnCurve
        }
        self = point
    }

    init(multiplyingGeneratorBy scalar: borrowing BigNumber, on group: EllipticGroup) throws(KeyDefect) {
        let point = try PointOwner(on: group)
        try require(unsafe EC_POINT_mul(group.pointer, point.pointer, scalar.pointer, nil, nil, nil))
        self = point
    }

    deinit { unsafe EC_POINT_clear_free(pointer) }

    func uncompressed(count: Int, on group: EllipticGroup) throws(KeyDefect) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: count)
        let written = unsafe octets.withUnsafeMutableBufferPointer { buffer in
            unsafe EC_POINT_point2oct(
                group.pointer, pointer, POINT_CONVERSION_UNCOMPRESSED, buffer.baseAddress, buffer.count, nil)
        }
        guard written == count else { throw .operationFailed(.drained()) }
        return octets
    }
}
