import Glibc
import Store
import Synchronization

/// A folder of a test's own, gone when the test is.
final class ScratchFolder: Sendable {
    let path: String

    init() throws { path = try Self.make() }

    /// A new folder, by its path.
    static func make() throws -> String {
        var template = Array("/tmp/jwtls-store-XXXXXX".utf8CString)
        let path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
        }
        guard let path else { throw StoreFault(.unavailable, "No folder for a test.") }
        return path
    }

    /// The number of the tests' process.
    static var process: Int32 { getpid() }

    deinit { run("rm", "-rf", path) }

    /// The store's file.
    var file: String { path + "/store.sqlite" }

    /// A store in it, as another process would have it.
    func store(_ ticks: Ticks = Ticks()) -> Store { Store(.file(path: file)) { ticks.value } }

    /// Runs SQLite's own program on the store's file.
    func sqlite(_ sql: String) { run("sqlite3", file, sql) }

    /// The permissions of a file in it.
    func mode(of name: String) -> UInt32? {
        var status = stat()
        return unsafe lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o777 : nil
    }

    func run(_ words: String...) { launch(words) }
}

/// Runs a program to its end; 0 is good.
@discardableResult
func launch(_ words: [String]) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    guard unsafe posix_spawnp(&process, words[0], nil, nil, &arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    unsafe waitpid(process, &status, 0)
    return status
}

/// A clock that stands still until it is moved.
final class Ticks: Sendable {
    private let milliseconds = Atomic<Int64>(0)

    var value: Int64 { milliseconds.load(ordering: .relaxed) }

    /// Lets other processes have the processor for a millisecond.
    static func rest() { _ = poll(nil, 0, 1) }

    func pass(_ count: Int64) { milliseconds.wrappingAdd(count, ordering: .relaxed) }
}

extension Store {
    /// Revokes by `jti`.
    @discardableResult
    func revoke(_ name: String, until: Int64? = nil, before: Int64? = nil) throws(StoreFault) -> Revocation {
        guard let name = Revocation.Name(.tokenID, nil, Array(name.utf8)) else {
            throw StoreFault(.unavailable, "No name.")
        }
        var entry = Revocation(name, since: 100, until: until, about: Array("{}".utf8))
        entry.before = before
        return try write { (connection) throws(StoreFault) in try RevocationTable(connection).put(entry) }
    }

    /// Whether a `jti` is revoked.
    func isRevoked(_ name: String) throws -> Bool {
        let name = Revocation.Name(.tokenID, nil, Array(name.utf8))
        return try revocations { _ in [name].compactMap { $0 } }?.entries.isEmpty == false
    }
}
