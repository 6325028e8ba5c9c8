/// Reads JSON strictly (RFC 8259, and RFC 7493 for strings) into entries, in one pass, without recursion.
struct JSONReader: ~Copyable {
    /// One entry a value, in the order of the text.
    var entries = EntryBuffer(capacity: 32)
    /// The entries of member names that an earlier member of the same object has, in the order of the text.
    var duplicateNames: [Int] = []
    /// Whether the value can be copied as it stands: nothing that misleads, no white space between values.
    var isPlain = true
    private var limits = JSONLimits()
    /// How many arrays and objects are open.
    private var depth = 0
    /// The innermost open one. Until it is closed, its `next` is the one around it, and its `count` is out of date while
    /// something inside it is open.
    private var container = 0
    private var isObject = false
    /// How many elements or members the innermost one has so far.
    private var count: UInt32 = 0

    /// Reads the one value at this range; afterwards `entries`, `duplicateNames` and `isPlain` describe it.
    mutating func read(_ text: Span<UInt8>, _ range: Range<Int>, limits: JSONLimits) throws(JSONFault) {
        entries.removeAll(keeping: .max)
        if !duplicateNames.isEmpty { duplicateNames = [] }
        self.limits = limits
        // A text that was refused left open what it had opened.
        (depth, container, isObject, count) = (0, 0, false, 0)
        do throws(JSONFault) {
            guard range.upperBound <= min(text.count, Int(UInt32.max)) else {
                throw JSONFault(.unexpectedEnd, at: range.upperBound)
            }
            try readText(text.extracting(..<range.upperBound), from: range.lowerBound)
        } catch {
            // Offsets in a fault count from the first byte of the text, wherever that stands.
            throw JSONFault(error.kind, at: error.offset - range.lowerBound)
        }
        // The ends of inner objects are met first.
        if duplicateNames.count > 1 { duplicateNames.sort() }
    }

    /// The same entries, of a text that lost its first bytes.
    func moved(by dropped: UInt32) -> JSONReader {
        var copy = JSONReader()
        copy.entries.reserve(entries.count)
        for index in 0..<entries.count { copy.entries.append(entries[index].moved(by: dropped)) }
        copy.duplicateNames = duplicateNames
        copy.isPlain = isPlain
        return copy
    }

    /// Forgets what was read; one large text does not keep its memory.
    mutating func forget() {
        entries.removeAll(keeping: Self.keptEntries)
        if !duplicateNames.isEmpty { duplicateNames = [] }
    }

    private static let keptEntries = 4096

    private mutating func readText(_ text: Span<UInt8>, from start: Int) throws(JSONFault) {
        entries.reserve(min((text.count - start) >> 3 + 8, limits.values, 4096))
        var position = start
        skipSpace(text, &position)
        guard position < text.count else { throw JSONFault(.empty, at: position) }
        if text.extracting(position...).startsWithByteOrderMark { throw JSONFault(.byteOrderMark, at: position) }
        isPlain = true
        repeat { try readValue(text, &position) } while try advance(text, &position)
        let canCopy = isPlain
        skipSpace(text, &position)
        isPlain = canCopy
        guard position == text.count else { throw JSONFault(.trailingBytes, at: position) }
    }

    // Goes to the next value, past the ends of arrays and objects, a comma and a name. False says that there is none: the
    // outermost value has ended.
    @inline(__always)
    private mutating func advance(_ text: Span<UInt8>, _ position: inout Int) throws(JSONFault) -> Bool {
        while depth > 0 {
            skipSpace(text, &position)
            guard position < text.count else { throw JSONFault(.unexpectedEnd, at: position) }
            if text[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                position += 1
                close(text, at: position)
                continue
            }
            if count > 0 {
                guard text[position] == UInt8(ascii: ",") else { throw JSONFault(.unexpectedByte, at: position) }
                position += 1
                skipSpace(text, &position)
            }
            if isObject { try readName(text, &position) }
            count += 1
            return true
        }
        return false
    }

    @inline(__always)
    private mutating func readName(_ text: Span<UInt8>, _ position: inout Int) throws(JSONFault) {
        guard position < text.count else { throw JSONFault(.unexpectedEnd, at: position) }
        guard text[position] == UInt8(ascii: "\"") else { throw JSONFault(.unexpectedByte, at: position) }
        guard count < limits.members else { throw JSONFault(.tooManyMembers(limit: limits.members), at: position) }
        let hasEscapes = try readString(text, &position)
        if hasEscapes { entries[container].hasEscapes = true }
        skipSpace(text, &position)
        guard position < text.count else { throw JSONFault(.unexpectedEnd, at: position) }
        guard text[position] == UInt8(ascii: ":") else { throw JSONFault(.unexpectedByte, at: position) }
        position += 1
        skipSpace(text, &position)
    }

    @inline(__always)
    private mutating func readValue(_ text: Span<UInt8>, _ position: inout Int) throws(JSONFault) {
        guard position < text.count else { throw JSONFault(.unexpectedEnd, at: position) }
        switch text[position] {
        case UInt8(ascii: "\""): _ = try readString(text, &position)
        case UInt8(ascii: "{"): try open(.object, &position)
        case UInt8(ascii: "["): try open(.array, &position)
        case UInt8(ascii: "t"): try readWord("true", .true, text, &position)
        case UInt8(ascii: "f"): try readWord("false", .false, text, &position)
        case UInt8(ascii: "n"): try readWord("null", .null, text, &position)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = position
            position = try JSONNumber.end(text, from: start)
            try append(.number, start..<position)
        default: throw JSONFault(.unexpectedByte, at: position)
        }
    }

    private mutating func open(_ kind: JSONKind, _ position: inout Int) throws(JSONFault) {
        guard depth < limits.depth else { throw JSONFault(.tooDeep(limit: limits.depth), at: position) }
        let index = entries.count
        try append(kind, position..<(position + 1))
        if depth > 0 { entries[container].count = count }
        entries[index].next = UInt32(truncatingIfNeeded: container)
        container = index
        isObject = kind == .object
        count = 0
        depth += 1
        position += 1
    }

    private mutating func close(_ text: Span<UInt8>, at position: Int) {
        let closed = container
        container = Int(entries[closed].next)
        entries[closed].end = UInt32(truncatingIfNeeded: position)
        entries[closed].next = UInt32(truncatingIfNeeded: entries.count)
        entries[closed].count = count
        if isObject, count > 1 { findDuplicates(in: closed, text) }
        depth -= 1
        isObject = entries[container].kind == .object
        count = entries[container].count
    }

    private mutating func readWord(
        _ word: StaticString, _ kind: JSONKind, _ text: Span<UInt8>, _ position: inout Int
    ) throws(JSONFault) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard position < text.count else { throw JSONFault(.unexpectedEnd, at: position) }
            guard text[position] == word.byte(index) else { throw JSONFault(.unexpectedByte, at: position) }
            position += 1
        }
        try append(kind, start..<position)
    }

    @inline(__always)
    private mutating func readString(_ text: Span<UInt8>, _ position: inout Int) throws(JSONFault) -> Bool {
        let start = position
        let scan = try JSONString.scan(text, from: start + 1)
        position = scan.end + 1
        if !scan.isPlain { isPlain = false }
        try append(.string, start..<position, hasEscapes: scan.hasEscapes)
        return scan.hasEscapes
    }

    @inline(__always)
    private mutating func append(
        _ kind: JSONKind, _ range: Range<Int>, hasEscapes: Bool = false
    ) throws(JSONFault) {
        let index = entries.count
        guard index < limits.values else {
            throw JSONFault(.tooManyValues(limit: limits.values), at: range.lowerBound)
        }
        entries.append(
            JSONDocument.Entry(
                start: UInt32(truncatingIfNeeded: range.lowerBound), end: UInt32(truncatingIfNeeded: range.upperBound),
                next: UInt32(truncatingIfNeeded: index + 1), count: 0, kind: kind, hasEscapes: hasEscapes))
    }

    @inline(__always)
    private mutating func skipSpace(_ text: Span<UInt8>, _ position: inout Int) {
        guard position < text.count, text[position] <= 0x20 else { return }
        while position < text.count, text[position].isSpace { position += 1 }
        isPlain = false
    }
}
