import Glibc

// Secrets come later than this; so does everything that could fail with one in memory.
let arguments = Array(CommandLine.arguments.dropFirst())
Seclusion.begin(allowsDebugging: arguments.contains("--\(ServiceOptions.allowDebug)"))
guard StandardStreams.complete() else { exit(ExitStatus.input.rawValue) }
exit(ServiceOptions.areMeant(by: arguments) ? ServiceStart.run(arguments) : CommandStart.run(arguments))
