import CProcess
import Glibc

/// Ends the service when the client that started it has ended, though somebody else may still hold our input open.
enum ClientWatch {
    /// Watches the process of this number, if it is our parent: any other number may be one of another machine's or
    /// container's processes, and says nothing here.
    static func start(_ process: Int32) {
        guard process == getppid() else { return }
        watch(process)
    }

    /// Watches a process that started us, itself or through others: a shell may stand between.
    static func start(ancestor process: Int32) {
        guard process > 1, isAncestor(process) else { return }
        watch(process)
    }

    private static func isAncestor(_ process: Int32) -> Bool {
        var current = getppid()
        for _ in 0..<32 where current > 1 {
            if current == process { return true }
            current = parent(of: current)
        }
        return false
    }

    // The fourth word of a process's state, behind its name, which may hold anything but ends with the last bracket.
    private static func parent(of process: Int32) -> Int32 {
        let descriptor = unsafe open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0, let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return 0 }
        let words = bytes[(name + 1)..<count].split(separator: UInt8(ascii: " "))
        return words.count > 1 ? Int32(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
    }

    private static func watch(_ process: Int32) {
        let descriptor = cprocess_open_process(process)
        guard descriptor >= 0 else { return }
        Threads.start {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while unsafe poll(&request, 1, -1) < 0, errno == EINTR {}
            _exit(0)
        }
    }
}
