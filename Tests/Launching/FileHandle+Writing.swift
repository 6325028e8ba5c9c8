package import Foundation

extension FileHandle {
    /// Writes to a pipe whose reader may have ended: that is an error for who asks, and no end of the tests by a signal.
    package func writeToReader(_ data: Data) throws {
        var pipes = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&pipes)
        unsafe sigaddset(&pipes, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &pipes, &before)
        defer {
            // The signal is this thread's own, and is taken before it can arrive.
            var none = timespec(tv_sec: 0, tv_nsec: 0)
            unsafe sigtimedwait(&pipes, nil, &none)
            unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        try write(contentsOf: data)
    }
}
