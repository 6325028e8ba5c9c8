import Synchronization

/// The threads that share a round of jobs: the caller's own, and one for each other processor.
///
/// The others start with the first round that needs them and sleep between rounds.
final class Crew: Sendable {
    /// How many work at once, the caller included.
    let size: Int
    private let board = Monitor(Board())

    private struct Board {
        var round: Round?
        var isStaffed = false
    }

    /// A crew of this size.
    init(size: Int) {
        self.size = max(1, size)
    }

    /// Runs the body once for each index, on every thread that is free, and comes back when all are done. The body is
    /// told which member of the crew runs it, 0 being the caller.
    func run(_ count: Int, _ body: @escaping @Sendable (_ member: Int, _ index: Int) -> Void) {
        guard size > 1, count > 1 else {
            for index in 0..<count { body(0, index) }
            return
        }
        let round = Round(count: count, body: body)
        let mustStaff = board.change { board in
            board.round = round
            defer { board.isStaffed = true }
            return !board.isStaffed
        }
        if mustStaff { hire() }
        round.work(as: 0)
        round.waitForOthers()
        board.withLock { $0.round = nil }
    }

    private func hire() {
        for member in 1..<size {
            Threads.start { [board] in
                while true {
                    let round = board.wait { board in board.round?.isOpen == true ? board.round : nil }
                    round.work(as: member)
                }
            }
        }
    }

    /// One round: indices are taken from the front until none are left.
    private final class Round: Sendable {
        private let count: Int
        private let body: @Sendable (Int, Int) -> Void
        private let next = Atomic(0)
        private let done = Atomic(0)

        init(count: Int, body: @escaping @Sendable (Int, Int) -> Void) {
            self.count = count
            self.body = body
        }

        var isOpen: Bool { next.load(ordering: .relaxed) < count }

        func work(as member: Int) {
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(member, index)
                done.add(1, ordering: .releasing)
            }
        }

        // What is still running takes microseconds: the rest of one slice on each other thread.
        func waitForOthers() {
            var spins = 0
            while done.load(ordering: .acquiring) < count {
                spins += 1
                if spins > 1000 { Threads.yield() }
            }
        }
    }
}
