package import JSON

/// How much one message and one connection may hold before it is refused.
package struct RPCLimits: Sendable, Equatable {
    /// Bytes in one message: a line, or the body behind a Content-Length header.
    package var messageBytes = 16 << 20
    /// A body announced as longer than this is not skipped but searched for the next header.
    package var skippedBytes = 256 << 20
    /// Bytes in the header block before a body.
    package var headerBytes = 4096
    /// Header lines before a body.
    package var headerLines = 16
    /// Digits in a Content-Length.
    package var lengthDigits = 10
    /// Requests in one batch array.
    package var batchEntries = 10_000
    /// Bytes in a request's id, as written.
    package var idBytes = 1024
    /// Bytes in one answer.
    package var answerBytes = 32 << 20
    /// Requests that are read before the first of them is answered.
    package var inFlight = 256
    /// Long-running requests that wait for their turn.
    package var queued = 64
    /// JSON inside one message.
    package var json = JSONLimits()

    /// The limits that hold when nobody says otherwise.
    package init() {}
}
