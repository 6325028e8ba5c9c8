/// The decimal digits of an integer, written from the last to the first.
struct DecimalDigits {
    /// The digits stand at the end of these.
    private(set) var bytes = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    /// The place of the first digit.
    private(set) var first = 20

    /// The digits of this integer, with no zero in front.
    @inline(__always)
    init(_ value: UInt64) {
        var rest = value
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            first -= 1
            bytes[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0
    }
}
