/// The fraction of pi in binary: the numbers that nobody could have chosen, of which Blowfish's tables are made.
enum PiFraction {
    /// So many words of 32 bits, the first ones behind the binary point.
    ///
    /// Machin's formula, π = 16·arctan(1/5) − 4·arctan(1/239), in fixed point with 64 bits more than are wanted.
    static func words(count: Int) -> [UInt32] {
        let length = count + 2
        var sum = FixedPoint(integer: 0, words: length)
        sum.addArctan(ofOneOver: 5, times: 16, isNegative: false)
        sum.addArctan(ofOneOver: 239, times: 4, isNegative: true)
        return Array(sum.words.dropFirst().prefix(count))
    }

    /// A number that is not negative: words of 32 bits, the first of which stands before the point. Sums wrap, so that a
    /// difference that is negative on the way is right at the end.
    private struct FixedPoint {
        var words: [UInt32]

        init(integer: UInt32, words count: Int) {
            words = [integer] + [UInt32](repeating: 0, count: count)
        }

        // arctan(1/x) = 1/x − 1/(3x³) + 1/(5x⁵) − …
        mutating func addArctan(ofOneOver x: UInt32, times factor: UInt32, isNegative: Bool) {
            var power = FixedPoint(integer: factor, words: words.count - 1)
            power.divide(by: x)
            var odd: UInt32 = 1
            var isSubtracted = isNegative
            // Words before this one are zero in what is left.
            var start = 0
            while start < words.count {
                add(power, dividedBy: odd, isNegative: isSubtracted, from: start)
                power.divide(by: x * x, from: start)
                while start < words.count, power.words[start] == 0 { start += 1 }
                odd += 2
                isSubtracted.toggle()
            }
        }

        private mutating func divide(by divisor: UInt32, from start: Int = 0) {
            var rest: UInt64 = 0
            for index in start..<words.count {
                let value = rest << 32 | UInt64(words[index])
                words[index] = UInt32(truncatingIfNeeded: value / UInt64(divisor))
                rest = value % UInt64(divisor)
            }
        }

        private mutating func add(_ other: FixedPoint, dividedBy divisor: UInt32, isNegative: Bool, from start: Int) {
            var term = other
            term.divide(by: divisor, from: start)
            var carry: UInt64 = isNegative ? 1 : 0
            for index in words.indices.reversed() {
                guard index >= start || carry != (isNegative ? 1 : 0) else { break }
                let summand = isNegative ? ~term.words[index] : term.words[index]
                let value = UInt64(words[index]) + UInt64(summand) + carry
                words[index] = UInt32(truncatingIfNeeded: value)
                carry = value >> 32
            }
        }
    }
}
