import JSON

extension DERCursor {
    /// The instant that the next element, a time in the form of RFC 5280 §4.1.2.5, says, in seconds of NumericDate.
    mutating func time(_ der: Span<UInt8>) throws(KeyFault) -> Int64 {
        let isShort = isAt(.utcTime, der)
        let content = try next(isShort ? .utcTime : .generalizedTime, der)
        let digits = content.dropLast()
        let wrong = KeyFault(.der(.value), offset: content.lowerBound)
        guard digits.count == (isShort ? 12 : 14), der[digits.upperBound] == UInt8(ascii: "Z"),
            digits.allSatisfy({ der[$0].isDigit })
        else { throw wrong }
        var numbers = stride(from: digits.lowerBound, to: digits.upperBound, by: 2).map {
            Int64(der[$0] - UInt8(ascii: "0")) * 10 + Int64(der[$0 + 1] - UInt8(ascii: "0"))
        }
        if isShort {
            // Two digits mean 1950 to 2049.
            numbers.insert(numbers[0] < 50 ? 20 : 19, at: 0)
        }
        guard let seconds = Self.seconds(numbers) else { throw wrong }
        return seconds
    }

    // Century, year, month, day, hour, minute, second.
    private static func seconds(_ numbers: [Int64]) -> Int64? {
        let year = numbers[0] * 100 + numbers[1]
        let (month, day) = (numbers[2], numbers[3])
        guard (1...12).contains(month), (1...31).contains(day), numbers[4] < 24, numbers[5] < 60, numbers[6] < 60
        else { return nil }
        // Days since 1970 in the Gregorian calendar, with years that begin in March so that leap days come last.
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return days * 86_400 + numbers[4] * 3_600 + numbers[5] * 60 + numbers[6]
    }
}

extension DERNode {
    /// An instant in the form of RFC 5280 §4.1.2.5: two digits of the year until 2049, four from 2050 to 9999. Nil outside
    /// of what these forms can say.
    static func time(_ seconds: Int64) -> DERNode? {
        guard (-631_152_000...253_402_300_799).contains(seconds) else { return nil }
        let (days, rest) = split(seconds)
        let (year, month, day) = civil(days)
        let clock = [month, day, rest / 3_600, rest / 60 % 60, rest % 60].map { twoDigits($0) }.joined()
        let isShort = year < 2050
        let text = (isShort ? "" : twoDigits(year / 100)) + twoDigits(year % 100) + clock + "Z"
        return .string(isShort ? .utcTime : .generalizedTime, text)
    }

    // Whole days since 1970, and the seconds of the day.
    private static func split(_ seconds: Int64) -> (Int64, Int64) {
        let rest = (seconds % 86_400 + 86_400) % 86_400
        return ((seconds - rest) / 86_400, rest)
    }

    // The inverse of what is computed where times are read: years begin in March.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        var year = (days + 719_468) * 400 / 146_097
        func start(_ year: Int64) -> Int64 { year * 365 + year / 4 - year / 100 + year / 400 - 719_468 }
        while start(year) > days { year -= 1 }
        while start(year + 1) <= days { year += 1 }
        let dayOfYear = days - start(year)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (month <= 2 ? year + 1 : year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
