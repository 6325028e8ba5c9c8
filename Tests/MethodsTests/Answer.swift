import JSON
import RPC
import Testing

/// What a call was answered: a result, or an error.
struct Answer {
    /// The result.
    let result: JSONValue?
    /// The stable word of the error.
    let error: String?
    /// The whole answer, for a message.
    let text: String
    /// The result or the error, as it is written.
    let outcome: String

    init(_ message: JSONValue) {
        result = message["result"]
        error = message["error"]?["data"]?["code"]?.string
        text = message.lexeme
        outcome = AttackRow.outcome(of: message)
    }

    /// What a message that cannot be read is answered.
    init(error: RPCError) {
        result = nil
        self.error = error.code.word
        text = error.message
        outcome = error.message
    }

    /// Whether a token was accepted.
    var isValid: Bool { result?["valid"]?.boolean == true }

    /// The codes of the checks that failed, each once.
    var failures: Set<String> { codes("failures") }

    /// Why single signatures of a token with several were not believed.
    var signatureFailures: Set<String> { codes("signatures") }

    /// What else was found.
    var findings: Set<String> { codes("findings") }

    /// What may explain the failure.
    var diagnosis: Set<String> { codes("diagnosis") }

    /// A member of the result that is text.
    subscript(_ name: StaticString) -> String? { result?[name]?.string }

    private func codes(_ name: StaticString) -> Set<String> {
        guard let list = result?[name] else { return [] }
        return Set(list.elements.compactMap { $0["code"]?.string })
    }
}

/// What is to come of a call.
enum Expectation: Sendable {
    /// The token is accepted.
    case valid
    /// The token is accepted, and this is told about it.
    case found(String)
    /// The token is refused for exactly these reasons.
    case refused(Set<String>)
    /// What is asked for cannot be done.
    case error(String)

    /// The token is refused for this reason alone.
    static func refused(_ code: String) -> Expectation { .refused([code]) }

    /// Holds an answer against it.
    func check(_ answer: Answer, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let comment = Comment(rawValue: "\(name): \(answer.text.prefix(1200))")
        switch self {
        case .valid:
            #expect(answer.isValid, comment, sourceLocation: sourceLocation)
        case .found(let code):
            #expect(answer.isValid, comment, sourceLocation: sourceLocation)
            #expect(answer.findings.contains(code), comment, sourceLocation: sourceLocation)
        case .refused(let codes):
            #expect(answer.result?["valid"]?.boolean == false, comment, sourceLocation: sourceLocation)
            #expect(answer.failures == codes, comment, sourceLocation: sourceLocation)
            let believed = answer.result?["claims"] ?? answer.result?["payload"] ?? answer.result?["text"]
            #expect(believed == nil, comment, sourceLocation: sourceLocation)
        case .error(let word):
            #expect(answer.error == word, comment, sourceLocation: sourceLocation)
            #expect(answer.result == nil, comment, sourceLocation: sourceLocation)
        }
    }
}
