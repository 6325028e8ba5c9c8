import Foundation

/// The `openssl` program, as a peer that makes and reads keys.
enum OpenSSLProgram {
    /// What a skipped test says.
    static let absence = "there is no openssl program"

    /// Whether it is there.
    static var isPresent: Bool { path != nil }

    /// What it answers to these arguments and this input; throws where it fails.
    static func run(_ arguments: [String], _ input: [UInt8] = []) throws -> [UInt8] {
        guard let path else { throw Failure(arguments: arguments, message: absence) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
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

    private static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
