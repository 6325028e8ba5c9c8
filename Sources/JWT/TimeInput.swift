package import JSON

extension NumericDate {
    /// The instant that a caller means: seconds as a number, RFC 3339 text, `"now"`, or a span from now (`"+10m"`,
    /// `"-1h"`). A span needs its sign. Nil where the value is none of these.
    package init?(input value: JSONValue, now: NumericDate) {
        if value.kind == .number {
            self.init(value)
            return
        }
        guard let text = value.string else { return nil }
        self.init(input: text, now: now)
    }

    /// The instant that a text means, as `init(input: JSONValue, now:)` reads text.
    package init?(input text: String, now: NumericDate) {
        if text == "now" {
            self = now
            return
        }
        if text.hasPrefix("+") || text.hasPrefix("-") {
            guard let span = TimeSpan(text) else { return nil }
            self = now.advanced(by: span)
            return
        }
        guard let date = Calendar.date(text) else { return nil }
        self = date
    }
}
