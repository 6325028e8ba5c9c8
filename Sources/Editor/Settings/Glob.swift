/// A pattern for paths as LSP has it: `*` within a name, `**` across names, `?`, `{a,b}`, `[a-z]`, `[!a-z]` (LSP 3.17,
/// "DocumentFilter").
struct Glob: Sendable {
    /// The pattern without braces: it is any of these.
    private let choices: [[UInt8]]

    /// A pattern; one that has no slash is about names anywhere.
    init(_ pattern: String) {
        let bytes = Array(pattern.utf8.prefix(Self.lengthLimit))
        let anchored = bytes.contains(UInt8(ascii: "/")) ? bytes : Array("**/".utf8) + bytes
        var choices = [anchored]
        // Braces multiply: there are never more than so many.
        while let index = choices.firstIndex(where: { Self.braces(in: $0) != nil }), choices.count <= Self.choiceLimit {
            guard let (whole, parts) = Self.braces(in: choices[index]) else { break }
            let pattern = choices.remove(at: index)
            choices += parts.map { pattern[..<whole.lowerBound] + pattern[$0] + pattern[whole.upperBound...] }
                .map { Array($0) }
        }
        self.choices = Array(choices.prefix(Self.choiceLimit))
    }

    private static let lengthLimit = 1024
    private static let choiceLimit = 64

    /// Whether a path, which has slashes between its names, is one of the pattern's.
    func matches(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        return choices.contains { Self.matches($0, bytes) }
    }

    // The first group of braces that holds no other, and what stands between its commas.
    private static func braces(in pattern: [UInt8]) -> (whole: Range<Int>, parts: [Range<Int>])? {
        guard let close = pattern.firstIndex(of: UInt8(ascii: "}")),
            let open = pattern[..<close].lastIndex(of: UInt8(ascii: "{"))
        else { return nil }
        var parts: [Range<Int>] = []
        var start = open + 1
        for index in (open + 1)..<close where pattern[index] == UInt8(ascii: ",") {
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<close)
        return (open..<(close + 1), parts)
    }

    // What was left open by a star is tried with one byte more, the last star first: no more than length by length steps for each
    // kind of star.
    private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        var (p, t) = (0, 0)
        var star: (pattern: Int, path: Int)?
        var doubleStar: (pattern: Int, path: Int)?
        var steps = 0
        while t < path.count || p < pattern.count {
            steps += 1
            if steps > stepLimit { return false }
            if isDoubleStar(pattern, p) {
                // `**/` is also nothing.
                let isFolder = p + 2 < pattern.count && pattern[p + 2] == UInt8(ascii: "/")
                p += isFolder ? 3 : 2
                (doubleStar, star) = ((p, t), nil)
                continue
            }
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                p += 1
                star = (p, t)
                continue
            }
            if t < path.count, let next = one(pattern, p, path[t]) {
                (p, t) = (next, t + 1)
                continue
            }
            if let last = star, last.path < path.count, path[last.path] != UInt8(ascii: "/") {
                star = (last.pattern, last.path + 1)
                (p, t) = (last.pattern, last.path + 1)
                continue
            }
            guard let last = doubleStar, last.path < path.count else { return false }
            doubleStar = (last.pattern, last.path + 1)
            (p, t, star) = (last.pattern, last.path + 1, nil)
        }
        return true
    }

    private static let stepLimit = 1 << 20

    private static func isDoubleStar(_ pattern: [UInt8], _ place: Int) -> Bool {
        place + 1 < pattern.count && pattern[place] == UInt8(ascii: "*") && pattern[place + 1] == UInt8(ascii: "*")
    }

    // The place behind what stands for one byte, if it stands for this one.
    private static func one(_ pattern: [UInt8], _ place: Int, _ byte: UInt8) -> Int? {
        guard place < pattern.count else { return nil }
        switch pattern[place] {
        case UInt8(ascii: "?"): return byte == UInt8(ascii: "/") ? nil : place + 1
        case UInt8(ascii: "["):
            guard let close = pattern[(place + 1)...].firstIndex(of: UInt8(ascii: "]")) else {
                return byte == pattern[place] ? place + 1 : nil
            }
            let isNegated = [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[place + 1])
            let set = pattern[(place + (isNegated ? 2 : 1))..<max(close, place + (isNegated ? 2 : 1))]
            return holds(set, byte) != isNegated && byte != UInt8(ascii: "/") ? close + 1 : nil
        default: return byte == pattern[place] ? place + 1 : nil
        }
    }

    private static func holds(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
        var index = set.startIndex
        while index < set.endIndex {
            if index + 2 < set.endIndex, set[index + 1] == UInt8(ascii: "-") {
                if set[index] <= byte, byte <= set[index + 2] { return true }
                index += 3
            } else {
                if set[index] == byte { return true }
                index += 1
            }
        }
        return false
    }
}
