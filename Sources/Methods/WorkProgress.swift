import JSON
import RPC

/// Tells a caller who gave a `workDoneToken` how far long work is (LSP 3.17, work done progress).
struct WorkProgress {
    private let call: Call
    private let token: JSONValue?

    /// The parameter that asks for it.
    static let parameter = Parameter(
        "workDoneToken", .schema(.progressToken), "Asks for $/progress notifications, which carry this token.",
        conversational: true)

    /// Progress of a call, if it asks for any.
    init(_ call: Call) throws(RPCError) {
        self.call = call
        token = call.arguments["workDoneToken"]
        guard let token else { return }
        let isToken = token.kind == .string || token.integer != nil
        guard isToken, token.range.count <= 1024 else {
            throw RPCError(
                .invalidParameters, "workDoneToken is a string of at most 1024 bytes, or an integer.",
                parameter: "/workDoneToken")
        }
    }

    /// Does work in steps, telling of its begin, of each step that is done, and of its end, however it ends.
    func during<Result>(
        _ title: String, steps: Int, _ work: (_ done: (Int) -> Void) throws(RPCError) -> Result
    ) throws(RPCError) -> Result {
        notify { writer in
            writer.member("kind", "begin" as StaticString)
            writer.member("title", title)
            writer.member("cancellable", true)
            writer.member("percentage", 0)
        }
        defer { notify { $0.member("kind", "end" as StaticString) } }
        return try work { done in
            notify { writer in
                writer.member("kind", "report" as StaticString)
                writer.member("message", "\(done) of \(steps)")
                writer.member("percentage", 100 * done / max(1, steps))
            }
        }
    }

    private func notify(_ value: (inout JSONWriter) -> Void) {
        guard let token else { return }
        call.notify("$/progress") { writer in
            writer.object { writer in
                writer.member("token", token)
                writer.object("value", value)
            }
        }
    }
}

extension Schema {
    /// What progress is reported under.
    static let progressToken = Schema(
        "ProgressToken", [.string, .number], #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#)
}
