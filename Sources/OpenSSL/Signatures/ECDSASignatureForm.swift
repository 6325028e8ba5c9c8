/// Room for the longest ECDSA signature in DER: 139 octets on P-521.
typealias ECDSADERBuffer = InlineArray<144, UInt8>

/// The signature R ‖ S of a DER-encoded one (RFC 3279 §2.2.3), or nil where it is no strict DER of two numbers that fit
/// the curve. Tokens carry R ‖ S (RFC 7518 §3.4); DER in a token is a mistake that this diagnoses.
package func ecdsaRawFromDER(_ der: Span<UInt8>, curve: EllipticCurve) -> [UInt8]? {
    var rest = der.indices
    guard var numbers = derContent(der, tag: DERTag.sequence, in: &rest), rest.isEmpty else { return nil }
    let length = curve.coordinateLength
    var raw = [UInt8](repeating: 0, count: 2 * length)
    for end in [length, 2 * length] {
        guard var number = derContent(der, tag: DERTag.integer, in: &numbers), let first = number.first else {
            return nil
        }
        guard der[first] < 0x80 else { return nil }
        if number.count > 1, der[first] == 0 {
            guard der[first + 1] >= 0x80 else { return nil }
            number.removeFirst()
        }
        guard number.count <= length else { return nil }
        for index in number { raw[end - (number.upperBound - index)] = der[index] }
    }
    return numbers.isEmpty ? raw : nil
}

/// Writes R ‖ S as DER and answers its length. `raw` is of the length of the curve, at most 132 octets; by hand, since
/// it stands on the way of every ECDSA verification.
func writeECDSADER(ofRaw raw: Span<UInt8>, to buffer: inout ECDSADERBuffer) -> Int {
    let length = raw.count / 2
    let r = raw.extracting(first: length)
    let s = raw.extracting(last: length)
    let rCount = integerLength(r)
    let sCount = integerLength(s)
    let body = 4 + rCount + sCount
    buffer[0] = 0x30
    var position = 1
    if body >= 0x80 {
        buffer[1] = 0x81
        position = 2
    }
    buffer[position] = UInt8(truncatingIfNeeded: body)
    position += 1
    writeInteger(r, count: rCount, to: &buffer, &position)
    writeInteger(s, count: sCount, to: &buffer, &position)
    return position
}

/// Octets of the shortest encoding of a number that is not negative.
private func integerLength(_ number: Span<UInt8>) -> Int {
    var first = 0
    while first < number.count - 1, number[first] == 0 { first += 1 }
    return number.count - first + (number[first] >= 0x80 ? 1 : 0)
}

private func writeInteger(_ number: Span<UInt8>, count: Int, to buffer: inout ECDSADERBuffer, _ position: inout Int) {
    buffer[position] = 0x02
    buffer[position + 1] = UInt8(truncatingIfNeeded: count)
    position += 2
    for index in 0..<count {
        let source = number.count - count + index
        buffer[position + index] = source < 0 ? 0 : number[source]
    }
    position += count
}
