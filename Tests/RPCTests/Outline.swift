import JSON
import RPC

/// The answers in short: the id where there is a result, the code where there is an error.
func outline(_ answer: String) throws -> String {
    outline(try JSONDocument(Array(answer.utf8)).root)
}

private func outline(_ answer: JSONValue) -> String {
    if answer.kind == .array { return "[" + answer.elements.map(outline).joined(separator: ",") + "]" }
    if let error = answer["error"] { return error["code"]?.lexeme ?? "no code" }
    return answer["result"] == nil ? "no result" : answer["id"]?.lexeme ?? "no id"
}

/// Answers `null` and notes what was called.
final class Counter: Responder {
    private(set) var calls: [String] = []

    func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
        calls.append(call.method.name.description)
        if call.method === Exchange.slow { try call.takesLong() }
        writer.null()
    }
}
