/// A set of Unicode scalars, as a class or an escape of a regular expression names it.
struct PatternScalars: Sendable, Equatable {
    /// Sorted, and neither overlapping nor touching.
    private(set) var ranges: [ClosedRange<UInt32>]

    init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            // No scalar is near the largest UInt32, so that one more cannot overflow.
            guard let last = merged.last, range.lowerBound <= last.upperBound + 1 else {
                merged.append(range)
                continue
            }
            merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        }
        self.ranges = merged
    }

    /// Whether the scalar is in the set, by bisection.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].contains(scalar.value) { return true }
            if scalar.value < ranges[middle].lowerBound {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return false
    }

    /// Every scalar that is not in the set.
    var inverted: PatternScalars {
        var others: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in ranges {
            if start < range.lowerBound { others.append(start...range.lowerBound - 1) }
            start = range.upperBound + 1
        }
        if start <= Self.last { others.append(start...Self.last) }
        return PatternScalars(others)
    }

    private static let last: UInt32 = 0x10FFFF
}

extension PatternScalars {
    /// `\d` (ECMA-262, CharacterClassEscape): the ASCII digits alone.
    static let digits = PatternScalars([0x30...0x39])

    /// `\w` (ECMA-262, WordCharacters): ASCII letters, digits and the low line.
    static let wordCharacters = PatternScalars([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

    /// `\s` (ECMA-262 §12.2 WhiteSpace and §12.3 LineTerminator).
    static let whiteSpace = PatternScalars([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])

    /// What `.` matches: all but the line terminators (ECMA-262 §12.3).
    static let withinLine = PatternScalars([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).inverted
}
