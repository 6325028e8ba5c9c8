/// The states of a set's keys at one instant. Nothing has to run for them to advance: they follow from the keys' instants, and
/// from what was reached when the set was last written.
package struct KeyTimeline: Sendable {
    /// The keys in their order, each in the state that it has.
    package let entries: [Entry]
    /// The next instant, behind this one, at which a state is another.
    package let nextChange: Int64?

    /// A key in its state.
    package struct Entry: Sendable {
        /// The key.
        package let key: StoredKey
        /// What it does.
        package let state: StoredKey.State

        /// A key and its state.
        package init(key: StoredKey, state: StoredKey.State) {
            self.key = key
            self.state = state
        }
    }

    /// The states of one set's keys.
    package init(_ keys: [StoredKey], at now: Int64) {
        let keys = keys.sorted { $0.place < $1.place }
        // The last that has begun; where none has, the first begins: a set with keys always has one that signs.
        let begun = keys.lastIndex { $0.hasBegun(at: now) } ?? keys.firstIndex { $0.reached < .previous }
        var entries: [Entry] = []
        var borders: [Int64] = []
        for (index, key) in keys.enumerated() {
            let state: StoredKey.State
            if index == begun {
                state = .current
            } else if index > begun ?? -1, key.reached == .next {
                state = .next
                if let activates = key.activates { borders.append(activates) }
            } else if key.reached == .retired || key.verifyUntil.map({ now >= $0 }) == true {
                state = .retired
            } else {
                state = .previous
                if let until = key.verifyUntil { borders.append(until) }
            }
            entries.append(Entry(key: key, state: state))
        }
        self.entries = entries
        nextChange = borders.filter { $0 > now }.min()
    }

    /// The keys in one state.
    package func keys(_ state: StoredKey.State) -> [StoredKey] {
        entries.filter { $0.state == state }.map(\.key)
    }

    /// The key that signs; nil for a set without keys.
    package var current: StoredKey? { keys(.current).first }

    /// The key that signs after it.
    package var next: StoredKey? { keys(.next).first }

    /// The keys, each with the state that it has reached by now.
    package var reached: [StoredKey] {
        entries.map { entry in
            var key = entry.key
            key.reached = max(key.reached, entry.state)
            return key
        }
    }
}

extension StoredKey {
    fileprivate func hasBegun(at now: Int64) -> Bool {
        switch reached {
        case .next: activates.map { $0 <= now } ?? false
        case .current: true
        // It was current, and another one has been since.
        case .previous, .retired: false
        }
    }
}
