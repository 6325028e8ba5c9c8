package import JSON

/// A request whose answer nobody wants any more.
package struct Unwanted: Sendable {
    /// The id that it came with: it is meant where that was written the same way.
    package let id: JSONValue
    /// Whether it is answered all the same, with an error: so LSP has it; the Model Context Protocol wants nothing more to be
    /// said of it.
    package let isAnswered: Bool

    /// What a notification cancels, or nil where it cancels nothing.
    init?(_ notification: Request) {
        let member: StaticString
        if notification.method.isString("$/cancelRequest") {
            (member, isAnswered) = ("id", true)
        } else if notification.method.isString("notifications/cancelled") {
            (member, isAnswered) = ("requestId", false)
        } else {
            return nil
        }
        guard let id = notification.params?[member] else { return nil }
        self.id = id
    }
}
