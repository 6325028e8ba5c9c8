import Glibc

/// The process's standard streams, made safe before anything else runs.
///
/// Messages go to a private copy of standard output; descriptor 1 itself points at standard error, so that a stray print
/// of any library cannot stand between two messages.
struct StandardStreams {
    /// Where requests come from.
    let input: Int32
    /// Where messages go, and nothing else.
    let output: Int32

    /// Opens descriptors that were closed at start on `/dev/null`, so that no file opened later is mistaken for a
    /// stream; false where that fails.
    static func complete() -> Bool {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            guard unsafe open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY) == descriptor else { return false }
        }
        return true
    }

    /// Takes the streams over.
    init?() {
        signal(SIGPIPE, SIG_IGN)
        guard Self.complete() else { return nil }
        input = 0
        output = fcntl(1, F_DUPFD_CLOEXEC, 3)
        guard output >= 0, dup2(2, 1) >= 0 else { return nil }
    }

    /// Streams that are open and safe already.
    init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// Reads what is there, at most as many bytes, behind those that an array holds already; 0 is
    /// the end of the stream, and nil an error that was complained of.
    func read(appendingTo bytes: inout [UInt8], atMost most: Int) -> Int? {
        while true {
            var count = 0
            bytes.append(addingCapacity: most) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                    count = unsafe Glibc.read(input, buffer.baseAddress.map { unsafe $0 + initialized }, most)
                    initialized += max(0, count)
                }
            }
            if count >= 0 { return count }
            if errno == EAGAIN {
                Self.wait(for: input, POLLIN)
            } else if errno != EINTR {
                Self.complain(of: "standard input", errno)
                return nil
            }
        }
    }

    /// Writes everything; answers nil, or the error number of what stood in the way: `EPIPE` where nobody reads any more.
    func write(_ bytes: [UInt8]) -> Int32? { Self.write(bytes.span, to: output) }

    /// The same, of bytes that are lent.
    func write(_ bytes: Span<UInt8>) -> Int32? { Self.write(bytes, to: output) }

    /// Writes everything to a descriptor, and answers as for our own.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? { write(bytes.span, to: descriptor) }

    private static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int32? {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                wait(for: descriptor, POLLOUT)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }

    /// Says on standard error why a stream of this name cannot be used.
    static func complain(of stream: String, _ error: Int32) {
        errno = error
        unsafe perror("jwtls: \(stream)")
    }

    /// Writes text for people to standard error, as it is; whoever quotes from outside escapes it first.
    static func complain(_ text: String) {
        _ = write(Array(text.utf8), to: 2)
    }

    // A stream that somebody set to non-blocking is waited for, not spun on.
    private static func wait(for descriptor: Int32, _ event: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        _ = unsafe poll(&request, 1, -1)
    }
}
