import Glibc
import JWT

/// The machine's clock.
enum SystemClock {
    /// The instant that it is.
    static func now() -> NumericDate {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return NumericDate(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
    }
}
