import Glibc

/// What the process was started with, beside its arguments.
enum Environment {
    /// A variable's bytes, or nil where it is not set.
    static func value(of name: String) -> [UInt8]? {
        guard !name.isEmpty, let value = unsafe getenv(name) else { return nil }
        return unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
    }

    /// A variable's bytes, which nobody finds in the environment any more.
    static func take(_ name: String) -> [UInt8]? {
        guard let bytes = value(of: name), let value = unsafe getenv(name) else { return nil }
        unsafe explicit_bzero(value, bytes.count)
        unsafe unsetenv(name)
        return bytes
    }

    /// Where the process runs.
    static var workingDirectory: String? {
        guard let path = unsafe getcwd(nil, 0) else { return nil }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// How the system calls a path, links followed.
    static func realPath(of path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
