/// Writes JSON into a buffer, one value behind another, commas included; what it writes is one line of UTF-8.
///
/// A comma is due when the last byte neither opens something nor separates: so nothing has to be remembered, and a
/// writer can be cut back to an earlier length.
package struct JSONWriter: ~Copyable {
    private var buffer: ByteBuffer

    /// An empty writer, with room for as many bytes before its memory has to grow.
    package init(capacity: Int = 256) {
        buffer = ByteBuffer(capacity: capacity)
    }

    /// How many bytes were written: a place to return to with `cut(to:)`.
    package var count: Int { buffer.count }

    /// A copy of what was written so far.
    package var bytes: [UInt8] { buffer.withBytes { $0.array } }

    /// Lends what was written so far to a closure.
    package func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try buffer.withBytes(body)
    }

    /// Forgets everything behind this length.
    package mutating func cut(to length: Int) { buffer.cut(to: length) }

    /// Forgets everything and keeps the memory.
    package mutating func removeAll() { buffer.cut(to: 0) }

    /// Forgets everything, and leaves nothing of it in memory.
    package mutating func wipe() { buffer.wipe() }

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
        beginArray()
        try body(&self)
        endArray()
    }

    /// Opens an object; `endObject` closes it.
    package mutating func beginObject() {
        separate()
        buffer.append(UInt8(ascii: "{"))
    }

    /// Closes the object that `beginObject` opened.
    package mutating func endObject() {
        buffer.append(UInt8(ascii: "}"))
    }

    /// Opens an array; `endArray` closes it.
    package mutating func beginArray() {
        separate()
        buffer.append(UInt8(ascii: "["))
    }

    /// Closes the array that `beginArray` opened.
    package mutating func endArray() {
        buffer.append(UInt8(ascii: "]"))
    }

    /// Writes a member's name that needs no escape; its value follows.
    package mutating func name(_ name: StaticString) {
        separate()
        buffer.append(name, between: UInt8(ascii: "\""))
        buffer.append(UInt8(ascii: ":"))
    }

    /// Writes a member's name; its value follows.
    package mutating func name(_ name: String) {
        string(name)
        buffer.append(UInt8(ascii: ":"))
    }

    /// Writes a member's name as another document has it; its value follows.
    package mutating func name(_ name: JSONValue) {
        copy(name)
        buffer.append(UInt8(ascii: ":"))
    }

    /// Writes `null`.
    package mutating func null() { word("null") }

    /// Writes `true` or `false`.
    package mutating func boolean(_ value: Bool) { word(value ? "true" : "false") }

    /// Writes an integer.
    package mutating func integer(_ value: Int64) {
        separate()
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        buffer.append(decimal: value.magnitude)
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a string that needs no escape.
    package mutating func string(_ value: StaticString) {
        separate()
        buffer.append(value, between: UInt8(ascii: "\""))
    }

    /// Writes a string, escaped where a reader could mistake it.
    package mutating func string(_ value: String) {
        let utf8 = value.utf8
        string(utf8.span)
    }

    /// Writes a string from its UTF-8 bytes, escaped where a reader could mistake it. Bytes that are not UTF-8 are
    /// written as U+FFFD.
    package mutating func string(_ content: Span<UInt8>) {
        separate()
        buffer.append(UInt8(ascii: "\""))
        JSONEscape.append(content, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    /// Writes a number, or any other value, that is already JSON on one line.
    package mutating func verbatim(_ json: String) {
        let utf8 = json.utf8
        verbatim(utf8.span)
    }

    /// Writes a value that is already JSON on one line.
    package mutating func verbatim(_ json: Span<UInt8>) {
        separate()
        buffer.append(json)
    }

    /// Writes a string that is known to need no escape: base64url, identifiers of ours.
    package mutating func plainString(_ content: Span<UInt8>) {
        separate()
        buffer.append(UInt8(ascii: "\""))
        buffer.append(content)
        buffer.append(UInt8(ascii: "\""))
    }

    /// Writes a string that is known to need no escape, of which the body appends the pieces.
    package mutating func plainString(_ body: (inout ByteBuffer) -> Void) {
        separate()
        buffer.append(UInt8(ascii: "\""))
        body(&buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    /// Writes a value as its own document has it: order, number text and escapes stay; white space between values goes,
    /// and characters that could mislead a reader are escaped.
    package mutating func copy(_ value: JSONValue) {
        copy(value.document, value.range)
    }

    /// Writes the value at a place of the same document as another value.
    package mutating func copy(_ place: JSONPlace, of value: JSONValue) {
        copy(value.document, value.range(at: place))
    }

    /// Writes the members of an object as its own document has them, one behind the other; nothing of any other kind.
    package mutating func copyMembers(of object: JSONValue) {
        guard object.kind == .object, object.count > 0 else { return }
        let range = object.range
        copy(object.document, (range.lowerBound + 1)..<(range.upperBound - 1))
    }

    private mutating func copy(_ document: JSONDocument, _ range: Range<Int>) {
        let bytes = document.bytes
        let text = bytes.span.extracting(range)
        separate()
        if document.isPlain { buffer.append(text) } else { JSONCopy.append(text, to: &buffer) }
    }

    /// Appends bytes that the caller knows to be part of a JSON text, without a comma before them.
    package mutating func append(_ part: Span<UInt8>) { buffer.append(part) }

    /// Appends text of our own, without a comma before it.
    package mutating func append(_ text: StaticString) { buffer.append(text) }

    /// Puts ASCII text of the caller's own in front of what was written behind this place.
    package mutating func insert(_ text: String, at place: Int) {
        let utf8 = text.utf8
        buffer.insert(utf8.span, at: place)
    }

    private mutating func word(_ word: StaticString) {
        separate()
        buffer.append(word)
    }

    @inline(__always)
    private mutating func separate() {
        switch buffer.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): return
        default: buffer.append(UInt8(ascii: ","))
        }
    }
}

extension JSONWriter {
    /// Writes a member whose value is a string that needs no escape.
    package mutating func member(_ name: StaticString, _ value: StaticString) {
        self.name(name)
        string(value)
    }

    /// Writes a member whose value is a string that needs no escape, or nothing where there is none.
    package mutating func member(_ name: StaticString, _ value: StaticString?) {
        guard let value else { return }
        member(name, value)
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
        self.name(name)
        beginArray()
        integer(range.lowerBound)
        integer(range.upperBound)
        endArray()
    }
}
