import Foundation
import JSON
import JWT
import RPC

/// One file of `Protocol/transcripts`: a conversation, step by step. Its README says what the lines mean.
struct Transcript: Sendable, CustomStringConvertible {
    /// The file's name without its ending.
    let name: String
    private(set) var now: NumericDate?
    private(set) var framings = Framing.allCases
    private(set) var exitCode: Int32 = 0
    /// What the configuration file holds; nil where there is none.
    private(set) var configuration: String?
    /// What the service is started with.
    private(set) var options: [String] = []
    private(set) var steps: [Step] = []

    /// What the client sends, and what it gets for it.
    struct Step: Sendable {
        var requests: [Line] = []
        var answers: [Line] = []
    }

    /// A message and the number of the line where it begins.
    struct Line: Sendable {
        let number: Int
        var text: String

        /// The message as JSON.
        func value() throws -> JSONValue {
            do {
                return try JSONDocument(Array(text.utf8)).root
            } catch {
                throw Misspelt(line: number, reason: "\(error.explanation) (byte \(error.offset))")
            }
        }
    }

    /// A line that is not as the README says.
    struct Misspelt: Error {
        let line: Int
        let reason: String
    }

    var description: String { name }

    /// Every transcript, in the order of the names.
    static func all() throws -> [Transcript] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(".txt") }
            .map { try Transcript(folder.appendingPathComponent($0)) }
    }

    /// Values that several transcripts use.
    static let fixtures = Result {
        let file = folder.appendingPathComponent("fixtures.json")
        return try JSONDocument(Array(try Data(contentsOf: file))).root
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Protocol/transcripts").standardizedFileURL

    private init(_ file: URL) throws {
        name = file.deletingPathExtension().lastPathComponent
        let text = try String(contentsOf: file, encoding: .utf8)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try take(String(line), index + 1)
        }
    }

    private mutating func take(_ line: String, _ number: Int) throws {
        if line.isEmpty || line.hasPrefix("#") { return }
        if let request = line.rest(behind: "→ ") { return add(request: Line(number: number, text: request)) }
        if let answer = line.rest(behind: "← ") { return add(answer: Line(number: number, text: answer)) }
        if line.hasPrefix(" ") { return proceed(line) }
        if let instant = line.rest(behind: "now ") {
            let date = ISO8601DateFormatter().date(from: instant)
            guard let date else { throw Misspelt(line: number, reason: "no instant") }
            now = NumericDate(seconds: Int64(date.timeIntervalSince1970))
        } else if let word = line.rest(behind: "framing "), let framing = Framing(rawValue: word) {
            framings = [framing]
        } else if let text = line.rest(behind: "config ") {
            configuration = text
        } else if let words = line.rest(behind: "options ") {
            options = words.split(separator: " ").map(String.init)
        } else if let word = line.rest(behind: "exit "), let code = Int32(word) {
            exitCode = code
        } else {
            throw Misspelt(line: number, reason: "neither a message nor a setting")
        }
    }

    private mutating func add(request: Line) {
        if steps.last?.answers.isEmpty != true { steps.append(Step()) }
        steps[steps.count - 1].requests.append(request)
    }

    private mutating func add(answer: Line) {
        if steps.isEmpty { steps.append(Step()) }
        steps[steps.count - 1].answers.append(answer)
    }

    private mutating func proceed(_ line: String) {
        guard !steps.isEmpty else { return }
        let last = steps.count - 1
        if steps[last].answers.isEmpty {
            steps[last].requests[steps[last].requests.count - 1].text += line
        } else {
            steps[last].answers[steps[last].answers.count - 1].text += line
        }
    }
}

extension String {
    fileprivate func rest(behind prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
