/// The grammar of numbers (RFC 8259 §6): an optional minus, no leading zero, digits on both sides of a point, digits in
/// an exponent. What the digits are worth is not asked.
enum JSONNumber {
    /// The offset behind the number that starts at this offset with a minus or a digit.
    static func end(_ text: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        var position = start
        if text[position] == UInt8(ascii: "-") { position += 1 }
        if position < text.count, text[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try skipDigits(text, &position)
        }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            try skipDigits(text, &position)
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            try skipDigits(text, &position)
        }
        if position < text.count, text[position].isDigit { throw JSONFault(.number, at: position) }
        return position
    }

    private static func skipDigits(_ text: Span<UInt8>, _ position: inout Int) throws(JSONFault) {
        guard position < text.count else { throw JSONFault(.unexpectedEnd, at: position) }
        guard text[position].isDigit else { throw JSONFault(.number, at: position) }
        while position < text.count, text[position].isDigit { position += 1 }
    }
}
