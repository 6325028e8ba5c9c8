package import JSON

/// One message's worth of work, ready for any thread.
package enum Job: Sendable {
    /// A call of a known method; its parameters are not looked at yet. The template would recognise it again.
    case call(Request, MethodDescription, CallTemplate? = nil)
    /// A call that came before, about something else.
    case repetition(Repetition)
    /// The entries of a batch, answered together, behind those that are answered already: the elements of the array
    /// that is the answer, commas between them.
    case batch([Job], answered: [UInt8] = [])
    /// What the client answers to something that we asked: it has no answer.
    case reply(JSONValue)
    /// An answer that needs no work: an id, and the error.
    case refusal(id: JSONValue?, RPCError)
    /// An answer that needs no work: a result of `null`.
    case done(id: JSONValue)
    /// Nothing: an ignored notification or response, inside a batch.
    case nothing

    /// Whether this is the single request with this id: the same bytes, quotes included, and so the same kind. It is
    /// asked of every request for every cancellation: nothing is read for it.
    package func hasID(_ id: JSONValue) -> Bool {
        switch self {
        case .call(let request, _, _): request.id?.text.elementsEqual(id.text) == true
        case .repetition(let call): call.bytes[call.id].elementsEqual(id.text)
        default: false
        }
    }

    /// Whether it is the request `initialize`, which nobody can take back.
    package var isBeginning: Bool {
        if case .call(let request, _, _) = self { request.method.isString("initialize") } else { false }
    }

    /// The job that answers with this error what is not answered yet; a notification is not answered.
    package func refused(with error: RPCError) -> Job {
        switch self {
        case .call(let request, _, _): request.id.map { .refusal(id: $0, error) } ?? .nothing
        case .repetition(let call): call.expanded().refused(with: error)
        case .batch(let entries, let answered): .batch(entries.map { $0.refused(with: error) }, answered: answered)
        case .refusal, .done, .nothing, .reply: self
        }
    }

    /// Whether it changes what the jobs behind it see.
    package var isBarrier: Bool {
        switch self {
        case .call(_, let method, _): method.isBarrier
        case .reply: true
        case .batch(let entries, _): entries.contains(where: \.isBarrier)
        case .repetition, .refusal, .done, .nothing: false
        }
    }
}

/// What a job that outlives the round that it came with takes along: a copy of its message, so that the connection's
/// bytes can be wiped behind it.
extension Job {
    /// The same job, with its values in a document that nobody else holds.
    package func detached() -> Job {
        if case .repetition(let call) = self { return call.expanded().detached() }
        guard let document else { return self }
        return moved(to: document.detached())
    }

    /// The job is done: what it asked may have held secrets.
    package func wipe() { document?.wipe() }

    private var document: JSONDocument? {
        switch self {
        case .call(let request, _, _): request.method.document
        case .batch(let entries, _): entries.lazy.compactMap(\.document).first
        case .refusal(let id, _): id?.document
        case .done(let id): id.document
        case .reply(let value): value.document
        case .nothing, .repetition: nil
        }
    }

    private func moved(to copy: JSONDocument) -> Job {
        switch self {
        case .call(let request, let method, let template): .call(request.moved(to: copy), method, template)
        case .batch(let entries, let answered): .batch(entries.map { $0.moved(to: copy) }, answered: answered)
        case .refusal(let id, let error): .refusal(id: id?.moved(to: copy), error)
        case .done(let id): .done(id: id.moved(to: copy))
        case .reply(let value): .reply(value.moved(to: copy))
        case .nothing, .repetition: self
        }
    }
}
