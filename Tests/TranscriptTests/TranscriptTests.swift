import Assistant
import Editor
import Foundation
import JSON
import JWT
import Launching
import Methods
import RPC
import Testing

struct TranscriptTests {
    // 2026-01-01T00:00:00Z, where a transcript does not look at the clock.
    private static let someInstant = NumericDate(seconds: 1_767_225_600)

    @Test(arguments: try Transcript.all())
    func `a conversation goes as it is written, in process`(transcript: Transcript) throws {
        for framing in transcript.framings {
            try replay(
                transcript, framing,
                with: try ServerInProcess(
                    framing, now: transcript.now ?? Self.someInstant, configuration: transcript.configuration,
                    options: transcript.options))
        }
    }

    @Test(arguments: try Transcript.all().filter { $0.now == nil })
    func `a conversation goes as it is written, with the program`(transcript: Transcript) throws {
        for framing in transcript.framings {
            try replay(
                transcript, framing,
                with: try ServerProgram(
                    framing, configuration: transcript.configuration, options: transcript.options))
        }
    }

    @Test(arguments: Methods.descriptions.map(\.name.description))
    func `every method has a good conversation and a bad one`(method: String) throws {
        let outcomes = try Transcript.all().flatMap { try $0.outcomes(of: method) }
        #expect(outcomes.contains(.good), "\(method) has no transcript in which it gives a result")
        #expect(outcomes.contains(.bad), "\(method) has no transcript in which it refuses")
    }

    @Test(arguments: (Editor.descriptions + Assistant.descriptions).map(\.name.description))
    func `every request of an editor or an assistant has a conversation`(method: String) throws {
        let isSent = try Transcript.all().contains { transcript in
            try transcript.steps.contains { try $0.requests.contains { try $0.value()["method"]?.string == method } }
        }
        #expect(isSent, "\(method) has no transcript")
    }

    private func replay(_ transcript: Transcript, _ framing: Framing, with server: some Server) throws {
        var pattern = Pattern(fixtures: try Transcript.fixtures.get())
        for step in transcript.steps {
            for request in step.requests {
                try server.send(framed(try pattern.message(request.value()), framing))
            }
            var expected = step.answers
            while !expected.isEmpty {
                guard let answer = try server.next() else {
                    Issue.record("\(transcript), line \(expected[0].number), \(framing): no answer")
                    return
                }
                try compare(answer, &expected, &pattern, "\(transcript)", framing)
            }
        }
        let code = try server.finish()
        #expect(code == transcript.exitCode, "\(transcript), \(framing)")
        if let more = try server.next() {
            Issue.record(
                "\(transcript), \(framing): not expected: \(String(decoding: more.prefix(300), as: UTF8.self))")
        }
    }

    // In lines the first expected answer is the one; in headers any may be.
    private func compare(
        _ answer: [UInt8], _ expected: inout [Transcript.Line], _ pattern: inout Pattern, _ name: String,
        _ framing: Framing
    ) throws {
        let value = try JSONDocument(answer).root
        var mismatches: [String] = []
        for (index, line) in expected.enumerated().prefix(framing == .lines ? 1 : expected.count) {
            let wanted = try JSONDocument(
                Array("{\"jsonrpc\":\"2.0\",\(line.text.drop { $0 != "{" }.dropFirst())".utf8))
            var attempt = pattern
            guard let mismatch = try attempt.mismatch(value, wanted.root) else {
                pattern = attempt
                expected.remove(at: index)
                return
            }
            mismatches.append("\(name), line \(line.number), \(framing): \(mismatch)")
        }
        expected.removeFirst()
        Issue.record("\(mismatches.joined(separator: "\n"))\nin \(value.excerpt(3000))")
    }

    private func framed(_ message: [UInt8], _ framing: Framing) -> [UInt8] {
        switch framing {
        case .lines: message + Array("\n".utf8)
        case .headers: Array("Content-Length: \(message.count)\r\n\r\n".utf8) + message
        }
    }
}

extension Transcript {
    /// How a request was answered.
    enum Outcome { case good, bad }

    /// How the requests of this method are answered here.
    func outcomes(of method: String) throws -> [Outcome] {
        try steps.flatMap { step in
            let ids = try step.requests.map { try $0.value() }.filter { $0["method"]?.string == method }
                .compactMap { $0["id"]?.lexeme }
            let answers = try step.answers.map { try $0.value() }.filter { ids.contains($0["id"]?.lexeme ?? "") }
            return answers.map { answer -> Outcome in
                let isRefusal = answer["error"] != nil || answer["result"]?["valid"]?.boolean == false
                return isRefusal ? .bad : .good
            }
        }
    }
}
