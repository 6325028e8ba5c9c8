import JOSE
import JSON
import Synchronization

/// Keys that were read before, found by a digest of the bytes that they were read from: reading one costs more than
/// using it.
///
/// The bytes themselves are not kept: a private key or a password may stand in them. The least recently used keys go
/// first; what is let go is wiped.
final class KeyCache: Sendable {
    private struct Entry {
        let sets: [KeySet]
        var used: UInt64
    }

    private struct State {
        var entries: [TextDigest: Entry] = [:]
        var clock: UInt64 = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The keys that the text with this digest gave before.
    func sets(for text: TextDigest) -> [KeySet]? {
        state.withLock { state in
            state.clock += 1
            guard let place = state.entries.index(forKey: text) else { return nil }
            state.entries.values[place].used = state.clock
            return state.entries.values[place].sets
        }
    }

    /// Remembers what the text with this digest gave.
    func remember(_ sets: [KeySet], for text: TextDigest) {
        state.withLock { state in
            state.clock += 1
            if state.entries.count >= capacity { Self.forgetOldest(&state) }
            state.entries[text] = Entry(sets: sets, used: state.clock)
        }
    }

    // Half go at once, so that looking for the oldest is rare.
    private static func forgetOldest(_ state: inout State) {
        let uses = state.entries.values.map(\.used).sorted()
        let limit = uses[uses.count / 2]
        state.entries = state.entries.filter { $0.value.used > limit }
    }
}
