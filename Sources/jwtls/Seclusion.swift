import Glibc

/// What the process gives up before it reads anything, so that what it is told stays in it.
enum Seclusion {
    /// Begins: no core dump, and no file that others can read.
    static func begin() {
        umask(0o077)
        // A limit of one byte, not of none: it also stops the kernel from starting a program that collects dumps from a
        // pipe (core(5)), and no dump fits into it.
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
}
