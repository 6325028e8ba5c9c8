import JSON
import RPC

/// A session with methods of its own, answered on the thread that asks: bytes in, answers out.
final class Exchange {
    static let echo = MethodDescription(
        "test/echo", "Answers its text.",
        parameters: [
            Parameter("text", .string, "What is answered.", required: true),
            Parameter("times", .integer(1...9), "How often."),
            Parameter("kind", .choice(["one", "two"]), "One of two."),
            Parameter("kinds", .choices(["one", "two"]), "Some of two."),
            Parameter("names", .strings, "Any names."),
            Parameter("loud", .boolean, "Whether it is."),
            Parameter("more", .object, "Anything in an object."),
            Parameter("anything", .any, "Anything."),
            Parameter("shape", .schema(shape), "A string or an object."),
        ], result: Schema("Echo", [.string], #"{"type": "string"}"#))
    static let slow = MethodDescription("test/slow", "Takes long.", result: shape)
    static let large = MethodDescription("test/large", "Answers much.", result: shape)
    static let open = MethodDescription("test/open", "Takes anything.", toleratesOthers: true, result: shape)
    static let again = MethodDescription(
        "test/again", "Answers what it was asked, and remembers what else was asked with it.",
        parameters: [
            Parameter("text", .string, "What it is asked.", required: true),
            Parameter("more", .any, "What else."),
        ], result: shape, subject: "text")
    static let begin = MethodDescription("initialize", "Begins.", toleratesOthers: true, result: shape)
    static let shape = Schema("Shape", [.string, .object], #"{"type": ["string", "object"]}"#)
    static let methods = [echo, slow, large, open, again, begin]

    private let session: Session
    private var bytes: [UInt8] = []
    private var buffer: AnswerBuffer
    private let responder = Answerer()
    private let framing: Framing
    /// Ids of requests that were cancelled, as they are written.
    private(set) var cancelled: [String] = []
    /// What `exit` asked for.
    private(set) var exitCode: Int32?

    init(_ framing: Framing = .lines, limits: RPCLimits = Exchange.limits) {
        let log = Log()
        session = Session(methods: Self.methods, framing: framing, limits: limits) { log.ids.append($0.id.lexeme) }
        buffer = AnswerBuffer(framing: framing, limits: limits)
        self.framing = framing
        self.log = log
    }

    private let log: Log

    private final class Log { var ids: [String] = [] }

    static var limits: RPCLimits {
        var limits = RPCLimits()
        limits.answerBytes = 1000
        limits.batchEntries = 5
        limits.idBytes = 20
        return limits
    }

    /// What the methods of this test answer.
    private final class Answerer: Responder {
        private var kept: [(template: CallTemplate, more: String?)] = []
        private(set) var repetitions = 0

        func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool {
            guard let known = kept.first(where: { $0.template === repetition.template }) else { return false }
            repetitions += 1
            write(String(decoding: repetition.bytes[repetition.subject], as: UTF8.self), known.more, to: &writer)
            return true
        }

        private func write(_ text: String?, _ more: String?, to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("text", text)
                writer.member("more", more)
            }
        }

        func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
            switch call.method.name.description {
            case "test/echo":
                if let text = call.arguments["text"] { writer.copy(text) }
            case "test/slow":
                try call.takesLong()
                writer.string("slow" as StaticString)
            case "test/again":
                let more = call.arguments["more"]?.lexeme
                if let template = call.template {
                    kept.append((template, more))
                    template.adopt()
                }
                write(call.arguments.string("text"), more, to: &writer)
            case "test/large": writer.string(String(repeating: "x", count: 600))
            default: writer.object { _ in }
            }
        }
    }

    /// How many calls were answered without being read.
    var repetitions: Int { responder.repetitions }

    /// The answers to these bytes, one string a message; jobs that take long are done where they stand.
    func answers(_ text: String, isEnd: Bool = true) -> [String] {
        bytes += text.utf8
        buffer.wipe()
        reading: while true {
            switch session.next(in: bytes, isEnd: isEnd) {
            case .wait: break reading
            case .exit(let code):
                exitCode = code
                break reading
            case .jobs(let jobs): for job in jobs { answer(job) }
            }
            session.release()
        }
        bytes.removeFirst(session.position)
        session.rebase(by: session.position)
        cancelled = log.ids
        let out = String(decoding: buffer.bytes, as: UTF8.self)
        return framing == .lines
            ? out.split(separator: "\n").map(String.init)
            : out.split(separator: "Content-Length: ").map { $0.split(separator: "\r\n\r\n").dropFirst().joined() }
    }

    private func answer(_ job: Job) {
        guard let rest = buffer.answer(job, by: responder, lane: .quick) else { return }
        _ = buffer.answer(rest.detached(), by: responder, lane: .slow)
    }
}

/// A message behind its header.
func framed(_ message: String) -> String { "Content-Length: \(message.utf8.count)\r\n\r\n\(message)" }
