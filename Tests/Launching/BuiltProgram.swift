import Foundation

/// The program as it was built, and what one run of it gives.
package enum BuiltProgram {
    /// Where it lies: in the folder that the tests themselves run from.
    package static let path = folder + "/jwtls"

    /// The root of the repository.
    package static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardizedFileURL.path

    /// What a run ended with.
    package struct Outcome: Sendable {
        /// The exit code, or the number of the signal.
        package let status: Int32
        /// Whether a signal ended it.
        package let isSignalled: Bool
        /// What it wrote on standard output.
        package let output: String
        /// What it wrote on standard error.
        package let errors: String

        /// The lines of the output.
        package var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs the program with this input until it ends.
    package static func run(_ input: String, arguments: [String] = []) throws -> Outcome {
        try launch(path, arguments, input: Data(input.utf8))
    }

    /// Runs a shell script, in which `$JWTLS` is the program and `$1`, `$2`, … are the arguments.
    package static func shell(_ script: String, arguments: [String] = [], input: String = "") throws -> Outcome {
        try launch("/bin/sh", ["-c", script, "sh"] + arguments, input: Data(input.utf8))
    }

    /// Whether a program of this name can be found.
    package static func has(_ program: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"].split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }

    // What goes in and out lies in files, so that no pipe can be full.
    private static func launch(_ executable: String, _ arguments: [String], input: Data) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jwtls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try input.write(to: files[0])
        try Data().write(to: files[1])
        try Data().write(to: files[2])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        // Nothing of the user's own has a say: neither what he revoked nor what his policies are.
        let own = ["JWTLS": path, "XDG_STATE_HOME": folder.path, "XDG_CONFIG_HOME": folder.path]
        process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, isSignalled: process.terminationReason == .uncaughtSignal,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }

    private static var folder: String {
        do {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(fileURLWithPath: own).deletingLastPathComponent().path
        } catch {
            return repository + "/.build/debug"
        }
    }
}

extension BuiltProgram {
    /// Whether the tests run as the superuser, who may do what others may not.
    package static var isRoot: Bool { getuid() == 0 }
}
