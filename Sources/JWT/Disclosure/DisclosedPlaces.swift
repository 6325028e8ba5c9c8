/// Where the values of claims that were put together from a payload and its disclosures stand in the token as it was given.
package final class DisclosedPlaces: Sendable {
    private let starts: [Int]
    private let ranges: [Range<Int>]

    /// The offset that each value begins at, ascending, and the bytes of the token that it came from.
    init(starts: [Int], ranges: [Range<Int>]) {
        self.starts = starts
        self.ranges = ranges
    }

    /// The bytes of the token that the value at this range of the claims came from.
    func range(_ part: Range<Int>) -> Range<Int> {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= part.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? ranges[low - 1] : 0..<0
    }
}
