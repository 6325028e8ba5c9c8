/// A number that stands for the name of an entry: names that are alike have the same, others hardly ever. It comes from a hash
/// with a key of this process, so that nobody can make names that meet in one.
///
/// It is made of the parts where they lie: most tokens were not revoked, and nothing is put together for them.
struct NameFingerprint {
    private var hasher = Hasher()

    /// What begins each name of a kind.
    init(_ kind: Revocation.Kind) { hasher.combine(kind.rawValue) }

    /// The number of a name that is kept: of its last part first, since several names may have that in common.
    init(_ name: Revocation.Name) {
        self.init(name.kind)
        let octets = name.octets.span
        for part in Self.parts(of: octets).reversed() {
            if let part { add(octets.extracting(part)) } else { addNothing() }
        }
    }

    private static func parts(of octets: Span<UInt8>) -> [Range<Int>?] {
        var (start, parts) = (0, [Range<Int>?]())
        while start < octets.count {
            guard octets[start] == 1, octets.count - start >= 3 else {
                parts.append(nil)
                start += 1
                continue
            }
            let length = Int(octets[start + 1]) << 8 | Int(octets[start + 2])
            let end = min(start + 3 + length, octets.count)
            parts.append((start + 3)..<end)
            start = end
        }
        return parts
    }

    /// Adds a part that is there.
    mutating func add(_ part: Span<UInt8>) {
        hasher.combine(part.count)
        unsafe part.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// Adds that a part is not there.
    mutating func addNothing() { hasher.combine(-1) }

    /// The number, which is never 0.
    consuming func value() -> UInt64 {
        let value = UInt64(bitPattern: Int64(hasher.finalize()))
        return value == 0 ? 1 : value
    }
}

/// Numbers, found in a step or two: 8 bytes each, in a table that is at most three quarters full.
struct FingerprintTable {
    // A place without a number holds 0.
    private var places = [UInt64](repeating: 0, count: 16)
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    func contains(_ number: UInt64) -> Bool { places[place(of: number)] == number }

    mutating func insert(_ number: UInt64) {
        guard !contains(number) else { return }
        if (count + 1) * 4 > places.count * 3 { grow() }
        places[place(of: number)] = number
        count += 1
    }

    // Where it is, or would be: the places behind the one that it says itself are looked at until one is free.
    private func place(of number: UInt64) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: number) & mask
        while places[place] != 0, places[place] != number { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let numbers = places
        places = Array(repeating: 0, count: numbers.count * 2)
        for number in numbers where number != 0 { places[place(of: number)] = number }
    }
}
