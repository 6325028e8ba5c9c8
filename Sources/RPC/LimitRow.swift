/// One row of the limits: what `server/info` answers and `Protocol/limits.json` lists.
package struct LimitRow: Sendable {
    /// The name, for example `message.bytes`.
    package let name: String
    /// The largest value that is accepted.
    package let value: Int
    /// What is counted, and what happens beyond it.
    package let summary: String

    /// A row.
    package init(_ name: String, _ value: Int, _ summary: String) {
        self.name = name
        self.value = value
        self.summary = summary
    }
}
