package import JWT
package import RPC
import Synchronization

/// What methods see of the world: the clock, the limits, what was counted. Nothing else reaches them.
package final class Surroundings: Sendable {
    /// The version of jwtls, for example `0.1.0`.
    package static let version = "0.1.0"

    /// The instant that it is; read once a request.
    package let clock: @Sendable () -> NumericDate
    /// What bounds a connection.
    package let limits: RPCLimits
    /// What was answered since the start.
    package let statistics = Statistics()

    /// Surroundings with this clock.
    package init(clock: @escaping @Sendable () -> NumericDate, limits: RPCLimits = RPCLimits()) {
        self.clock = clock
        self.limits = limits
    }
}

/// How often each method was called since the start.
package final class Statistics: Sendable {
    private let counts = Mutex<[Int]>([])

    func count(_ method: MethodDescription) {
        guard let index = Methods.descriptions.firstIndex(where: { $0 === method }) else { return }
        counts.withLock { counts in
            while counts.count < Methods.descriptions.count { counts.append(0) }
            counts[index] += 1
        }
    }

    /// The methods that were called, and how often.
    package var calls: [(method: MethodDescription, count: Int)] {
        let counts = counts.withLock { $0 }
        return zip(Methods.descriptions, counts).filter { $0.1 > 0 }.map { (method: $0, count: $1) }
    }
}
