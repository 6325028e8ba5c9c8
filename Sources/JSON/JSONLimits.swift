/// How much JSON one text may hold before it is refused.
package struct JSONLimits: Sendable, Equatable {
    /// Arrays and objects inside each other; the outermost is 1.
    package var depth: Int
    /// Values of any kind in one text, the outermost and the member names included.
    package var values: Int
    /// Members of one object.
    package var members: Int

    /// Bounds for one text; a caller lowers them for texts that are known to be small.
    package init(depth: Int = 64, values: Int = 1_000_000, members: Int = 10_000) {
        self.depth = depth
        self.values = values
        self.members = members
    }
}
