package import JSON

/// A point in time in seconds since 1970-01-01T00:00:00Z, fractions allowed (RFC 7519 §2).
package struct NumericDate: Sendable, Hashable, Comparable {
    /// Whole seconds, rounded towards the past.
    package var seconds: Int64
    /// What is left of the second, 0 to 999 999 999.
    package var nanoseconds: Int32

    /// This many seconds after the epoch.
    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The instant that a JSON number says, exact to the nanosecond. What lies outside 64 bits of seconds is the first
    /// or last instant there is; what no clock will ever say (over 10^30), or is no number, is nil.
    package init?(_ value: JSONValue) {
        guard value.kind == .number else { return nil }
        if let seconds = value.integer {
            self.init(seconds: seconds)
            return
        }
        guard let date = Self.exact(Array(value.text)) else { return nil }
        self = date
    }

    /// The instant this many seconds later; negative is earlier. The ends of time are not passed.
    package func advanced(by span: TimeSpan) -> NumericDate {
        let (sum, overflow) = seconds.addingReportingOverflow(span.seconds)
        guard overflow else { return NumericDate(seconds: sum, nanoseconds: nanoseconds) }
        return NumericDate(seconds: span.seconds > 0 ? .max : .min)
    }

    /// The whole seconds from another instant to this one, rounded towards the past.
    package func seconds(since other: NumericDate) -> Int64 {
        let (difference, overflow) = seconds.subtractingReportingOverflow(other.seconds)
        if overflow { return seconds > other.seconds ? .max : .min }
        return nanoseconds < other.nanoseconds && difference > .min ? difference - 1 : difference
    }

    /// The microseconds from another instant to this one, for durations: 0 where they are more than clocks differ by.
    package func microseconds(since other: NumericDate) -> Int64 {
        let (seconds, overflow) = seconds.subtractingReportingOverflow(other.seconds)
        guard !overflow, seconds.magnitude < 1 << 32 else { return 0 }
        return seconds * 1_000_000 + Int64(nanoseconds - other.nanoseconds) / 1000
    }

    package static func < (a: NumericDate, b: NumericDate) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }

    // A number with a point, an exponent or many digits, as its digits and the place of the point among them.
    private static func exact(_ text: [UInt8]) -> NumericDate? {
        let isNegative = text.first == UInt8(ascii: "-")
        var digits: [UInt8] = []
        var point: Int?
        var position = isNegative ? 1 : 0
        while position < text.count, text[position].isDigit || text[position] == UInt8(ascii: ".") {
            if text[position].isDigit {
                digits.append(text[position] - UInt8(ascii: "0"))
            } else {
                point = digits.count
            }
            position += 1
        }
        guard let exponent = exponent(text[min(position + 1, text.count)...]) else {
            return digits.allSatisfy { $0 == 0 } ? NumericDate(seconds: 0) : nil
        }
        return date(digits, integerDigits: (point ?? digits.count) + exponent, isNegative: isNegative)
    }

    // Nil where the exponent is beyond all use; its sign does not matter then.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first else { return 0 }
        let digits = first.isDigit ? text : text.dropFirst()
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard significant.count <= 4 else { return nil }
        let value = significant.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return first == UInt8(ascii: "-") ? -value : value
    }

    private static func date(_ digits: [UInt8], integerDigits: Int, isNegative: Bool) -> NumericDate? {
        let leading = digits.prefix { $0 == 0 }.count
        guard integerDigits - leading <= 31 || leading == digits.count else { return nil }
        var seconds: Int64 = 0
        for index in 0..<max(0, min(integerDigits, leading == digits.count ? 0 : integerDigits)) {
            let digit = index < digits.count ? Int64(digits[index]) : 0
            let (tens, tooBig) = seconds.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tens.addingReportingOverflow(digit)
            if tooBig || overflow { return NumericDate(seconds: isNegative ? .min : .max) }
            seconds = sum
        }
        let fraction = fraction(digits, from: integerDigits)
        guard isNegative else { return NumericDate(seconds: seconds, nanoseconds: fraction) }
        if fraction == 0 { return NumericDate(seconds: -seconds) }
        return NumericDate(seconds: -seconds - 1, nanoseconds: 1_000_000_000 - fraction)
    }

    private static func fraction(_ digits: [UInt8], from start: Int) -> Int32 {
        (0..<9).reduce(0 as Int32) { fraction, place in
            let index = start + place
            return fraction * 10 + (digits.indices.contains(index) ? Int32(digits[index]) : 0)
        }
    }
}
