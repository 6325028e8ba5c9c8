package import JSON

/// A time that a claim says, as it was probably meant.
package struct ClaimedTime: Sendable {
    /// The instant.
    package let date: NumericDate
    /// Whether the number counts milliseconds, as no NumericDate does: it would lie beyond the year 5138 otherwise.
    package let isMilliseconds: Bool

    /// Where numbers begin that are read as milliseconds, in seconds.
    private static let milliseconds: Int64 = 100_000_000_000
    /// 2000-01-01 and 2100-01-01.
    private static let sane: Range<Int64> = 946_684_800..<4_102_444_800

    /// The time of a number; nil for any other value, and for numbers beyond all time.
    package init?(_ value: JSONValue) {
        guard let date = NumericDate(value) else { return nil }
        isMilliseconds = date.seconds >= Self.milliseconds
        if isMilliseconds {
            let (seconds, rest) = date.seconds.quotientAndRemainder(dividingBy: 1000)
            self.date = NumericDate(seconds: seconds, nanoseconds: Int32(truncatingIfNeeded: rest) * 1_000_000)
        } else {
            self.date = date
        }
    }

    /// Whether no token of our time says this.
    package var isAbsurd: Bool { !Self.sane.contains(date.seconds) }

    /// Writes the time as RFC 3339, as distance from now, and in which unit it was written.
    func write(to writer: inout JSONWriter, now: NumericDate) {
        writer.object { writer in
            writer.member("iso", date)
            writer.member("relative", Calendar.distance(date, from: now))
            writer.member("unit", isMilliseconds ? "ms" : "s" as StaticString)
        }
    }
}
