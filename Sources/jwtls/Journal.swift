import Glibc
import JSON
import JWT
import RPC

/// What was asked and how it went, a line of JSON a request: its method, how long it took, and the error's word. Nothing of what a
/// request holds stands there, nor of what was answered.
final class Journal: Sendable {
    private let descriptor: Int32

    /// A journal at the end of a file, which is made where there is none, for its owner alone.
    init(_ path: String) throws(CommandFailure) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .input("--log-file \(VisibleText.escape(path)): it cannot be opened, or is a link.")
        }
    }

    /// Adds a line, in one write, so that several processes may share the file.
    func note(_ method: StaticString, since start: NumericDate, until end: NumericDate, error: RPCError?) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("time", Calendar.text(start))
            writer.member("process", Int(getpid()))
            writer.member("method", method)
            writer.member("microseconds", end.microseconds(since: start))
            if let error {
                writer.member("error", error.code.word)
                writer.member("blame", error.code.blame.rawValue)
            }
        }
        let line = writer.bytes + [UInt8(ascii: "\n")]
        // A journal that cannot be written is no reason to keep anybody waiting.
        _ = unsafe write(descriptor, line, line.count)
    }
}

/// Answers as another does, and notes it.
final class NotedResponder: Responder {
    private let journal: Journal
    private let inner: any Responder

    /// A responder beside a journal.
    init(_ journal: Journal, _ inner: any Responder) {
        self.journal = journal
        self.inner = inner
    }

    func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
        let start = SystemClock.now()
        do throws(RPCError) {
            try inner.respond(to: call, into: &writer)
            journal.note(call.method.name, since: start, until: SystemClock.now(), error: nil)
        } catch {
            if !error.isDeferral {
                journal.note(call.method.name, since: start, until: SystemClock.now(), error: error)
            }
            throw error
        }
    }

    func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool {
        let start = SystemClock.now()
        guard inner.respond(to: repetition, into: &writer) else { return false }
        journal.note(repetition.template.method.name, since: start, until: SystemClock.now(), error: nil)
        return true
    }

    func take(_ reply: JSONValue) { inner.take(reply) }
}
