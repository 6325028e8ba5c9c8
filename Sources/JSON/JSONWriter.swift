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
    @inlinable @inline(__always)
    package mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginObject()
        try body(&self)
        endObject()
    }

    /// Writes an array whose elements the body writes.
    @inlinable @inline(__always)
    package mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginArray()
        try body(&self)
        endArray()
    }

    /// Opens an object; `endObject` closes it.
    package mutating func beginObject() {
        append(upTo: 1) { $0.append(UInt8(ascii: "{")) }
    }

    /// Closes the object that `beginObject` opened.
    package mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
    }

    /// Opens an array; `endArray` closes it.
    package mutating func beginArray() {
        append(upTo: 1) { $0.append(UInt8(ascii: "[")) }
    }

    /// Closes the array that `beginArray` opened.
    package mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
    }

    /// Writes a member's name that needs no escape; its value follows.
    package mutating func name(_ name: StaticString) {
        append(upTo: name.utf8CodeUnitCount + 3) { $0.appendName(name) }
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
    package mutating func null() { verbatim("null") }

    /// Writes `true` or `false`.
    package mutating func boolean(_ value: Bool) { verbatim(value ? "true" : "false") }

    /// Writes an integer.
    package mutating func integer(_ value: Int64) {
        append(upTo: DecimalDigits.most) { $0.append(value) }
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a string that needs no escape.
    package mutating func string(_ value: StaticString) {
        append(upTo: value.utf8CodeUnitCount + 2) { $0.appendQuoted(value) }
    }

    /// Writes a string, escaped where a reader could mistake it.
    package mutating func string(_ value: String) {
        let utf8 = value.utf8
        string(utf8.span)
    }

    /// Writes a string from its UTF-8 bytes, escaped where a reader could mistake it. Bytes that are not UTF-8 are
    /// written as U+FFFD.
    package mutating func string(_ content: Span<UInt8>) {
        if content.skipPlain(from: 0) == content.count { return plainString(content) }
        append(upTo: 1) { $0.append(UInt8(ascii: "\"")) }
        JSONEscape.append(content, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a number, or any other value, that is already JSON on one line.
    package mutating func verbatim(_ json: String) {
        let utf8 = json.utf8
        verbatim(utf8.span)
    }

    /// Writes a value that is already JSON on one line.
    package mutating func verbatim(_ json: Span<UInt8>) {
        append(upTo: json.count) { $0.append(json) }
    }

    /// Writes a string that is known to need no escape: base64url, identifiers of ours.
    package mutating func plainString(_ content: Span<UInt8>) {
        append(upTo: content.count + 2) { output in
            output.append(UInt8(ascii: "\""))
            output.append(content)
            output.append(UInt8(ascii: "\""))
        }
    }

    /// Appends bytes that the caller knows to be part of a JSON text, without a comma before them.
    package mutating func append(_ part: Span<UInt8>) {
        bytes.append(addingCapacity: part.count) { $0.append(part) }
    }

    /// Appends text of our own, without a comma before it.
    package mutating func append(_ text: StaticString) {
        bytes.append(addingCapacity: text.utf8CodeUnitCount) { $0.append(text) }
    }

    /// Puts ASCII text of the caller's own in front of what was written behind this place.
    package mutating func insert(_ text: String, at place: Int) {
        bytes.insert(contentsOf: text.utf8, at: place)
    }

    private mutating func verbatim(_ json: StaticString) {
        append(upTo: json.utf8CodeUnitCount) { $0.append(json) }
    }

    /// Appends what the closure writes, at most this many bytes, and the comma before it where one is due.
    @inline(__always)
    private mutating func append(upTo count: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
        let isCommaDue = isCommaDue
        bytes.append(addingCapacity: count + 1) { output in
            if isCommaDue { output.append(UInt8(ascii: ",")) }
            write(&output)
        }
    }

    private var isCommaDue: Bool {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): false
        default: true
        }
    }
}

extension JSONWriter {
    /// Writes a member whose value is a string that needs no escape.
    package mutating func member(_ name: StaticString, _ value: StaticString) {
        append(upTo: name.utf8CodeUnitCount + value.utf8CodeUnitCount + 5) { output in
            output.appendName(name)
            output.appendQuoted(value)
        }
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
        member(name, Int64(value))
    }

    /// Writes a member whose value is an integer.
    package mutating func member(_ name: StaticString, _ value: Int64) {
        append(upTo: name.utf8CodeUnitCount + 3 + DecimalDigits.most) { output in
            output.appendName(name)
            output.append(value)
        }
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
    @inlinable @inline(__always)
    package mutating func object<Failure: Error>(
        _ name: StaticString, _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.name(name)
        try object(body)
    }

    /// Writes a member whose value is an array.
    @inlinable @inline(__always)
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
        append(upTo: name.utf8CodeUnitCount + 6 + 2 * DecimalDigits.most) { output in
            output.appendName(name)
            output.append(UInt8(ascii: "["))
            output.append(Int64(range.lowerBound))
            output.append(UInt8(ascii: ","))
            output.append(Int64(range.upperBound))
            output.append(UInt8(ascii: "]"))
        }
    }
}
