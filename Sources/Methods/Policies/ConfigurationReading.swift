package import RPC

/// The configuration file, as methods see it: what it holds, and whether it has changed. Key files that it names are read
/// wherever they are, since whoever writes it decides what is accepted.
package protocol ConfigurationReading: FileReading {
    /// Where the file is, or would be; nil where there is no place for one.
    var path: String? { get }
    /// A number that is another one whenever the file may have changed, or a key file that it names and that was read.
    func generation() -> UInt64
    /// What the file holds, or nil where there is none. A file that others can write is refused.
    func read() throws(RPCError) -> FileContent?
}

/// What bounds the configuration file.
package enum ConfigurationLimits {
    /// Its bytes.
    package static let bytes = 1 << 20
}

/// No configuration file at all.
package struct NoConfiguration: ConfigurationReading {
    package let path: String? = nil

    /// Nothing to read.
    package init() {}

    package func generation() -> UInt64 { 0 }

    package func read() throws(RPCError) -> FileContent? { nil }

    package func file(_ path: String) throws(RPCError) -> FileContent { try NoFiles().file(path) }

    package func variable(_ name: String) throws(RPCError) -> FileContent { try NoFiles().variable(name) }

    package func judgeOpenFile(_ path: String) throws(RPCError) {}
}
