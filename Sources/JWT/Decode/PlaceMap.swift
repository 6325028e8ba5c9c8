/// Where each byte of a mended text stands in the text that it was made from.
///
/// Kept as runs: within one, each byte of the mended text takes up `step` bytes of the original; with a step of 0 all of
/// the run stands for the one byte at `origin`.
struct PlaceMap: Sendable {
    private struct Run {
        let start: Int
        let origin: Int
        let step: Int
    }

    private var first: Run
    // Most texts need no second run, and then nothing is allocated.
    private var others: [Run] = []

    /// A text that stands in the original as it is, from this offset on.
    init(origin: Int = 0) {
        first = Run(start: 0, origin: origin, step: 1)
    }

    /// Says that the mended bytes from `offset` on come from `origin`. Offsets come in order.
    mutating func note(_ offset: Int, from origin: Int, step: Int = 1) {
        let last = others.last ?? first
        if last.step == step, last.origin + (offset - last.start) * step == origin, step > 0 { return }
        let run = Run(start: offset, origin: origin, step: step)
        if others.isEmpty, offset == 0 {
            first = run
        } else if let last = others.last, last.start == offset {
            others[others.count - 1] = run
        } else {
            others.append(run)
        }
    }

    /// Where this range of the mended text stands in the original.
    func range(_ range: Range<Int>) -> Range<Int> {
        let start = origin(of: range.lowerBound).origin
        guard !range.isEmpty else { return start..<start }
        let last = origin(of: range.upperBound - 1)
        return start..<max(start, last.origin + max(1, last.step))
    }

    private func origin(of offset: Int) -> (origin: Int, step: Int) {
        let run = run(of: offset)
        return (run.origin + (offset - run.start) * run.step, run.step)
    }

    private func run(of offset: Int) -> Run {
        var lower = 0
        var upper = others.count
        while lower < upper {
            let middle = lower + (upper - lower) / 2
            if others[middle].start <= offset {
                lower = middle + 1
            } else {
                upper = middle
            }
        }
        return lower == 0 ? first : others[lower - 1]
    }
}
