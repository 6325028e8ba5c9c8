package import JSON

/// One message's worth of work, ready for any thread.
package enum Job: Sendable {
    /// A call of a known method; its parameters are not looked at yet.
    case call(Request, MethodDescription)
    /// The entries of a batch, answered together.
    case batch([Job])
    /// An answer that needs no work: an id, and the error.
    case refusal(id: JSONValue?, RPCError)
    /// An answer that needs no work: a result of `null`.
    case done(id: JSONValue)
    /// Nothing: an ignored notification or response, inside a batch.
    case nothing

    /// The id of a single request.
    package var id: JSONValue? {
        guard case .call(let request, _) = self else { return nil }
        return request.id
    }
}

/// Where the answers to jobs are written, framed for the wire.
package struct AnswerBuffer {
    private var writer = JSONWriter()
    private let framing: Framing
    private let limits: RPCLimits

    /// An empty buffer for a connection.
    package init(framing: Framing, limits: RPCLimits) {
        self.framing = framing
        self.limits = limits
    }

    /// What was written so far.
    package var bytes: [UInt8] { writer.bytes }

    /// Forgets everything and keeps the memory.
    package mutating func removeAll() { writer.removeAll() }

    /// Does a job and writes its answer, if it has one. Answers false, and writes nothing, where it must be done again
    /// in the slow lane.
    package mutating func answer(
        _ job: Job, by responder: any Responder, lane: Lane, cancellation: Cancellation = Cancellation(),
        notify: @escaping (StaticString, (inout JSONWriter) -> Void) -> Void = { _, _ in }
    ) -> Bool {
        let start = writer.count
        beginMessage()
        let body = writer.count
        let answering = Answering(
            responder: responder, lane: lane, cancellation: cancellation, notify: notify, limits: limits)
        guard answering.write(job, to: &writer) else {
            writer.cut(to: start)
            return false
        }
        if writer.count == body { writer.cut(to: start) } else { endMessage(start: start, body: body) }
        return true
    }

    /// Writes a notification.
    package mutating func notification(_ method: StaticString, _ params: (inout JSONWriter) -> Void) {
        let start = writer.count
        beginMessage()
        let body = writer.count
        writer.object { writer in
            writer.member("jsonrpc", "2.0" as StaticString)
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

    /// Answers false where the job must move to the slow lane; what was written until then is the caller's to cut.
    func write(_ job: Job, to writer: inout JSONWriter) -> Bool {
        switch job {
        case .nothing: break
        case .done(let id):
            writer.answer(to: id) { writer in
                writer.name("result")
                writer.null()
            }
        case .refusal(let id, let error): writer.refuse(id, error)
        case .batch(let entries): return writeBatch(entries, to: &writer)
        case .call(let request, let method): return call(request, method, &writer)
        }
        return true
    }

    private func writeBatch(_ entries: [Job], to writer: inout JSONWriter) -> Bool {
        let start = writer.count
        var isAnswered = true
        writer.array { writer in
            for entry in entries where isAnswered {
                isAnswered = write(entry, to: &writer)
            }
        }
        // A batch of notifications has no answer at all, not an empty one (JSON-RPC 2.0 §6).
        if writer.count == start + 2 { writer.cut(to: start) }
        return isAnswered
    }

    private func call(_ request: Request, _ method: MethodDescription, _ writer: inout JSONWriter) -> Bool {
        let start = writer.count
        do throws(RPCError) {
            try cancellation.check()
            let arguments =
                method.isSelfChecking
                ? Arguments(unchecked: request.params) : try Arguments(request.params, for: method)
            let call = Call(
                method: method, arguments: arguments, lane: lane, cancellation: cancellation, notify: notify)
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
