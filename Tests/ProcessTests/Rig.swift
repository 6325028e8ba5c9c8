import Glibc
import JSON
import RPC
import Testing

@testable import jwtls

/// A service on threads of its own with pipes as its streams, and methods that wait until the test lets them go on.
final class Rig: Sendable {
    static let quick = MethodDescription("test/quick", "Answers at once.", result: shape)
    static let gated = MethodDescription("test/gated", "Takes long: until the gate is open.", result: shape)
    static let endless = MethodDescription("test/endless", "Takes long: until it is cancelled.", result: shape)
    static let telling = MethodDescription("test/telling", "Takes long, and tells of it.", result: shape)
    private static let shape = Schema("Shape", [.object], "{}")

    /// How many calls of `test/gated` and `test/endless` have begun, and whether the gate is open.
    let gate = Monitor((begun: 0, isOpen: false))
    private let input: (read: Int32, write: Int32)
    private let output: (read: Int32, write: Int32)
    private let exit = Monitor<Int32?>(nil)
    private let received = Monitor<[UInt8]>([])
    private let framing: Framing

    init(_ framing: Framing, limits: RPCLimits = RPCLimits(), processors: Int = 2) {
        self.framing = framing
        input = Self.pipe()
        output = Self.pipe()
        let streams = StandardStreams(input: input.read, output: output.write)
        Threads.start { [self] in
            Self.blockBrokenPipes()
            let service = Service(
                streams, methods: [Self.quick, Self.gated, Self.endless, Self.telling], limits: limits,
                processors: processors
            ) { [self] in Answerer(gate) }
            let code = service.run(framing: framing)
            close(output.write)
            exit.change { $0 = code }
        }
    }

    /// Sends a call of a method, or a notification where there is no id.
    func send(_ method: MethodDescription, id: String?) {
        let identifier = id.map { "\"id\":\($0)," } ?? ""
        send("{\"jsonrpc\":\"2.0\",\(identifier)\"method\":\"\(method.name)\"}")
    }

    /// Cancels the request with this id.
    func cancel(_ id: String) {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":\(id)}}")
    }

    /// Sends a message.
    func send(_ message: String) {
        let framed = framing == .lines ? message + "\n" : "Content-Length: \(message.utf8.count)\r\n\r\n\(message)"
        let bytes = Array(framed.utf8)
        #expect(unsafe write(input.write, bytes, bytes.count) == bytes.count)
    }

    /// Ends the input.
    func end() { close(input.write) }

    /// Reads no more.
    func stopReading() { close(output.read) }

    /// Waits until this many calls have begun.
    func waitUntilBegun(_ count: Int) {
        _ = gate.wait { $0.begun >= count ? true : nil }
    }

    /// Lets every call that waits at the gate go on.
    func open() { gate.change { $0.isOpen = true } }

    /// The next message: the id of a result, the id and code of an error, or a notification's method.
    func next() throws -> String? {
        while true {
            if let message = takeMessage() {
                let value = try JSONDocument(message).root
                if let method = value["method"] { return method.string }
                let id = value["id"]?.lexeme ?? "no id"
                return value["error"].map { "\(id) \($0["code"]?.lexeme ?? "?")" } ?? id
            }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = unsafe read(output.read, &bytes, bytes.count)
            guard count > 0 else { return nil }
            received.change { $0 += bytes[..<count] }
        }
    }

    /// This many messages.
    func next(_ count: Int) throws -> [String] {
        try (0..<count).compactMap { _ in try next() }
    }

    /// The exit code, once there is one.
    var exitCode: Int32 { exit.wait { $0 } }

    private func takeMessage() -> [UInt8]? {
        received.withLock { received in
            if framing == .lines {
                guard let end = received.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
                defer { received.removeSubrange(...end) }
                return Array(received[..<end])
            }
            guard let head = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let length = Int(String(decoding: received[16..<head.lowerBound], as: UTF8.self)) ?? 0
            guard received.count >= head.upperBound + length else { return nil }
            defer { received.removeSubrange(..<(head.upperBound + length)) }
            return Array(received[head.upperBound..<(head.upperBound + length)])
        }
    }

    // The program ignores this signal; here only the service's own threads may, since programs that other tests start
    // would ignore it too.
    private static func blockBrokenPipes() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private static func pipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        #expect(unsafe Glibc.pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    /// What the methods of the rig do.
    private final class Answerer: Responder {
        private let gate: Monitor<(begun: Int, isOpen: Bool)>

        init(_ gate: Monitor<(begun: Int, isOpen: Bool)>) {
            self.gate = gate
        }

        func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
            if call.method === Rig.quick { return writer.object { _ in } }
            try call.takesLong()
            if call.method === Rig.telling {
                for _ in 0..<3 { call.notify("test/told") { $0.object { _ in } } }
            } else {
                gate.change { $0.begun += 1 }
                if call.method === Rig.gated { _ = gate.wait { $0.isOpen ? true : nil } }
                while call.method === Rig.endless { try call.cancellation.check() }
            }
            writer.object { _ in }
        }
    }
}
