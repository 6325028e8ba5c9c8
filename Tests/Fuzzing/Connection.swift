import Assistant
import Editor
import JSON
import JWT
import Methods
import RPC
import ReferenceJSON

/// A client's connection to every method, in process: bytes in, answers out, each held to the request that it is for.
final class Connection {
    /// What came of one request.
    struct Outcome: Equatable {
        let id: Tree
        /// The error's number; nil for a result.
        let code: Int64?
        /// The whole answer, where the same call always has the same one.
        let answer: [UInt8]?
    }

    private let session: Session
    private let responder: AssistantResponder
    private let workspace: Workspace
    private let cancellations = Cancellations()
    private var bytes: [UInt8] = []
    /// What was answered so far; the entries of a batch one by one.
    private(set) var outcomes: [Outcome] = []
    /// Whether the client said `exit`.
    private(set) var isOver = false

    /// Small enough that little input reaches them.
    static let limits: RPCLimits = {
        var limits = RPCLimits()
        limits.messageBytes = 2000
        limits.skippedBytes = 4000
        limits.headerBytes = 200
        limits.batchEntries = 12
        limits.idBytes = 40
        limits.answerBytes = 12_000
        limits.inFlight = 8
        return limits
    }()

    private final class Cancellations { var count = 0 }

    init(_ framing: Framing?) {
        let cancellations = cancellations
        session = Session(
            methods: Methods.descriptions + Assistant.descriptions + Editor.descriptions, framing: framing,
            limits: Self.limits
        ) { _ in cancellations.count += 1 }
        let surroundings = Surroundings(
            clock: { NumericDate(seconds: Client.now) },
            random: { count throws(RPCError) in [UInt8](repeating: 7, count: count) }, limits: Self.limits)
        let world = EditorSurroundings(surroundings)
        workspace = Workspace(world, version: "0")
        workspace.begin(world)
        let tools = ToolServer(
            methods: Methods.descriptions, version: "0", allowing: ToolPermission.allCases, withholding: ["email"])
        responder = AssistantResponder(
            tools, others: EditorResponder(workspace, others: MethodResponder(surroundings)))
    }

    /// Whether a request was cancelled: what is answered then depends on what came together.
    var hasCancelled: Bool { cancellations.count > 0 }

    /// Takes bytes, and answers what is whole.
    func take(_ more: some Sequence<UInt8>, isEnd: Bool = false) {
        bytes += more
        while !isOver {
            switch session.next(in: bytes, isEnd: isEnd) {
            case .wait:
                bytes.removeFirst(session.position)
                return session.rebase(by: session.position)
            case .exit: isOver = true
            case .jobs(let jobs):
                for job in jobs { answer(job) }
                workspace.settle()
            }
            session.release()
        }
    }

    private func answer(_ job: Job) {
        let expected = Expectation(job)
        var buffer = AnswerBuffer(framing: session.framing, limits: Self.limits)
        if let rest = buffer.answer(job, by: responder, lane: .quick) {
            require(buffer.count == 0, "What is put off is answered already.")
            // What takes long is cancelled before it begins.
            let cancellation = Cancellation()
            cancellation.cancel()
            let unfinished = buffer.answer(rest.detached(), by: responder, lane: .slow, cancellation: cancellation)
            require(unfinished == nil, "The slow lane puts off again.")
        }
        outcomes += expected.check(buffer.bytes, session.framing)
    }
}

/// What a job must be answered with: nothing, an answer, or an array of answers.
private struct Expectation {
    private let ids: [Tree]
    private let isBatch: Bool
    /// Whether the same call always has the same answer.
    private let isSteady: Bool

    init(_ job: Job) {
        isSteady = Self.isSteady(job)
        if case .batch(let entries, _) = job {
            isBatch = true
            ids = entries.compactMap(Self.id)
        } else {
            isBatch = false
            ids = Self.id(job).map { [$0] } ?? []
        }
    }

    // The id that an answer carries; nil where there is none.
    private static func id(_ job: Job) -> Tree? {
        switch job {
        case .call(let request, _, _): request.id.map { Tree($0) }
        case .repetition(let call): id(call.expanded())
        case .refusal(let id, _): id.map { Tree($0) } ?? .null
        case .done(let id): Tree(id)
        case .batch, .nothing, .reply: nil
        }
    }

    private static func isSteady(_ job: Job) -> Bool {
        switch job {
        case .call(_, let method, _): ["verify", "decode", "key/inspect"].contains(method.name.description)
        case .repetition: true
        case .refusal, .done, .batch, .nothing, .reply: false
        }
    }

    func check(_ framed: [UInt8], _ framing: Framing) -> [Connection.Outcome] {
        guard !ids.isEmpty else {
            require(framed.isEmpty, "Nobody asked for \(shown(framed))")
            return []
        }
        let body = body(of: framed, framing)
        let answers = isBatch ? entries(body) : [Answer(body, to: "\(ids)")]
        require(answers.count == ids.count, "\(ids) is answered with \(shown(body))")
        return zip(answers, ids).map { answer, id in
            require(answer.id.map { Tree($0) } == id, "\(id) is answered with \(shown(answer.bytes))")
            return Connection.Outcome(id: id, code: answer.code, answer: isSteady ? answer.bytes : nil)
        }
    }

    private func entries(_ body: [UInt8]) -> [Answer] {
        do throws(JSONFault) {
            return try JSONDocument(body, limits: JSONLimits(depth: 256)).root.elements.map {
                Answer(Array($0.text), to: "an entry of a batch")
            }
        } catch {
            finding("\(error) in \(shown(body))")
        }
    }

    private func body(of framed: [UInt8], _ framing: Framing) -> [UInt8] {
        guard framing == .headers else {
            require(framed.last == 0x0A && !framed.dropLast().contains(0x0A), "No line: \(shown(framed))")
            return framed.dropLast()
        }
        let start = framed.firstIndex(of: 0x0D) ?? 0
        let body = Array(framed.dropFirst(start + 4))
        require(
            framed == json("Content-Length: \(body.count)\r\n\r\n") + body,
            "No header, or a wrong one: \(shown(framed))")
        return body
    }
}
