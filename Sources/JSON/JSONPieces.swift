/// The smallest pieces of a JSON text, written where room was made for them.
extension OutputSpan where Element == UInt8 {
    /// Appends a string that needs no escape, in quotes.
    @inline(__always)
    mutating func appendQuoted(_ text: StaticString) {
        append(UInt8(ascii: "\""))
        append(text)
        append(UInt8(ascii: "\""))
    }

    /// Appends a member's name that needs no escape, and the colon behind it.
    @inline(__always)
    mutating func appendName(_ name: StaticString) {
        appendQuoted(name)
        append(UInt8(ascii: ":"))
    }

    /// Appends an integer.
    mutating func append(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let digits = DecimalDigits(value.magnitude)
        let span = digits.bytes.span
        append(span.extracting(digits.first...))
    }
}

/// The decimal digits of an integer, written from the last to the first.
struct DecimalDigits {
    /// The bytes of the longest integer of 64 bits, its sign included.
    static let most = 20

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
