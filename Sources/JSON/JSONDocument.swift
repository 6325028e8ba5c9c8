/// A text that was read as JSON: its bytes, and one small entry for each value in it.
///
/// Nothing is copied out of the text until somebody asks: an entry says what stands where. Member order, the text of
/// numbers and duplicate members stay visible (RFC 8259, RFC 7493); `JSONValue` walks the entries.
///
/// Sendable although it is a class with variables: they change only when its one owner wipes it or reads another text
/// into it, and then nobody else looks at it any more. That is why no access to them has to be watched either.
package final class JSONDocument: @unchecked Sendable {
    @exclusivity(unchecked) private var content: Content

    private struct Content: ~Copyable {
        var bytes: [UInt8]
        var start: Int
        var reader = JSONReader()

        // Here the bytes need not be held while they are looked at: nobody else can let go of them.
        func member(_ name: Span<UInt8>, of object: Int) -> Int? {
            guard reader.entries[object].kind == .object else { return nil }
            let (end, text) = (Int(reader.entries[object].next), bytes.span)
            var place = object + 1
            while place < end {
                if reader.entries[place].isString(name, in: text) { return place + 1 }
                place = Int(reader.entries[place + 1].next)
            }
            return nil
        }
    }

    /// The bytes that the offsets of this document count in.
    package var bytes: [UInt8] { unsafe content.bytes }
    /// Where the text begins in those bytes.
    package var start: Int { unsafe content.start }
    /// The names, as values, of members that an earlier member of the same object has too, in the order of the text.
    package var duplicates: [JSONValue] { duplicateNames.map { JSONValue(document: self, index: $0) } }
    /// Whether any object has two members of one name.
    package var hasDuplicates: Bool { unsafe !content.reader.duplicateNames.isEmpty }
    /// Whether the outermost value can be copied as it stands: nothing that misleads, no white space between values.
    package var isPlain: Bool { unsafe content.reader.isPlain }
    /// The entries of `duplicates`, in ascending order.
    private var duplicateNames: [Int] { unsafe content.reader.duplicateNames }

    /// Reads a whole text.
    package convenience init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONFault) {
        try self.init(bytes, 0..<bytes.count, limits: limits)
    }

    /// Reads the text that stands at this range of the bytes.
    fileprivate init(_ bytes: [UInt8], _ range: Range<Int>, limits: JSONLimits) throws(JSONFault) {
        unsafe content = Content(bytes: bytes, start: range.lowerBound)
        try unsafe content.reader.read(bytes.span, range, limits: limits)
    }

    private init(copying other: JSONDocument) {
        let start = other.start
        unsafe content = Content(
            bytes: Array(other.bytes[start..<max(start, other.root.range.upperBound)]), start: 0,
            reader: other.content.reader.moved(by: UInt32(truncatingIfNeeded: start)))
    }

    /// Reads another text into this document, which nobody else holds; what it refuses leaves it without a value.
    fileprivate func read(_ bytes: [UInt8], _ range: Range<Int>, limits: JSONLimits) throws(JSONFault) {
        try unsafe content.reader.read(bytes.span, range, limits: limits)
        unsafe (content.bytes, content.start) = (bytes, range.lowerBound)
    }

    /// Lets go of the text, and of more memory than most texts need.
    fileprivate func forget() {
        unsafe content.bytes = []
        unsafe content.reader.forget()
    }

    /// One entry a value, in the order of the text. A member is its name followed by its value.
    @inline(__always)
    func entry(_ index: Int) -> Entry { unsafe content.reader.entries[index] }

    /// Where the value of an object's first member of this name has its entry; nil where there is none, or no object.
    func member(_ name: Span<UInt8>, of object: Int) -> Int? { unsafe content.member(name, of: object) }

    /// The outermost value.
    package var root: JSONValue { JSONValue(document: self, index: 0) }

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
    package func detached() -> JSONDocument { JSONDocument(copying: self) }

    /// Overwrites the text with zeros: nobody will look at it again.
    package func wipe() { unsafe content.bytes.wipe() }

    fileprivate func takeBytes() -> [UInt8] {
        var taken: [UInt8] = []
        unsafe swap(&taken, &content.bytes)
        taken.removeAll(keepingCapacity: true)
        return taken
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
        func moved(by dropped: UInt32) -> Entry {
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

/// A place where one document after another is read without allocating much: the last one's memory is used again, unless
/// somebody still holds a value of it.
package struct JSONPage {
    private var document: JSONDocument?

    /// An empty page.
    package init() {}

    /// Reads the text that stands at this range of the bytes; offsets in the result count from the first of the bytes.
    package mutating func read(
        _ bytes: [UInt8], _ range: Range<Int>, limits: JSONLimits = JSONLimits()
    ) throws(JSONFault) -> JSONValue {
        if isKnownUniquelyReferenced(&document), let document {
            try document.read(bytes, range, limits: limits)
            return document.root
        }
        let document = try JSONDocument(bytes, range, limits: limits)
        self.document = document
        return document.root
    }

    /// An empty array with the memory of the bytes that were read last, for a text that is to be read next.
    package mutating func takeBytes() -> [UInt8] {
        guard isKnownUniquelyReferenced(&document) else { return [] }
        return document?.takeBytes() ?? [UInt8]()
    }

    /// Lets go of the bytes that were read last, so that their owner can change them without a copy. One large text must
    /// not keep its memory for every small one that follows.
    package mutating func release() {
        if isKnownUniquelyReferenced(&document) { document?.forget() } else { document = nil }
    }
}
