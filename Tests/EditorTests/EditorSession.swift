import Editor
import JSON
import JWT
import Methods
import RPC
import Synchronization
import Testing

@testable import jwtls

/// An editor in this process: it says what it can do, opens documents and asks; the clock stands still until it is set.
final class EditorSession {
    private let session: RPC.Session
    private let responder: any Responder
    private let workspace: Workspace
    private let world: World
    private let said = Said()
    private var input: [UInt8] = []
    private var lastID = 0
    private var version = 0
    /// What the server said that it can do.
    private(set) var capabilities: JSONValue

    /// 2026-01-01T00:00:00Z.
    static let start = NumericDate(seconds: 1_767_225_600)

    /// A session with a client that can do this, which sends these options; `files` stand below the folder `/w`.
    init(_ capabilities: String = "{}", options: String = "{}", files: [String: String] = [:]) throws {
        world = World(files)
        workspace = Workspace(world, version: "0")
        responder = EditorResponder(workspace, others: MethodResponder(world.surroundings))
        session = RPC.Session(methods: Methods.descriptions + Editor.descriptions, framing: .lines)
        workspace.begin(Said.Messenger(said: said))
        self.capabilities = try JSONDocument(Array("{}".utf8)).root
        let answer = try ask(
            "initialize",
            #"{"processId":null,"rootUri":"file:///w","capabilities":\#(capabilities),"initializationOptions":\#(options)}"#
        )
        self.capabilities = try #require(answer["capabilities"])
    }

    /// Opens a document below `/w`, and gives its address.
    @discardableResult
    func open(_ name: String, _ text: String, language: String = "plaintext") throws -> String {
        let uri = "file:///w/\(name)"
        let quoted = Self.quoted(text)
        try tell(
            "textDocument/didOpen",
            #"{"textDocument":{"uri":"\#(uri)","languageId":"\#(language)","version":1,"text":\#(quoted)}}"#)
        return uri
    }

    /// Replaces a stretch of a document, or all of it.
    func change(_ uri: String, _ range: String? = nil, to text: String) throws {
        version += 1
        let place = range.map { #""range":\#($0),"# } ?? ""
        try tell(
            "textDocument/didChange",
            #"{"textDocument":{"uri":"\#(uri)","version":\#(version)},"contentChanges":[{\#(place)"text":\#(Self.quoted(text))}]}"#
        )
    }

    /// Asks about a document; `more` are members beside it.
    func ask(_ method: String, about uri: String, _ more: String = "") throws -> JSONValue {
        try ask(method, #"{"textDocument":{"uri":"\#(uri)"}\#(more.isEmpty ? "" : ",")\#(more)}"#)
    }

    /// Asks about a place in a document.
    func ask(_ method: String, at line: Int, _ character: Int, in uri: String, _ more: String = "") throws -> JSONValue
    {
        try ask(method, about: uri, #""position":{"line":\#(line),"character":\#(character)}\#(more)"#)
    }

    /// Asks, and gives the result.
    func ask(_ method: String, _ params: String) throws -> JSONValue {
        let answer = try answer(to: method, params)
        return try #require(answer["result"], "\(answer.excerpt(500))")
    }

    /// Asks, and gives the whole answer.
    func answer(to method: String, _ params: String) throws -> JSONValue {
        lastID += 1
        send(#"{"jsonrpc":"2.0","id":\#(lastID),"method":"\#(method)","params":\#(params)}"#)
        let answers = try said.take { $0["method"] == nil }
        return try #require(answers.first { $0["id"]?.integer == Int64(lastID) })
    }

    /// Sends a notification.
    func tell(_ method: String, _ params: String) throws {
        send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
    }

    /// What the server sent of this method since it was asked for last, without an order to do so.
    func sent(_ method: StaticString) throws -> [JSONValue] { try said.take { $0["method"]?.isString(method) == true } }

    /// How often a token method was asked.
    var calls: Int { world.calls.withLock { $0 } }

    /// The files below the open folder that were asked for.
    var reads: [String] { world.reads.withLock { $0 }.filter { $0 != ".jwtls.json" } }

    /// Sets the clock.
    func setClock(_ now: NumericDate) { world.clock.withLock { $0 = now } }

    /// A text as JSON writes it.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func send(_ message: String) {
        input += Array("\(message)\n".utf8)
        while true {
            switch session.next(in: input, isEnd: false) {
            case .wait:
                input.removeFirst(session.position)
                return session.rebase(by: session.position)
            case .exit: return
            case .jobs(let jobs):
                for job in jobs {
                    var buffer = AnswerBuffer(framing: .lines, limits: RPCLimits())
                    if let rest = buffer.answer(job, by: responder, lane: .quick) {
                        _ = buffer.answer(rest, by: responder, lane: .slow) { _, _ in }
                    }
                    let answer = buffer.bytes
                    said.bytes.withLock { $0 += answer }
                }
                workspace.settle()
            }
            session.release()
        }
    }

    private final class Said: Sendable {
        let bytes = Mutex<[UInt8]>([])

        // The messages that are wanted; all others stay.
        func take(_ isWanted: (JSONValue) -> Bool) throws -> [JSONValue] {
            let lines = bytes.withLock { $0 }.split(separator: UInt8(ascii: "\n"))
            var wanted: [JSONValue] = []
            var rest: [UInt8] = []
            for line in lines {
                let message = try JSONDocument(Array(line)).root
                if isWanted(message) { wanted.append(message) } else { rest += line + [UInt8(ascii: "\n")] }
            }
            bytes.withLock { [rest] in $0 = rest }
            return wanted
        }

        struct Messenger: RPC.Messenger {
            let said: Said

            func send(_ method: StaticString, id: Int?, _ params: (inout JSONWriter) -> Void) {
                var note = AnswerBuffer(framing: .lines, limits: RPCLimits())
                note.notification(method, id: id, params)
                let bytes = note.bytes
                said.bytes.withLock { $0 += bytes }
            }
        }
    }

    /// A world in which the token methods are ours and files are what a test says.
    private final class World: EditorWorld {
        let surroundings: Surroundings
        let clock: Mutex<NumericDate>
        let calls = Mutex(0)
        let reads = Mutex<[String]>([])
        private let methods: EditorSurroundings
        private let files: [String: String]

        init(_ files: [String: String]) {
            self.files = files
            clock = Mutex(EditorSession.start)
            let now = Now()
            surroundings = Surroundings(clock: { now.world?.now() ?? EditorSession.start })
            methods = EditorSurroundings(surroundings)
            now.set(self)
        }

        private final class Now: Sendable {
            private let held = Mutex<Weak>(Weak())
            private struct Weak { weak var world: World? }
            var world: World? { held.withLock { $0.world } }
            func set(_ world: World) { held.withLock { $0.world = world } }
        }

        func now() -> NumericDate { clock.withLock { $0 } }

        func call(_ method: StaticString, _ params: (inout JSONWriter) -> Void) throws(RPCError) -> JSONDocument {
            calls.withLock { $0 += 1 }
            return try methods.call(method, params)
        }

        func file(_ path: String, below folder: String) -> [UInt8]? {
            reads.withLock { $0.append(path) }
            return folder == "/w" ? files[path].map { Array($0.utf8) } : nil
        }

        func isTracked(_ path: String) -> Bool { false }
        func watch(process: Int32) {}
        func wake(at instant: NumericDate?, _ body: @escaping @Sendable () -> Void) {}
    }
}
