package import JSON

/// An instant as a caller says it: by itself, or from now.
package enum TimeInput: Sendable {
    case absolute(NumericDate)
    case relative(TimeSpan)

    /// Reads seconds as a number, RFC 3339 text, `"now"`, or a span from now (`"+10m"`, `"-1h"`), which needs its sign.
    /// Nil where the value is none of these.
    package init?(_ value: JSONValue) {
        if value.kind == .number {
            guard let date = NumericDate(value) else { return nil }
            self = .absolute(date)
            return
        }
        guard let text = value.string else { return nil }
        self.init(text)
    }

    /// Reads text as `init(_: JSONValue)` does.
    package init?(_ text: String) {
        if text == "now" {
            self = .relative(TimeSpan(seconds: 0))
        } else if text.hasPrefix("+") || text.hasPrefix("-") {
            guard let span = TimeSpan(text) else { return nil }
            self = .relative(span)
        } else {
            guard let date = Calendar.date(text) else { return nil }
            self = .absolute(date)
        }
    }

    /// The instant, when it is now.
    package func date(from now: NumericDate) -> NumericDate {
        switch self {
        case .absolute(let date): date
        case .relative(let span): now.advanced(by: span)
        }
    }
}

extension NumericDate {
    /// The instant that a caller means, as `TimeInput` reads it.
    package init?(input value: JSONValue, now: NumericDate) {
        guard let input = TimeInput(value) else { return nil }
        self = input.date(from: now)
    }
}
