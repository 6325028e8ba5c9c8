import Foundation
import Launching
import Store
import Synchronization

/// Stands between a store and its server, and cuts the connection at a question that a test names.
///
/// It listens on a socket in a folder of its own. A question ends with a `Query` or a `Sync`, and its answer with
/// `ReadyForQuery` (PostgreSQL, Frontend/Backend Protocol).
final class PostgreSQLProxy: Sendable {
    /// What becomes of the question.
    enum Cut: CaseIterable, Sendable {
        /// The server never has it.
        case question
        /// The server answers it, and nobody hears that.
        case answer
        /// The same, and nobody hears either that the connection has ended.
        case silence
    }

    private struct Order {
        let cut: Cut
        // Which question: so many are let pass, or all that do not hold this text.
        var passing: Int
        let text: String?
    }

    private let scratch: ScratchFolder
    private let server: String
    private let door: Int32
    private let order = Mutex<Order?>(nil)

    /// Stands before a server.
    init(_ server: PostgreSQLServer) throws {
        scratch = try ScratchFolder()
        self.server = "\(server.folder)/.s.PGSQL.\(try server.port)"
        door = try Socket.listening(at: "\(scratch.path)/.s.PGSQL.5432")
        Thread.detachNewThread { [door, weak self] in
            while let client = Socket.accepted(from: door) {
                guard let self else { return Socket.close(client) }
                serve(client)
            }
        }
    }

    deinit { Socket.end(door) }

    /// A database of the server, as it is reached through here.
    func location(of database: String) -> StoreLocation { PostgreSQLServer.location(of: database, at: scratch.path) }

    /// Cuts once, at the question behind so many others from now on.
    func cut(_ cut: Cut, behind count: Int) { order.withLock { $0 = Order(cut: cut, passing: count, text: nil) } }

    /// Cuts once, at the first question from now on that has this text.
    func cut(_ cut: Cut, at text: String) { order.withLock { $0 = Order(cut: cut, passing: 0, text: text) } }

    /// Cuts nothing any more.
    func cutNothing() { order.withLock { $0 = nil } }

    /// Whether it has cut by now.
    var hasCut: Bool { order.withLock { $0 == nil } }

    private func serve(_ client: Int32) {
        guard let upstream = Socket.connected(to: server) else { return Socket.close(client) }
        let conversation = Conversation(client: client, server: upstream)
        Thread.detachNewThread { conversation.answer() }
        Thread.detachNewThread { [weak self] in conversation.ask { self?.cut(of: $0) } }
    }

    // What is to be done with a question; nil is nothing.
    private func cut(of question: [UInt8]) -> Cut? {
        order.withLock { order -> Cut? in
            guard let due = order else { return nil }
            if let text = due.text, !String(decoding: question, as: UTF8.self).contains(text) { return nil }
            guard due.passing == 0 else {
                order?.passing -= 1
                return nil
            }
            order = nil
            return due.cut
        }
    }
}

/// One connection on its way through, each direction on a thread of its own.
private final class Conversation: Sendable {
    private let client: Int32
    private let server: Int32
    private let cut = Mutex<PostgreSQLProxy.Cut?>(nil)

    init(client: Int32, server: Int32) { (self.client, self.server) = (client, server) }

    deinit {
        Socket.close(client)
        Socket.close(server)
    }

    // Passes on what the client says, question by question.
    func ask(_ decide: ([UInt8]) -> PostgreSQLProxy.Cut?) {
        defer { end() }
        var (bytes, question, isFirst): ([UInt8], [UInt8], Bool) = ([], [], true)
        while let more = Socket.read(client) {
            bytes += more
            // A message is a letter, its length without the letter, and what it says; the first has no letter.
            while let length = Self.length(of: bytes, isFirst ? 0 : 1), bytes.count >= length {
                question += bytes.prefix(length)
                let isWhole = isFirst || [UInt8(ascii: "Q"), UInt8(ascii: "S")].contains(bytes[0])
                bytes.removeFirst(length)
                guard isWhole else { continue }
                if !isFirst, let found = decide(question) {
                    cut.withLock { $0 = found }
                    if found == .question { return }
                }
                guard Socket.write(question, to: server) else { return }
                (question, isFirst) = ([], false)
            }
        }
    }

    // Passes on what the server says, or waits for the end of it.
    func answer() {
        defer { if cut.withLock({ $0 }) != .silence { end() } }
        var unheard: [UInt8] = []
        while let bytes = Socket.read(server) {
            let cut = cut.withLock { $0 }
            guard cut != nil else {
                guard Socket.write(bytes, to: client) else { return }
                continue
            }
            unheard += bytes
            if cut == .answer, unheard.count >= 6, unheard.suffix(6).starts(with: [0x5A, 0, 0, 0, 5]) { return }
        }
    }

    private func end() {
        Socket.end(client)
        Socket.end(server)
    }

    private static func length(of bytes: [UInt8], _ start: Int) -> Int? {
        guard bytes.count >= start + 4 else { return nil }
        return start + bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Sockets that have a path.
private enum Socket {
    private struct NotOpened: Error {}

    static func listening(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard unsafe withAddress(path, { unsafe bind(descriptor, $0, $1) }) == 0, listen(descriptor, 20) == 0 else {
            throw NotOpened()
        }
        return descriptor
    }

    static func connected(to path: String) -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard unsafe withAddress(path, { unsafe connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    static func accepted(from door: Int32) -> Int32? {
        let descriptor = accept(door, nil, nil)
        return descriptor < 0 ? nil : descriptor
    }

    /// What came; nil at the end.
    static func read(_ descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// Whether all of it was sent.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var left = bytes[...]
        while !left.isEmpty {
            let count = unsafe left.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            left = left.dropFirst(count)
        }
        return true
    }

    /// Lets who reads see an end; the number stays taken until it is closed.
    static func end(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            unsafe place.copyBytes(from: Array(path.utf8).prefix(place.count - 1))
        }
        return unsafe withUnsafeBytes(of: address) { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return unsafe body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }
}
