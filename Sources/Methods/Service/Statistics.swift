package import RPC
import Synchronization

/// How often each method was called since the start.
package final class Statistics: Sendable {
    private let counts = Mutex<[Int]>([])

    func count(_ method: MethodDescription, by amount: Int) {
        guard let index = Methods.descriptions.firstIndex(where: { $0 === method }) else { return }
        counts.withLock { counts in
            while counts.count < Methods.descriptions.count { counts.append(0) }
            counts[index] += amount
        }
    }

    /// The methods that were called, and how often.
    package var calls: [(method: MethodDescription, count: Int)] {
        let counts = counts.withLock { $0 }
        return zip(Methods.descriptions, counts).filter { $0.1 > 0 }.map { (method: $0, count: $1) }
    }
}
