import Glibc
import Methods
import RPC
import Synchronization

/// The configuration file: the one that was named at start, or the user's own.
///
/// It is looked at ten times a second at most, when somebody asks, and so are the key files that it names and that were read.
/// Each counts as another file where its inode, its size or one of its times is another. A change that is too young for its
/// time to tell it from the next one counts again.
final class ConfigurationFile: ConfigurationReading {
    let path: String?
    private let isNamed: Bool
    private let nextLook = Atomic<Int64>(0)
    private let number = Atomic<UInt64>(0)
    private let seen = Mutex(Seen())

    private struct Seen {
        var file: Sight?
        /// Key files, by their whole paths.
        var keyFiles: [String: Sight] = [:]

        /// Looks again; says whether everything is as it was.
        mutating func look(_ path: String?) -> Bool {
            let file = Sight(path)
            let isSame =
                self.file?.isSame(as: file) == true && keyFiles.allSatisfy { $0.value.isSame(as: Sight($0.key)) }
            self.file = file
            // Those that are still named are read anew.
            if !isSame { keyFiles = [:] }
            return isSame
        }
    }

    /// Between two looks, in milliseconds.
    static let interval: Int64 = 100

    /// The file of this name, else `jwtls/config.json` in the user's folder of configurations.
    init(named path: String?) {
        isNamed = path != nil
        self.path = path ?? Self.usual
    }

    private static var usual: String? {
        for (variable, rest) in [("XDG_CONFIG_HOME", "/jwtls/config.json"), ("HOME", "/.config/jwtls/config.json")] {
            guard let value = Environment.value(of: variable), value.first == UInt8(ascii: "/") else { continue }
            return String(decoding: value, as: UTF8.self) + rest
        }
        return nil
    }

    func generation() -> UInt64 {
        let now = Self.milliseconds()
        guard now >= nextLook.load(ordering: .relaxed) else { return number.load(ordering: .acquiring) }
        return seen.withLock { seen in
            guard now >= nextLook.load(ordering: .relaxed) else { return number.load(ordering: .acquiring) }
            let isSame = seen.look(path)
            let found = isSame ? number.load(ordering: .acquiring) : number.add(1, ordering: .releasing).newValue
            nextLook.store(now + Self.interval, ordering: .relaxed)
            return found
        }
    }

    func read() throws(RPCError) -> FileContent? {
        guard let path else { return nil }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if !isNamed, errno == ENOENT || errno == ENOTDIR { return nil }
            let isThere = errno != ENOENT && errno != ENOTDIR
            throw RPCError(
                .configurationUnreadable,
                isThere ? "The configuration file \(path) may not be read." : "There is no configuration file \(path).")
        }
        defer { close(descriptor) }
        try judge(descriptor, path)
        switch BoundedFile.read(descriptor, accepts: .regularFile, limit: ConfigurationLimits.bytes) {
        case .success(let file): return FileContent(bytes: file.bytes, isPrivate: file.isPrivate)
        case .failure(.tooLong):
            throw RPCError(
                .configurationInvalid,
                "The configuration file \(path) is longer than \(ConfigurationLimits.bytes) bytes.",
                limit: ConfigurationLimits.bytes)
        case .failure:
            throw RPCError(.configurationUnreadable, "The configuration file \(path) cannot be read.")
        }
    }

    // Whoever can write it decides which tokens are accepted.
    private func judge(_ descriptor: Int32, _ path: String) throws(RPCError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw RPCError(.configurationUnreadable, "The configuration file \(path) is no file.")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw RPCError(
                .configurationPermissions, "The configuration file \(path) belongs to somebody else.",
                hint: "chown \(geteuid()) \(path)")
        }
        guard status.st_mode & 0o022 == 0 else {
            throw RPCError(
                .configurationPermissions,
                "Others can write the configuration file \(path), which decides what is accepted.",
                hint: "chmod go-w \(path)")
        }
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + 1
    }

    /// What was seen of a file.
    private struct Sight {
        private let stamp: Stamp?
        /// Whether another change would have given it another time. File systems that count in seconds are the coarsest.
        private let isSure: Bool

        init(_ path: String?) {
            stamp = path.flatMap { Stamp($0) }
            var now = timespec()
            unsafe clock_gettime(CLOCK_REALTIME_COARSE, &now)
            isSure = stamp.map { $0.changed[0] <= now.tv_sec - 2 } ?? true
        }

        func isSame(as later: Sight) -> Bool { isSure && stamp == later.stamp }
    }

    /// What tells one state of a file from another.
    private struct Stamp: Equatable {
        private let device: UInt64
        private let inode: UInt64
        private let size: Int64
        private let modified: [Int]
        let changed: [Int]

        init?(_ path: String) {
            var status = Glibc.stat()
            guard unsafe stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
            size = Int64(status.st_size)
            modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
            changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
        }
    }
}

/// Key files and variables that the configuration file names: whoever writes it may read them.
extension ConfigurationFile {
    func file(_ name: String) throws(RPCError) -> FileContent {
        guard !name.isEmpty, name.utf8.count <= Int(PATH_MAX), !name.utf8.contains(0) else {
            throw RPCError(.fileUnreadable, "This is not the name of a file.")
        }
        let path = absolute(name)
        seen.withLock { $0.keyFiles[path] = Sight(path) }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        let unreadable = RPCError(.fileUnreadable, "The file \(path) is not there, or cannot be read.")
        guard descriptor >= 0 else { throw unreadable }
        defer { close(descriptor) }
        return try FileContent(file: descriptor, or: unreadable)
    }

    func variable(_ name: String) throws(RPCError) -> FileContent {
        try FileContent(variable: name)
    }

    func judgeOpenFile(_ path: String) throws(RPCError) {
        throw RPCError(
            .filePermissions, "Others than its owner can read the file with the secret key.",
            hint: "chmod 600 \(absolute(path))")
    }

    // A name that does not begin at the top is one in the configuration's own folder.
    private func absolute(_ name: String) -> String {
        guard name.utf8.first != UInt8(ascii: "/"), let slash = path?.lastIndex(of: "/"), let path else { return name }
        return path[...slash] + name
    }
}
