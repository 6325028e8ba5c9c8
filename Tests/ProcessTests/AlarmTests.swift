import Synchronization
import Testing

@testable import jwtls

struct AlarmTests {
    /// A clock that goes on by an hour whenever somebody looks at it.
    private final class HastyClock: Sendable {
        private let time = Atomic<Int64>(0)

        var now: Int64 { time.load(ordering: .relaxed) }

        func look() -> Int64 { time.add(3600, ordering: .relaxed).newValue }
    }

    @Test(arguments: [0, 10_000, 100_000, 1_000_000] as [Int64])
    func `what is to happen at an instant does not happen before, however far that is`(seconds: Int64) {
        let clock = HastyClock()
        let happened = Monitor<Int64?>(nil)
        let start = clock.now + 3600
        let alarm = Alarm { clock.look() }
        alarm.set(after: seconds) { happened.change { $0 = clock.now } }
        #expect(happened.wait { $0 } >= start + seconds)
    }

    @Test func `what was to happen does not where something else is to happen first`() {
        let clock = HastyClock()
        let happened = Monitor<[Int]>([])
        let alarm = Alarm { clock.look() }
        alarm.set(after: .max) { happened.change { $0.append(1) } }
        alarm.set(after: 0) { happened.change { $0.append(2) } }
        #expect(happened.wait { $0.isEmpty ? nil : $0 } == [2])
    }
}
