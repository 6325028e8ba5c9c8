/// Where a value stands among those of its document: nothing that has to be kept alive.
package struct JSONPlace: Sendable {
    fileprivate let index: Int32
}

/// One value of a document: what it is, where it stands, and what is in it.
package struct JSONValue: Sendable {
    /// The document that the value stands in.
    package let document: JSONDocument
    let index: Int

    private var entry: JSONDocument.Entry { document.entry(index) }

    /// What kind of value this is.
    package var kind: JSONKind { entry.kind }

    /// Where the value stands in `document.bytes`, quotes and brackets included.
    package var range: Range<Int> { entry.range }

    /// Elements of an array, members of an object, and 0 for anything else.
    package var count: Int { Int(entry.count) }

    /// Where the value begins, counted from the first byte of the text that was read.
    package var offset: Int { range.lowerBound - document.start }

    /// The same value in a detached copy of its document.
    package func moved(to copy: JSONDocument) -> JSONValue { JSONValue(document: copy, index: index) }

    /// The value as it is written, number text and escapes untouched.
    package var text: ArraySlice<UInt8> { document.bytes[range] }

    /// The value as it is written, as a string.
    package var lexeme: String { String(decoding: text, as: UTF8.self) }

    /// The value as it is written, for a sentence: no more than about this many bytes of it.
    package func excerpt(_ bytes: Int = 80) -> String {
        guard text.count > bytes else { return lexeme }
        var end = text.startIndex + bytes
        while end > text.startIndex, text[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: text[..<end], as: UTF8.self) + "…"
    }

    /// Where the content of a string stands, without its quotes, if it is written without escapes.
    package var plainRange: Range<Int>? {
        let entry = entry
        return entry.kind == .string && !entry.hasEscapes ? entry.contentRange : nil
    }

    /// The content of a string as UTF-8 bytes, or nil for any other kind.
    package var utf8: [UInt8]? {
        let entry = entry
        guard entry.kind == .string else { return nil }
        let bytes = document.bytes
        if let plainRange { return Array(bytes[plainRange]) }
        return JSONString.decode(bytes.span, entry.range)
    }

    /// The content of a string, or nil for any other kind.
    package var string: String? {
        guard let utf8 else { return nil }
        return String(decoding: utf8, as: UTF8.self)
    }

    /// Whether this is a string with exactly this content.
    package func isString(_ text: StaticString) -> Bool {
        text.withBytes { isString($0) }
    }

    /// Looks at the content of a string, without a copy where it has no escapes; nil for any other kind.
    @inlinable
    package func withString<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
        if let plainRange {
            let bytes = document.bytes
            return body(bytes.span.extracting(plainRange))
        }
        guard let utf8 else { return nil }
        return body(utf8.span)
    }

    /// Whether this is a string with exactly these bytes as its content.
    package func isString(_ content: Span<UInt8>) -> Bool {
        let entry = entry
        guard entry.kind == .string else { return false }
        let bytes = document.bytes
        return entry.isString(content, in: bytes.span)
    }

    /// A boolean, or nil for any other kind.
    package var boolean: Bool? {
        switch kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// An integer written as one (no point, no exponent) that fits 64 bits, or nil.
    package var integer: Int64? { integer(of: entry) }

    /// The integer at a place of the same document.
    package func integer(at place: JSONPlace) -> Int64? { integer(of: document.entry(Int(place.index))) }

    private func integer(of entry: JSONDocument.Entry) -> Int64? {
        guard entry.kind == .number else { return nil }
        let bytes = document.bytes
        let digits = bytes.span.extracting(entry.range)
        if digits.count <= 18, digits[0] != UInt8(ascii: "-") { return Self.small(digits) }
        let isNegative = digits[0] == UInt8(ascii: "-")
        var result: Int64 = 0
        for position in (isNegative ? 1 : 0)..<digits.count {
            guard digits[position].isDigit else { return nil }
            let digit = Int64(digits[position] - UInt8(ascii: "0"))
            let (tens, tooBig) = result.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tens.subtractingReportingOverflow(digit)
            if tooBig || overflow { return nil }
            result = sum
        }
        if isNegative { return result }
        return result == .min ? nil : -result
    }

    // Eighteen digits always fit.
    private static func small(_ digits: Span<UInt8>) -> Int64? {
        var result: Int64 = 0
        for position in digits.indices {
            let digit = digits[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            result = result &* 10 &+ Int64(digit)
        }
        return result
    }

    /// The first member of this name, or nil where there is none or this is no object.
    package subscript(_ name: StaticString) -> JSONValue? {
        name.withBytes { self[$0] }
    }

    /// The first member whose name is these bytes.
    package subscript(_ name: Span<UInt8>) -> JSONValue? {
        document.member(name, of: index).map { JSONValue(document: document, index: $0) }
    }

    /// Where this value stands among those of its document.
    package var place: JSONPlace { JSONPlace(index: Int32(truncatingIfNeeded: index)) }

    /// Another value of the same document.
    package func at(_ place: JSONPlace) -> JSONValue { JSONValue(document: document, index: Int(place.index)) }

    /// Whether a string stands at a place of the same document.
    package func isString(at place: JSONPlace) -> Bool {
        if case .string = document.entry(Int(place.index)).kind { return true }
        return false
    }

    /// The range of the value at a place of the same document.
    package func range(at place: JSONPlace) -> Range<Int> { document.entry(Int(place.index)).range }

    /// Shows each member's name, its escapes replaced, and the place of its value to a closure, in the order of the text.
    @inline(__always)
    package func forEachMember(_ body: (_ name: Span<UInt8>, _ place: JSONPlace) -> Void) {
        let (document, bytes) = (document, document.bytes)
        guard document.entry(index).kind == .object else { return }
        let (end, text) = (Int(document.entry(index).next), bytes.span)
        var place = index + 1
        while place < end {
            let name = document.entry(place)
            let value = JSONPlace(index: Int32(truncatingIfNeeded: place + 1))
            if name.hasEscapes {
                let decoded = JSONString.decode(text, name.range)
                body(decoded.span, value)
            } else {
                body(text.extracting(name.contentRange), value)
            }
            place = Int(document.entry(place + 1).next)
        }
    }

    /// The members of an object in the order of the text; none for any other kind.
    package var members: Members { Members(object: self) }

    /// The elements of an array in the order of the text; none for any other kind.
    package var elements: Elements { Elements(array: self) }

    /// The first member's name, in this value or deeper, that an earlier member of the same object has too.
    package var firstDuplicate: JSONValue? {
        guard document.hasDuplicates else { return nil }
        let range = range
        return document.duplicates.first { range.contains($0.range.lowerBound) }
    }

    /// The first name among this object's own members that an earlier member has too.
    package var firstRepeatedName: JSONValue? {
        guard document.hasDuplicates else { return nil }
        for member in members where document.isDuplicate(member.name.index) { return member.name }
        return nil
    }

    /// One member: its name, which is a string value, and its value.
    package typealias Member = (name: JSONValue, value: JSONValue)

    /// The members of an object, one by one.
    package struct Members: Sequence, IteratorProtocol {
        private let document: JSONDocument
        private var index: Int
        private let end: Int

        fileprivate init(object: JSONValue) {
            document = object.document
            index = object.index + 1
            end = document.entry(object.index).kind == .object ? Int(document.entry(object.index).next) : 0
        }

        /// The next member.
        package mutating func next() -> Member? {
            guard index < end else { return nil }
            defer { index = Int(document.entry(index + 1).next) }
            return (
                name: JSONValue(document: document, index: index),
                value: JSONValue(document: document, index: index + 1)
            )
        }
    }

    /// The elements of an array, one by one.
    package struct Elements: Sequence, IteratorProtocol {
        private let document: JSONDocument
        private var index: Int
        private let end: Int

        fileprivate init(array: JSONValue) {
            document = array.document
            index = array.index + 1
            end = document.entry(array.index).kind == .array ? Int(document.entry(array.index).next) : 0
        }

        /// The next element.
        package mutating func next() -> JSONValue? {
            guard index < end else { return nil }
            defer { index = Int(document.entry(index).next) }
            return JSONValue(document: document, index: index)
        }
    }
}
