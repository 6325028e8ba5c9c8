package import JSON
package import RPC

/// One row of the limits: what `server/info` answers and `Protocol/limits.json` lists.
package struct LimitRow: Sendable {
    /// The name, for example `message.bytes`.
    package let name: String
    /// The largest value that is accepted.
    package let value: Int
    /// What is counted, and what happens beyond it.
    package let summary: String
}

/// Every limit that has a name.
package enum Limits {
    /// The rows for a connection with these limits.
    package static func rows(_ limits: RPCLimits) -> [LimitRow] {
        [
            LimitRow(
                name: "message.bytes", value: limits.messageBytes,
                summary: "Bytes in one message; a longer one is skipped with an error."),
            LimitRow(
                name: "message.headerBytes", value: limits.headerBytes,
                summary: "Bytes in the header block before a message."),
            LimitRow(name: "message.headerLines", value: limits.headerLines, summary: "Header lines before a message."),
            LimitRow(name: "message.batchEntries", value: limits.batchEntries, summary: "Requests in one batch."),
            LimitRow(name: "message.idBytes", value: limits.idBytes, summary: "Bytes in a request's id."),
            LimitRow(name: "message.answerBytes", value: limits.answerBytes, summary: "Bytes in one answer."),
            LimitRow(
                name: "requests.inFlight", value: limits.inFlight,
                summary: "Requests read before the first is answered; then reading stops."),
            LimitRow(
                name: "requests.queued", value: limits.queued,
                summary: "Long-running requests that wait; one more is refused."),
            LimitRow(name: "json.depth", value: limits.json.depth, summary: "Arrays and objects inside each other."),
            LimitRow(name: "json.values", value: limits.json.values, summary: "Values in one message."),
            LimitRow(name: "json.members", value: limits.json.members, summary: "Members of one object."),
        ]
    }

    /// Writes the limits as an object of names and numbers.
    package static func write(_ limits: RPCLimits, to writer: inout JSONWriter) {
        writer.object { writer in
            for row in rows(limits) {
                writer.name(row.name)
                writer.integer(row.value)
            }
        }
    }
}
