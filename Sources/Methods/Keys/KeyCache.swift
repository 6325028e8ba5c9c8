import JOSE
import JSON
import Synchronization

/// Keys that were read before, found by the bytes that they were read from: reading one costs more than using it.
///
/// The least recently used go first; what is let go is wiped.
final class KeyCache: Sendable {
    private struct Entry {
        let text: RememberedBytes
        let sets: [KeySet]
        var used: UInt64
    }

    private struct State {
        var entries: [Int: [Entry]] = [:]
        var count = 0
        var clock: UInt64 = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The keys that these bytes gave before.
    func sets(for text: ArraySlice<UInt8>) -> [KeySet]? {
        let hash = Self.hash(text)
        return state.withLock { state in
            state.clock += 1
            guard let place = state.entries[hash]?.firstIndex(where: { $0.text.isEqual(to: text.span) }) else {
                return nil
            }
            state.entries[hash]?[place].used = state.clock
            return state.entries[hash]?[place].sets
        }
    }

    /// Remembers what these bytes gave.
    func remember(_ sets: [KeySet], for text: ArraySlice<UInt8>) {
        let hash = Self.hash(text)
        let entry = RememberedBytes(text.span)
        state.withLock { state in
            state.clock += 1
            if state.count >= capacity { Self.forgetOldest(&state) }
            state.entries[hash, default: []].append(Entry(text: entry, sets: sets, used: state.clock))
            state.count += 1
        }
    }

    // Half go at once, so that looking for the oldest is rare.
    private static func forgetOldest(_ state: inout State) {
        let uses = state.entries.values.flatMap { $0.map(\.used) }.sorted()
        let limit = uses[uses.count / 2]
        state.entries = state.entries.compactMapValues { entries in
            let kept = entries.filter { $0.used > limit }
            return kept.isEmpty ? nil : kept
        }
        state.count = state.entries.values.reduce(0) { $0 + $1.count }
    }

    private static func hash(_ text: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
