import Editor
import JSON
import JWT
import Methods
import RPC

/// What an editor's session sees here: the token methods, no files, a clock that stands still.
final class EditorSurroundings: EditorWorld, Messenger {
    private let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func now() -> NumericDate { NumericDate(seconds: Client.now) }

    func call(_ method: StaticString, _ params: (inout JSONWriter) -> Void) throws(RPCError) -> JSONDocument {
        guard let description = Methods.descriptions.first(where: { "\($0.name)" == "\(method)" }) else {
            finding("An editor's request wants \(method), which is none.")
        }
        var request = JSONWriter()
        params(&request)
        let arguments = try Arguments(document(request.bytes).root, for: description)
        var answer = JSONWriter()
        try MethodResponder(surroundings).respond(
            to: Call(method: description, arguments: arguments, lane: .slow), into: &answer)
        return document(answer.bytes)
    }

    func file(_ path: String, below folder: String) -> [UInt8]? { nil }

    func isTracked(_ path: String) -> Bool { path.utf8.count % 2 == 0 }

    func watch(process: Int32) {}

    func wake(at instant: NumericDate?, _ body: @escaping @Sendable () -> Void) {}

    // What is sent unasked is one JSON value, without a member twice.
    func send(_ method: StaticString, id: Int?, _ params: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        params(&writer)
        require(!document(writer.bytes).hasDuplicates, "\(method): \(shown(writer.bytes))")
    }

    private func document(_ bytes: [UInt8]) -> JSONDocument {
        do throws(JSONFault) {
            return try JSONDocument(bytes, limits: JSONLimits(depth: 256))
        } catch {
            finding("\(error) in \(shown(bytes))")
        }
    }
}
