import CProcess
import Glibc

/// Starts threads. There is one crew and one slow lane a process: nothing else runs beside anything.
enum Threads {
    /// Runs the body on a thread of its own, which ends with it. Answers false where the machine gives no thread.
    @discardableResult
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let box = unsafe Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        if result == 0 { pthread_detach(thread) } else { unsafe box.release() }
        return result == 0
    }

    /// How many threads of this process can run at once: a container, or `taskset`, may leave it fewer processors than the
    /// machine has.
    static var processors: Int {
        let allowed = Int(cprocess_processors())
        return allowed > 0 ? allowed : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}

/// A value that one thread at a time sees, and that a thread can wait for another to change.
///
/// Sendable since the value is reached only with the lock held.
@safe final class Monitor<Value>: @unchecked Sendable {
    private var value: Value
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let change: UnsafeMutablePointer<pthread_cond_t>

    /// A monitor of this value.
    init(_ value: Value) {
        self.value = value
        unsafe lock = .allocate(capacity: 1)
        unsafe change = .allocate(capacity: 1)
        unsafe pthread_mutex_init(lock, nil)
        unsafe pthread_cond_init(change, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(change)
        unsafe pthread_mutex_destroy(lock)
        unsafe change.deallocate()
        unsafe lock.deallocate()
    }

    /// Looks at the value, or changes it.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(&value)
    }

    /// Changes the value, and wakes those who wait for that.
    func change<Result>(_ body: (inout Value) -> Result) -> Result {
        let result = withLock(body)
        unsafe pthread_cond_broadcast(change)
        return result
    }

    /// The same, but the body is also asked again when this second of the clock has come.
    func wait<Result>(until instant: (Value) -> Int64, _ body: (inout Value) -> Result?) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&value) { return result }
            var time = timespec(tv_sec: Int(min(instant(value), 1 << 40)), tv_nsec: 0)
            unsafe pthread_cond_timedwait(change, lock, &time)
        }
    }

    /// Waits until the body gives a result; it is asked again after each change.
    func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&value) { return result }
            unsafe pthread_cond_wait(change, lock)
        }
    }
}

extension Threads {
    /// Lets another thread have the processor.
    static func yield() { sched_yield() }
}
