import RPC

/// Where jobs that came together are answered together: a responder for each member of the crew, and a slice of the
/// answers for each run of neighbouring jobs.
final class Workshop {
    private let crew: Crew
    private let limits: RPCLimits
    private let desks: [Desk]
    private var slices: [Slice] = []
    private var framing: Framing?

    /// The answers to neighbouring jobs, in order, and the jobs among them that must go to the slow lane.
    ///
    /// Sendable since one thread at a time has it: a member of the crew while a round runs, the caller afterwards.
    final class Slice: @unchecked Sendable {
        /// A job that is answered later, and where in the bytes its answer belongs.
        struct Deferral {
            let job: Job
            let offset: Int
        }

        fileprivate var buffer: AnswerBuffer
        /// What is done here is done before anybody could want it stopped.
        private let cancellation = Cancellation()
        /// The jobs that were not answered here.
        fileprivate(set) var deferrals: [Deferral] = []

        fileprivate init(_ buffer: consuming AnswerBuffer) {
            self.buffer = buffer
        }

        /// How many bytes the answers have.
        var count: Int { buffer.count }

        /// Appends the answers' bytes at this range.
        func copy(_ range: Range<Int>, to bytes: inout [UInt8]) { buffer.copy(range, to: &bytes) }

        /// Lends the answers' bytes to a closure.
        func withBytes(_ body: (Span<UInt8>) -> Void) { buffer.withBytes(body) }

        /// Leaves nothing of the answers in memory.
        func wipe() { buffer.wipe() }

        fileprivate func answer(_ jobs: ArraySlice<Job>, by responder: any Responder) {
            deferrals.removeAll(keepingCapacity: true)
            for job in jobs {
                guard
                    let rest = buffer.answer(job, by: responder, lane: .quick, cancellation: cancellation)
                else { continue }
                deferrals.append(Deferral(job: rest.detached(), offset: buffer.count))
            }
        }
    }

    /// The jobs of a round. A member that comes late may hold the round for a moment longer than it lasts, but not the
    /// jobs, and with them the connection's bytes.
    ///
    /// Sendable since it changes only when the round is over.
    private final class Table: @unchecked Sendable {
        var jobs: [Job]

        init(_ jobs: [Job]) {
            self.jobs = jobs
        }
    }

    /// One member's responder. Sendable since only that member uses it.
    private final class Desk: @unchecked Sendable {
        private let makeResponder: @Sendable () -> any Responder
        lazy var responder = makeResponder()

        init(_ makeResponder: @escaping @Sendable () -> any Responder) {
            self.makeResponder = makeResponder
        }
    }

    /// A workshop for as many threads.
    init(size: Int, limits: RPCLimits, makeResponder: @escaping @Sendable () -> any Responder) {
        crew = Crew(size: size)
        self.limits = limits
        desks = (0..<crew.size).map { _ in Desk(makeResponder) }
    }

    /// Answers the jobs; gives the slices of the answers in the order of the jobs, good until the next call, before
    /// which each is wiped.
    func answer(_ jobs: [Job], framing: Framing) -> ArraySlice<Slice> {
        // Small enough that the last ones keep nobody waiting, large enough that taking one costs nothing.
        let length = crew.size == 1 ? max(1, jobs.count) : max(1, min(16, jobs.count / (crew.size * 4)))
        let count = (jobs.count + length - 1) / length
        prepareSlices(count, framing)
        let (slices, desks) = (slices, desks)
        let table = Table(jobs)
        crew.run(count) { member, index in
            let start = index * length
            let end = min(start + length, table.jobs.count)
            slices[index].answer(table.jobs[start..<end], by: desks[member].responder)
        }
        table.jobs = []
        return slices[..<count]
    }

    private func prepareSlices(_ count: Int, _ framing: Framing) {
        if self.framing != framing { slices = [] }
        self.framing = framing
        while slices.count < count { slices.append(Slice(AnswerBuffer(framing: framing, limits: limits))) }
    }
}
