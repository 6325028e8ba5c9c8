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
    /// Bytes that belong to no message were passed over.
    case fault(RPCError)
    /// Everything that is there was looked at; more bytes are needed.
    case exhausted
}
