import Glibc
import JSON

/// Reading a small file of which nobody knows what it is: never more than the limit, whatever its size says.
enum BoundedFile {
    /// The most bytes that are read of a key or a token.
    static let limit = 1 << 20
    /// The most bytes that are read of a text that is looked through.
    static let textLimit = 64 << 20

    /// What was read, and whether nobody but its owner, who is us, can read it too.
    struct Content {
        var bytes: [UInt8]
        let isPrivate: Bool
    }

    /// What may be read.
    enum Kind { case regularFile, regularFileOrPipe }

    /// Why nothing was read.
    enum Fault: Error { case wrongKind, tooLong, failed }

    /// Reads everything that the descriptor gives; it stays open.
    static func read(_ descriptor: Int32, accepts kind: Kind, limit: Int = limit) -> Result<Content, Fault> {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return .failure(.failed) }
        let type = status.st_mode & S_IFMT
        let isPipe = type == S_IFIFO || type == S_IFSOCK || type == S_IFCHR
        guard type == S_IFREG || kind == .regularFileOrPipe && isPipe else { return .failure(.wrongKind) }
        let isPrivate = status.st_mode & 0o077 == 0 && status.st_uid == geteuid()
        // The room is taken at once, so that growing leaves no copies of a secret behind. A file may grow while it is
        // read, and the system's own files claim to be empty.
        let size = type == S_IFREG ? max(0, Int(status.st_size)) : limit
        var bytes = [UInt8](repeating: 0, count: min(limit, size) + 4097)
        var count = 0
        while count < bytes.count {
            let start = count
            let step = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
            }
            if step == 0 { break }
            if step < 0, errno != EINTR {
                bytes.wipe()
                return .failure(.failed)
            }
            count += max(0, step)
        }
        guard count <= limit, count < bytes.count else {
            bytes.wipe()
            return .failure(.tooLong)
        }
        bytes.removeLast(bytes.count - count)
        return .success(Content(bytes: bytes, isPrivate: isPrivate || type != S_IFREG))
    }
}
