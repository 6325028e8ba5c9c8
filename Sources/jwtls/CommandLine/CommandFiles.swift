import Glibc
import JSON

/// What a command line names as the place of something: files, variables, standard input, which is read once.
struct CommandFiles {
    /// Which option took standard input.
    private var reader: String?

    /// Takes standard input for an option.
    mutating func takeStandardInput(for option: String) throws(CommandFailure) {
        if let reader {
            throw .usage("\(option) and \(reader) cannot both be read from standard input.")
        }
        reader = option
        guard isatty(0) == 1 else { return }
        StandardStreams.complain("jwtls: reading \(option) from the terminal; Ctrl-D ends it.\n")
    }

    /// What a file holds, or standard input where the path is `-`.
    mutating func read(
        _ path: String, for option: String, limit: Int = BoundedFile.limit
    ) throws(CommandFailure) -> BoundedFile.Content {
        if path == "-" { try takeStandardInput(for: option) }
        let descriptor = try path == "-" ? 0 : Self.open(path)
        defer { if descriptor != 0 { close(descriptor) } }
        switch BoundedFile.read(descriptor, accepts: .regularFileOrPipe, limit: limit) {
        case .success(let content): return content
        case .failure(.wrongKind): throw .input("\(path) is neither a file nor a pipe.")
        case .failure(.tooLong): throw .input("\(path) is longer than \(limit) bytes.")
        case .failure(.failed): throw .input("\(path) cannot be read.")
        }
    }

    /// A file that holds a secret: one that others can read too is told of, once.
    mutating func readSecret(_ path: String, for option: String) throws(CommandFailure) -> [UInt8] {
        let content = try read(path, for: option)
        if !content.isPrivate { Self.warnOfOpenFile(path) }
        return content.bytes
    }

    /// A variable's bytes, which are taken out of the environment.
    func variable(_ name: String) throws(CommandFailure) -> [UInt8] {
        guard let value = Environment.take(name) else { throw .input("The variable \(name) is not set.") }
        return value
    }

    /// Opens a file of the caller's own, wherever it is.
    static func open(_ path: String) throws(CommandFailure) -> Int32 {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor < 0 else { return descriptor }
        switch errno {
        case ENOENT, ENOTDIR: throw .input("There is no file \(path).")
        case EACCES, EPERM: throw .input("\(path) may not be read.")
        default: throw .input("\(path) cannot be opened.")
        }
    }

    /// Says that a secret is not one.
    static func warnOfOpenFile(_ path: String) {
        StandardStreams.complain(
            "jwtls: warning: others can read the secret in \(VisibleText.escape(path)); chmod 600 keeps it yours.\n")
    }
}

extension [UInt8] {
    /// Without one line end at the end, if there is one.
    mutating func trimLineEnd() {
        if last == UInt8(ascii: "\n") { removeLast() } else { return }
        if last == UInt8(ascii: "\r") { removeLast() }
    }

    /// The first line, without its end.
    var firstLine: [UInt8] {
        var line = Array(prefix { $0 != UInt8(ascii: "\n") })
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }
}
