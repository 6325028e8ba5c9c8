import CSQLite
import Glibc

/// The folder and the files of a store: made for their owner alone, and refused where somebody else could reach them.
///
/// The database is never opened here: closing a file would take its locks from SQLite.
struct StoreFolder {
    /// The database's file, by a path without symbolic links up to its folder.
    let path: String
    private let folder: String

    /// The counter that tells other processes of a change.
    var counterPath: String { path + "-changes" }

    /// Finds the folder; nil where there is none, unless it is to be made.
    init?(_ path: String, isMaking: Bool) throws(StoreFault) {
        guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(0),
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        else { throw StoreFault(.unavailable, "The store is named by a whole path.") }
        let name = String(path[path.index(after: slash)...])
        let wanted = slash == path.startIndex ? "/" : String(path[..<slash])
        guard !name.isEmpty else { throw StoreFault(.unavailable, "The path of the store names no file.") }
        if isMaking { try Self.make(wanted) }
        guard let resolved = Self.resolved(wanted) else {
            guard errno == ENOENT || errno == ENOTDIR else {
                throw Self.failure("The store's folder cannot be reached")
            }
            return nil
        }
        folder = resolved
        self.path = resolved == "/" ? "/\(name)" : "\(resolved)/\(name)"
    }

    /// Whether the database's file is there.
    var hasFile: Bool { unsafe access(path, F_OK) == 0 }

    /// Which file it is, so that one that takes its place is told apart.
    struct Identity {
        fileprivate let path: String
        fileprivate let device: UInt
        fileprivate let number: UInt

        /// Whether the path still leads to it.
        var isStillThere: Bool {
            guard let status = StoreFolder.status(of: path) else { return false }
            return UInt(status.st_dev) == device && UInt(status.st_ino) == number
        }
    }

    /// Which file the database's is; nil where there is none.
    var identity: Identity? {
        guard let status = Self.status(of: path) else { return nil }
        return Identity(path: path, device: UInt(status.st_dev), number: UInt(status.st_ino))
    }

    /// Looks at the folder and at each file that is there.
    func check() throws(StoreFault) {
        guard let status = Self.status(of: folder), status.st_mode & S_IFMT == S_IFDIR else {
            throw Self.failure("The store's folder cannot be reached")
        }
        try Self.refuseOthers(status, folder, "folder", mode: "700")
        try refuseNetworks()
        // Not even reading does without: processes tell each other in files beside the store's that they read.
        guard unsafe access(folder, W_OK) == 0 || errno != EROFS && errno != EACCES else {
            throw StoreFault(
                .readOnly, "The store's folder \(folder) cannot be written, which reading the store needs too.",
                hint: "Let it be written, or name another place with --store.")
        }
        for path in [path, path + "-wal", path + "-shm", counterPath] {
            guard let status = Self.status(of: path) else { continue }
            guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
                throw StoreFault(
                    .permissions, "\(path) is not a file with one name, as the store's must be.",
                    hint: "Take the link away, or name another store with --store.")
            }
            try Self.refuseOthers(status, path, "file", mode: "600")
        }
    }

    /// Makes an empty file, which nobody else can read from its first moment.
    func makeFile() throws(StoreFault) {
        let file = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            // Another process was first: its file is as good.
            if errno == EEXIST { return }
            throw Self.failure("The store cannot be made")
        }
        close(file)
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw Self.failure("The store's folder cannot be reached") }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw Self.failure("The store's folder cannot be written") }
    }

    private static func make(_ folder: String) throws(StoreFault) {
        guard status(of: folder) == nil else { return }
        // What lies above is made as any program makes it; only the last is the store's own.
        if let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")), slash != folder.startIndex {
            try make(String(folder[..<slash]))
        }
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw failure("The store's folder cannot be made")
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    fileprivate static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status : nil
    }

    private static func refuseOthers(_ status: stat, _ path: String, _ word: String, mode: String) throws(StoreFault) {
        guard status.st_uid == geteuid() else {
            throw StoreFault(
                .permissions, "The store's \(word) \(path) belongs to another user.",
                hint: "Name a store of your own with --store.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw StoreFault(
                .permissions, "Others can reach the store's \(word) \(path).", hint: "chmod \(mode) '\(path)'")
        }
    }

    // Several machines cannot share a file's locks and its memory.
    private func refuseNetworks() throws(StoreFault) {
        let kind = unsafe csqlite_is_on_network(folder)
        guard kind >= 0 else { throw Self.failure("The store's folder cannot be reached") }
        guard kind == 0 else {
            throw StoreFault(
                .unavailable, "The store's folder is on a network file system, where its locks do not hold.",
                hint: "Name a local folder with --store.")
        }
    }

    private static func failure(_ sentence: String) -> StoreFault {
        let reason = unsafe String(cString: strerror(errno))
        return StoreFault(errno == ENOSPC || errno == EDQUOT ? .full : .unavailable, "\(sentence): \(reason).")
    }
}
