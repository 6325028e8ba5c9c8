import JSON
import JWT
import Launching
import Methods
import RPC
import Testing

@testable import jwtls

/// A way to reach a method with many requests at once: a conversation in process, on as many threads as there are, or with
/// the program that was built.
enum Surface: String, CaseIterable {
    case lines, headers, batches
    case builtLines = "lines to the program"
    case builtHeaders = "headers to the program"
    case builtBatches = "batches to the program"
    case remembering = "lines, tokens remembered"
    case builtRemembering = "lines to the program, tokens remembered"

    /// What each message is answered, in order. Answers in headers may come in any order and are found by their ids.
    func outcomes(of rows: [AttackRow]) throws -> [String] {
        let messages = rows.enumerated().map { index, row in row.message(id: index) }
        let input = isInBatches ? batches(messages).joined() : messages.map(framed).joined()
        let output = try isBuilt ? run(input) : conversation(input, putsOff: rows.contains(where: \.isPutOff))
        var outcomes = [String](repeating: "no answer", count: rows.count)
        for answer in try answers(output) {
            guard let id = answer["id"]?.lexeme, let index = Int(id), outcomes.indices.contains(index) else { continue }
            outcomes[index] = AttackRow.outcome(of: answer)
            // The bytes of a batch are counted from its beginning, and so are those of its entries.
            if isInBatches { outcomes[index] = Self.withoutOffset(outcomes[index]) }
        }
        return outcomes
    }

    /// What a row is answered by itself, as far as it is the same here.
    func expected(_ row: AttackRow) -> String { isInBatches ? Self.withoutOffset(row.outcome) : row.outcome }

    private static func withoutOffset(_ outcome: String) -> String {
        outcome.hasPrefix(#"{"code""#) ? outcome.replacing(/,"offset":[0-9]+/, with: "") : outcome
    }

    private var isBuilt: Bool { rawValue.contains("program") }
    private var isInBatches: Bool { self == .batches || self == .builtBatches }
    private var isRemembering: Bool { rawValue.contains("remembered") }
    private var framing: Framing { self == .headers || self == .builtHeaders ? .headers : .lines }

    private func framed(_ message: String) -> String {
        framing == .lines ? message + "\n" : "Content-Length: \(message.utf8.count)\r\n\r\n\(message)"
    }

    // As many to a batch as fit a message.
    private func batches(_ messages: [String]) -> [String] {
        var batches: [String] = []
        var batch: [String] = []
        var size = 0
        for message in messages + [""] {
            if message.isEmpty || size + message.utf8.count > 4 << 20 || batch.count == 100 {
                batches.append("[\(batch.joined(separator: ","))]\n")
                (batch, size) = ([], 0)
            }
            batch.append(message)
            size += message.utf8.count
        }
        return batches
    }

    private func run(_ input: String) throws -> [UInt8] {
        let outcome = try BuiltProgram.run(input, arguments: isRemembering ? ["--remember-tokens", "100"] : [])
        #expect(outcome.status == 0 && !outcome.isSignalled && outcome.errors.isEmpty, "\(outcome.errors)")
        return Array(outcome.output.utf8)
    }

    private func conversation(_ input: String, putsOff: Bool) throws -> [UInt8] {
        let surroundings = Surroundings(
            clock: { NumericDate(seconds: Service.now) }, rememberedTokens: isRemembering ? 100 : 0)
        let session = Session(methods: Methods.descriptions, framing: framing)
        let workshop = Workshop(size: 4, limits: RPCLimits()) { MethodResponder(surroundings) }
        let responder = MethodResponder(surroundings)
        let bytes = Array(input.utf8)
        var output: [UInt8] = []
        var deferrals = 0
        while case .jobs(let jobs) = session.next(in: bytes, isEnd: true) {
            for slice in workshop.answer(jobs, framing: framing) {
                deferrals += slice.deferrals.count
                var copied = 0
                for deferral in slice.deferrals {
                    slice.copy(copied..<deferral.offset, to: &output)
                    copied = deferral.offset
                    var late = AnswerBuffer(framing: framing, limits: RPCLimits())
                    let rest = late.answer(deferral.job, by: responder, lane: .slow)
                    #expect(rest == nil)
                    output += late.bytes
                }
                slice.copy(copied..<slice.count, to: &output)
                slice.wipe()
            }
            session.release()
        }
        #expect((deferrals > 0) == putsOff)
        return output
    }

    private func answers(_ output: [UInt8]) throws -> [JSONValue] {
        var answers: [JSONValue] = []
        var rest = output[...]
        while !rest.isEmpty {
            var message = rest.prefix { $0 != UInt8(ascii: "\n") }
            if framing == .headers {
                let length = try #require(Int(String(decoding: message.dropFirst(16).dropLast(), as: UTF8.self)))
                message = rest.dropFirst(message.count + 3).prefix(length)
            }
            rest = rest[(message.endIndex + (framing == .lines ? 1 : 0))...]
            // Claims as deep as they may be stand deeper in the answer.
            let value = try JSONDocument(Array(message), limits: JSONLimits(depth: 128)).root
            answers += value.kind == .array ? Array(value.elements) : [value]
        }
        return answers
    }
}
