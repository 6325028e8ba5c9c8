extension PatternParser {
    /// What one member of a class, or one escape, stands for.
    enum Meaning {
        case one(Unicode.Scalar)
        case any(PatternScalars)
    }

    /// Reads a class whose opening bracket, at `start`, has been read.
    ///
    /// An empty class is refused: it matches nothing in ECMAScript, and elsewhere it is the beginning of a longer one.
    mutating func scalarClass(from start: Int) throws(Pattern.Fault) -> PatternScalars {
        let isNegated = take("^")
        if next == "]" { throw .syntax(.emptyClass, at: offset(start)) }
        var ranges: [ClosedRange<UInt32>] = []
        while !take("]") {
            let first = place
            let low = try classMember(of: start)
            guard next == "-", isFollowed(byOtherThan: "]") else {
                switch low {
                case .one(let scalar): ranges.append(scalar.value...scalar.value)
                case .any(let set): ranges += set.ranges
                }
                continue
            }
            _ = take("-")
            guard case (.one(let low), .one(let high)) = (low, try classMember(of: start)) else {
                throw .syntax(.rangeOfSets, at: offset(first))
            }
            guard low <= high else { throw .syntax(.reversedRange, at: offset(first)) }
            ranges.append(low.value...high.value)
        }
        let set = PatternScalars(ranges)
        return isNegated ? set.inverted : set
    }

    private mutating func classMember(of start: Int) throws(Pattern.Fault) -> Meaning {
        let first = place
        guard let scalar = takeNext() else { throw .syntax(.unclosedClass, at: offset(start)) }
        return scalar == "\\" ? try escape(from: first, inClass: true) : .one(scalar)
    }

    /// Reads an escape whose backslash, at `start`, has been read.
    mutating func escape(from start: Int, inClass: Bool) throws(Pattern.Fault) -> Meaning {
        guard let scalar = takeNext() else { throw .syntax(.trailingBackslash, at: offset(start)) }
        switch scalar {
        case "d": return .any(.digits)
        case "D": return .any(.digits.inverted)
        case "w": return .any(.wordCharacters)
        case "W": return .any(.wordCharacters.inverted)
        case "s": return .any(.whiteSpace)
        case "S": return .any(.whiteSpace.inverted)
        case "t": return .one("\t")
        case "n": return .one("\n")
        case "v": return .one("\u{0B}")
        case "f": return .one("\u{0C}")
        case "r": return .one("\r")
        case "x": return .one(try self.scalar(try hexadecimal(digits: 2, start), start))
        case "u": return .one(try unicodeEscape(start))
        case "p", "P": throw .unsupported(.unicodeProperties, at: offset(start))
        case "b" where !inClass, "B" where !inClass: throw .unsupported(.wordBoundaries, at: offset(start))
        case "1"..."9" where !inClass, "k" where !inClass: throw .unsupported(.backreferences, at: offset(start))
        default:
            guard Self.standsForItself(scalar) else { throw .syntax(.unknownEscape, at: offset(start)) }
            return .one(scalar)
        }
    }

    // ECMAScript with `u` allows its syntax characters alone; the rest of ASCII's marks cannot mean anything else.
    private static func standsForItself(_ scalar: Unicode.Scalar) -> Bool {
        (" "..."~").contains(scalar) && (scalar == "_" || !PatternScalars.wordCharacters.contains(scalar))
    }

    // `\u0041`, `\uD83D\uDE00` or `\u{1F600}` (ECMA-262, RegExpUnicodeEscapeSequence).
    private mutating func unicodeEscape(_ start: Int) throws(Pattern.Fault) -> Unicode.Scalar {
        if take("{") {
            var value: UInt32 = 0
            repeat {
                value = value << 4 | (try hexadecimal(digits: 1, start))
                guard value <= 0x10FFFF else { throw .syntax(.malformedScalar, at: offset(start)) }
            } while !take("}")
            return try scalar(value, start)
        }
        let unit = try hexadecimal(digits: 4, start)
        guard (0xD800...0xDBFF).contains(unit) else { return try scalar(unit, start) }
        guard take("\\"), take("u") else { throw .syntax(.malformedScalar, at: offset(start)) }
        let second = try hexadecimal(digits: 4, start)
        guard (0xDC00...0xDFFF).contains(second) else { throw .syntax(.malformedScalar, at: offset(start)) }
        return try scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00), start)
    }

    private func scalar(_ value: UInt32, _ start: Int) throws(Pattern.Fault) -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(value) else { throw .syntax(.malformedScalar, at: offset(start)) }
        return scalar
    }

    private mutating func hexadecimal(digits: Int, _ start: Int) throws(Pattern.Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = takeNext(), scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
                throw .syntax(.malformedScalar, at: offset(start))
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
