import JSON
import RPC

/// Where requests go that take long, one after another beside everything else.
final class SlowLane: Sendable {
    private struct Task: Sendable {
        let job: Job
        let ticket: Outbox.Ticket
        let cancellation: Cancellation
    }

    private struct Queue {
        var waiting: [Task] = []
        var running: Task?
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
        let task = Task(job: job, ticket: outbox.reserve(), cancellation: Cancellation())
        let (isFull, mustStaff) = queue.change { queue in
            guard queue.waiting.count < limits.queued else { return (true, false) }
            queue.waiting.append(task)
            defer { queue.isStaffed = true }
            return (false, !queue.isStaffed)
        }
        if isFull {
            let message = "\(limits.queued) long-running requests are waiting already."
            refuse(task, RPCError(.limitBusy, message, hint: "Send it again later.", limit: limits.queued))
        }
        if mustStaff { start() }
    }

    /// Stops the request with this id: one that waits is answered now, one that runs as soon as it looks up.
    func cancel(_ id: JSONValue) {
        stop { $0.hasID(id) }
    }

    /// Stops everything, each request with its answer: the client is about to go.
    func cancelAll() {
        stop { _ in true }
    }

    private func stop(_ isMeant: (Job) -> Bool) {
        let (stopped, running) = queue.withLock { queue in
            let stopped = queue.waiting.filter { isMeant($0.job) }
            queue.waiting.removeAll { isMeant($0.job) }
            return (stopped, queue.running.flatMap { isMeant($0.job) ? $0 : nil })
        }
        running?.cancellation.cancel()
        for task in stopped { refuse(task, RPCError(.cancelled, "The request was cancelled.")) }
    }

    private func start() {
        Threads.start { [self] in
            let responder = makeResponder()
            while true {
                let task = queue.wait { queue -> Task? in
                    guard !queue.waiting.isEmpty else { return nil }
                    queue.running = queue.waiting.removeFirst()
                    return queue.running
                }
                run(task, responder)
                queue.withLock { $0.running = nil }
            }
        }
    }

    private func run(_ task: Task, _ responder: any Responder) {
        var buffer = AnswerBuffer(framing: framing, limits: limits)
        _ = buffer.answer(
            task.job, by: responder, lane: .slow, cancellation: task.cancellation,
            notify: { [outbox, framing, limits] method, params in
                var notification = AnswerBuffer(framing: framing, limits: limits)
                notification.notification(method, params)
                outbox.put(notification.bytes, before: task.ticket)
            })
        outbox.fill(task.ticket, buffer.bytes)
    }

    private func refuse(_ task: Task, _ error: RPCError) {
        var buffer = AnswerBuffer(framing: framing, limits: limits)
        _ = buffer.answer(.refusal(id: task.job.id, error), by: Nobody(), lane: .quick)
        outbox.fill(task.ticket, buffer.bytes)
    }

    /// Who answers what needs no work.
    private final class Nobody: Responder {
        func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {}
    }
}

extension Job {
    /// Whether this is the request with this id: the same kind, the same bytes.
    fileprivate func hasID(_ id: JSONValue) -> Bool {
        guard let own = self.id else { return false }
        return own.kind == id.kind && own.text.elementsEqual(id.text)
    }
}
