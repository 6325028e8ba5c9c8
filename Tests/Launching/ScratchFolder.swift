import Glibc

/// A folder of a test's own, gone when the test is.
package final class ScratchFolder: Sendable {
    /// Where it lies.
    package let path: String

    /// A new folder.
    package init() throws { path = try Self.make() }

    /// A new folder, by its path.
    package static func make() throws -> String {
        var template = Array("/tmp/jwtls-tests-XXXXXX".utf8CString)
        let path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
        }
        guard let path else { throw NotMade() }
        return path
    }

    /// There is no room for a folder.
    private struct NotMade: Error {}

    /// The number of the tests' process.
    package static var process: Int32 { getpid() }

    deinit { run("rm", "-rf", path) }

    /// A store's file in it.
    package var file: String { path + "/store.sqlite" }

    /// Runs SQLite's own program on the store's file.
    package func sqlite(_ sql: String) { run("sqlite3", file, sql) }

    /// The permissions of a file in it.
    package func mode(of name: String) -> UInt32? {
        var status = stat()
        return unsafe lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o777 : nil
    }

    /// Runs a program to its end.
    package func run(_ words: String...) { launch(words) }
}

/// Runs a program to its end; 0 is good.
@discardableResult
package func launch(_ words: [String]) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    guard unsafe posix_spawnp(&process, words[0], nil, nil, &arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    unsafe waitpid(process, &status, 0)
    return status
}
