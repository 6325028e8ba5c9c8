package import JSON

/// A JSON-RPC error: we could not do what was asked. Bad news about a token is a result, not an error.
package struct RPCError: Error, Sendable {
    /// The row of the error table.
    package let code: ErrorCode
    /// A sentence for people, without any secret of the request.
    package var message: String
    /// The parameter it is about, as a JSON pointer into `params`.
    package var parameter: String?
    /// The byte it is about, in the message or in the value that `parameter` names.
    package var offset: Int?
    /// What would mend it.
    package var hint: String?
    /// The limit that was passed.
    package var limit: Int?
    /// The version of a protocol that was asked for in vain, and those that there are.
    package var versions: (requested: String, supported: [String])?

    /// An error of this row, with a sentence for people.
    package init(
        _ code: ErrorCode, _ message: String, parameter: String? = nil, offset: Int? = nil, hint: String? = nil,
        limit: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.parameter = parameter
        self.offset = offset
        self.hint = hint
        self.limit = limit
    }

    /// What the JSON reader refused, as the error of the message that it stood in.
    package init(_ fault: JSONFault) {
        if let limit = fault.limit {
            self.init(.limitJSON, "The message is refused: \(fault.explanation).", offset: fault.offset, limit: limit)
        } else {
            let message = "The message is not JSON: \(fault.explanation) (byte \(fault.offset))."
            self.init(.parse, message, offset: fault.offset)
        }
    }

    /// Writes the `error` object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code.number)
            writer.member("message", message)
            writer.object("data") { writer in
                writer.member("code", code.word)
                writer.member("blame", code.blame.rawValue)
                writer.member("parameter", parameter)
                writer.member("offset", offset)
                writer.member("limit", limit)
                writer.member("hint", hint)
                if let versions {
                    writer.member("supported", versions.supported)
                    writer.member("requested", versions.requested)
                }
            }
        }
    }
}
