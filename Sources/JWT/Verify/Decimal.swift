package import JSON

/// A JSON number compared by what it says, whatever its length: `1e2` is `100.0`, and 400 digits are 400 digits.
package struct Decimal: Sendable, Comparable {
    /// The number as it was written.
    package let text: String
    private let isNegative: Bool
    /// The digits from the first that is not zero to the last that is not zero; none for zero.
    private let digits: [UInt8]
    /// How many of the digits stand before the point; negative where zeros stand behind it.
    private let magnitude: Int

    /// The number that a value is; nil for any other kind, and for exponents beyond a million.
    package init?(_ value: JSONValue) {
        guard value.kind == .number else { return nil }
        let bytes = Array(value.text)
        let parts = bytes.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        guard let mantissa = parts.first else { return nil }
        var exponent = 0
        if parts.count == 2 {
            guard let written = Int(String(decoding: parts[1], as: UTF8.self)), written.magnitude <= 1_000_000 else {
                return nil
            }
            exponent = written
        }
        let integer = mantissa.prefix { $0 != UInt8(ascii: ".") }
        let all = mantissa.filter(\.isDigit)
        let leading = all.prefix { $0 == UInt8(ascii: "0") }.count
        let integerDigits = integer.filter(\.isDigit).count
        var significant = Array(all.dropFirst(leading))
        while significant.last == UInt8(ascii: "0") { significant.removeLast() }
        text = value.lexeme
        digits = significant
        isNegative = mantissa.first == UInt8(ascii: "-") && !significant.isEmpty
        magnitude = significant.isEmpty ? 0 : integerDigits - leading + exponent
    }

    /// Whether nothing stands behind the point.
    package var isInteger: Bool { digits.count <= magnitude || digits.isEmpty }

    package static func == (a: Decimal, b: Decimal) -> Bool {
        a.isNegative == b.isNegative && a.magnitude == b.magnitude && a.digits == b.digits
    }

    package static func < (a: Decimal, b: Decimal) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        return a.isNegative ? isSmaller(b, a) : isSmaller(a, b)
    }

    private static func isSmaller(_ a: Decimal, _ b: Decimal) -> Bool {
        if a.digits.isEmpty || b.digits.isEmpty { return a.digits.isEmpty && !b.digits.isEmpty }
        if a.magnitude != b.magnitude { return a.magnitude < b.magnitude }
        return a.digits.lexicographicallyPrecedes(b.digits)
    }
}

extension JSONValue {
    /// Whether both say the same: numbers by value, strings by their characters, objects whatever the order.
    package func isEqual(to other: JSONValue) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .null, .true, .false: return true
        case .number: return text.elementsEqual(other.text) || Decimal(self).map { $0 == Decimal(other) } ?? false
        case .string: return utf8 == other.utf8
        case .array:
            guard count == other.count else { return false }
            return zip(elements, other.elements).allSatisfy { $0.isEqual(to: $1) }
        case .object:
            guard count == other.count else { return false }
            return members.allSatisfy { member in
                guard let name = member.name.utf8, let value = other[name.span] else { return false }
                return member.value.isEqual(to: value)
            }
        }
    }
}
