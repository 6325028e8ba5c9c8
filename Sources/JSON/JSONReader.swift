/// Reads JSON strictly (RFC 8259, and RFC 7493 for strings) into entries, in one pass, without recursion.
struct JSONReader {
    var entries: [JSONDocument.Entry] = []
    var duplicateNames: [Int] = []
    var isPlain = true
    private var open: [Container] = []
    /// Entries of the member names of all open objects.
    private var names: [Int] = []
    private var limits = JSONLimits()
    private var position = 0
    private var end = 0

    /// An array or object whose end has not been seen.
    private struct Container {
        var entry: Int
        var isObject: Bool
        var count: UInt32
        var firstName: Int
        var hasEscapedName: Bool
    }

    /// Reads the one value at this range; afterwards `entries`, `duplicateNames` and `isPlain` describe it.
    mutating func read(_ text: Span<UInt8>, _ range: Range<Int>, limits: JSONLimits) throws(JSONFault) {
        entries.removeAll(keepingCapacity: true)
        duplicateNames.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        isPlain = true
        self.limits = limits
        position = range.lowerBound
        end = range.upperBound
        do throws(JSONFault) {
            try readText(text)
        } catch {
            // Offsets in a fault count from the first byte of the text, wherever that stands.
            throw JSONFault(error.kind, at: error.offset - range.lowerBound)
        }
    }

    private mutating func readText(_ text: Span<UInt8>) throws(JSONFault) {
        guard end <= Int(UInt32.max), end <= text.count else { throw JSONFault(.unexpectedEnd, at: end) }
        skipSpace(text)
        guard position < end else { throw JSONFault(.empty, at: position) }
        if text[position] == 0xEF { throw JSONFault(.byteOrderMark, at: position) }
        try readValue(text)
        while let container = open.last {
            try readNext(in: container, text)
        }
        skipSpace(text)
        guard position == end else { throw JSONFault(.trailingBytes, at: position) }
    }

    // What follows inside an open array or object: its end, or one more element or member.
    private mutating func readNext(in container: Container, _ text: Span<UInt8>) throws(JSONFault) {
        skipSpace(text)
        let closing = container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
        if text[position] == closing {
            position += 1
            return close(container, text)
        }
        if container.count > 0 {
            guard text[position] == UInt8(ascii: ",") else { throw JSONFault(.unexpectedByte, at: position) }
            position += 1
            skipSpace(text)
        }
        open[open.count - 1].count += 1
        if container.isObject {
            try readName(text)
            skipSpace(text)
        }
        try readValue(text)
    }

    private mutating func readName(_ text: Span<UInt8>) throws(JSONFault) {
        guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
        guard text[position] == UInt8(ascii: "\"") else { throw JSONFault(.unexpectedByte, at: position) }
        let container = open.count - 1
        guard open[container].count <= limits.members else {
            throw JSONFault(.tooManyMembers(limit: limits.members), at: position)
        }
        names.append(entries.count)
        let entry = try readString(text)
        if entry.hasEscapes { open[container].hasEscapedName = true }
        skipSpace(text)
        guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
        guard text[position] == UInt8(ascii: ":") else { throw JSONFault(.unexpectedByte, at: position) }
        position += 1
    }

    private mutating func readValue(_ text: Span<UInt8>) throws(JSONFault) {
        guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
        switch text[position] {
        case UInt8(ascii: "\""): _ = try readString(text)
        case UInt8(ascii: "{"): try begin(.object)
        case UInt8(ascii: "["): try begin(.array)
        case UInt8(ascii: "t"): try readWord("true", .true, text)
        case UInt8(ascii: "f"): try readWord("false", .false, text)
        case UInt8(ascii: "n"): try readWord("null", .null, text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber(text)
        default: throw JSONFault(.unexpectedByte, at: position)
        }
    }

    private mutating func begin(_ kind: JSONKind) throws(JSONFault) {
        guard open.count < limits.depth else { throw JSONFault(.tooDeep(limit: limits.depth), at: position) }
        open.append(
            Container(
                entry: entries.count, isObject: kind == .object, count: 0, firstName: names.count,
                hasEscapedName: false))
        try append(kind, from: position)
        position += 1
    }

    private mutating func close(_ container: Container, _ text: Span<UInt8>) {
        open.removeLast()
        entries[container.entry].end = UInt32(truncatingIfNeeded: position)
        entries[container.entry].next = UInt32(truncatingIfNeeded: entries.count)
        entries[container.entry].count = container.count
        guard container.isObject else { return }
        if container.count > 1 { findDuplicates(in: container, text) }
        names.removeLast(names.count - container.firstName)
    }

    private mutating func readWord(_ word: StaticString, _ kind: JSONKind, _ text: Span<UInt8>) throws(JSONFault) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
            guard text[position] == word.byte(index) else { throw JSONFault(.unexpectedByte, at: position) }
            position += 1
        }
        try append(kind, from: start)
    }

    // RFC 8259 §6: an optional minus, no leading zero, digits on both sides of a point, digits in an exponent.
    private mutating func readNumber(_ text: Span<UInt8>) throws(JSONFault) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        if position < end, text[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try readDigits(text)
        }
        if position < end, text[position] == UInt8(ascii: ".") {
            position += 1
            try readDigits(text)
        }
        if position < end, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < end, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            try readDigits(text)
        }
        if position < end, text[position].isDigit { throw JSONFault(.number, at: position) }
        try append(.number, from: start)
    }

    private mutating func readDigits(_ text: Span<UInt8>) throws(JSONFault) {
        guard position < end else { throw JSONFault(.unexpectedEnd, at: end) }
        guard text[position].isDigit else { throw JSONFault(.number, at: position) }
        while position < end, text[position].isDigit { position += 1 }
    }

    private mutating func readString(_ text: Span<UInt8>) throws(JSONFault) -> JSONDocument.Entry {
        let start = position
        position += 1
        let scan = try JSONString.scan(text, from: position, to: end)
        position = scan.end + 1
        if !scan.isASCII { isPlain = false }
        try append(.string, from: start)
        let last = entries.count - 1
        entries[last].hasEscapes = scan.hasEscapes
        return entries[last]
    }

    private mutating func append(_ kind: JSONKind, from start: Int) throws(JSONFault) {
        guard entries.count < limits.values else { throw JSONFault(.tooManyValues(limit: limits.values), at: start) }
        entries.append(
            JSONDocument.Entry(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
                next: UInt32(truncatingIfNeeded: entries.count + 1), count: 0, kind: kind, hasEscapes: false))
    }

    private mutating func skipSpace(_ text: Span<UInt8>) {
        while position < end {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                position += 1
                isPlain = false
            default: return
            }
        }
    }

    /// Objects up to this size are compared pair by pair; larger ones go through a set, which stays linear.
    private static let pairwiseMembers = 24

    private mutating func findDuplicates(in container: Container, _ text: Span<UInt8>) {
        if container.hasEscapedName || Int(container.count) > Self.pairwiseMembers {
            return findDuplicatesInSet(container, text)
        }
        for later in (container.firstName + 1)..<names.count {
            let name = entries[names[later]]
            for earlier in container.firstName..<later where same(entries[names[earlier]], name, text) {
                duplicateNames.append(names[later])
                break
            }
        }
    }

    private func same(_ a: JSONDocument.Entry, _ b: JSONDocument.Entry, _ text: Span<UInt8>) -> Bool {
        guard a.end - a.start == b.end - b.start else { return false }
        return text.equal(Int(a.start)..<Int(a.end), Int(b.start))
    }

    private mutating func findDuplicatesInSet(_ container: Container, _ text: Span<UInt8>) {
        var seen = Set<[UInt8]>(minimumCapacity: Int(container.count))
        for name in names[container.firstName...] {
            let entry = entries[name]
            let content = JSONString.decode(text, Int(entry.start) + 1, Int(entry.end) - 1)
            if !seen.insert(content).inserted { duplicateNames.append(name) }
        }
    }
}
