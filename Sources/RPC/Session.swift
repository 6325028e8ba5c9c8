import JSON

/// One client's conversation: bytes become jobs, in order, whatever arrives.
///
/// The session reads and decides; it does no work and starts no thread. Who runs it reads bytes, asks for jobs, has them
/// answered on as many threads as there are, and asks again.
package final class Session {
    /// What the bytes that are there amount to.
    package enum Step {
        /// These jobs, in the order in which they came; there may be more.
        case jobs([Job])
        /// More bytes are needed.
        case wait
        /// The client said `exit`.
        case exit(code: Int32)
    }

    private let methods: [MethodDescription]
    private let limits: RPCLimits
    private let cancel: (Unwanted) -> Void
    private var framer: Framer
    private var lifecycle = Lifecycle()
    private var pages: [JSONPage] = []
    private var exitCode: Int32?
    /// Whether one of the jobs given last changes what others see.
    package private(set) var hasBarriers = false
    /// Calls that came before, and those that came with the jobs given last.
    private var templates = CallTemplates()
    /// Requests that the message just read has cancelled.
    private var cancelled: [Unwanted] = []

    /// A conversation about these methods. `cancel` is told of every request that is no longer wanted.
    package init(
        methods: [MethodDescription], framing: Framing? = nil, limits: RPCLimits = RPCLimits(),
        cancel: @escaping (Unwanted) -> Void = { _ in }
    ) {
        self.methods = methods
        self.limits = limits
        self.cancel = cancel
        framer = Framer(framing, limits: limits)
    }

    /// The framing in use; answers that come before it is known go out as lines.
    package var framing: Framing { framer.framing ?? .lines }

    /// The first byte that is still needed; those before it can be dropped, which `rebase` is then told.
    package var position: Int { framer.position }

    /// The first `dropped` bytes of the buffer are gone.
    package func rebase(by dropped: Int) { framer.rebase(by: dropped) }

    /// Reads what is there. `isEnd` says that nothing will follow.
    package func next(in bytes: [UInt8], isEnd: Bool) -> Step {
        if let exitCode { return .exit(code: exitCode) }
        hasBarriers = false
        var jobs: [Job] = []
        while jobs.count < limits.inFlight, exitCode == nil {
            switch framer.next(in: bytes.span, isEnd: isEnd) {
            case .exhausted: return jobs.isEmpty ? .wait : .jobs(jobs)
            case .fault(let error, let id): jobs.append(.refusal(id: id, error))
            case .message(let range):
                read(range, of: bytes, isEnd: isEnd, into: &jobs)
                cancel(among: &jobs)
            }
        }
        if jobs.isEmpty, let exitCode { return .exit(code: exitCode) }
        return .jobs(jobs)
    }

    /// The jobs given last are done: their memory can be used again.
    package func release() {
        for index in pages.indices { pages[index].release() }
        templates.settle()
    }

    private func read(_ range: Range<Int>, of bytes: [UInt8], isEnd: Bool, into jobs: inout [Job]) {
        if lifecycle.servesCalls, let call = templates.repetition(range, of: bytes) {
            return jobs.append(.repetition(call))
        }
        while pages.count <= jobs.count { pages.append(JSONPage()) }
        do throws(JSONFault) {
            let value = try pages[jobs.count].read(bytes, range, limits: limits.json)
            take(value, into: &jobs)
        } catch {
            refuse(error, in: range, of: bytes, isEnd: isEnd, into: &jobs)
        }
    }

    private func refuse(
        _ fault: JSONFault, in range: Range<Int>, of bytes: [UInt8], isEnd: Bool, into jobs: inout [Job]
    ) {
        let next = range.lowerBound + fault.offset
        if fault.kind == .trailingBytes, next > range.lowerBound, framer.split(at: next) {
            return read(range.lowerBound..<next, of: bytes, isEnd: isEnd, into: &jobs)
        }
        if framer.forgives(fault, in: range, bytes.span, isEnd: isEnd) { return }
        var error = RPCError(fault)
        if bytes.span.extracting(range).looksLikeUTF16 { error.hint = "This looks like UTF-16; JSON is UTF-8." }
        // What is no JSON has no id (JSON-RPC 2.0 §5); what passes a limit may have one.
        let id = fault.limit == nil ? nil : RequestIDSearch.id(in: bytes.span.extracting(range), limits: limits)
        jobs.append(.refusal(id: id, error))
    }

    // A cancellation overtakes what it came with; what was given out before is for `cancel` to stop. What begins a life is
    // done: that it began is noted already.
    private func cancel(among jobs: inout [Job]) {
        for request in cancelled {
            for index in jobs.indices where jobs[index].hasID(request.id) && !jobs[index].isBeginning {
                jobs[index] = request.isAnswered ? jobs[index].refused(with: .cancelled) : .nothing
            }
            cancel(request)
        }
        cancelled.removeAll()
    }

    private func take(_ value: JSONValue, into jobs: inout [Job]) {
        guard value.kind == .array else {
            let job = job(for: value)
            switch job {
            case .nothing: return
            case .call(let request, let method, _):
                let template = templates.template(of: request, method, in: value, limits: limits)
                return jobs.append(.call(request, method, template))
            default: return jobs.append(job)
            }
        }
        if let error = refusal(ofBatch: value) { return jobs.append(.refusal(id: nil, error)) }
        jobs.append(.batch(value.elements.map { job(for: $0) }))
    }

    private func refusal(ofBatch value: JSONValue) -> RPCError? {
        if framing == .headers {
            return RPCError(.invalidRequest, "LSP's framing has no batches; send single messages.")
        }
        if value.count == 0 { return RPCError(.invalidRequest, "A batch has at least one entry.") }
        guard value.count <= limits.batchEntries else {
            return RPCError(
                .limitBatch, "A batch has \(value.count) entries, more than \(limits.batchEntries).",
                limit: limits.batchEntries)
        }
        return nil
    }

    private func job(for value: JSONValue) -> Job {
        switch Message(value, limits: limits) {
        case .response(let value):
            hasBarriers = true
            return .reply(value)
        case .invalid(let id, let error): return .refusal(id: id, error)
        case .request(let request): return job(for: request)
        }
    }

    private func job(for request: Request) -> Job {
        if request.id == nil, handle(notification: request) { return .nothing }
        let method = method(of: request)
        if let error = lifecycle.admit(request, of: method) { return refusal(of: request, error) }
        if request.method.isString("shutdown") { return request.id.map { .done(id: $0) } ?? .nothing }
        if let method {
            if method.isBarrier { hasBarriers = true }
            return .call(request, method)
        }
        return refusal(of: request, unknown(request.method))
    }

    private func method(of request: Request) -> MethodDescription? {
        request.method.withString { name -> MethodDescription? in
            for method in methods where name.equals(method.name) && method.isMeant(by: request) { return method }
            return nil
        } ?? nil
    }

    // What a notification cannot be told, it is not told; those with an effect have it here, ahead of the queue.
    private func handle(notification: Request) -> Bool {
        if notification.method.isString("exit") {
            exitCode = lifecycle.exitCode
            return true
        }
        guard let request = Unwanted(notification) else { return false }
        cancelled.append(request)
        return true
    }

    private func refusal(of request: Request, _ error: @autoclosure () -> RPCError) -> Job {
        guard let id = request.id else { return .nothing }
        return .refusal(id: id, error())
    }

    private func unknown(_ method: JSONValue) -> RPCError {
        let nearest = Spelling.nearest(to: method.string, among: methods.map { "\($0.name)" })
        return RPCError(
            .methodNotFound, "There is no method \(method.excerpt()).",
            hint: nearest.map { "Did you mean \($0)?" } ?? "rpc.discover lists them all.")
    }
}

extension Span where Element == UInt8 {
    /// Whether every other one of the first bytes is zero, or a UTF-16 byte order mark stands there.
    fileprivate var looksLikeUTF16: Bool {
        guard count >= 2 else { return false }
        let isMarked = (self[0] == 0xFF && self[1] == 0xFE) || (self[0] == 0xFE && self[1] == 0xFF)
        return isMarked || (self[0] == 0) != (self[1] == 0)
    }
}
