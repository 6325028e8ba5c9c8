/// Every place of a program that the content so far may have led to, walked together one scalar at a time.
///
/// No place is held twice, so that a scalar costs at most one visit to each instruction and nothing is ever tried again
/// (K. Thompson, "Regular Expression Search Algorithm", 1968).
struct PatternMatcher {
    private let instructions: [PatternProgram.Instruction]
    private let sets: [PatternScalars]
    // Places that wait to be followed up to the instructions that take a scalar.
    private var pending: [Int] = []
    // Places whose instruction takes a scalar.
    private var current: [Int] = []
    // The round in which a place was last visited; the last one is the goal.
    private var visited: [Int]
    private var round = 0

    init(_ program: PatternProgram, _ sets: [PatternScalars]) {
        instructions = program.instructions
        self.sets = sets
        visited = Array(repeating: 0, count: program.instructions.count + 1)
    }

    /// Whether a match that began anywhere so far is complete, where the content ends here or goes on.
    ///
    /// Asked once before each scalar and once at the end.
    mutating func isMatched(atEnd: Bool) -> Bool {
        let isStart = round == 0
        round += 1
        current.removeAll(keepingCapacity: true)
        // A match may begin at every place of the content.
        pending.append(0)
        while let place = pending.popLast() {
            if visited[place] == round { continue }
            visited[place] = round
            if place == instructions.count { return true }
            switch instructions[place] {
            case .scalar, .member:
                current.append(place)
            case .fork(let distance):
                pending.append(place + distance)
                pending.append(place + 1)
            case .jump(let distance):
                pending.append(place + distance)
            case .start:
                if isStart { pending.append(place + 1) }
            case .end:
                if atEnd { pending.append(place + 1) }
            }
        }
        return false
    }

    /// Takes the next scalar of the content.
    mutating func advance(over scalar: Unicode.Scalar) {
        for place in current {
            switch instructions[place] {
            case .scalar(let wanted):
                if wanted == scalar { pending.append(place + 1) }
            case .member(let index):
                if sets[index].contains(scalar) { pending.append(place + 1) }
            case .fork, .jump, .start, .end:
                continue
            }
        }
    }
}
