import JWT
import RPC
import Store

/// For how long keys of the store stay what they were when a request named them: until anybody changes the store, or until an
/// instant at which a state is another.
struct KeyEpoch: Sendable {
    /// The number that the store's changes had before the keys were read; nil where it had none.
    let changes: UInt64?
    /// The instant at which they were taken.
    let since: Int64
    /// The next instant at which it would be other keys.
    let nextChange: Int64?

    /// The time that both are good for.
    func joined(with other: KeyEpoch) -> KeyEpoch {
        KeyEpoch(
            // Keys that were read at different times are good for no time at all.
            changes: changes == other.changes ? changes : nil, since: max(since, other.since),
            nextChange: [nextChange, other.nextChange].compactMap { $0 }.min())
    }
}

extension Surroundings {
    /// Whether keys are still what they were. Those that are none of the store's always are.
    func isCurrent(_ epoch: KeyEpoch?) -> Bool {
        guard let epoch else { return true }
        guard let changes = epoch.changes else { return false }
        let now = clock().seconds
        guard now >= epoch.since, epoch.nextChange.map({ now < $0 }) ?? true else { return false }
        do throws(StoreFault) {
            return try store.changes() == changes
        } catch {
            // Whoever prepares it anew is told why that cannot be done.
            return false
        }
    }
}
