package import JSON

/// Where the answers to jobs are written, framed for the wire.
package struct AnswerBuffer: ~Copyable {
    private var writer = JSONWriter()
    private let framing: Framing
    private let limits: RPCLimits

    /// An empty buffer for a connection.
    package init(framing: Framing, limits: RPCLimits) {
        self.framing = framing
        self.limits = limits
    }

    /// How many bytes were written so far.
    package var count: Int { writer.count }

    /// A copy of what was written so far.
    package var bytes: [UInt8] { writer.bytes }

    /// Lends what was written so far to a closure.
    package func withBytes(_ body: (Span<UInt8>) -> Void) { writer.withBytes(body) }

    /// Appends what was written at this range to other bytes.
    package func copy(_ range: Range<Int>, to bytes: inout [UInt8]) {
        writer.withBytes { bytes.append(copying: $0.extracting(range)) }
    }

    /// Forgets everything, and leaves nothing of it in memory.
    package mutating func wipe() { writer.wipe() }

    /// Does a job and writes its answer, if it has one. Answers nil where it is done; what must be done in the slow lane
    /// is given back, and nothing is written.
    package mutating func answer(
        _ job: Job, by responder: any Responder, lane: Lane, cancellation: Cancellation = Cancellation(),
        notify: @escaping (StaticString, (inout JSONWriter) -> Void) -> Void = { _, _ in }
    ) -> Job? {
        let start = writer.count
        beginMessage()
        let body = writer.count
        if case .repetition(let call) = job, !cancellation.isCancelled, repeated(call, by: responder) {
            endMessage(start: start, body: body)
            return nil
        }
        let answering = Answering(
            responder: responder, lane: lane, cancellation: cancellation, notify: notify, limits: limits)
        let rest = answering.write(job, to: &writer)
        if rest != nil || writer.count == body { writer.cut(to: start) } else { endMessage(start: start, body: body) }
        return rest
    }

    // Answers false where the call must be read in full: what answers it has not prepared for it, or refuses it.
    private mutating func repeated(_ call: Repetition, by responder: any Responder) -> Bool {
        let start = writer.count
        writer.append("{\"jsonrpc\":\"2.0\",\"id\":")
        writer.append(call.bytes.span.extracting(call.id))
        writer.append(",\"result\":")
        let isDone = responder.respond(to: call, into: &writer)
        writer.append("}")
        if isDone, writer.count - start <= limits.answerBytes { return true }
        writer.cut(to: start)
        return false
    }

    /// Writes a notification, or a request where there is an id.
    package mutating func notification(
        _ method: StaticString, id: Int? = nil, _ params: (inout JSONWriter) -> Void
    ) {
        let start = writer.count
        beginMessage()
        let body = writer.count
        writer.object { writer in
            writer.member("jsonrpc", "2.0" as StaticString)
            writer.member("id", id)
            writer.member("method", method)
            writer.name("params")
            params(&writer)
        }
        endMessage(start: start, body: body)
    }

    // What stands before a body ends in a line feed, so that the writer puts no comma there.
    private mutating func beginMessage() {
        if framing == .headers { writer.append("\r\n\r\n") }
    }

    private mutating func endMessage(start: Int, body: Int) {
        switch framing {
        case .lines: writer.append("\n")
        case .headers: writer.insert("Content-Length: \(writer.count - body)", at: start)
        }
    }
}

/// Turns jobs into answers.
private struct Answering {
    let responder: any Responder
    let lane: Lane
    let cancellation: Cancellation
    let notify: (StaticString, (inout JSONWriter) -> Void) -> Void
    let limits: RPCLimits

    /// Gives back what must move to the slow lane; what was written until then is the caller's to cut.
    func write(_ job: Job, to writer: inout JSONWriter) -> Job? {
        switch job {
        case .nothing: return nil
        case .reply(let value):
            responder.take(value)
            return nil
        case .done(let id):
            writer.answer(to: id) { writer in
                writer.name("result")
                writer.null()
            }
            return nil
        case .refusal(let id, let error):
            writer.refuse(id, error)
            return nil
        case .batch(let entries, let answered): return writeBatch(entries, behind: answered, to: &writer)
        case .call(let request, let method, let template):
            return call(request, method, template, &writer) ? nil : job
        case .repetition(let call): return write(call.expanded(), to: &writer)
        }
    }

    // What a batch has done is not done again in the slow lane: its answers go along.
    private func writeBatch(_ entries: [Job], behind answered: [UInt8], to writer: inout JSONWriter) -> Job? {
        let start = writer.count
        var rest: Job?
        writer.array { writer in
            if !answered.isEmpty { writer.verbatim(answered.span) }
            for (index, entry) in entries.enumerated() {
                let size = writer.count - start
                let entry = size <= limits.answerBytes ? entry : entry.refused(with: tooLarge(size))
                guard let unfinished = write(entry, to: &writer) else { continue }
                rest = .batch(
                    [unfinished] + entries[(index + 1)...],
                    answered: writer.withBytes { $0.extracting((start + 1)...).array })
                return
            }
        }
        // A batch of notifications has no answer at all, not an empty one (JSON-RPC 2.0 §6).
        if writer.count == start + 2 { writer.cut(to: start) }
        return rest
    }

    // Answers false where the call must be made again in the slow lane.
    private func call(
        _ request: Request, _ method: MethodDescription, _ template: CallTemplate?, _ writer: inout JSONWriter
    ) -> Bool {
        let start = writer.count
        do throws(RPCError) {
            try cancellation.check()
            let arguments =
                method.isSelfChecking
                ? Arguments(unchecked: request.params) : try Arguments(request.params, for: method)
            let call = Call(
                method: method, arguments: arguments, lane: lane, cancellation: cancellation, template: template,
                notify: notify)
            writer.beginAnswer(to: request.id)
            writer.name("result")
            try responder.respond(to: call, into: &writer)
            writer.endObject()
            if writer.count - start > limits.answerBytes { throw tooLarge(writer.count - start) }
        } catch {
            writer.cut(to: start)
            if error.isDeferral { return false }
            if let id = request.id { writer.refuse(id, error) }
            return true
        }
        if request.id == nil { writer.cut(to: start) }
        return true
    }

    private func tooLarge(_ size: Int) -> RPCError {
        RPCError(
            .limitAnswer, "The answer has \(size) bytes, more than \(limits.answerBytes).", limit: limits.answerBytes)
    }
}

extension JSONWriter {
    fileprivate mutating func beginAnswer(to id: JSONValue?) {
        beginObject()
        member("jsonrpc", "2.0" as StaticString)
        name("id")
        if let id { copy(id) } else { null() }
    }

    fileprivate mutating func answer(to id: JSONValue?, _ body: (inout JSONWriter) -> Void) {
        beginAnswer(to: id)
        body(&self)
        endObject()
    }

    fileprivate mutating func refuse(_ id: JSONValue?, _ error: RPCError) {
        answer(to: id) { writer in
            writer.name("error")
            error.write(to: &writer)
        }
    }
}
