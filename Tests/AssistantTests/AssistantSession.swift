import Assistant
import JSON
import JWT
import Methods
import RPC
import Store
import Testing

/// An assistant in this process, of the revision without a handshake; the clock stands still.
final class AssistantSession {
    private let session: Session
    private let responder: any Responder
    private var input: [UInt8] = []
    private var lastID = 0

    /// 2026-01-01T00:00:00Z.
    static let now = NumericDate(seconds: 1_767_225_600)

    /// A session with a service that was started so, and whose store is in memory.
    init(allowing allowed: [ToolPermission] = [], withholding claims: [String] = [], isAlone: Bool = false) {
        session = Session(
            methods: isAlone ? Assistant.descriptions : Methods.descriptions + Assistant.descriptions, framing: .lines)
        let surroundings = Surroundings(clock: { Self.now }, store: Store(.memory) { Self.now.seconds })
        let tools = ToolServer(
            methods: Methods.descriptions, version: "0", allowing: allowed, withholding: claims)
        responder = AssistantResponder(tools, others: MethodResponder(surroundings))
    }

    /// The answer to a request, as one value.
    func send(_ method: String, _ params: String) throws -> JSONValue {
        lastID += 1
        input = Array(#"{"jsonrpc":"2.0","id":\#(lastID),"method":"\#(method)","params":\#(params)}"#.utf8 + [10])
        session.rebase(by: session.position)
        var buffer = AnswerBuffer(framing: .lines, limits: RPCLimits())
        guard case .jobs(let jobs) = session.next(in: input, isEnd: false) else {
            return try JSONDocument(Array("null".utf8)).root
        }
        for job in jobs {
            if let rest = buffer.answer(job, by: responder, lane: .quick) {
                _ = buffer.answer(rest, by: responder, lane: .slow)
            }
        }
        session.release()
        return try JSONDocument(buffer.bytes).root
    }

    /// What a tool answers: the whole result, or the error.
    func call(_ tool: String, _ arguments: String) throws -> JSONValue {
        let answer = try send("tools/call", #"{"name":"\#(tool)","arguments":\#(arguments),\#(Self.meta)}"#)
        return try #require(answer["result"] ?? answer["error"])
    }

    /// What a request of this revision says of itself.
    static let meta =
        #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#
}
