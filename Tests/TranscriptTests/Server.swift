import Assistant
import Editor
import Foundation
import JSON
import JWT
import Launching
import Methods
import RPC
import Store
import Synchronization

@testable import jwtls

/// Who a transcript is replayed with.
protocol Server: AnyObject {
    /// Sends one framed message.
    func send(_ bytes: [UInt8]) throws
    /// The next message that came, or nil where there is none.
    func next() throws -> [UInt8]?
    /// Ends the conversation, and gives the exit code.
    func finish() throws -> Int32
}

/// The service in this process, on this thread, with a clock that stands still.
final class ServerInProcess: Server {
    private let session: Session
    private let responder: any Responder
    private let workspace: Workspace
    private let said = Said()
    private let framing: Framing
    private var input: [UInt8] = []
    private var exitCode: Int32 = 0

    init(_ framing: Framing, now: NumericDate, configuration: String?, options: [String]) throws {
        self.framing = framing
        session = Session(
            methods: Methods.descriptions + Assistant.descriptions + Editor.descriptions, framing: framing)
        let surroundings = Surroundings(
            clock: { now }, configuration: WrittenConfiguration(text: configuration), otherLimits: Editor.limits,
            store: Store(.memory) { 0 },
            storeSecret: Self.secret)
        workspace = Workspace(EditorSurroundings(surroundings), version: Surroundings.version)
        let started = try ServiceOptions(options)
        let tools = ToolServer(
            methods: Methods.descriptions, version: Surroundings.version, allowing: started.toolPermissions,
            withholding: started.withheldClaims)
        responder = AssistantResponder(
            tools, others: EditorResponder(workspace, others: MethodResponder(surroundings)))
        workspace.begin(Said.Messenger(said: said, framing: framing))
    }

    private static var secret: StoreSecret? {
        var key = [UInt8](repeating: 1, count: 32)
        return try? StoreSecret(key: &key)
    }

    func send(_ bytes: [UInt8]) {
        input += bytes
        work(isEnd: false)
    }

    func next() -> [UInt8]? { said.bytes.withLock { $0.takeMessage(framing) } }

    func finish() -> Int32 {
        work(isEnd: true)
        return exitCode
    }

    private func work(isEnd: Bool) {
        while true {
            switch session.next(in: input, isEnd: isEnd) {
            case .wait:
                input.removeFirst(session.position)
                return session.rebase(by: session.position)
            case .exit(let code):
                exitCode = code
                return
            case .jobs(let jobs):
                for job in jobs { answer(job) }
                workspace.settle()
            }
            session.release()
        }
    }

    private func answer(_ job: Job) {
        var buffer = AnswerBuffer(framing: framing, limits: RPCLimits())
        let notes = Notes()
        if let rest = buffer.answer(job, by: responder, lane: .quick) {
            _ = buffer.answer(rest, by: responder, lane: .slow) { [framing] method, params in
                var note = AnswerBuffer(framing: framing, limits: RPCLimits())
                note.notification(method, params)
                notes.bytes += note.bytes
            }
        }
        let answer = notes.bytes + buffer.bytes
        said.bytes.withLock { $0 += answer }
    }

    private final class Notes { var bytes: [UInt8] = [] }

    /// What was said to the client, and not read yet.
    private final class Said: Sendable {
        let bytes = Mutex<[UInt8]>([])

        struct Messenger: RPC.Messenger {
            let said: Said
            let framing: Framing

            func send(_ method: StaticString, id: Int?, _ params: (inout JSONWriter) -> Void) {
                var note = AnswerBuffer(framing: framing, limits: RPCLimits())
                note.notification(method, id: id, params)
                let bytes = note.bytes
                said.bytes.withLock { $0 += bytes }
            }
        }
    }
}

/// A configuration file that a transcript shows.
private struct WrittenConfiguration: ConfigurationReading {
    let text: String?
    let path: String? = "config.json"

    func generation() -> UInt64 { 1 }

    func read() -> FileContent? { text.map { FileContent(bytes: Array($0.utf8), isPrivate: true) } }

    func file(_ path: String) throws(RPCError) -> FileContent { try NoFiles().file(path) }

    func variable(_ name: String) throws(RPCError) -> FileContent { try NoFiles().variable(name) }

    func judgeOpenFile(_ path: String) {}
}

/// The program, over its standard streams.
final class ServerProgram: Server {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let framing: Framing
    private var received: [UInt8] = []
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jwtls-\(UUID().uuidString)")

    init(_ framing: Framing, configuration: String?, options: [String]) throws {
        self.framing = framing
        var arguments = ["--store", "memory:", "--store-password-env", "TRANSCRIPT_PASSWORD"]
        process.environment = ProcessInfo.processInfo.environment.merging(["TRANSCRIPT_PASSWORD": "correct horse"]) {
            $1
        }
        if let configuration {
            process.currentDirectoryURL = folder
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let isMade = FileManager.default.createFile(
                atPath: folder.appendingPathComponent("config.json").path, contents: Data(configuration.utf8),
                attributes: [.posixPermissions: 0o600])
            guard isMade else { throw CocoaError(.fileWriteUnknown) }
            arguments += ["--config", "config.json"]
        }
        process.arguments = arguments + options
        process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // An answer that never comes ends the conversation, not the tests.
        DispatchQueue.global().asyncAfter(deadline: .now() + 60) { [process] in
            if process.isRunning { process.terminate() }
        }
    }

    func send(_ bytes: [UInt8]) throws {
        try input.fileHandleForWriting.writeToReader(Data(bytes))
    }

    func next() -> [UInt8]? {
        while true {
            if let message = received.takeMessage(framing) { return message }
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { return nil }
            received += data
        }
    }

    func finish() throws -> Int32 {
        try input.fileHandleForWriting.close()
        received += try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        if process.currentDirectoryURL == folder { try FileManager.default.removeItem(at: folder) }
        return process.terminationStatus
    }
}

extension [UInt8] {
    /// The first whole message, which is taken away.
    fileprivate mutating func takeMessage(_ framing: Framing) -> [UInt8]? {
        switch framing {
        case .lines:
            guard let end = firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { removeSubrange(...end) }
            return Array(self[..<end])
        case .headers:
            guard let head = firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let length = String(decoding: self[..<head.lowerBound], as: UTF8.self).drop { !$0.isNumber }
            guard let count = Int(length), head.upperBound + count <= self.count else { return nil }
            defer { removeSubrange(..<(head.upperBound + count)) }
            return Array(self[head.upperBound..<(head.upperBound + count)])
        }
    }
}
