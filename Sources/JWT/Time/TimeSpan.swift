package import JSON

/// A length of time in whole seconds, as `clockTolerance`, `expiresIn` and their like take it.
package struct TimeSpan: Sendable, Hashable, Comparable {
    /// The seconds; negative spans lead to the past.
    package var seconds: Int64

    /// A span of this many seconds.
    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Reads seconds as a number, or units as text: `90`, `"90s"`, `"10m"`, `"1d12h"`, `"2 weeks"`, with a sign in front
    /// where it leads to the past. Units are s, m or min, h, d, w and y (365 days).
    package init?(_ value: JSONValue) {
        if let seconds = value.integer {
            self.init(seconds: seconds)
            return
        }
        guard let text = value.string else { return nil }
        self.init(text)
    }

    /// Reads text as `init(_: JSONValue)` does.
    package init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        var total: Int64 = 0
        guard !rest.isEmpty, rest.count <= 64 else { return nil }
        while !rest.isEmpty {
            guard let part = Self.part(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            if overflow { return nil }
            total = sum
        }
        self.init(seconds: isNegative ? -total : total)
    }

    package static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.seconds < b.seconds }

    // One number and its unit; a number with no unit at the end is seconds.
    private static func part(_ text: inout ArraySlice<UInt8>) -> Int64? {
        text = text.drop { $0 == UInt8(ascii: " ") }
        let digits = text.prefix { $0.isDigit }
        guard (1...12).contains(digits.count) else { return nil }
        text = text.dropFirst(digits.count).drop { $0 == UInt8(ascii: " ") }
        let unit = text.prefix { !$0.isDigit && $0 != UInt8(ascii: " ") }
        text = text.dropFirst(unit.count).drop { $0 == UInt8(ascii: " ") }
        guard let seconds = seconds(inUnit: String(decoding: unit, as: UTF8.self)) else { return nil }
        let number = digits.reduce(0 as Int64) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        let (product, overflow) = number.multipliedReportingOverflow(by: seconds)
        return overflow ? nil : product
    }

    private static func seconds(inUnit unit: String) -> Int64? {
        switch unit {
        case "", "s", "sec", "second", "seconds": 1
        case "m", "min", "minute", "minutes": 60
        case "h", "hour", "hours": 3600
        case "d", "day", "days": 86_400
        case "w", "week", "weeks": 604_800
        case "y", "year", "years": 31_536_000
        default: nil
        }
    }
}
