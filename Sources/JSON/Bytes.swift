import Glibc

private let hashSeedOfProcess = UInt64(truncatingIfNeeded: Hasher().finalize())

/// What the readers of text ask of bytes.
extension Span where Element == UInt8 {
    /// The first offset, from this one on, of a byte that is not printable ASCII, or is a quote or a backslash; eight
    /// bytes at a time.
    @inline(__always)
    package func skipPlain(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var position = start
        while position <= count &- 8 {
            let word = load8(at: position)
            // A byte's top bit is set below where it is a quote, a backslash, under 0x20, over 0x7E, or over 0x7F. A borrow or
            // a carry can only spoil the bytes behind one that is set.
            let quote = (word ^ (ones &* 0x22)) &- ones
            let backslash = (word ^ (ones &* 0x5C)) &- ones
            let stops = (quote | backslash | (word &- ones &* 0x20) | (word &+ ones) | word) & tops
            if stops != 0 { return position &+ stops.trailingZeroBitCount >> 3 }
            position &+= 8
        }
        while position < count, self[position] >= 0x20, self[position] < 0x7F, self[position] != 0x22,
            self[position] != 0x5C
        {
            position += 1
        }
        return position
    }

    /// The offset of the first byte of this value at or behind `start`.
    package func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        guard start < count else { return nil }
        return unsafe extracting(start...).withUnsafeBytes { rest in
            guard let first = rest.baseAddress, let found = unsafe memchr(first, Int32(byte), rest.count) else {
                return nil
            }
            return unsafe start + (UnsafeRawPointer(found) - first)
        }
    }

    /// Eight bytes as they stand, the first one lowest.
    private func load8(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset <= count &- 8)
        return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Whether a byte order mark stands in front.
    var startsWithByteOrderMark: Bool { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }

    /// The length of the UTF-8 sequence at this offset, or nil where there is no well-formed one.
    package func utf8Length(at position: Int) -> Int? {
        let first = self[position]
        let second: ClosedRange<UInt8>
        let length: Int
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard position + length <= count, second.contains(self[position + 1]) else { return nil }
        for offset in 2..<max(2, length) where self[position + offset] & 0xC0 != 0x80 {
            return nil
        }
        return length
    }

    /// The offset of the first byte that is not part of well-formed UTF-8, or nil where all of it is.
    package var firstInvalidUTF8: Int? {
        var position = 0
        while position < count {
            guard let length = utf8Length(at: position) else { return position }
            position += length
        }
        return nil
    }

    /// Whether these bytes are the text, byte for byte.
    package func equals(_ text: StaticString) -> Bool {
        text.withBytes { isEqual(to: $0) }
    }

    /// Whether both hold the same bytes.
    package func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else { return isEqualByteByByte(to: other) }
        return unsafe withUnsafeBufferPointer { own in
            unsafe other.withUnsafeBufferPointer { other in
                guard let own = own.baseAddress, let theirs = other.baseAddress else { return true }
                return unsafe memcmp(own, theirs, other.count) == 0
            }
        }
    }

    // Most names are so short that a call would cost more than the comparison.
    @inline(__always)
    private func isEqualByteByByte(to other: Span<UInt8>) -> Bool {
        for index in indices where self[index] != other[index] {
            return false
        }
        return true
    }

    /// Whether these bytes begin with the text.
    package func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && extracting(0..<text.utf8CodeUnitCount).equals(text)
    }

    /// A hash of these bytes and of what was hashed before them, quick rather than safe from collisions: for tables of
    /// what came before, in which a collision costs time alone.
    package func hash(behind before: UInt64 = Self.hashSeed) -> UInt64 {
        var hash = before ^ UInt64(truncatingIfNeeded: count)
        var position = 0
        while position <= count &- 8 {
            hash = Self.mixed(hash ^ load8(at: position))
            position &+= 8
        }
        while position < count {
            hash = Self.mixed(hash ^ UInt64(self[position]))
            position &+= 1
        }
        return hash
    }

    private static func mixed(_ hash: UInt64) -> UInt64 {
        let product = hash &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    /// A number that nobody outside the process knows.
    package static var hashSeed: UInt64 { hashSeedOfProcess }

    /// A copy of these bytes.
    package var array: [UInt8] {
        unsafe withUnsafeBufferPointer { unsafe [UInt8]($0) }
    }

    /// A copy of the bytes at this range.
    package func array(_ range: Range<Int>) -> [UInt8] {
        extracting(range).array
    }
}

extension [UInt8] {
    /// Appends a copy of these bytes, all at once.
    package mutating func append(copying part: Span<UInt8>) {
        unsafe part.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

extension StaticString {
    /// Lends the text's bytes to a closure.
    @inline(__always)
    package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(unsafe Span(_unsafeStart: utf8Start, count: utf8CodeUnitCount))
    }

    /// The byte at this index of the text.
    package func byte(_ index: Int) -> UInt8 {
        precondition(index >= 0 && index < utf8CodeUnitCount)
        return unsafe utf8Start[index]
    }
}

extension UInt8 {
    /// Whether this is one of `0` to `9`.
    package var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// Whether this is white space between JSON values (RFC 8259 §2).
    package var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

    /// What this hexadecimal digit counts.
    package var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
