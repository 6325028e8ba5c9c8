import CProcess
import Glibc

/// What the process gives up before it reads anything, so that what it is told stays in it.
enum Seclusion {
    /// Begins: no file that others can read, no rights to gain, no core dump, and nobody looks into the memory. With
    /// `allowsDebugging` a debugger may look, and a crash leaves its memory behind.
    static func begin(allowsDebugging: Bool) {
        unblockSignals()
        // A file that may not grow is an error of a write.
        signal(SIGXFSZ, SIG_IGN)
        umask(0o077)
        if cprocess_refuse_privileges() < 0 { warn("programs that are started could gain rights") }
        guard !allowsDebugging else { return }
        endCrashesQuietly()
        // A limit of one byte, not of none: it also stops the kernel from starting a program that collects dumps from a
        // pipe (core(5)), and no dump fits into it.
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        if unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) < 0 || cprocess_refuse_tracing() < 0 {
            warn("a crash could leave secrets in a core dump")
        }
    }

    // Which signals are blocked is inherited from whatever thread has started us; one that is to end us must arrive.
    private static func unblockSignals() {
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigprocmask(SIG_SETMASK, &none, nil)
    }

    // Swift's runtime may have taken the signals of a crash over, to show what the memory held and to start a program that
    // looks through it.
    private static func endCrashesQuietly() {
        for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
    }

    private static func warn(_ danger: String) {
        StandardStreams.complain("jwtls: warning: the system refused a protection: \(danger)\n")
    }
}
