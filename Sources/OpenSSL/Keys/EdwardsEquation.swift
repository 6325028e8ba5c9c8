import COpenSSL

/// The equation `a·x² + y² = 1 + d·x²·y²` of an Edwards curve (RFC 8032 §5.1, §5.2).
struct EdwardsEquation: Sendable {
    /// Octets in y; the sign of x is its last bit, or stands in an octet behind it.
    fileprivate let length: Int
    /// Big-endian octets of the prime.
    fileprivate let prime: [UInt8]
    /// Big-endian octets of d.
    fileprivate let d: [UInt8]
    /// Whether a is −1 and not 1.
    fileprivate let isTwisted: Bool

    static let ed25519 = EdwardsEquation(
        length: 32, prime: [0x7f] + Array(repeating: 0xff, count: 30) + [0xed],
        d: [
            0x52, 0x03, 0x6c, 0xee, 0x2b, 0x6f, 0xfe, 0x73, 0x8c, 0xc7, 0x40, 0x79, 0x77, 0x79, 0xe8, 0x98,
            0x00, 0x70, 0x0a, 0x4d, 0x41, 0x41, 0xd8, 0xab, 0x75, 0xeb, 0x4d, 0xca, 0x13, 0x59, 0x78, 0xa3,
        ], isTwisted: true)

    /// d is −39081, written here as the prime less that.
    static let ed448 = EdwardsEquation(
        length: 56,
        prime: Array(repeating: 0xff, count: 27) + [0xfe] + Array(repeating: 0xff, count: 28),
        d: Array(repeating: 0xff, count: 27) + [0xfe] + Array(repeating: 0xff, count: 25) + [0xff, 0x67, 0x56],
        isTwisted: false)
}

/// Whether some x completes the y of an encoded public key to a point, which decoding demands (RFC 8032 §5.1.3, §5.2.3)
/// and libcrypto finds out only when it verifies. y is below the prime and not of small order.
///
/// x² is `(y² − 1) / (d·y² − a)`, a square exactly when the product of both has the Jacobi symbol 1.
func hasCoordinateX(_ key: Span<UInt8>, on equation: EdwardsEquation) throws(KeyDefect) -> Bool {
    var octets = [UInt8](copying: key.extracting(first: equation.length))
    octets.reverse()
    if equation.isTwisted { octets[0] &= 0x7f }
    let arithmetic = try Arithmetic()
    let prime = try BigNumber(octets: equation.prime.span)
    let one = try BigNumber(1)
    let square = try arithmetic.square(BigNumber(octets: octets.span), modulo: prime)
    let numerator = try arithmetic.difference(square, one)
    let scaled = try arithmetic.product(BigNumber(octets: equation.d.span), square)
    let denominator =
        equation.isTwisted ? try arithmetic.sum(scaled, one) : try arithmetic.difference(scaled, one)
    let product = try arithmetic.remainder(arithmetic.product(numerator, denominator), prime)
    let symbol = unsafe BN_kronecker(product.pointer, prime.pointer, arithmetic.scratch)
    guard symbol >= -1 else { throw .operationFailed(.drained()) }
    return symbol == 1
}
