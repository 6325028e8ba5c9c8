import JSON
import RPC

/// Where requests go that take long, one after another beside everything else.
final class SlowLane: Sendable {
    private struct Errand: Sendable {
        let job: Job
        let ticket: Outbox.Ticket
        let cancellation: Cancellation
    }

    private struct Queue {
        var waiting: [Errand] = []
        var running: Errand?
        var isStaffed = false
    }

    private let queue = Monitor(Queue())
    private let outbox: Outbox
    private let framing: Framing
    private let limits: RPCLimits
    private let makeResponder: @Sendable () -> any Responder

    /// A lane whose answers go to this outbox.
    init(
        outbox: Outbox, framing: Framing, limits: RPCLimits, makeResponder: @escaping @Sendable () -> any Responder
    ) {
        self.outbox = outbox
        self.framing = framing
        self.limits = limits
        self.makeResponder = makeResponder
    }

    /// Takes a job in; where too many wait already it is refused at once.
    func take(_ job: Job) {
        let errand = Errand(job: job, ticket: outbox.reserve(), cancellation: Cancellation())
        let (isFull, mustStaff) = queue.change { queue in
            guard queue.waiting.count < limits.queued else { return (true, false) }
            queue.waiting.append(errand)
            defer { queue.isStaffed = true }
            return (false, !queue.isStaffed)
        }
        if isFull {
            let message = "\(limits.queued) long-running requests are waiting already."
            refuse(errand, RPCError(.limitBusy, message, hint: "Send it again later.", limit: limits.queued))
        }
        if mustStaff { start() }
    }

    /// Stops the request with this id: one that waits is answered now, one that runs as soon as it looks up.
    func cancel(_ request: Unwanted) {
        stop(isAnswered: request.isAnswered) { $0.hasID(request.id) }
    }

    /// Stops everything, each request with its answer: the client is about to go.
    func cancelAll() {
        stop { _ in true }
    }

    private func stop(isAnswered: Bool = true, _ isMeant: (Job) -> Bool) {
        let (stopped, running) = queue.withLock { queue in
            let stopped = queue.waiting.filter { isMeant($0.job) }
            queue.waiting.removeAll { isMeant($0.job) }
            return (stopped, queue.running.flatMap { isMeant($0.job) ? $0 : nil })
        }
        running?.cancellation.cancel(isAnswered: isAnswered)
        for errand in stopped {
            errand.cancellation.cancel(isAnswered: isAnswered)
            refuse(errand, .cancelled)
        }
    }

    private func start() {
        let isStarted = Threads.start { [self] in
            let responder = makeResponder()
            while true {
                let errand = queue.wait { queue -> Errand? in
                    guard !queue.waiting.isEmpty else { return nil }
                    queue.running = queue.waiting.removeFirst()
                    return queue.running
                }
                run(errand, responder)
                // Whoever cancels reads the ids of what runs: nothing is wiped that can still be found.
                queue.withLock { $0.running = nil }
                errand.job.wipe()
            }
        }
        if !isStarted { giveUp() }
    }

    // The next request tries to start the thread again.
    private func giveUp() {
        let stranded = queue.withLock { queue in
            defer { queue = Queue() }
            return queue.waiting
        }
        let error = RPCError(.internalError, "The machine has no thread for a long-running request.")
        for errand in stranded { refuse(errand, error) }
    }

    private func run(_ errand: Errand, _ responder: any Responder) {
        var buffer = AnswerBuffer(framing: framing, limits: limits)
        let rest = buffer.answer(
            errand.job, by: responder, lane: .slow, cancellation: errand.cancellation,
            notify: { [outbox, framing, limits] method, params in
                guard !errand.cancellation.isSilent else { return }
                var notification = AnswerBuffer(framing: framing, limits: limits)
                notification.notification(method, params)
                outbox.put(notification.bytes, before: errand.ticket)
            })
        if rest != nil {
            return answer(errand, RPCError(.internalError, "A long-running request asked to be put off."))
        }
        send(&buffer, for: errand)
    }

    private func refuse(_ errand: Errand, _ error: RPCError) {
        answer(errand, error)
        errand.job.wipe()
    }

    private func answer(_ errand: Errand, _ error: RPCError) {
        var buffer = AnswerBuffer(framing: framing, limits: limits)
        _ = buffer.answer(errand.job.refused(with: error), by: Nobody(), lane: .slow)
        send(&buffer, for: errand)
    }

    // What was answered may have held secrets; so may what was asked, which is wiped once nobody finds it any more.
    private func send(_ buffer: inout AnswerBuffer, for errand: Errand) {
        var bytes = errand.cancellation.isSilent ? [] : buffer.bytes
        buffer.wipe()
        outbox.fill(errand.ticket, &bytes)
    }

    /// Who answers what needs no work.
    private final class Nobody: Responder {
        func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {}
    }
}
