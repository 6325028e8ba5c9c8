/// What stands against an encoded public key of an Edwards curve, which libcrypto takes without looking.
///
/// With a key of small order anybody can make signatures for every message, and a coordinate that is not below the
/// prime is a second spelling of another key (RFC 8032 §5.1.3, §5.2.3).
func edwardsPointDefect(_ key: Span<UInt8>, on curve: EdwardsCurve) throws(KeyDefect) -> KeyDefect? {
    switch curve {
    case .ed25519:
        if let defect = ed25519Defect(key) { return defect }
        return try hasCoordinateX(key, on: .ed25519) ? nil : .pointNotOnCurve
    case .ed448:
        if let defect = ed448Defect(key) { return defect }
        return try hasCoordinateX(key, on: .ed448) ? nil : .pointNotOnCurve
    // Agreement with a point of small order fails by itself (RFC 7748 §6).
    case .x25519, .x448: return nil
    }
}

/// The coordinates y of the points of order 8 and their negatives, little-endian; the ones of order 1, 2 and 4 are
/// 1, −1 and 0.
private let ed25519OrderEight: [[UInt8]] = [
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
        0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
        0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
]

private func ed25519Defect(_ key: Span<UInt8>) -> KeyDefect? {
    var y = [UInt8](copying: key)
    y[31] &= 0x7f
    // p = 2²⁵⁵ − 19, so that p − 1, p and p + 1 differ in the first octet alone.
    let isNearPrime = y[31] == 0x7f && y[1..<31].allSatisfy { $0 == 0xff }
    if isNearPrime && y[0] >= 0xec && y[0] <= 0xee { return .smallOrderPoint }
    if isNearPrime && y[0] > 0xee { return .nonCanonicalPoint }
    let isBelow256 = y[1...].allSatisfy { $0 == 0 }
    if isBelow256 && y[0] <= 1 { return .smallOrderPoint }
    return ed25519OrderEight.contains(y) ? .smallOrderPoint : nil
}

private func ed448Defect(_ key: Span<UInt8>) -> KeyDefect? {
    let y = [UInt8](copying: key)
    // The last octet is the sign of x and seven zeros.
    guard y[56] & 0x7f == 0 else { return .nonCanonicalPoint }
    let isBelow256 = y[1..<56].allSatisfy { $0 == 0 }
    if isBelow256 && y[0] <= 1 { return .smallOrderPoint }
    // p = 2⁴⁴⁸ − 2²²⁴ − 1: 28 octets ff, then fe, then 27 octets ff.
    let isUpperHalfFull = y[29..<56].allSatisfy { $0 == 0xff }
    guard isUpperHalfFull && y[28] >= 0xfe else { return nil }
    if y[28] == 0xff { return .nonCanonicalPoint }
    let isLowerHalfFull = y[1..<28].allSatisfy { $0 == 0xff }
    if isLowerHalfFull && y[0] == 0xff { return .nonCanonicalPoint }
    return isLowerHalfFull && y[0] == 0xfe ? .smallOrderPoint : nil
}
