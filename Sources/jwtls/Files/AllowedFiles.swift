import Glibc
import Methods
import RPC

/// The files and variables that requests may name: those below the directories, and with the names, given at start.
///
/// A path is walked from its directory one name at a time, and no link is followed: so what is opened is below the
/// directory, whatever is renamed meanwhile.
struct AllowedFiles: FileReading {
    private let roots: [Root]
    private let variables: [String]

    private struct Root: Sendable {
        let descriptor: Int32
        /// The ways to write the directory: as it was given, and as the system calls it.
        let paths: [[Substring]]
    }

    /// Opens the directories.
    init(directories: [String], variables: [String]) throws(CommandFailure) {
        var roots: [Root] = []
        for directory in directories { roots.append(try Self.root(directory)) }
        self.roots = roots
        self.variables = variables
    }

    func file(_ path: String) throws(RPCError) -> FileContent {
        guard !roots.isEmpty else { return try NoFiles().file(path) }
        guard let names = Self.names(path), let (root, rest) = find(names), let last = rest.last else {
            throw RPCError(
                .fileRefused, "The file is not below a directory that was allowed at start.",
                hint: "Give its whole path, without links and \"..\".")
        }
        var descriptor = root
        defer { if descriptor != root { close(descriptor) } }
        for name in rest.dropLast() {
            let next = unsafe openat(descriptor, String(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { throw Self.unreadable }
            if descriptor != root { close(descriptor) }
            descriptor = next
        }
        let file = unsafe openat(descriptor, String(last), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw Self.unreadable }
        defer { close(file) }
        return try FileContent(file: file, or: Self.unreadable)
    }

    func variable(_ name: String) throws(RPCError) -> FileContent {
        guard variables.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
            throw RPCError(
                .fileRefused, "The variable is not one that was allowed at start.",
                hint: "Start jwtls with --allow-env NAME, or give the key itself.")
        }
        return try FileContent(variable: name)
    }

    func judgeOpenFile(_ path: String) throws(RPCError) {
        throw RPCError(
            .filePermissions, "Others than its owner can read the file with the secret key.",
            hint: "Make it readable for its owner alone: chmod 600.")
    }

    private static let unreadable = RPCError(.fileUnreadable, "The file is not there, or cannot be read.")

    private func find(_ names: [Substring]) -> (descriptor: Int32, rest: ArraySlice<Substring>)? {
        for root in roots {
            for path in root.paths where names.count > path.count && names.starts(with: path, by: Self.areEqual) {
                return (root.descriptor, names.dropFirst(path.count))
            }
        }
        return nil
    }

    private static func areEqual(_ a: Substring, _ b: Substring) -> Bool { a.utf8.elementsEqual(b.utf8) }

    // The names in a path, from the top. A relative one begins where the process runs, as it does for every program.
    private static func names(_ path: String) -> [Substring]? {
        guard path.utf8.count <= Int(PATH_MAX), !path.utf8.contains(0) else { return nil }
        let whole = path.utf8.first == UInt8(ascii: "/") ? path : "\(Environment.workingDirectory ?? "")/\(path)"
        let names = whole.split(separator: "/").filter { $0 != "." }
        return names.contains("..") ? nil : names
    }

    private static func root(_ directory: String) throws(CommandFailure) -> Root {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .input("--allow-file \(directory): there is no such directory, or it cannot be entered.")
        }
        let paths = [directory, Environment.realPath(of: directory)].compactMap { $0.flatMap(names) }
        return Root(descriptor: descriptor, paths: paths)
    }
}
