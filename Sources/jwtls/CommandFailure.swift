import Glibc
import JSON

/// Why a command line could not be done: a sentence for people, what would mend it, and the exit code.
struct CommandFailure: Error {
    /// What went wrong, without any secret.
    let message: String
    /// What would mend it.
    var hint: String?
    /// What the process ends with.
    let exit: ExitStatus
    /// Whether nothing is said about it.
    var isQuiet = false

    /// The command line itself is wrong.
    static func usage(_ message: String, hint: String? = nil) -> CommandFailure {
        CommandFailure(message: message, hint: hint, exit: .usage)
    }

    /// A file, a variable or a key that was named cannot be had.
    static func input(_ message: String, hint: String? = nil) -> CommandFailure {
        CommandFailure(message: message, hint: hint, exit: .input)
    }

    /// Standard output takes no more, for the reason that this error number names.
    static func output(_ error: Int32) -> CommandFailure {
        // Who reads has enough; that is how `head` ends a pipeline.
        if error == EPIPE { return CommandFailure(message: "", exit: .good, isQuiet: true) }
        let reason =
            switch error {
            case ENOSPC, EDQUOT: "no room is left"
            case EFBIG: "the file may not grow that large"
            default: "standard output failed"
            }
        return CommandFailure(message: "The results cannot be written: \(reason).", exit: .input)
    }

    /// What standard error says about it.
    var text: String {
        let hint = hint.map { "       \(VisibleText.escape($0))\n" } ?? ""
        return "jwtls: \(VisibleText.escape(message))\n\(hint)"
    }
}

/// What the process ends with, for scripts.
enum ExitStatus: Int32 {
    /// It was done, and the news is good.
    case good = 0
    /// It was done, and the news is bad: a token was refused, or two keys do not match.
    case refused = 1
    /// The command line is wrong.
    case usage = 2
    /// A key, a file or a stream failed.
    case input = 3
}
