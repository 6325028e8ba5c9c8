import Glibc

/// Writes JSON into a buffer, one value behind another, commas included; what it writes is one line of UTF-8.
///
/// A comma is due when the last byte neither opens something nor separates: so nothing has to be remembered, and a
/// writer can be cut back to an earlier length.
package struct JSONWriter {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    /// An empty writer.
    package init() {}

    /// An empty writer with room for as many bytes: what is written into it is in no other place before it is full.
    package init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// How many bytes were written: a place to return to with `cut(to:)`.
    package var count: Int { bytes.count }

    /// Forgets everything behind this length.
    package mutating func cut(to length: Int) {
        bytes.removeLast(max(0, bytes.count - length))
    }

    /// Forgets everything and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Forgets everything, and leaves nothing of it in memory.
    package mutating func wipe() {
        unsafe bytes.withUnsafeMutableBytes { buffer in
            if let start = buffer.baseAddress { unsafe explicit_bzero(start, buffer.count) }
        }
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
    }

    /// Writes an object whose members the body writes.
    package mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginObject()
        try body(&self)
        endObject()
    }

    /// Writes an array whose elements the body writes.
    package mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        bytes.append(UInt8(ascii: "["))
        try body(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    /// Opens an object; `endObject` closes it.
    package mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
    }

    /// Closes the object that `beginObject` opened.
    package mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
    }

    /// Writes a member's name that needs no escape; its value follows.
    package mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a member's name; its value follows.
    package mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a member's name as another document has it; its value follows.
    package mutating func name(_ name: JSONValue) {
        copy(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes `null`.
    package mutating func null() { word("null") }

    /// Writes `true` or `false`.
    package mutating func boolean(_ value: Bool) { word(value ? "true" : "false") }

    /// Writes an integer.
    package mutating func integer(_ value: Int64) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let first = bytes.count
        var rest = value.magnitude
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest > 0
        bytes[first...].reverse()
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a string that needs no escape.
    package mutating func string(_ value: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(value)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a string, escaped where a reader could mistake it.
    package mutating func string(_ value: String) {
        string(Array(value.utf8).span)
    }

    /// Writes a string from its UTF-8 bytes, escaped where a reader could mistake it. Bytes that are not UTF-8 are
    /// written as U+FFFD.
    package mutating func string(_ content: Span<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        JSONEscape.append(content, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a number, or any other value, that is already JSON on one line.
    package mutating func verbatim(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
    }

    /// Writes a value that is already JSON on one line.
    package mutating func verbatim(_ json: Span<UInt8>) {
        separate()
        append(json)
    }

    /// Writes a string that is known to need no escape: base64url, identifiers of ours.
    package mutating func plainString(_ content: Span<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(content)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends bytes that the caller knows to be part of a JSON text, without a comma before them.
    package mutating func append(_ part: Span<UInt8>) {
        unsafe part.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Puts ASCII text of the caller's own in front of what was written behind this place.
    package mutating func insert(_ text: String, at place: Int) {
        bytes.insert(contentsOf: text.utf8, at: place)
    }

    private mutating func word(_ word: StaticString) {
        separate()
        append(word)
    }

    /// Appends text of our own, without a comma before it.
    package mutating func append(_ text: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): return
        default: bytes.append(UInt8(ascii: ","))
        }
    }
}

extension JSONWriter {
    /// Writes a member whose value is a string that needs no escape.
    package mutating func member(_ name: StaticString, _ value: StaticString) {
        self.name(name)
        string(value)
    }

    /// Writes a member whose value is a string, or nothing where there is none.
    package mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        self.name(name)
        string(value)
    }

    /// Writes a member whose value is an integer, or nothing where there is none.
    package mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        self.name(name)
        integer(value)
    }

    /// Writes a member whose value is a boolean, or nothing where there is none.
    package mutating func member(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        self.name(name)
        boolean(value)
    }

    /// Writes a member whose value is copied from another document, or nothing where there is none.
    package mutating func member(_ name: StaticString, _ value: JSONValue?) {
        guard let value else { return }
        self.name(name)
        copy(value)
    }

    /// Writes a member whose value is an object.
    package mutating func object<Failure: Error>(
        _ name: StaticString, _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.name(name)
        try object(body)
    }

    /// Writes a member whose value is an array.
    package mutating func array<Failure: Error>(
        _ name: StaticString, _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.name(name)
        try array(body)
    }

    /// Writes a member whose value is an array of strings.
    package mutating func member(_ name: StaticString, _ values: [String]) {
        array(name) { writer in
            for value in values { writer.string(value) }
        }
    }

    /// Writes a member whose value is a pair of byte offsets: the first byte and the byte behind the last.
    package mutating func member(_ name: StaticString, _ range: Range<Int>?) {
        guard let range else { return }
        array(name) { writer in
            writer.integer(range.lowerBound)
            writer.integer(range.upperBound)
        }
    }
}
