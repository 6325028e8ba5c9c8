/// One row of the error table: what the number, the word and the blame of an error are, said once.
///
/// `Protocol/errors.json` lists every row; numbers and words never change their meaning.
package struct ErrorCode: Sendable, Equatable {
    /// Who can mend it.
    package enum Blame: String, Sendable {
        /// The request: sending the same one again gives the same error.
        case caller
        /// A key, a file or the machine that the request named.
        case environment
        /// jwtls itself.
        case service
    }

    /// The `code` of the JSON-RPC error: negative where JSON-RPC or LSP define it, positive where jwtls does.
    package let number: Int
    /// The stable word in `error.data.code`.
    package let word: String
    /// Who can mend it.
    package let blame: Blame
    /// When it is answered, in one sentence.
    package let summary: String

    /// A row of the table.
    package init(_ number: Int, _ word: String, _ blame: Blame, _ summary: String) {
        self.number = number
        self.word = word
        self.blame = blame
        self.summary = summary
    }

    package static func == (a: ErrorCode, b: ErrorCode) -> Bool { a.number == b.number && a.word == b.word }
}

/// The errors that JSON-RPC 2.0, LSP 3.17 and the Model Context Protocol define, and the limits of the connection.
extension ErrorCode {
    package static let parse = ErrorCode(
        -32700, "message.not_json", .caller, "What arrived is not a message: not JSON, not UTF-8, or no valid header.")
    package static let invalidRequest = ErrorCode(
        -32600, "request.invalid", .caller, "The message is JSON but no JSON-RPC 2.0 request, or comes at a wrong time."
    )
    package static let methodNotFound = ErrorCode(
        -32601, "method.not_found", .caller, "There is no such method.")
    package static let invalidParameters = ErrorCode(
        -32602, "params.invalid", .caller, "A parameter is unknown, missing, of a wrong type or out of its range.")
    package static let internalError = ErrorCode(
        -32603, "service.failed", .service, "Something failed that should not fail; the request may be sent again.")
    package static let notInitialized = ErrorCode(
        -32002, "request.not_initialized", .caller, "An LSP request came before `initialize`.")
    package static let cancelled = ErrorCode(
        -32800, "request.cancelled", .caller, "The request was cancelled by `$/cancelRequest`.")
    package static let contentModified = ErrorCode(
        -32801, "document.changed", .caller, "The document has changed since what the request is about was said.")
    package static let revisionUnsupported = ErrorCode(
        -32022, "revision.unsupported", .caller,
        "The request is made in a revision of the Model Context Protocol that is not served.")
    package static let limitMessage = ErrorCode(
        300, "limit.message", .caller, "A message is larger than the limit; it was skipped.")
    package static let limitBatch = ErrorCode(
        301, "limit.batch", .caller, "A batch has more entries than the limit.")
    package static let limitJSON = ErrorCode(
        302, "limit.json", .caller, "JSON is nested deeper, or has more values or members, than the limit.")
    package static let limitAnswer = ErrorCode(
        303, "limit.answer", .caller, "The answer would be larger than the limit.")
    package static let limitBusy = ErrorCode(
        304, "limit.busy", .service, "Too many long-running requests are waiting.")

    /// The rows that the connection itself can answer with.
    package static let connection: [ErrorCode] = [
        parse, invalidRequest, methodNotFound, invalidParameters, internalError, notInitialized, cancelled,
        contentModified, revisionUnsupported, limitMessage, limitBatch, limitJSON, limitAnswer, limitBusy,
    ]
}
