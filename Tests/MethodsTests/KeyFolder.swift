import Glibc
import Store

/// A folder for a store's file, gone when the test is.
final class KeyFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/jwtls-keys-XXXXXX".utf8CString)
        let path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
        }
        guard let path else { throw StoreFault(.unavailable, "No folder for a test.") }
        self.path = path
    }

    deinit { run("rm", "-rf", path) }

    /// The store's file.
    var file: String { path + "/store.sqlite" }

    /// Runs SQLite's own program on the store's file.
    func sqlite(_ sql: String) { run("sqlite3", file, sql) }

    private func run(_ words: String...) {
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        var process: pid_t = 0
        guard unsafe posix_spawnp(&process, words[0], nil, nil, &arguments, environ) == 0 else { return }
        var status: Int32 = 0
        unsafe waitpid(process, &status, 0)
        unsafe arguments.forEach { unsafe free($0) }
    }
}
