/// A regular expression, or a part of one, as instructions for `PatternMatcher`.
///
/// Places are counted from the instruction that names them. That makes a part mean the same wherever it stands, and a
/// repetition is the part written out again.
struct PatternProgram: Sendable, Equatable {
    /// One step; a program is at its goal when it has walked off its end.
    enum Instruction: Sendable, Equatable {
        /// Takes exactly this scalar.
        case scalar(Unicode.Scalar)
        /// Takes a scalar of the expression's set with this index.
        case member(of: Int)
        /// Goes on here and also that many instructions further, or back.
        case fork(Int)
        /// Goes on that many instructions further.
        case jump(Int)
        /// Goes on if nothing stands before.
        case start
        /// Goes on if nothing follows.
        case end
    }

    private(set) var instructions: [Instruction] = []

    init() {}

    init(_ instruction: Instruction) {
        instructions = [instruction]
    }

    /// Has the other part match behind this one.
    mutating func append(_ other: PatternProgram) throws(Pattern.Fault) {
        try Self.checkSize(instructions.count + other.instructions.count)
        instructions += other.instructions
    }

    /// Matches what this part or the other matches.
    func or(_ other: PatternProgram) throws(Pattern.Fault) -> PatternProgram {
        let (first, second) = (instructions.count, other.instructions.count)
        try Self.checkSize(first + second + 2)
        return PatternProgram([.fork(first + 2)] + instructions + [.jump(second + 1)] + other.instructions)
    }

    /// Matches this part as often as the bounds say, `atMost` being nil where there is no upper one.
    ///
    /// Both bounds are at most `Pattern.repetitionLimit`, and the upper is not below the lower.
    func repeated(atLeast: Int, atMost: Int?) throws(Pattern.Fault) -> PatternProgram {
        let size = instructions.count
        // Nothing is nothing however often it stands there; the loop over it would have no end.
        guard size > 0 else { return self }
        guard let atMost else {
            let copies = max(atLeast, 1)
            try Self.checkSize(size * copies + 2)
            let skip: [Instruction] = atLeast == 0 ? [.fork(size + 2)] : []
            return PatternProgram(skip + written(copies) + [.fork(-size)])
        }
        let optional = atMost - atLeast
        try Self.checkSize(size * atLeast + (size + 1) * optional)
        var result = written(atLeast)
        for remaining in stride(from: optional, to: 0, by: -1) {
            result.append(.fork(remaining * (size + 1)))
            result += instructions
        }
        return PatternProgram(result)
    }

    private init(_ instructions: [Instruction]) {
        self.instructions = instructions
    }

    private func written(_ times: Int) -> [Instruction] {
        var result: [Instruction] = []
        result.reserveCapacity(instructions.count * times)
        for _ in 0..<times { result += instructions }
        return result
    }

    // Before the memory is taken: parts within the limit and bounds within theirs cannot overflow an Int.
    private static func checkSize(_ size: Int) throws(Pattern.Fault) {
        guard size <= Pattern.programLimit else { throw .tooLarge(limit: Pattern.programLimit) }
    }
}
