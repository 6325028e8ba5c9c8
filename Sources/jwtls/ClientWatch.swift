import CProcess
import Glibc

/// Ends the service when the client that started it has ended, though somebody else may still hold our input open.
enum ClientWatch {
    /// Watches the process of this number, if it is our parent: any other number may be one of another machine's or
    /// container's processes, and says nothing here.
    static func start(_ process: Int32) {
        guard process == getppid() else { return }
        let descriptor = cprocess_open_process(process)
        guard descriptor >= 0 else { return }
        Threads.start {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while unsafe poll(&request, 1, -1) < 0, errno == EINTR {}
            _exit(0)
        }
    }
}
