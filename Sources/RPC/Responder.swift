package import JSON
import Synchronization

/// One who answers calls, one at a time; each thread has its own, so that it may keep what it used last.
package protocol Responder: AnyObject {
    /// Writes the result of a call as one JSON value, or throws what stands in its place.
    func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError)

    /// Writes the result of a call for which everything but its subject is prepared. Answers false where it is not, or
    /// where the result would be an error; then what was written is dropped, and the call comes again in full.
    func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool

    /// Takes what the client answers to something that it was asked.
    func take(_ reply: JSONValue)
}

extension Responder {
    /// Nothing is ever prepared.
    package func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool { false }

    /// Nothing is ever asked.
    package func take(_ reply: JSONValue) {}
}

/// A request whose method is known and whose parameters are checked.
package struct Call {
    /// The method.
    package let method: MethodDescription
    /// The parameters.
    package let arguments: Arguments
    /// Where the call runs.
    package let lane: Lane
    /// Whether somebody still wants the answer.
    package let cancellation: Cancellation
    /// Whether nothing that outlives it may come of it: no token is used up.
    package let isTrial: Bool
    /// What would recognise the call again: whoever keeps what it prepares for this one adopts it.
    package let template: CallTemplate?
    /// Sends a notification before the answer: its method, and what writes its `params`.
    package let notify: (StaticString, (inout JSONWriter) -> Void) -> Void

    /// A call.
    package init(
        method: MethodDescription, arguments: Arguments, lane: Lane, cancellation: Cancellation = Cancellation(),
        isTrial: Bool = false, template: CallTemplate? = nil,
        notify: @escaping (StaticString, (inout JSONWriter) -> Void) -> Void = { _, _ in }
    ) {
        self.template = template
        self.isTrial = isTrial
        self.method = method
        self.arguments = arguments
        self.lane = lane
        self.cancellation = cancellation
        self.notify = notify
    }

    /// The same call with other parameters: those of an object inside its own, or with more behind them.
    package func with(_ arguments: Arguments) -> Call {
        Call(
            method: method, arguments: arguments, lane: lane, cancellation: cancellation, isTrial: isTrial,
            template: template, notify: notify)
    }

    /// A call of another method in the place of this one. Nobody recognises it again.
    package func of(_ method: MethodDescription, _ arguments: Arguments, isTrial: Bool) -> Call {
        Call(
            method: method, arguments: arguments, lane: lane, cancellation: cancellation, isTrial: isTrial,
            notify: notify)
    }

    /// Says that what comes now takes long. In the quick lane this ends the attempt, and the call is made again where
    /// it delays nobody; so it must come before anything that cannot be done twice.
    package func takesLong() throws(RPCError) {
        if lane == .quick { throw .needsSlowLane }
        try cancellation.check()
    }
}

/// Where a call runs.
package enum Lane: Sendable {
    /// In turn with everybody else's: for what takes microseconds.
    case quick
    /// Beside the others: for what takes long.
    case slow
}

/// Whether an answer is still wanted; shared by who asks and who works.
package final class Cancellation: Sendable {
    private let flag = Atomic(false)
    private let silence = Atomic(false)

    /// Nothing is cancelled yet.
    package init() {}

    /// Says that nobody wants the answer any more, or, where it is not to be answered, any word of it.
    package func cancel(isAnswered: Bool = true) {
        if !isAnswered { silence.store(true, ordering: .relaxed) }
        flag.store(true, ordering: .relaxed)
    }

    /// Whether nothing more is to be said of it.
    package var isSilent: Bool { silence.load(ordering: .relaxed) }

    /// Whether the work should stop.
    package var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Stops work that nobody wants any more.
    package func check() throws(RPCError) {
        if isCancelled { throw .cancelled }
    }
}

extension RPCError {
    /// What answers a request that was cancelled.
    package static let cancelled = RPCError(.cancelled, "The request was cancelled.")

    /// What a call throws in the quick lane when it must move to the slow one; it never reaches a client.
    package static let needsSlowLane = RPCError(
        ErrorCode(0, "request.deferred", .service, "The request goes on in the slow lane."), "deferred")

    package var isDeferral: Bool { code.number == 0 }
}
