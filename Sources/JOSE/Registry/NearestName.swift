/// The known name that somebody most likely meant when they wrote an unknown one.
package enum NearestName {
    /// Answers the candidate nearest to `written`, the first of equals, or nil where none is near.
    ///
    /// Near means at most one slip (a byte added, dropped, changed, or two neighbours swapped) for every three bytes of
    /// the shorter of the two, or one slip where that is none; a difference of case alone is no slip.
    package static func nearest(to written: Span<UInt8>, among candidates: [String]) -> String? {
        var best: (name: String, slips: Int)?
        for candidate in candidates {
            let allowed = max(1, min(written.count, candidate.utf8.count) / 3)
            // Slips are never fewer than the difference in length, so a long text costs nothing.
            guard abs(candidate.utf8.count - written.count) <= allowed else { continue }
            let slips = distance(folded(written), candidate.utf8.map(folded))
            guard slips <= allowed, slips < best?.slips ?? .max else { continue }
            best = (candidate, slips)
        }
        return best?.name
    }

    /// The optimal string alignment distance: additions, omissions, changes and swaps of neighbours.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        var current = last
        for row in first.indices {
            current[0] = row + 1
            for column in second.indices {
                let change = last[column] + (first[row] == second[column] ? 0 : 1)
                current[column + 1] = min(change, last[column + 1] + 1, current[column] + 1)
                let isSwap =
                    row > 0 && column > 0 && first[row] == second[column - 1] && first[row - 1] == second[column]
                if isSwap { current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1) }
            }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[second.count]
    }

    private static func folded(_ bytes: Span<UInt8>) -> [UInt8] {
        bytes.indices.map { folded(bytes[$0]) }
    }

    /// ASCII letters in lower case; every other byte as it is.
    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
