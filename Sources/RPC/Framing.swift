package import JSON

/// How messages are told apart on the wire; found from the first bytes unless it is forced.
package enum Framing: String, Sendable, CaseIterable {
    /// One JSON value a line.
    case lines
    /// A header block with Content-Length before each message, as in LSP.
    case headers
}

/// What the framer found at its place in the stream.
package enum Frame {
    /// One message stands at this range.
    case message(Range<Int>)
    /// Bytes that belong to no message were passed over, or a message is too large to be read; its id, where that is known.
    indirect case fault(RPCError, id: JSONValue? = nil)
    /// Everything that is there was looked at; more bytes are needed.
    case exhausted
}
