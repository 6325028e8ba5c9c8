import JSON

/// Dates for people and from people: RFC 3339 in UTC, and how far from now an instant is.
package enum Calendar {
    /// The instant as RFC 3339 writes it, in UTC to the second; nil outside the years 0 to 9999.
    package static func text(_ date: NumericDate) -> String? {
        utf8(date).map { String(decoding: $0, as: UTF8.self) }
    }

    /// `text` as bytes.
    static func utf8(_ date: NumericDate) -> [UInt8]? {
        let (days, second) = floored(date.seconds, by: 86_400)
        guard (-719_528...2_932_896).contains(days) else { return nil }
        let (year, month, day) = civil(days)
        var text: [UInt8] = []
        text.reserveCapacity(20)
        append(year / 100, before: nil, to: &text)
        append(year % 100, before: UInt8(ascii: "-"), to: &text)
        append(month, before: UInt8(ascii: "-"), to: &text)
        append(day, before: UInt8(ascii: "T"), to: &text)
        append(second / 3600, before: UInt8(ascii: ":"), to: &text)
        append(second / 60 % 60, before: UInt8(ascii: ":"), to: &text)
        append(second % 60, before: UInt8(ascii: "Z"), to: &text)
        return text
    }

    // Two digits, and what stands behind them.
    private static func append(_ number: Int64, before mark: UInt8?, to text: inout [UInt8]) {
        text.append(UInt8(truncatingIfNeeded: number / 10 % 10) + UInt8(ascii: "0"))
        text.append(UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
        if let mark { text.append(mark) }
    }

    /// The instant that an RFC 3339 text says: `2026-01-31T12:00:00Z`, with a fraction or an offset, or a date alone.
    package static func date(_ text: String) -> NumericDate? {
        let bytes = Array(text.utf8)
        guard let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
            bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            (1...12).contains(month), (1...length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        let midnight = days(year, month, day) * 86_400
        if bytes.count == 10 { return NumericDate(seconds: midnight) }
        return time(bytes, on: midnight)
    }

    /// How far an instant is from now, for people: `in 14 min`, `3 days ago`, `now`.
    package static func distance(_ date: NumericDate, from now: NumericDate) -> String {
        let seconds = date.seconds(since: now)
        if seconds == 0 { return "now" }
        let span = length(TimeSpan(seconds: seconds))
        return seconds > 0 ? "in \(span)" : "\(span) ago"
    }

    /// A length of time in its two largest units, for people: `14 min`, `2 h 5 min`, `3 days`.
    package static func length(_ span: TimeSpan) -> String {
        let seconds = span.seconds.magnitude
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min" + rest(seconds % 60, "s", below: seconds, 600)
        case ..<172_800: return "\(seconds / 3600) h" + rest(seconds % 3600 / 60, "min", below: seconds, 36_000)
        case ..<63_072_000: return "\(seconds / 86_400) days"
        default: return "\(seconds / 31_556_952) years"
        }
    }

    private static func rest(_ count: UInt64, _ unit: String, below seconds: UInt64, _ limit: UInt64) -> String {
        count > 0 && seconds < limit ? " \(count) \(unit)" : ""
    }

    private static func time(_ bytes: [UInt8], on midnight: Int64) -> NumericDate? {
        guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var position = 19
        var nanoseconds: Int32 = 0
        if bytes[position] == UInt8(ascii: ".") {
            let digits = bytes[(position + 1)...].prefix { (48...57).contains($0) }
            guard !digits.isEmpty else { return nil }
            for place in 0..<9 {
                let digit = place < digits.count ? Int32(digits[digits.startIndex + place] - 48) : 0
                nanoseconds = nanoseconds * 10 + digit
            }
            position += 1 + digits.count
        }
        guard let offset = offset(bytes, at: position) else { return nil }
        let seconds = midnight + hour * 3600 + minute * 60 + second - offset
        return NumericDate(seconds: seconds, nanoseconds: nanoseconds)
    }

    private static func offset(_ bytes: [UInt8], at position: Int) -> Int64? {
        guard position < bytes.count else { return nil }
        if bytes[position] | 0x20 == UInt8(ascii: "z") { return position + 1 == bytes.count ? 0 : nil }
        guard bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-"),
            position + 6 == bytes.count, bytes[position + 3] == UInt8(ascii: ":"),
            let hours = number(bytes, position + 1, 2), let minutes = number(bytes, position + 4, 2),
            hours < 24, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return bytes[position] == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64? {
        guard start + count <= bytes.count else { return nil }
        var number: Int64 = 0
        for byte in bytes[start..<(start + count)] {
            guard (48...57).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - 48)
        }
        return number
    }

    private static func length(ofMonth month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // The proleptic Gregorian calendar, counted from 1 March of year 0, so that a leap day ends its year.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floored(shifted, by: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floored(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floored(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension JSONWriter {
    /// Writes a member whose value is an instant as RFC 3339, or nothing where it cannot be written so.
    mutating func member(_ name: StaticString, _ date: NumericDate?) {
        guard let text = date.flatMap(Calendar.utf8) else { return }
        self.name(name)
        plainString(text.span)
    }
}
