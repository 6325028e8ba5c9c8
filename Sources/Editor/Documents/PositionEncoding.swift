import JSON

/// What the characters of a position count: bytes, UTF-16 units or Unicode scalars (LSP 3.17, "PositionEncodingKind").
package enum PositionEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"

    /// The one to speak of those that a client offers: bytes if it can, else the first that we know. A client that offers none
    /// counts in UTF-16.
    init(offered: JSONValue?) {
        let known = offered?.elements.compactMap { $0.string.flatMap { PositionEncoding(rawValue: $0) } } ?? []
        self = known.contains(.utf8) ? .utf8 : known.first ?? .utf16
    }

    /// How far a place in a line is from its start, which is at `line.startIndex`.
    func distance(in line: ArraySlice<UInt8>, to offset: Int) -> Int {
        if self == .utf8 { return offset - line.startIndex }
        let part = line.span.extracting(..<(offset - line.startIndex))
        // Two plain loops, which the compiler does many bytes at a time: a line may be long.
        var count = 0
        for index in part.indices { count &+= part[index] & 0xC0 == 0x80 ? 0 : 1 }
        guard self == .utf16 else { return count }
        for index in part.indices { count &+= part[index] >= 0xF0 ? 1 : 0 }
        return count
    }

    /// The place in a line that is so far from its start; the end of the line where it is shorter.
    func offset(in line: ArraySlice<UInt8>, at distance: Int) -> Int {
        if self == .utf8 { return Self.boundary(in: line, before: min(distance, line.count) + line.startIndex) }
        var rest = distance
        for index in line.indices where line[index] & 0xC0 != 0x80 {
            if rest <= 0 { return index }
            rest -= units(line[index])
            // A place between the halves of a surrogate pair is the place before it.
            if rest < 0 { return index }
        }
        return line.endIndex
    }

    // What a character with this first byte counts; the bytes behind it count nothing.
    private func units(_ byte: UInt8) -> Int {
        if byte & 0xC0 == 0x80 { return 0 }
        return self == .utf16 && byte >= 0xF0 ? 2 : 1
    }

    private static func boundary(in line: ArraySlice<UInt8>, before offset: Int) -> Int {
        var place = offset
        while place > line.startIndex, place < line.endIndex, line[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }
}
