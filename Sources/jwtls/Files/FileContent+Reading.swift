import Methods
import RPC

/// What a key is read from, wherever it may be read.
extension FileContent {
    /// The content of a file that is open, or `unreadable` where it gives none.
    init(file descriptor: Int32, or unreadable: RPCError) throws(RPCError) {
        switch BoundedFile.read(descriptor, accepts: .regularFile) {
        case .success(let file): self.init(bytes: file.bytes, isPrivate: file.isPrivate)
        case .failure(.tooLong):
            throw RPCError(.keyLimit, "The file is too long to be a key.", limit: BoundedFile.limit)
        case .failure: throw unreadable
        }
    }

    /// The value of a variable, which nobody else can read.
    init(variable name: String) throws(RPCError) {
        guard let bytes = Environment.value(of: name) else {
            throw RPCError(.fileUnreadable, "The variable is not set.")
        }
        self.init(bytes: bytes, isPrivate: true)
    }
}
