import Glibc
import JSON
import RPC

/// The process at work: reads requests, has them answered on all processors, writes the answers.
///
/// A lone request is answered on the thread that read it; several that came together are shared by the crew; one that
/// takes long goes to the slow lane.
final class Service {
    private let streams: StandardStreams
    private let limits: RPCLimits
    private let methods: [MethodDescription]
    private let makeResponder: @Sendable () -> any Responder
    private let workshop: Workshop
    private let initiator: (any Initiator)?
    /// What goes out and what takes long; made when the framing is known.
    private var connection: Connection?
    /// Requests that were read and not yet answered.
    private var bytes: [UInt8] = []
    private var outgoing: [UInt8] = []

    private struct Connection {
        let framing: Framing
        let outbox: Outbox
        let slowLane: SlowLane
    }

    /// A service for these methods, with a responder for each thread that answers, and perhaps one who speaks unasked.
    init(
        _ streams: StandardStreams, methods: [MethodDescription], limits: RPCLimits = RPCLimits(),
        processors: Int = Threads.processors, initiator: (any Initiator)? = nil,
        makeResponder: @escaping @Sendable () -> any Responder
    ) {
        self.initiator = initiator
        self.streams = streams
        self.methods = methods
        self.limits = limits
        self.makeResponder = makeResponder
        workshop = Workshop(size: processors, limits: limits, makeResponder: makeResponder)
    }

    /// Serves until the input ends or the client says so; gives the exit code.
    func run(framing: Framing?) -> Int32 {
        let session = Session(methods: methods, framing: framing, limits: limits) { [self] request in
            connection?.slowLane.cancel(request)
        }
        while let count = read() {
            if let code = serve(session, isEnd: count == 0) { return stop(code) }
            if count == 0 { return finish(0) }
            forget(session)
        }
        return finish(Self.inputOrOutput)
    }

    /// The exit code where a standard stream failed.
    private static let inputOrOutput: Int32 = 3

    private func read() -> Int? {
        bytes.makeRoom(for: Self.readBytes)
        return streams.read(appendingTo: &bytes, atMost: Self.readBytes)
    }

    /// Bytes asked for at once: a pipe holds a quarter of that.
    private static let readBytes = 256 << 10

    // Answers all that is there; gives the exit code when this is the end.
    private func serve(_ session: Session, isEnd: Bool) -> Int32? {
        while true {
            switch session.next(in: bytes, isEnd: isEnd) {
            case .wait: return nil
            case .exit(let code): return code
            case .jobs(let jobs):
                let connection = connect(session.framing)
                if session.hasBarriers { answerApart(jobs, connection) } else { answer(jobs, connection) }
                if connection.outbox.failure != nil { return 0 }
            }
            session.release()
        }
    }

    // What changes what others see is answered alone; then it is time to say what followed from it.
    private func answerApart(_ jobs: [Job], _ connection: Connection) {
        var rest = jobs[...]
        while let count = Self.countTogether(rest) {
            answer(Array(rest.prefix(count)), connection)
            rest = rest.dropFirst(count)
        }
        initiator?.settle()
    }

    // How many can be answered at once.
    private static func countTogether(_ jobs: ArraySlice<Job>) -> Int? {
        guard let first = jobs.first else { return nil }
        return first.isBarrier ? 1 : jobs.firstIndex(where: \.isBarrier).map { $0 - jobs.startIndex } ?? jobs.count
    }

    private func answer(_ jobs: [Job], _ connection: Connection) {
        let slices = workshop.answer(jobs, framing: connection.framing)
        if slices.count == 1, let slice = slices.first, slice.deferrals.isEmpty {
            slice.withBytes { connection.outbox.put($0) }
            return slice.wipe()
        }
        for slice in slices {
            var sent = 0
            outgoing.makeRoom(for: slice.count)
            for deferral in slice.deferrals {
                slice.copy(sent..<deferral.offset, to: &outgoing)
                sent = deferral.offset
                send(to: connection.outbox)
                connection.slowLane.take(deferral.job)
            }
            slice.copy(sent..<slice.count, to: &outgoing)
            slice.wipe()
        }
        send(to: connection.outbox)
    }

    private func send(to outbox: Outbox) {
        outbox.put(outgoing)
        outgoing.wipe()
        outgoing.removeAll(keepingCapacity: outgoing.capacity <= 4 * Self.readBytes)
    }

    private func connect(_ framing: Framing) -> Connection {
        if let connection, connection.framing == framing { return connection }
        let outbox = Outbox(streams, framing: framing)
        let lane = SlowLane(outbox: outbox, framing: framing, limits: limits, makeResponder: makeResponder)
        let connection = Connection(framing: framing, outbox: outbox, slowLane: lane)
        self.connection = connection
        initiator?.begin(OutboxMessenger(outbox: outbox, framing: framing, limits: limits))
        return connection
    }

    // What was answered may have held secrets: it is wiped before its place is used again.
    private func forget(_ session: Session) {
        let done = session.position
        guard done > 0 else { return }
        bytes.wipeFirst(done)
        session.rebase(by: done)
        if bytes.isEmpty, bytes.capacity > 4 * Self.readBytes { bytes = [] }
    }

    // The input ended: what was accepted is still answered, however long it takes.
    private func finish(_ code: Int32) -> Int32 {
        connection?.outbox.drain()
        guard let failure = connection?.outbox.failure, failure != EPIPE else { return code }
        StandardStreams.complain(of: "standard output", failure)
        return Self.inputOrOutput
    }

    // The client said exit, or reads no more: what still runs is stopped, and that is its answer.
    private func stop(_ code: Int32) -> Int32 {
        connection?.slowLane.cancelAll()
        return finish(code)
    }
}
