/// A set's key in the place of the one that signs: what changes about the set's keys, and nothing else.
package struct KeyRotation: Sendable {
    /// The keys that are written: every key of the set, in the state that it has from now on.
    package let keys: [StoredKey]
    /// The key that comes in.
    package let successor: StoredKey
    /// The key whose place it takes.
    package let predecessor: StoredKey

    /// What a rotation does.
    package struct Order: Sendable {
        /// The instant that it is.
        package let now: Int64
        /// When the successor begins to sign.
        package let activates: Int64
        /// For how long, from then on, what the predecessor signed is accepted; nil is for ever.
        package let grace: Int64?

        /// An order; the successor begins no earlier than now.
        package init(now: Int64, activates: Int64, grace: Int64?) {
            self.now = now
            self.activates = max(now, activates)
            self.grace = grace
        }
    }

    /// Brings in the key that comes next, or `made` where none does; nil where there is no key to take the place of, or
    /// nothing to put there.
    package init?(of keys: [StoredKey], _ order: Order, made: StoredKey?) {
        let timeline = KeyTimeline(keys, at: order.now)
        guard var predecessor = timeline.current, var successor = timeline.next ?? made else { return nil }
        let isAtOnce = order.activates <= order.now
        let others = timeline.reached.filter { $0.keyID != predecessor.keyID && $0.keyID != successor.keyID }
        successor.activates = order.activates
        successor.reached = isAtOnce ? .current : .next
        if timeline.next == nil { successor.place = (timeline.entries.last?.key.place ?? 0) &+ 1 }
        predecessor.verifyUntil = order.grace.map { grace in
            let end = order.activates.addingReportingOverflow(grace)
            return end.overflow ? Int64.max : end.partialValue
        }
        predecessor.reached = isAtOnce ? .previous : .current
        self.successor = successor
        self.predecessor = predecessor
        self.keys = (others + [predecessor, successor]).sorted { $0.place < $1.place }
    }
}
