/// How much one message and one connection may hold before it is refused.
package struct RPCLimits: Sendable, Equatable {
    /// Bytes in one message: a line, or the body behind a Content-Length header.
    package var messageBytes = 16 << 20
    /// Requests in one batch array.
    package var batchEntries = 10_000

    /// The limits that hold when nobody says otherwise.
    package init() {}
}
