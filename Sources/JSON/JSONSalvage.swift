/// What can be read of a text that is not JSON, or not JSON any more from some byte on.
///
/// Strings are mended: half surrogate pairs, bytes that are not UTF-8, control characters and unknown escapes. At the
/// first fault in the structure the reading ends, and what was open there is closed behind its last whole member. For
/// people only: what is salvaged is never what a strict reader would have accepted.
package struct JSONSalvage {
    /// A text that is JSON; empty where nothing could be kept.
    package private(set) var bytes: [UInt8] = []
    /// What was wrong, each with its byte in the text as it was; the last one ended the reading unless `isWhole`.
    package private(set) var faults: [JSONFault] = []
    /// Whether the outermost value was read to its end.
    package private(set) var isWhole = false
    /// The byte behind the outermost value, in the text as it was; where it breaks off, the byte behind what was kept.
    package private(set) var end = 0
    /// Where stretches of `bytes` stood in the text as it was: each pair says that from `offset` on, bytes stand `origin`
    /// and following; with `isAdded` they stand for the one byte at `origin`.
    package private(set) var stretches: [Stretch] = []

    /// One stretch of mended bytes.
    package struct Stretch: Sendable {
        package let offset: Int
        package let origin: Int
        package let isAdded: Bool
    }

    private let limits: JSONLimits
    private var position = 0
    private var values = 0
    private var open: [Container] = []
    private var kept = Kept()

    private struct Container {
        let isObject: Bool
        var members = 0
    }

    /// The last place at which the text could have been closed.
    private struct Kept {
        var count = 0
        var depth = 0
        var origin = 0
    }

    /// Faults in strings beyond this number are mended and not listed.
    private static let listedFaults = 32

    /// Salvages what a text holds; it ends sooner where a limit is passed.
    package init(_ text: Span<UInt8>, limits: JSONLimits = JSONLimits()) {
        self.limits = limits
        bytes.reserveCapacity(text.count + 16)
        stretches.append(Stretch(offset: 0, origin: 0, isAdded: false))
        do throws(JSONFault) {
            try read(text)
        } catch {
            faults.append(error)
        }
        close()
    }

    private mutating func read(_ text: Span<UInt8>) throws(JSONFault) {
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
            faults.append(JSONFault(.byteOrderMark, at: 0))
            position = 3
            note()
        }
        skipSpace(text)
        guard position < text.count else { throw JSONFault(.empty, at: position) }
        try readValue(text)
        while let container = open.last {
            try readNext(in: container, text)
        }
        isWhole = true
        end = position
        skipSpace(text)
        guard position == text.count else { throw JSONFault(.trailingBytes, at: position) }
    }

    // What is behind the last place to close at goes, and what is open there is closed.
    private mutating func close() {
        bytes.removeLast(bytes.count - kept.count)
        guard !isWhole else { return }
        end = kept.origin
        for container in open.prefix(kept.depth).reversed() {
            bytes.append(container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        }
    }

    private mutating func keep() {
        kept = Kept(count: bytes.count, depth: open.count, origin: position)
    }

    private mutating func readNext(in container: Container, _ text: Span<UInt8>) throws(JSONFault) {
        skipSpace(text)
        let byte = try byte(text)
        if byte == (container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            take(text)
            open.removeLast()
            return keep()
        }
        if container.members > 0 {
            guard byte == UInt8(ascii: ",") else { throw JSONFault(.unexpectedByte, at: position) }
            take(text)
            skipSpace(text)
        }
        open[open.count - 1].members += 1
        if container.isObject { try readName(text, member: container.members + 1) }
        try readValue(text)
    }

    private mutating func readName(_ text: Span<UInt8>, member: Int) throws(JSONFault) {
        guard member <= limits.members else { throw JSONFault(.tooManyMembers(limit: limits.members), at: position) }
        guard try byte(text) == UInt8(ascii: "\"") else { throw JSONFault(.unexpectedByte, at: position) }
        try count()
        try readString(text)
        skipSpace(text)
        guard try byte(text) == UInt8(ascii: ":") else { throw JSONFault(.unexpectedByte, at: position) }
        take(text)
        skipSpace(text)
    }

    private mutating func readValue(_ text: Span<UInt8>) throws(JSONFault) {
        try count()
        switch try byte(text) {
        case UInt8(ascii: "{"): return try begin(isObject: true, text)
        case UInt8(ascii: "["): return try begin(isObject: false, text)
        case UInt8(ascii: "\""): try readString(text)
        case UInt8(ascii: "t"): try readWord("true", text)
        case UInt8(ascii: "f"): try readWord("false", text)
        case UInt8(ascii: "n"): try readWord("null", text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber(text)
        default: throw JSONFault(.unexpectedByte, at: position)
        }
        keep()
    }

    private mutating func begin(isObject: Bool, _ text: Span<UInt8>) throws(JSONFault) {
        guard open.count < limits.depth else { throw JSONFault(.tooDeep(limit: limits.depth), at: position) }
        take(text)
        open.append(Container(isObject: isObject))
        // An inner one that holds nothing yet may have held something: only the outermost is kept empty.
        if open.count == 1 { keep() }
    }

    private mutating func count() throws(JSONFault) {
        guard values < limits.values else { throw JSONFault(.tooManyValues(limit: limits.values), at: position) }
        values += 1
    }

    private mutating func readWord(_ word: StaticString, _ text: Span<UInt8>) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard try byte(text) == word.byte(index) else { throw JSONFault(.unexpectedByte, at: position) }
            take(text)
        }
    }

    // A number that reaches the end of the text may have gone on, unless it is all there is.
    private mutating func readNumber(_ text: Span<UInt8>) throws(JSONFault) {
        if text[position] == UInt8(ascii: "-") { take(text) }
        if position < text.count, text[position] == UInt8(ascii: "0") {
            take(text)
        } else {
            try readDigits(text)
        }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            take(text)
            try readDigits(text)
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            take(text)
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                take(text)
            }
            try readDigits(text)
        }
        guard position < text.count || open.isEmpty else { throw JSONFault(.unexpectedEnd, at: position) }
        if position < text.count, text[position].isDigit { throw JSONFault(.number, at: position) }
    }

    private mutating func readDigits(_ text: Span<UInt8>) throws(JSONFault) {
        guard try byte(text).isDigit else { throw JSONFault(.number, at: position) }
        while position < text.count, text[position].isDigit { take(text) }
    }

    private mutating func readString(_ text: Span<UInt8>) throws(JSONFault) {
        take(text)
        while true {
            switch try byte(text) {
            case UInt8(ascii: "\""): return take(text)
            case UInt8(ascii: "\\"): try readEscape(text)
            case 0..<0x20: replace(1, by: Self.escape(text[position]), .controlCharacter)
            case 0x80...:
                guard let length = text.utf8Length(at: position) else {
                    replace(1, by: Self.replacement, .utf8)
                    continue
                }
                for _ in 0..<length { take(text) }
            default: take(text)
            }
        }
    }

    private mutating func readEscape(_ text: Span<UInt8>) throws(JSONFault) {
        guard position + 1 < text.count else { throw JSONFault(.unexpectedEnd, at: text.count) }
        switch text[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            take(text)
            take(text)
        case UInt8(ascii: "u"): try readUnicodeEscape(text)
        default: replace(1, by: [0x5C, 0x5C], .escape)
        }
    }

    private mutating func readUnicodeEscape(_ text: Span<UInt8>) throws(JSONFault) {
        guard position + 6 <= text.count else {
            guard Self.digits(text, from: position + 2) == text.count - position - 2 else {
                return replace(1, by: [0x5C, 0x5C], .escape)
            }
            throw JSONFault(.unexpectedEnd, at: text.count)
        }
        guard let unit = Self.unit(text, position) else { return replace(1, by: [0x5C, 0x5C], .escape) }
        var length = 6
        if 0xD800...0xDBFF ~= unit, let low = Self.unit(text, position + 6), 0xDC00...0xDFFF ~= low {
            length = 12
        } else if 0xD800...0xDFFF ~= unit {
            return replace(6, by: Array(#"\ufffd"#.utf8), .loneSurrogate)
        }
        for _ in 0..<length { take(text) }
    }

    private static func digits(_ text: Span<UInt8>, from start: Int) -> Int {
        var position = start
        while position < text.count, text[position].hexadecimalDigit != nil { position += 1 }
        return position - start
    }

    // The number of a `\u` escape that stands at this offset.
    private static func unit(_ text: Span<UInt8>, _ start: Int) -> UInt16? {
        guard start + 6 <= text.count, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for index in (start + 2)..<(start + 6) {
            guard let digit = text[index].hexadecimalDigit else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private func byte(_ text: Span<UInt8>) throws(JSONFault) -> UInt8 {
        guard position < text.count else { throw JSONFault(.unexpectedEnd, at: text.count) }
        return text[position]
    }

    private mutating func take(_ text: Span<UInt8>) {
        bytes.append(text[position])
        position += 1
    }

    private mutating func skipSpace(_ text: Span<UInt8>) {
        while position < text.count, text[position].isSpace { take(text) }
    }

    private mutating func replace(_ count: Int, by content: [UInt8], _ kind: JSONFault.Kind) {
        if faults.count < Self.listedFaults { faults.append(JSONFault(kind, at: position)) }
        stretches.append(Stretch(offset: bytes.count, origin: position, isAdded: true))
        bytes += content
        position += count
        note()
    }

    // From here on, bytes stand as they stood.
    private mutating func note() {
        stretches.append(Stretch(offset: bytes.count, origin: position, isAdded: false))
    }
}
