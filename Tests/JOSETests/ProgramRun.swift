import Foundation
import Launching

/// A run of a program that is somebody else's.
enum ProgramRun {
    /// Where a program of this name is, or nil.
    static func path(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":").map(String.init)
        return (folders + ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]).map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What a program answers to these arguments and this input; throws where it fails.
    static func run(_ path: String?, _ arguments: [String], _ input: [UInt8]) throws -> [UInt8] {
        guard let path else { throw Failure(arguments: arguments, message: "there is no such program") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try standardInput.fileHandleForWriting.writeToReader(Data(input))
        try standardInput.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd()
        let message = try errors.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, message: message.map { String(decoding: $0, as: UTF8.self) } ?? "")
        }
        return answer.map { [UInt8]($0) } ?? [UInt8]()
    }

    /// Why it did not do what was asked.
    struct Failure: Error {
        let arguments: [String]
        let message: String
    }
}
