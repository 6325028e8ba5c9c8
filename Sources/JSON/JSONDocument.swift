import Glibc

/// A text that was read as JSON: its bytes, and one small entry for each value in it.
///
/// Nothing is copied out of the text until somebody asks: an entry says what stands where. Member order, the text of
/// numbers and duplicate members stay visible (RFC 8259, RFC 7493); `JSONValue` walks the entries.
///
/// Sendable although it is a class with variables: they change only in a `JSONPage`, and only while nobody else holds
/// the document.
package final class JSONDocument: @unchecked Sendable {
    /// The bytes that the offsets of this document count in.
    package private(set) var bytes: [UInt8]
    /// Where the text begins in those bytes.
    package private(set) var start = 0
    /// One entry a value, in the order of the text. A member is its name followed by its value.
    private(set) var entries: [Entry] = []
    /// The names, as values, of members that an earlier member of the same object has too, in the order of the text.
    package var duplicates: [JSONValue] { duplicateNames.map { JSONValue(document: self, index: $0) } }
    /// Whether any object has two members of one name.
    package var hasDuplicates: Bool { !duplicateNames.isEmpty }
    /// Whether the outermost value can be copied as it stands: printable ASCII, no white space between values.
    package private(set) var isPlain = true
    /// The entries of `duplicates`, in ascending order.
    private(set) var duplicateNames: [Int] = []
    private var reader = JSONReader()

    /// Reads a whole text.
    package init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONFault) {
        self.bytes = bytes
        try read(0..<bytes.count, limits: limits)
    }

    /// A document that holds nothing yet, for `JSONPage`.
    fileprivate init() {
        bytes = []
    }

    /// The outermost value.
    package var root: JSONValue { JSONValue(document: self, index: 0) }

    fileprivate func takeBytes() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        taken.removeAll(keepingCapacity: true)
        return taken
    }

    /// Whether the entry is the name of a member that an earlier member of the same object has too.
    func isDuplicate(_ entry: Int) -> Bool {
        var (low, high) = (0, duplicateNames.count)
        while low < high {
            let middle = (low + high) / 2
            if duplicateNames[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low < duplicateNames.count && duplicateNames[low] == entry
    }

    /// A document of its own with the same values, which keeps none but this text's bytes: for whoever holds it longer
    /// than the bytes that it was read from. `JSONValue.moved(to:)` finds a value there.
    package func detached() -> JSONDocument {
        let copy = JSONDocument()
        copy.bytes = Array(bytes[start..<max(start, root.range.upperBound)])
        copy.entries = entries.map { $0.moved(by: UInt32(truncatingIfNeeded: start)) }
        copy.duplicateNames = duplicateNames
        copy.isPlain = isPlain
        return copy
    }

    /// Overwrites the text with zeros: nobody will look at it again.
    package func wipe() {
        unsafe bytes.withUnsafeMutableBytes { buffer in
            if let start = buffer.baseAddress { unsafe explicit_bzero(start, buffer.count) }
        }
    }

    // One large text must not keep its memory for every small one that follows.
    fileprivate func forgetBytes() {
        bytes = []
        if entries.capacity > Self.keptEntries { entries = [] } else { entries.removeAll(keepingCapacity: true) }
        if reader.entries.capacity > Self.keptEntries { reader.entries = [] }
    }

    private static let keptEntries = 4096

    fileprivate func read(_ bytes: [UInt8], _ range: Range<Int>, limits: JSONLimits) throws(JSONFault) {
        self.bytes = bytes
        try read(range, limits: limits)
    }

    private func read(_ range: Range<Int>, limits: JSONLimits) throws(JSONFault) {
        let text = bytes
        // What is local cannot be seen by anybody else: its fields need no check of exclusive access.
        var reader = JSONReader()
        swap(&reader, &self.reader)
        defer { swap(&reader, &self.reader) }
        start = range.lowerBound
        try reader.read(text.span, range, limits: limits)
        swap(&entries, &reader.entries)
        swap(&duplicateNames, &reader.duplicateNames)
        // The reader meets the ends of inner objects first.
        if duplicateNames.count > 1 { duplicateNames.sort() }
        isPlain = reader.isPlain
    }

    /// What one value is, where it stands, and where the value behind it has its entry.
    struct Entry {
        var start: UInt32
        /// The byte behind the value.
        var end: UInt32
        /// The index behind this value's last descendant. While an array or object is read, the index of the one around.
        var next: UInt32
        /// Elements of an array, members of an object.
        var count: UInt32
        var kind: JSONKind
        /// Whether a string, or one of the names of an object, holds a backslash.
        var hasEscapes: Bool

        /// Where the value stands, quotes and brackets included.
        var range: Range<Int> { Int(start)..<Int(end) }

        /// Where the content of a string stands, quotes left out.
        var contentRange: Range<Int> { (Int(start) + 1)..<(Int(end) - 1) }

        /// Whether this is a string with exactly this content.
        @inline(__always)
        func isString(_ content: Span<UInt8>, in text: Span<UInt8>) -> Bool {
            guard kind == .string else { return false }
            if hasEscapes { return isEscapedString(content, in: text) }
            return Int(end) - Int(start) == content.count + 2 && text.extracting(contentRange).isEqual(to: content)
        }

        private func isEscapedString(_ content: Span<UInt8>, in text: Span<UInt8>) -> Bool {
            let decoded = JSONString.decode(text, range)
            return decoded.span.isEqual(to: content)
        }

        /// The entry of the same value in a text that lost its first bytes.
        fileprivate func moved(by dropped: UInt32) -> Entry {
            var entry = self
            entry.start -= dropped
            entry.end -= dropped
            return entry
        }
    }
}

/// What kind of value this is (RFC 8259 §3).
package enum JSONKind: UInt8, Sendable {
    case null, `false`, `true`, number, string, array, object

    /// The kind with its article, for a sentence.
    package var phrase: StaticString {
        switch self {
        case .null: "null"
        case .false, .true: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// A place where one document after another is read without allocating: the last one's memory is used again, unless
/// somebody still holds a value of it.
package struct JSONPage {
    private var document = JSONDocument()

    /// An empty page.
    package init() {}

    /// Reads the text that stands at this range of the bytes; offsets in the result count from the first of the bytes.
    package mutating func read(
        _ bytes: [UInt8], _ range: Range<Int>, limits: JSONLimits = JSONLimits()
    ) throws(JSONFault) -> JSONValue {
        if !isKnownUniquelyReferenced(&document) {
            document = JSONDocument()
        }
        try document.read(bytes, range, limits: limits)
        return document.root
    }

    /// An empty array with the memory of the bytes that were read last, for a text that is to be read next.
    package mutating func takeBytes() -> [UInt8] {
        guard isKnownUniquelyReferenced(&document) else { return [] }
        return document.takeBytes()
    }

    /// Lets go of the bytes that were read last, so that their owner can change them without a copy.
    package mutating func release() {
        if isKnownUniquelyReferenced(&document) { document.forgetBytes() }
    }
}
