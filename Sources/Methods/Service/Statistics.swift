package import RPC
import Synchronization

/// How often each method was called since the start; every thread counts, and none waits for another.
package final class Statistics: Sendable {
    private let counters = Methods.descriptions.map { _ in Counter() }

    private final class Counter: Sendable {
        let value = Atomic(0)
    }

    func count(_ method: MethodDescription, by amount: Int) {
        guard let index = Methods.descriptions.firstIndex(where: { $0 === method }) else { return }
        counters[index].value.add(amount, ordering: .relaxed)
    }

    /// The methods that were called, and how often.
    package var calls: [(method: MethodDescription, count: Int)] {
        zip(Methods.descriptions, counters).map { (method: $0, count: $1.value.load(ordering: .relaxed)) }
            .filter { $0.count > 0 }
    }
}
