import Glibc

/// Calls something back once some seconds have passed; one thing at a time. Its thread starts when it is first set.
final class Alarm: Sendable {
    private let state = Monitor(State())

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
            // A day is as long as a thread sleeps at once; who set it sets it again then.
            state.due = seconds.map { Due(instant: Self.now + min($0, 86_400), body: body) }
            guard state.due != nil, !state.isRunning else { return false }
            state.isRunning = true
            return true
        }
        if mustStart, !Threads.start({ [self] in run() }) { state.withLock { $0.isRunning = false } }
    }

    private func run() {
        while true {
            let body = state.wait(until: { $0.due?.instant ?? .max }) { state -> (@Sendable () -> Void)? in
                guard let due = state.due, due.instant <= Self.now else { return nil }
                state.due = nil
                return due.body
            }
            body()
        }
    }

    // Seconds of the clock that people set: times in tokens are of it.
    private static var now: Int64 { Int64(time(nil)) }
}
