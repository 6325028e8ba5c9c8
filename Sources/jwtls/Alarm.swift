import Glibc

/// Calls something back once some seconds have passed; one thing at a time. Its thread starts when it is first set.
final class Alarm: Sendable {
    private let state = Monitor(State())
    private let now: @Sendable () -> Int64

    /// An alarm by the seconds of a clock: that which people set, since times in tokens are of it.
    init(now: @escaping @Sendable () -> Int64 = { Int64(time(nil)) }) {
        self.now = now
    }

    private struct State {
        var due: Due?
        var isRunning = false
    }

    private struct Due {
        let instant: Int64
        let body: @Sendable () -> Void
    }

    /// Has the body called after so many seconds instead of what was to be called before; nil is never.
    func set(after seconds: Int64?, _ body: @escaping @Sendable () -> Void) {
        let mustStart = state.change { state in
            state.due = seconds.map { Due(instant: now() + min($0, Self.longest), body: body) }
            guard state.due != nil, !state.isRunning else { return false }
            state.isRunning = true
            return true
        }
        if mustStart, !Threads.start({ [self] in run() }) { state.withLock { $0.isRunning = false } }
    }

    private func run() {
        while true {
            let body = state.wait(until: { $0.due?.instant ?? .max }) { state -> (@Sendable () -> Void)? in
                guard let due = state.due, due.instant <= now() else { return nil }
                state.due = nil
                return due.body
            }
            body()
        }
    }

    // Seconds, more than anybody waits: what is added to a clock stays a number.
    private static let longest: Int64 = 1 << 40
}
